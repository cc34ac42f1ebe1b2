"""What a review says, as facts that stand alone: figures, contents, texts, names in every language, letterhead.

Whatever a paper, a page or an article of a review prints is here or is a fixed word, so that a later correction, a
renamed body or a merged unit cannot reach it. Amounts are whole ten-thousandths; None says that nothing was reported.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chungtay.rules.ledger import progress

from .parts import (
    Chart,
    Conference,
    Content,
    Contribution,
    Division,
    Extra,
    OpenTask,
    Passage,
    Quoted,
    Series,
    UnitReports,
)
from .words import NOTHING, Words

NOT_REPORTED, NOT_APPLICABLE = "not_reported", "not_applicable"  # why an amount is None
SECTIONS = ("assessment", "difficulties", "shortcomings", "causes", "lessons", "recommendations")
"""The passages that a person writes, in the paper's order; those on one content are named `content:<id>`."""


class ScopeKind(StrEnum):
    PROGRAMME = "programme"
    SEAT = "seat"
    UNIT = "unit"
    PLACE = "place"


@dataclass(frozen=True)
class Scope:
    """What is reviewed: all of the programme, one side, one body with those below it, or one unit of the map."""

    kind: ScopeKind = ScopeKind.PROGRAMME
    name: Words = NOTHING
    place: str = ""  # code@day, of a unit of the map
    holders: tuple[str, ...] = ()  # ids of the bodies whose results count; none: all


class Column(StrEnum):
    """A window beside the review's own."""

    PREVIOUS = "previous"  # as many years, months or days, directly before
    SAME_PERIOD = "same_period"  # cùng kỳ: the same days a year before
    PREVIOUS_PHASE = "previous_phase"
    CUMULATIVE = "cumulative"  # lũy kế: from the first day of the phase


@dataclass(frozen=True)
class Span:
    column: Column
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Amount:
    """What the ledger said, and of how many entries."""

    amount: int | None
    qualifier: str = "exact"
    entries: int = 0


@dataclass(frozen=True)
class Planned:
    """Against a promise for longer than the review: of the year, of the phase, as far as it has come."""

    first_on: date
    last_on: date
    target: int
    reached: Amount

    @property
    def ratio(self) -> int | None:
        return progress(self.reached.amount, self.target)


@dataclass(frozen=True)
class Result:
    """One indicator against what was promised for it; `actual` None says that nothing was reported."""

    code: str
    indicator: str
    label: Words
    measure: Words
    heading: Words  # the signed content or the plan's content that it belongs to; silent for none
    target: int | None
    actual: int | None
    qualifier: str
    reported: int
    due: int
    entries: int  # how many ledger entries the figure is made of
    version: int = 0  # of the indicator's rule; 0 in reviews of the first format
    kind: str = ""  # how it adds: flow, stock, participations …
    beside: tuple[Amount, ...] = ()  # one for each of `Facts.spans`
    planned: Planned | None = None

    @property
    def ratio(self) -> int | None:
        """Ten-thousandths of the target, uncapped."""
        return progress(self.actual, self.target)


@dataclass(frozen=True)
class Unit:
    """What one place did, for each of `Facts.unit_codes`; where there is no amount, the qualifier says why."""

    place: Words
    amounts: tuple[int | None, ...]
    qualifiers: tuple[str, ...]
    key: str = ""  # code@day; empty: what cannot be placed on this map
    cell: tuple[int, int] | None = None  # column and row on the schematic map, as it was laid out that day


@dataclass(frozen=True)
class Letterhead:
    parent_body: Words
    issuer: Words
    symbol: str
    place: Words
    authority: str
    post: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    programme: str
    programme_name: Words
    title: Words
    first_on: date
    last_on: date
    map_on: date
    known_at: int  # number of the last posting that was looked at
    letterhead: Letterhead
    results: tuple[Result, ...]
    unit_codes: tuple[str, ...]
    units: tuple[Unit, ...]
    narratives: tuple[Passage, ...] = ()
    directions: tuple[Words, ...] = ()
    kind: str = ""  # interim, final, resolution
    written_on: date | None = None
    head: str = ""  # hash of that posting, which fixes the whole ledger up to it
    scope: Scope = Scope()
    phase: Words = NOTHING
    spans: tuple[Span, ...] = ()
    contents: tuple[Content, ...] = ()
    open_tasks: tuple[OpenTask, ...] = ()
    divisions: tuple[Division, ...] = ()
    series: tuple[Series, ...] = ()
    reports: tuple[UnitReports, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    charts: tuple[Chart, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    conference: Conference | None = None
    extra: tuple[Extra, ...] = ()
    sealed: str = field(default="", compare=False)  # fingerprint of the bytes that these facts were read from

    def result(self, code: str) -> Result:
        return next(result for result in self.results if result.code == code)

    def headings(self) -> list[tuple[Words, list[Result]]]:
        """Results under the contents that they belong to, in order; those of none come last."""
        grouped: dict[Words, list[Result]] = {}
        for result in sorted(self.results, key=lambda result: not result.heading):
            grouped.setdefault(result.heading, []).append(result)
        return list(grouped.items())

    def passages(self, section: str) -> list[Passage]:
        return [passage for passage in self.narratives if passage.section == section]
