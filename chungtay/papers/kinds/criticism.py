"""The criticism of a draft: how it was done, what is said of the whole, then point by point with the words proposed."""

from collections.abc import Iterator
from dataclasses import dataclass

from chungtay.papers.sheets import Block

from .composing import Clause, clause_of, composed, ended_list, told
from .paper import Paper, Part
from .wording import Wording


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What is said of one clause, or of the whole where none is named."""

    clause: str = ""
    text: str = ""
    proposal: str = ""  # how it should read


@dataclass(frozen=True, kw_only=True)
class CriticismPaper(Paper):
    proceedings: tuple[Part, ...] = ()
    general: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


def text_of(paper: CriticismPaper, wording: Wording) -> Iterator[Block]:
    said = wording.said
    yield from composed(
        clause
        for clause in (
            Clause(title=said("criticism_done"), clauses=tuple(map(clause_of, paper.proceedings))),
            told(said("general"), paper.general),
            Clause(title=said("remarks"), clauses=tuple(_remark(one, wording) for one in paper.remarks)),
        )
        if not clause.is_empty
    )


def _remark(one: Remark, wording: Wording) -> Clause:
    proposed = (wording.said("should_read", text=one.proposal),) if one.proposal.strip() else ()
    return Clause(
        title=one.clause.strip() or wording.said("on_the_whole"),
        paragraphs=(one.text,),
        dashes=ended_list(proposed),
    )
