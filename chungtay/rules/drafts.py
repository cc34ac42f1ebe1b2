"""Decides what is typed around the live facts of a paper, how it is read, and until when it may be changed.

A draft keeps only what somebody typed. What nobody typed stays live: the contents of the plan, the decisions of the
meeting, who signs. With its number the paper stands as it was; the signed scan closes it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from .messages import Message, RuleBroken
from .official.bodies import read_body
from .tables import rows_of

LONGEST_TEXT = 40_000
MOST_SIGNERS = 6


class DraftState(StrEnum):
    WRITING = "writing"
    NUMBERED = "numbered"  # what it says stands; the signed paper is still to come
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Box(StrEnum):
    """How a field is typed, and what it is read as."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"  # one item a line
    PARTS = "parts"  # prose with titled parts: see `rules.official.bodies`
    DUTIES = "duties"  # a body in a line of its own, below it what it sees to, behind dashes
    ROWS = "rows"  # one item a line, its cells behind strokes
    DAY = "day"
    MOMENT = "moment"
    COUNT = "count"
    SIGNERS = "signers"


class Drawn(StrEnum):
    """What else a paper may be drawn from, beside a programme, a plan, a meeting."""

    RECOMMENDATION = "recommendation"


@dataclass(frozen=True)
class PaperKind:
    """`begins_from`: the page where an office thinks of writing it."""

    slug: str
    type: str  # as the paper calls itself
    code: str  # as its number writes it; some papers have none
    is_numbered: bool
    begins_from: str


# Codes: Decree 30/2020/NĐ-CP, Appendix III; TCM is in use by offices that number their letters. A dispatch and an
# appendix have none.
KINDS = """
paper               code  numbered  begins_from  type

plan                KH    yes       plan         Kế hoạch
programme           CTr   yes       programme    Chương trình phối hợp
memorandum          BGN   no        programme    Bản ghi nhớ
dispatch            -     yes       any          Công văn
invitation          GM    yes       any          Giấy mời
minutes             BB    yes       meeting      Biên bản
greeting            TCM   yes       programme    Thư chúc mừng
supervision_plan    KH    yes       any          Kế hoạch giám sát
supervision_report  BC    yes       any          Báo cáo giám sát
criticism           -     yes       any          Phản biện xã hội
recommendation      -     yes       recommendation          Công văn kiến nghị
escalation          -     yes       recommendation          Công văn báo cáo cấp trên
recommendation_record BC  yes       recommendation          Báo cáo xử lý kiến nghị
appendix            -     no        plan         Phụ lục
"""

# What may be typed in each paper; `numbered`: all but a memorandum, whose texts are typed one by one. `head.` stands
# before what belongs to its head.
FIELDS = """
papers                                                   field              box

all                                                      head.parent_body   line
all                                                      head.issuers       lines
all                                                      head.symbol        line
all                                                      head.place         line
plan programme supervision_plan supervision_report       grounds            lines
minutes dispatch invitation                              grounds            lines
plan programme minutes supervision_plan                  opening            text
supervision_report invitation                            opening            text
plan programme supervision_plan                          purpose            lines
plan programme supervision_plan                          requirements       lines
plan                                                     funding            lines
plan programme supervision_plan                          responsibilities   duties
plan programme                                           arrangements       lines
dispatch                                                 addressees         lines
dispatch                                                 body               parts
invitation                                               invitees           lines
invitation minutes                                       chair              line
invitation minutes                                       begins_at          moment
invitation minutes                                       ends_at            moment
invitation minutes                                       venue              line
invitation                                               agenda             lines
invitation                                               enclosed           lines
invitation                                               notes              lines
invitation                                               contact            line
minutes                                                  secretary          line
minutes                                                  attendance         rows
minutes                                                  absent             rows
minutes                                                  proceedings        parts
greeting                                                 addressee          line
greeting                                                 occasion           line
greeting                                                 year               count
greeting                                                 body               lines
greeting                                                 second             line
greeting                                                 second_title       line
greeting                                                 second_addressee   line
greeting                                                 second_body        lines
supervision_plan                                         matters            lines
supervision_plan                                         bodies             lines
supervision_plan                                         scope              line
supervision_plan                                         form               line
supervision_plan                                         team               lines
supervision_plan                                         first_on           day
supervision_plan                                         last_on            day
supervision_plan                                         steps              rows
supervision_plan                                         outline            parts
supervision_plan                                         budget             count
supervision_plan                                         funds              line
supervision_report                                       proceedings        parts
supervision_report                                       results            parts
supervision_report                                       strengths          lines
supervision_report                                       shortcomings       lines
supervision_report                                       causes             lines
supervision_report                                       recommendations    duties
criticism                                                grounds            lines
criticism                                                opening            text
criticism                                                proceedings        parts
criticism                                                general            lines
criticism                                                remarks            rows
recommendation escalation                                addressees         lines
recommendation escalation                                opening            text
recommendation                                           found              lines
recommendation escalation recommendation_record          recommendations    duties
recommendation                                           answer_by          day
recommendation                                           enclosed           lines
escalation                                               overdue            lines
escalation recommendation_record                         course             rows
recommendation_record                                    opening            text
recommendation_record                                    outcome            lines
memorandum                                               title_vi           line
memorandum                                               preamble_vi        lines
memorandum                                               articles_vi        parts
memorandum                                               closing_vi         lines
memorandum                                               signers_vi         signers
memorandum                                               title_lo           line
memorandum                                               preamble_lo        lines
memorandum                                               articles_lo        parts
memorandum                                               closing_lo         lines
memorandum                                               signers_lo         signers
numbered                                                 closing            text
numbered                                                 signers            signers
numbered                                                 recipients         lines
numbered                                                 drafting_unit      line
"""


