"""The coordination programme of two bodies: what they do together through a phase, and who sees to what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chungtay.papers.sheets import Block
from chungtay.rules import official

from .composing import Clause, clause_of, composed, told
from .customary import duties, why
from .paper import Paper, Part, Responsibility
from .wording import Wording


@dataclass(frozen=True, kw_only=True)
class ProgrammePaper(Paper):
    first_on: date | None = None
    last_on: date | None = None
    purpose: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    contents: tuple[Part, ...] = ()  # what is done together; an untitled part is one numbered sentence
    responsibilities: tuple[Responsibility, ...] = ()
    arrangements: tuple[str, ...] = ()  # meetings, reports, money, validity


def text_of(paper: ProgrammePaper, wording: Wording) -> Iterator[Block]:
    said = wording.said
    running: tuple[str, ...] = ()
    if paper.first_on and paper.last_on:
        first, last = (
            official.day_in_full(day, language=wording.language) for day in (paper.first_on, paper.last_on)
        )
        running = (said("running", first=first, last=last),)
    yield from composed(
        (
            why(paper.purpose, paper.requirements, wording),
            Clause(title=said("joint_contents"), clauses=tuple(map(clause_of, paper.contents))),
            Clause(
                title=said("responsibilities") if paper.responsibilities else "",
                clauses=duties(paper.responsibilities),
            ),
            told(said("arrangements"), (*running, *paper.arrangements)),
        )
    )
