"""The parts of a review beside its results: contents, divisions, series, quoted papers, texts, the conference."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .words import NOTHING, Words


class ContentState(StrEnum):
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"  # no task says anything of it


@dataclass(frozen=True)
class Content:
    """A planned content and what its tasks say of it; why it was not done stands in a passage of its own."""

    key: str
    number: int
    text: Words
    plan: Words
    lead: Words
    due_on: date | None
    product: Words
    state: ContentState
    tasks: int
    done: int
    late: int  # done or to be done after their day


@dataclass(frozen=True)
class OpenTask:
    """A planned task that was not done by the last day, and what was last said about it."""

    content: int
    text: Words
    lead: Words
    due_on: date
    state: str
    why: str = ""


@dataclass(frozen=True)
class Share:
    """One category of a division; `key` is empty for what was not stated."""

    key: str
    name: Words
    amount: int | None
    qualifier: str = "exact"


@dataclass(frozen=True)
class Division:
    """A result by the categories of one dimension."""

    code: str  # K-01-A
    of: str  # the result's code
    dimension: str
    name: Words
    rows: tuple[Share, ...]


@dataclass(frozen=True)
class Point:
    """One year of a series, cut at the edges of what was asked."""

    first_on: date
    last_on: date
    amount: int | None
    qualifier: str = "exact"
    reported: int = 0
    due: int = 0


@dataclass(frozen=True)
class Series:
    """A result year by year, all on the review's map."""

    code: str  # K-01-N
    of: str
    points: tuple[Point, ...]
    changes: tuple[date, ...] = ()  # days inside on which units of the map changed


@dataclass(frozen=True)
class UnitReports:
    """How one body has reported: of those due, how many were approved, how many came late, how many never came."""

    unit: Words
    due: int
    approved: int
    late: int
    missing: int


@dataclass(frozen=True)
class Quoted:
    """A number that an older paper prints, beside what the ledger says of the same days and unit."""

    code: str
    paper: Words
    issued_on: date | None
    said_by: str
    indicator: str
    label: Words
    measure: str
    place: Words
    key: str
    first_on: date
    last_on: date
    amount: int
    qualifier: str
    ours: int | None
    ours_qualifier: str
    passage: str = ""


class ChartKind(StrEnum):
    PROGRESS = "progress"
    SERIES = "series"
    COMPARISON = "comparison"
    MAP = "map"
    SHARES = "shares"
    TIMELINE = "timeline"


@dataclass(frozen=True)
class Chart:
    """A drawing of figures that stand elsewhere in the facts, found by their codes."""

    kind: ChartKind
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """What a person wrote, from which post, on which day."""

    section: str
    text: Words
    author: Words = NOTHING
    written_on: date | None = None
    title: Words = NOTHING  # of a heading that the officer made; the others have theirs


@dataclass(frozen=True)
class Contribution:
    """What a unit said to a section, in its own words."""

    section: str
    unit: Words
    text: str


@dataclass(frozen=True)
class Opinion:
    said_by: str
    text: str


@dataclass(frozen=True)
class Commended:
    awarded_to: str
    award: str
    reason: str = ""


@dataclass(frozen=True)
class Conference:
    """Where the review was held."""

    held_on: date
    venue: str
    chair: str
    attended: int | None
    women: int | None
    bodies: tuple[str, ...]
    opinions: tuple[Opinion, ...] = ()
    commended: tuple[Commended, ...] = ()


@dataclass(frozen=True)
class Extra:
    """What another room adds: a title, paragraphs, and a table whose first row names its columns."""

    slug: str
    title: Words
    paragraphs: tuple[Words, ...] = ()
    table: tuple[tuple[Words, ...], ...] = ()
