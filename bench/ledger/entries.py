"""Makes the entries of a country from a seed: five years of months, by sex and ethnicity, some corrected later.

30 indicators are flows, the last one a stock. Results up to June 2025 are booked at old communes, later ones at new
ones, each month's in the month after, as a province would load them. Of a hundred entries two are corrected within a
year: taken back and written anew. Columns are in the order in which they were recorded; `seq` is the row plus one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.ledger.country import (
    FIRST_NEW_COMMUNE,
    FIRST_OLD_COMMUNE,
    MERGER,
    OLD_COMMUNES,
    UNITS,
    Country,
    Numbers,
)

FLOWS, STOCK = 30, 30
INDICATORS = FLOWS + 1
MONTHS, FIRST_YEAR = 60, 2021
SEXES, ETHNICITIES = 2, 54
CELLS = SEXES * (1 + ETHNICITIES)  # the first of each sex: ethnicity was not asked
MOST_ETHNICITIES = 13  # in one cell
CORRECTED, LATEST_CORRECTION = 0.02, 12
POSTING = 10_000  # entries at most
WHOLE = 10_000  # amounts are ten-thousandths
SEED = 20_250_701

Columns = dict[str, NDArray[Any]]
TYPES = {
    "indicator": np.int8,
    "place": np.int16,
    "month": np.int8,
    "day": np.int32,  # its ordinal
    "cell": np.int8,
    "amount": np.int32,
    "reverses": np.int32,  # 0 = none
}


@dataclass(frozen=True)
class Size:
    name: str
    communes: int  # of the old map, evenly spread; their successors report afterwards
    filled: float
    by_ethnicity: float
    about: str


SIZES = {
    size.name: size
    for size in (
        Size("S0", 10, 0.1, 0.15, "7 thousand entries, to try the bench itself"),
        Size("S1", 100, 0.60, 0.15, "0.44 million entries: 100 communes"),
        Size("S2", OLD_COMMUNES, 0.30, 0.15, "20.6 million entries: a country"),
        Size("S3", OLD_COMMUNES, 0.75, 0.50, "109 million entries: a country that reports nearly everything"),
    )
}


@dataclass(frozen=True)
class Ledger:
    """Entries in the order of their numbers, and the postings that they came in."""

    size: Size
    country: Country
    columns: Columns  # those of TYPES, and `posting`
    last: Numbers  # the last entry of each posting
    recorded_at: list[datetime]

    def __len__(self) -> int:
        return len(self.columns["amount"])

    def postings(self) -> Iterator[tuple[int, slice, datetime]]:
        """Number, rows and moment of each."""
        first = 0
        for number, (last, at) in enumerate(zip(self.last.tolist(), self.recorded_at, strict=True), 1):
            yield number, slice(first, last), at
            first = last

    def posting_known_at(self, moment: datetime) -> int:
        return sum(at <= moment for at in self.recorded_at)


def month_first(month: int) -> date:
    return date(FIRST_YEAR + month // 12, month % 12 + 1, 1)


def made_ledger(size: Size, country: Country) -> Ledger:
    """The same one each time."""
    random = np.random.default_rng(SEED)
    old = FIRST_OLD_COMMUNE + np.linspace(0, OLD_COMMUNES - 1, size.communes).astype(np.int64)
    parts = country.commune_parts
    new = np.unique(parts[np.isin(parts[:, 0], old), 1])
    later: dict[int, list[Columns]] = defaultdict(list)
    pieces: list[Columns] = []
    last: list[int] = []
    moments: list[datetime] = []

    def record(columns: Columns, month: int, hour: int) -> int:
        """The number of entries before these."""
        before = last[-1] if last else 0
        start = datetime.combine(month_first(month), datetime.min.time(), UTC) + timedelta(hours=hour)
        for first in range(0, len(columns["amount"]), POSTING):
            last.append(before + min(first + POSTING, len(columns["amount"])))
            moments.append(start)
        pieces.append(columns)
        return before

    for month in range(MONTHS + 1):
        if month < MONTHS:
            fresh = _reported(random, size, old if month_first(month) < MERGER else new, month)
            before = record(fresh, month + 1, hour=2)
            for lag, wrong in _wrong(random, fresh, before):
                later[min(month + lag, MONTHS)].append(wrong)
        due = later.pop(month, [])
        if due:
            record(_corrections(random, _joined(due)), month + 1, hour=12)
    columns = _joined(pieces)
    columns["posting"] = np.repeat(np.arange(1, len(last) + 1, dtype=np.int32), np.diff([0, *last]))
    return Ledger(size, country, columns, np.array(last), moments)


def _reported(random: np.random.Generator, size: Size, places: Numbers, month: int) -> Columns:
    """What the communes report for a month, commune by commune."""
    where, indicator = np.nonzero(random.random((len(places), INDICATORS)) < size.filled)
    divided = random.random(len(where)) < size.by_ethnicity
    ethnicities = np.where(divided, random.integers(1, MOST_ETHNICITIES + 1, len(where)), 1)
    first_ethnicity = random.integers(0, ETHNICITIES, len(where))
    day = month_first(month).toordinal() + random.integers(0, 28, len(where))
    rows = np.repeat(np.arange(len(where)), SEXES * ethnicities)
    within = np.arange(len(rows)) - np.repeat(
        np.cumsum(SEXES * ethnicities) - SEXES * ethnicities, SEXES * ethnicities
    )
    sex, ethnicity = within % SEXES, (first_ethnicity[rows] + within // SEXES) % ETHNICITIES
    cell = sex * (1 + ETHNICITIES) + np.where(divided[rows], 1 + ethnicity, 0)
    amount = _amounts(random, indicator[rows], divided[rows])
    found = (
        indicator[rows],
        places[where[rows]],
        np.full(len(rows), month),
        day[rows],
        cell,
        amount,
        np.zeros(len(rows)),
    )
    return {name: column.astype(kind) for (name, kind), column in zip(TYPES.items(), found, strict=True)}


def _amounts(random: np.random.Generator, indicator: Numbers, divided: NDArray[np.bool_]) -> Numbers:
    flow = random.integers(0, np.where(divided, 21, 61))
    return WHOLE * np.where(indicator == STOCK, random.integers(-2, 6, len(indicator)), flow)


def _wrong(random: np.random.Generator, fresh: Columns, before: int) -> Iterator[tuple[int, Columns]]:
    """What will turn out to be wrong, by the months until somebody sees it; `reverses` names its number."""
    rows = np.flatnonzero(random.random(len(fresh["amount"])) < CORRECTED)
    lags = random.integers(1, LATEST_CORRECTION + 1, len(rows))
    for lag in range(1, LATEST_CORRECTION + 1):
        chosen = rows[lags == lag]
        if len(chosen):
            yield (
                lag,
                {
                    name: (before + 1 + chosen).astype(np.int32) if name == "reverses" else column[chosen]
                    for name, column in fresh.items()
                },
            )


def _corrections(random: np.random.Generator, wrong: Columns) -> Columns:
    """Each taken back and written anew, side by side, so that no posting divides them."""
    columns = {name: np.repeat(column, 2) for name, column in wrong.items()}
    columns["amount"][0::2] = -wrong["amount"]
    columns["amount"][1::2] = _amounts(random, wrong["indicator"], wrong["cell"] % (1 + ETHNICITIES) > 0)
    columns["reverses"][1::2] = 0
    return columns


def _joined(pieces: list[Columns]) -> Columns:
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in TYPES}


assert UNITS < 2**15 and CELLS < 2**7 and FIRST_NEW_COMMUNE < UNITS, "the narrow columns hold their numbers"
