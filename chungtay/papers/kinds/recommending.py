"""The letters about a recommendation: what is asked of whom, the word to the superior, how it was dealt with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chungtay.papers.sheets import Block, Table
from chungtay.rules import official

from .composing import Clause, composed, plain_table, told
from .paper import AppendixPart, Paper, PlainTable
from .supervision import Recommendation
from .wording import Wording


@dataclass(frozen=True, kw_only=True)
class AnswerStep:
    """One line of the record: which body did what on which day, by which dispatch."""

    body: str = ""
    on: str = ""
    what: str = ""
    dispatch: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RecommendationPaper(Paper):
    """The letter that carries a recommendation, to one body or to several."""

    addressees: tuple[str, ...] = ()
    found: tuple[str, ...] = ()  # on which it rests
    recommendations: tuple[Recommendation, ...] = ()
    answer_by: date | None = None
    enclosed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EscalationPaper(Paper):
    """To the superior of whoever did not answer; the record is bound behind it."""

    addressees: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    overdue: tuple[str, ...] = ()  # which body, since when
    course: tuple[AnswerStep, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecommendationRecordPaper(Paper):
    """How a recommendation was dealt with, from the first dispatch on."""

    recommendations: tuple[Recommendation, ...] = ()
    course: tuple[AnswerStep, ...] = ()
    outcome: tuple[str, ...] = ()  # how it stands with each body


def letter_text(paper: RecommendationPaper, wording: Wording) -> Iterator[Block]:
    """What was found, what is recommended to whom, by when an answer is asked for; 1. 2. 3. as in every letter."""
    said = wording.said
    answer = ""
    if paper.answer_by:
        day = official.day_in_full(paper.answer_by, language=wording.language)
        answer = said("answer_asked", day=day)
    clauses = (
        told(said("found"), paper.found),
        _recommended(paper.recommendations, wording, to_reader=True),
        told(said("answer"), (answer,)),
        told(said("enclosed"), paper.enclosed),
    )
    yield from composed((clause for clause in clauses if not clause.is_empty), level=2)


def escalation_text(paper: EscalationPaper, wording: Wording) -> Iterator[Block]:
    said = wording.said
    clauses = (
        _recommended(paper.recommendations, wording),
        told(said("unanswered"), paper.overdue),
        told(said("asked_of_superior"), (said("superior_directs"),)),
        told(said("course"), (said("record_follows"),)) if paper.course else Clause(),
    )
    yield from composed((clause for clause in clauses if not clause.is_empty), level=2)


def record_bound(paper: EscalationPaper, wording: Wording) -> tuple[AppendixPart, ...]:
    """The record on pages of its own, wide."""
    if not paper.course:
        return ()
    return (AppendixPart(title=wording.said("course"), tables=(_rows(paper.course, wording),)),)


def record_text(paper: RecommendationRecordPaper, wording: Wording) -> Iterator[Block]:
    said = wording.said
    clauses = (
        _recommended(paper.recommendations, wording),
        Clause(title=said("course"), tables=(_table(paper.course, wording),) if paper.course else ()),
        told(said("outcome"), paper.outcome),
    )
    yield from composed(clause for clause in clauses if not clause.is_empty)


def _recommended(
    recommendations: tuple[Recommendation, ...], wording: Wording, *, to_reader: bool = False
) -> Clause:
    """In a letter to the one who is asked, the name stands above already; others must be told who is asked."""
    title = wording.said("recommendations")
    if len(recommendations) == 1:
        (one,) = recommendations
        return told(title if to_reader else wording.said("recommended_to", body=one.addressee), one.texts)
    return Clause(
        title=title,
        clauses=tuple(
            told(wording.said("towards", body=one.addressee), one.texts) for one in recommendations
        ),
    )


def _table(course: tuple[AnswerStep, ...], wording: Wording) -> Table:
    return plain_table(_rows(course, wording), wording.style)


def _rows(course: tuple[AnswerStep, ...], wording: Wording) -> PlainTable:
    heads = ("position", "day", "who", "what_was_done", "by_dispatch", "note")
    return PlainTable(
        titles=tuple(wording.said(name) for name in heads),
        rows=tuple(
            (str(number), one.on, one.body, one.what, one.dispatch, one.note)
            for number, one in enumerate(course, 1)
        ),
    )
