"""The questions that all are asked, Q1 to Q9, and what an answer is: amounts by (window, indicator, row)."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from bench.ledger.country import FIRST_NEW_PROVINCE, MERGER
from bench.ledger.entries import FLOWS, STOCK, Ledger

Cells = dict[tuple[int, int, int], int]  # window, indicator, row → amount in ten-thousandths
Rows = Literal["country", "province", "commune", "month", "cell"]

PROVINCE = FIRST_NEW_PROVINCE + 5  # made of three
FLOW = 3
LAST_DAY = date(2025, 12, 31)
LAST_OLD_DAY = date(2025, 6, 30)
WELL_BEFORE = date(1, 1, 1)
KNOWN_AT = datetime(2024, 7, 1, tzinfo=UTC)
PHASES = ((date(2024, 1, 1), LAST_DAY), (date(2022, 1, 1), date(2023, 12, 31)))  # this one and the one before
LAST_YEAR = ((date(2025, 1, 1), LAST_DAY),)
Windows = tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class Question:
    """A stock's window begins well before everything. `row` is a place, a month since the start, a cell, or 0."""

    name: str
    what: str
    indicators: tuple[int, ...]
    windows: Windows
    rows: Rows
    within: int | None = None  # a new province
    map_on: date = LAST_DAY
    known_at: int | None = None  # posting

    @property
    def is_old_map(self) -> bool:
        return self.map_on < MERGER


COUNTRY = Question("Q1", "one figure, country, 5 years", (FLOW,), ((date(2021, 1, 1), LAST_DAY),), "country")
REVIEW_TABLE = Question("Q6", "review table", tuple(range(FLOWS)), PHASES, "province")


def questions(ledger: Ledger) -> list[Question]:
    one = (FLOW,)
    known = ledger.posting_known_at(KNOWN_AT)
    stands = ((WELL_BEFORE, date(2025, 9, 30)),)
    return [
        COUNTRY,
        Question("Q2", "by province, a year", one, LAST_YEAR, "province"),
        Question("Q3", "by month, one province", one, ((date(2021, 1, 1), LAST_DAY),), "month", PROVINCE),
        Question("Q4", "a stock on a day, by province", (STOCK,), stands, "province"),
        Question("Q5", "communes of one province, a year", one, LAST_YEAR, "commune", PROVINCE),
        REVIEW_TABLE,
        replace(REVIEW_TABLE, name="Q7", what="Q6 as known in July 2024", known_at=known),
        replace(REVIEW_TABLE, name="Q8", what="Q6 under the old 63 provinces", map_on=LAST_OLD_DAY),
        Question("Q9", "by sex and ethnicity, a year", one, LAST_YEAR, "cell"),
    ]


def mid_month(question: Question) -> Question:
    """The same with windows from the 15th to the 14th, as many offices close their books."""
    windows = tuple((date(f.year - 1, 12, 15), date(l.year, 12, 14)) for f, l in question.windows)
    return replace(question, name="Q6 15→14", what="Q6, 15th to 14th", windows=windows)
