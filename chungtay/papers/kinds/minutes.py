"""The minutes of a meeting: who was there, what was said, what was decided and who does what by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from chungtay.papers.sheets import Block, Table
from chungtay.rules import official

from .composing import Clause, clause_of, composed, ended_list, plain_table, prose, stopped
from .paper import Paper, Part, PlainTable, SignerLine
from .wording import Wording


@dataclass(frozen=True, kw_only=True)
class Attendance:
    body: str
    posts: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingTask:
    text: str
    lead: str = ""
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class MinutesPaper(Paper):
    """Times are of the place where one met. Who signs: the secretary first, then the chair."""

    begins_at: datetime | None = None
    ends_at: datetime | None = None
    met_on: date | None = None  # where nobody wrote the hour
    venue: str = ""
    chair: str = ""  # by post
    secretary: str = ""
    attendance: tuple[Attendance, ...] = ()
    absent: tuple[Attendance, ...] = ()
    proceedings: tuple[Part, ...] = ()
    decisions: tuple[str, ...] = ()
    tasks: tuple[MeetingTask, ...] = ()


def text_of(paper: MinutesPaper, wording: Wording) -> Iterator[Block]:
    said = wording.said
    yield from composed(
        (
            Clause(title=said("place_and_people"), clauses=tuple(_frame(paper, wording))),
            Clause(
                title=said("proceedings") if paper.proceedings else "",
                clauses=tuple(map(clause_of, paper.proceedings)),
            ),
            Clause(
                title=said("decisions") if paper.decisions else "",
                clauses=tuple(Clause(paragraphs=(text,)) for text in paper.decisions if text.strip()),
            ),
            Clause(
                title=said("tasks") if paper.tasks else "",
                tables=(_tasks(paper.tasks, wording),) if paper.tasks else (),
            ),
        )
    )
    if not paper.closing:
        yield from prose((_adjourned(paper, wording),))


def signers_of(paper: MinutesPaper, wording: Wording) -> tuple[SignerLine, ...]:
    """The secretary on the left, the chair on the right, each under what they were at the meeting."""
    return paper.signers or tuple(
        SignerLine(authority=wording.said(name), post="") for name in ("secretary", "chair_signs")
    )


def _frame(paper: MinutesPaper, wording: Wording) -> Iterator[Clause]:
    when = ""
    if paper.begins_at:
        when = official.moment_in_full(paper.begins_at, language=wording.language)
    elif paper.met_on:
        when = official.day_in_full(paper.met_on, language=wording.language)
    for name, text in (
        ("when", when),
        ("where", paper.venue),
        ("chair", paper.chair),
        ("secretary", paper.secretary),
    ):
        if text.strip():
            yield Clause(paragraphs=(stopped(wording.labelled(name, text)),))
    for name, people in (("attended", paper.attendance), ("absent", paper.absent)):
        if people:
            yield Clause(
                title=wording.said(name), dashes=ended_list(_present(one, wording) for one in people)
            )


def _present(one: Attendance, wording: Wording) -> str:
    count = (
        wording.said("people", count=official.number(one.count, language=wording.language))
        if one.count is not None
        else ""
    )
    told = ", ".join(text for text in (*one.posts, count) if text.strip())
    return wording.said("labelled", label=one.body, text=told) if told else one.body


def _tasks(tasks: tuple[MeetingTask, ...], wording: Wording) -> Table:
    rows = tuple(
        (str(position), task.text, task.lead, official.short_day(task.due_on) if task.due_on else "")
        for position, task in enumerate(tasks, 1)
    )
    titles = tuple(wording.said(name) for name in ("position", "task", "done_by", "due"))
    return plain_table(PlainTable(titles=titles, rows=rows), wording.style)


def _adjourned(paper: MinutesPaper, wording: Wording) -> str:
    if not paper.ends_at:
        return wording.said("adjourned")
    return wording.said(
        "adjourned_at", moment=official.moment_in_full(paper.ends_at, language=wording.language)
    )
