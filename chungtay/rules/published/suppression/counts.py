"""What public tables say of counts of persons: which number, where, over which days, and what adds up to what."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from chungtay.rules.ledger import Kind
from chungtay.rules.tables import rows_of

LEAST_EVER = 3  # "under two" would be the number itself

# Which counts are counts of persons, so that a small one may show who somebody is. A household is its persons.
# Sessions, clubs, gifts, money and papers are nobody. What `other` is, only its measure says: it may be persons.
# Whatever is counted as `persons` or `participations` is persons too, in whatever unit.
UNITS_TABLE = """
unit        persons

session     -
activity    -
attendance  x
person      x
household   x
club        -
team        -
address     -
model       -
gift        -
document    -
money       -
share       -
other       x
"""
OF_PERSONS = frozenset(unit for unit, mark in rows_of(UNITS_TABLE) if mark == "x")


class Hidden(StrEnum):
    """Why a count is not shown."""

    SMALL = "small"  # it is under the least that may be shown
    PROTECTED = "protected"  # it is not, but with it a small one could be computed
    WITHHELD = "withheld"  # so could it if we said which of the two


class Where(NamedTuple):
    """Which persons: all of a programme or of one side of it, or those of one place or category."""

    programme: str
    scope: str = ""  # one side, one body; "" is all of the programme
    axis: str = ""  # place, sex, ethnicity …; "" is all
    key: str = ""


class Count(NamedTuple):
    """One number of a table, in ten-thousandths."""

    indicator: str
    where: Where
    first_on: date
    last_on: date
    amount: int

    @property
    def place(self) -> Hashable:
        return self[:4]


@dataclass(frozen=True)
class Partition:
    """These parts share no person and lie inside the whole; they need not be all of it."""

    whole: Where
    parts: tuple[Where, ...]


@dataclass(frozen=True)
class Published:
    """The counts of persons in one version of one table; `hidden` of one that is public already, with the reason."""

    counts: tuple[Count, ...]
    partitions: tuple[Partition, ...]
    hidden: dict[Hashable, Hidden] = field(default_factory=dict)  # by `Count.place`

    def of(self, indicator: str) -> "Published":
        return Published(
            tuple(count for count in self.counts if count.indicator == indicator),
            self.partitions,
            self.hidden,
        )

    @property
    def indicators(self) -> list[str]:
        return list(dict.fromkeys(count.indicator for count in self.counts))


def counts_persons(kind: Kind, unit: str) -> bool:
    return kind in (Kind.PERSONS, Kind.PARTICIPATIONS) or unit in OF_PERSONS


def least_of(portals: Iterable[int]) -> int:
    """Of several public sites the most careful decides, since whoever reads one can read the other."""
    return max([LEAST_EVER, *portals])