@dataclass(frozen=True)
class Prose:
    """A stretch of a body as it was typed: perhaps a title, its prose, its points."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def read_kinds(table: str) -> dict[str, PaperKind]:
    found = {}
    for slug, code, numbered, begins_from, *type_name in rows_of(table):
        found[slug] = PaperKind(slug, " ".join(type_name), code.strip("-"), numbered == "yes", begins_from)
    return found


def read_fields(table: str) -> dict[str, dict[str, Box]]:
    """The boxes of each paper, in the order in which it prints them."""
    found: dict[str, dict[str, Box]] = {paper: {} for paper in PAPERS}
    for *papers, field, box in rows_of(table):
        if papers == ["all"]:
            papers = list(PAPERS)
        elif papers == ["numbered"]:
            papers = [paper for paper in PAPERS if paper != "memorandum"]
        for paper in papers:
            found[paper][field] = Box(box)
    return found


def state_of(
    *, issued_at: datetime | None, closed_at: datetime | None, withdrawn_at: datetime | None
) -> DraftState:
    if withdrawn_at:
        return DraftState.WITHDRAWN
    if closed_at:
        return DraftState.CLOSED
    return DraftState.NUMBERED if issued_at else DraftState.WRITING


def check_writing(state: DraftState) -> None:
    """Only what is still being written may be written."""
    if state is DraftState.WITHDRAWN:
        raise RuleBroken(Message("This draft was withdrawn. Begin a new one."))
    if state is not DraftState.WRITING:
        text = (
            "This paper has its number; what it says stands. A mistake is mended by a paper that replaces it."
        )
        raise RuleBroken(Message(text))


def check_scan(state: DraftState) -> None:
    if state is DraftState.WRITING:
        raise RuleBroken(Message("Give the paper its number first, then add the signed scan."))
    if state is not DraftState.NUMBERED:
        raise RuleBroken(Message("This paper is closed; nothing of it changes any more."))


def check_numbering(
    *, on: date, today: date, has_symbol: bool, has_book: bool, number: int | None
) -> list[Message]:
    """The day of signing, and where the number comes from; a paper without letters bears none."""
    said = []
    if on > today:
        said.append(Message("%(day)s is still to come.", {"day": on}, "on"))
    if has_symbol and not has_book and number is None:
        said.append(Message("Choose a register, or type the number that the office gave.", where="number"))
    if number is not None and not has_symbol:
        said.append(Message("Say which letters follow the number, such as KH-BTV.", where="head.symbol"))
    if number is not None and number < 1:
        said.append(Message("A number of a paper is 1 or more.", where="number"))
    return said


def check_begun(paper: str, *, title: str, has: Mapping[str, bool]) -> None:
    """`has`: from which things it is drawn: programme, plan, meeting, recommendation."""
    said = []
    kind = PAPERS.get(paper)
    if kind is None:
        raise RuleBroken(Message("There is no kind of paper “%(paper)s”.", {"paper": paper}, where="paper"))
    if len(title) > 500:
        said.append(Message("The abstract has at most 500 letters.", where="title"))
    if not has.get(kind.begins_from, True):
        said.append(Message(_BEGUN_FROM[kind.begins_from], where=kind.begins_from))
    if said:
        raise RuleBroken(said)


def read_values(paper: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, each field as its box reads it; every mistake is named."""
    read, said = {}, []
    boxes = BOXES[paper]
    for field, typed in values.items():
        if field not in boxes:
            said.append(Message("This paper has no field “%(field)s”.", {"field": field}, where=field))
            continue
        try:
            read[field] = read_value(boxes[field], typed)
        except (ValueError, TypeError, KeyError):
            said.append(Message(_WRONG.get(boxes[field], "This cannot be read."), where=field))
    if said:
        raise RuleBroken(said)
    return read


