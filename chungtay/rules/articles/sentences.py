"""Begins an article in official Vietnamese with what is on record, without anybody's name; a person writes the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Begun:
    title: str
    summary: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    name: str
    year: int
    programme: str
    number: str = ""
    issued_on: date | None = None
    contents: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    kind: str
    title: str
    place: str
    holder: str
    first_on: date
    last_on: date
    attended: int | None = None  # None: nobody counted; too few to be told are not told either
    nearly: bool = False
    programme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    title: str
    met_on: date
    programme: str
    venue: str = ""
    bodies: Sequence[str] = ()
    decisions: Sequence[str] = ()


FEWEST = 5  # below it a number of persons could point to somebody


def of_plan(facts: PlanFacts) -> Begun:
    paper = f"Kế hoạch số {facts.number}" if facts.number else f"Kế hoạch năm {facts.year}"
    issued = (
        f"Ngày {day(facts.issued_on)}, các bên ban hành {paper}"
        if facts.issued_on
        else f"Các bên xây dựng {paper}"
    )
    lead = f"{issued} về thực hiện {facts.programme} năm {facts.year}."
    lines = [lead]
    if facts.contents:
        lines.append(f"Theo đó, năm {facts.year} triển khai {len(facts.contents):02} nội dung:")
        lines.append("\n".join(f"{number}. {closed(text)}" for number, text in enumerate(facts.contents, 1)))
    return Begun(facts.name, lead, "\n\n".join(lines))


def of_activity(facts: ActivityFacts) -> Begun:
    lead = f"{when(facts.first_on, facts.last_on)}, tại {facts.place}, {facts.holder} tổ chức {lower(facts.title)}."
    lines = [lead]
    if facts.attended is not None and facts.attended >= FEWEST:
        number = f"{facts.attended:,}".replace(",", ".")
        lines.append(f"Có {'gần ' if facts.nearly else ''}{number} lượt người tham dự.")
    if facts.programme:
        lines.append(f"Đây là hoạt động thực hiện {facts.programme}.")
    return Begun(facts.title, lead, "\n\n".join(lines))


def of_meeting(facts: MeetingFacts) -> Begun:
    where = f", tại {facts.venue}" if facts.venue else ""
    lead = f"Ngày {day(facts.met_on)}{where}, các bên họp: {closed(facts.title)}"
    lines = [lead]
    if facts.bodies:
        lines.append(f"Tham dự có: {listed(facts.bodies)}.")
    if facts.decisions:
        lines.append("Cuộc họp thống nhất:")
        lines.append("\n".join(f"{number}. {closed(text)}" for number, text in enumerate(facts.decisions, 1)))
    lines.append(f"Cuộc họp thuộc khuôn khổ {facts.programme}.")
    return Begun(facts.title, lead, "\n\n".join(lines))


def day(on: date) -> str:
    return f"{on.day}/{on.month}/{on.year}"


def when(first_on: date, last_on: date) -> str:
    if first_on == last_on:
        return f"Ngày {day(first_on)}"
    return f"Từ ngày {day(first_on)} đến ngày {day(last_on)}"


def closed(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;") + "."


def lower(text: str) -> str:
    """Within a sentence; abbreviations and names of two capitals stay."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " và " + names[-1] if len(names) > 1 else "".join(names)
