"""The dispatch (công văn): a letter from office to office; its abstract stands under the number as `V/v`."""

from collections.abc import Iterator
from dataclasses import dataclass

from chungtay.papers.sheets import Block

from .composing import clause_of, composed
from .paper import Paper, Part
from .wording import Wording


@dataclass(frozen=True, kw_only=True)
class DispatchPaper(Paper):
    addressees: tuple[str, ...] = ()
    body: tuple[Part, ...] = ()


def text_of(paper: DispatchPaper, wording: Wording) -> Iterator[Block]:
    """A letter has no Roman numbers: its parts count 1. 2. 3."""
    yield from composed(map(clause_of, paper.body), level=2)
