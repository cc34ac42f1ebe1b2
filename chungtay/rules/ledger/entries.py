"""What the ledger is made of: entries, the days they cover, how sure they are, and how they are reversed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.places import Key

Categories = frozenset[tuple[str, str]]  # {("sex", "female"), ("ethnicity", "brau")}: one combination

BASE = ""  # the breakdown that adds up to the total; every other name is an "of which"


class Kind(StrEnum):
    FLOW = "flow"
    PARTICIPATIONS = "participations"
    STOCK = "stock"
    PERSONS = "persons"
    RATIO = "ratio"

    @property
    def adds_over_days(self) -> bool:
        return self in (Kind.FLOW, Kind.PARTICIPATIONS)


class Qualifier(StrEnum):
    EXACT = "exact"
    NEARLY = "nearly"
    ABOUT = "about"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Indicator:
    """How an indicator counts. A ratio names the two indicators that it is made from."""

    kind: Kind
    numerator: Key | None = None
    denominator: Key | None = None


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From the first day to the last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            values = {"first": self.first, "last": self.last}
            raise RuleBroken(
                Message("The window ends on %(last)s, before it begins on %(first)s.", values, "last")
            )

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last

    def covers(self, other: "Window") -> bool:
        return self.first <= other.first and other.last <= self.last

    def months(self) -> list["Window"]:
        """Its calendar months in order, the first and the last cut at the window's own edges."""
        months, first = [], self.first
        while first <= self.last:
            next_month = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
            months.append(Window(first, min(next_month - timedelta(days=1), self.last)))
            first = next_month
        return months


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One signed change. `seq` and `posting` are 0 until it is posted."""

    indicator: Key
    place: Key
    on: date
    holder: Key
    amount: int
    programmes: frozenset[Key] = frozenset()
    categories: Categories = frozenset()
    breakdown: str = BASE
    qualifier: Qualifier = Qualifier.EXACT
    period: Window | None = None  # for persons: the period within which nobody was counted twice
    source: Key = ""
    estimated: bool = False
    stated: int | None = None  # for stated stocks: what stands once this change is made; None from a register
    reverses: int | None = None
    seq: int = 0
    posting: int = 0


def live(entries: Iterable[Entry], *, as_known_at: int | None = None) -> list[Entry]:
    """The entries that count: neither reversed nor reversals, as known at the end of a posting."""
    known = [entry for entry in entries if as_known_at is None or entry.posting <= as_known_at]
    reversed_seqs = {entry.reverses for entry in known if entry.reverses is not None}
    return [entry for entry in known if entry.reverses is None and entry.seq not in reversed_seqs]


def reversal_of(entry: Entry, entries: Iterable[Entry]) -> Entry:
    """The entry that takes this one back. `entries` shows that nobody did so before."""
    if entry.reverses is not None:
        raise RuleBroken(
            Message("Entry %(seq)s is itself a reversal and cannot be reversed.", {"seq": entry.seq})
        )
    taken_back = next((other for other in entries if other.reverses == entry.seq), None)
    if taken_back:
        values = {"seq": entry.seq, "by": taken_back.seq}
        raise RuleBroken(Message("Entry %(seq)s is reversed already, by entry %(by)s.", values))
    assert entry.seq, "only what was posted can be reversed"
    return replace(entry, amount=-entry.amount, stated=None, reverses=entry.seq, seq=0, posting=0)


def combined(qualifiers: Sequence[Qualifier]) -> Qualifier:
    """How sure a sum is: one part keeps its own word; of several, any that is not exact makes it "about"."""
    if len(qualifiers) == 1:
        return qualifiers[0]
    return Qualifier.EXACT if set(qualifiers) <= {Qualifier.EXACT} else Qualifier.ABOUT