def read_value(box: Box, typed: Any) -> Any:
    if box is Box.SIGNERS:
        return read_signers(typed)
    if not isinstance(typed, str) or len(typed) > LONGEST_TEXT:
        raise ValueError("a field is a text that somebody typed")
    return _READERS[box](typed.replace("\r\n", "\n").strip())


def read_lines(text: str) -> tuple[str, ...]:
    """One item a line; a dash before it is how offices list things, and is set by the paper itself."""
    return tuple(line for line in (_bare(line) for line in text.splitlines()) if line)


def read_duties(text: str) -> tuple[Prose, ...]:
    """A body in a line of its own, below it what it sees to, behind dashes."""
    duties: list[tuple[str, list[str]]] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line[0] in _DASHES:
            if not duties:
                raise ValueError("whose duty is it?")
            duties[-1][1].append(_bare(line))
        else:
            duties.append((line.rstrip(":"), []))
    return tuple(Prose(title=body, points=tuple(tasks)) for body, tasks in duties)


def read_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """One item a line, its cells behind strokes."""
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in read_lines(text))


def read_signers(typed: Any) -> tuple[dict[str, str], ...]:
    """Who signs, in the order of the paper. One without a post is none."""
    if not isinstance(typed, list) or len(typed) > MOST_SIGNERS:
        raise ValueError("signers are a short list")
    names = ("authority", "post", "name", "organisation")
    found = [{name: str(one.get(name, ""))[:300].strip() for name in names} for one in map(dict, typed)]
    return tuple(one for one in found if one["post"] or one["name"])


def written_duties(duties: tuple[Prose, ...]) -> str:
    """The same back into a box: what `read_duties` reads as these duties again."""
    return "\n".join(
        line for duty in duties for line in (duty.title, *(f"- {point}" for point in duty.points))
    )


def _bare(line: str) -> str:
    return line.strip().lstrip(_DASHES).strip()


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None


def _count(text: str) -> int | None:
    return int(re.sub(r"[.\s]", "", text)) if text else None


_DASHES = "-–—+•"
_READERS: dict[Box, Callable[[str], Any]] = {
    Box.LINE: lambda text: " ".join(text.split()),
    Box.TEXT: lambda text: text,
    Box.LINES: read_lines,
    Box.PARTS: read_body,
    Box.DUTIES: read_duties,
    Box.ROWS: read_rows,
    Box.DAY: lambda text: date.fromisoformat(text) if text else None,
    Box.MOMENT: _moment,
    Box.COUNT: _count,
}
_WRONG = {
    Box.DAY: "Write the day as 31/12/2025.",
    Box.MOMENT: "Write the day and the hour as 31/12/2025 08:30.",
    Box.COUNT: "Write a whole number.",
    Box.DUTIES: "Begin with the body, then write what it sees to in lines behind a dash.",
    Box.SIGNERS: "Give each signer a post.",
}
_BEGUN_FROM = {
    "plan": "Choose the plan that the paper prints.",
    "programme": "Choose the programme that the paper is about.",
    "meeting": "Choose the meeting that the paper tells of.",
    "recommendation": "Choose the recommendation that the paper is about.",
}
# What the facts of a paper follow: kept as chosen, also where the facts, which follow it, say the same.
CHOSEN = frozenset({"occasion", "year", "second"})
PAPERS = read_kinds(KINDS)
BOXES = read_fields(FIELDS)
