"""The codes that stand beside printed numbers, and what each of them asks of the ledger.

    K-01        a result                     K-01-T      the previous period (trước)
    K-01-07     its seventh unit             K-01-C      the same period a year before (cùng kỳ)
    K-01-A2     its second category          K-01-G      the previous phase (giai đoạn trước)
    K-01-N2021  one year of its series       K-01-L      cumulated (lũy kế)
    Q-03        a number of an older paper   K-01-P      as far as the plan has come

A table prints its column's code once and numbers its rows; together they name each cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from .facts import Column, Facts, Result
from .words import NOTHING, Words

LETTER = {Column.PREVIOUS: "T", Column.SAME_PERIOD: "C", Column.PREVIOUS_PHASE: "G", Column.CUMULATIVE: "L"}
PLANNED, YEAR = "P", "N"


@dataclass(frozen=True)
class Asked:
    """One printed number of the ledger: what was asked, and what was printed."""

    code: str
    indicator: str
    label: Words
    measure: Words
    first_on: date
    last_on: date
    actual: int | None
    qualifier: str = "exact"
    version: int = 0
    target: int | None = None
    place: str | None = None  # code@day; "" for what cannot be placed on the map, None for all
    place_name: Words = NOTHING
    dimension: str = ""
    category: str = ""  # empty under a dimension: not stated
    category_name: Words = NOTHING
    map_on: date | None = None  # None: the map of the review
    in_scope: bool = True  # narrowed as the review is; what an older paper says is asked as it stands there

    @property
    def question(self) -> tuple[str, date, date, str | None, str, str, bool]:
        """What makes two numbers answers to the same question, whatever their codes."""
        narrowed = (self.place, self.dimension, self.category, self.in_scope)
        return self.indicator, self.first_on, self.last_on, *narrowed


def result_code(number: int) -> str:
    return f"K-{number:02}"


def division_code(result: str, position: int) -> str:
    """Divisions of one result are lettered; a result has no more dimensions than letters."""
    return f"{result}-{ascii_uppercase[position]}"


def quoted_code(number: int) -> str:
    return f"Q-{number:02}"


def unit_code(result: str, row: int) -> str:
    return f"{result}-{row:02}"


def numbers(facts: Facts) -> Iterator[Asked]:
    """Every number of the ledger that the review prints."""
    for result in facts.results:
        yield from _of_result(result, facts)
    yield from _of_units(facts)
    yield from _of_divisions(facts)
    yield from _of_series(facts)
    yield from _quoted(facts)


def asked(facts: Facts, code: str) -> Asked | None:
    return next((one for one in numbers(facts) if one.code == code), None)


def _like(
    result: Result, code: str, first_on: date, last_on: date, actual: int | None, qualifier: str
) -> Asked:
    return Asked(
        code=code, indicator=result.indicator, label=result.label, measure=result.measure, first_on=first_on,
        last_on=last_on, actual=actual, qualifier=qualifier, version=result.version,
    )  # fmt: skip


def _of_result(result: Result, facts: Facts) -> Iterator[Asked]:
    yield Asked(
        code=result.code, indicator=result.indicator, label=result.label, measure=result.measure,
        first_on=facts.first_on, last_on=facts.last_on, actual=result.actual, qualifier=result.qualifier,
        version=result.version, target=result.target,
    )  # fmt: skip
    for span, beside in zip(facts.spans, result.beside, strict=False):
        code = f"{result.code}-{LETTER[span.column]}"
        yield _like(result, code, span.first_on, span.last_on, beside.amount, beside.qualifier)
    if result.planned:
        plan = result.planned
        code = f"{result.code}-{PLANNED}"
        yield _like(result, code, plan.first_on, facts.last_on, plan.reached.amount, plan.reached.qualifier)


def _of_units(facts: Facts) -> Iterator[Asked]:
    shown = [facts.result(code) for code in facts.unit_codes]
    for row, unit in enumerate(facts.units, 1):
        for result, amount, qualifier in zip(shown, unit.amounts, unit.qualifiers, strict=True):
            if amount is not None:
                yield Asked(
                    code=unit_code(result.code, row), indicator=result.indicator, label=result.label,
                    measure=result.measure, first_on=facts.first_on, last_on=facts.last_on, actual=amount,
                    qualifier=qualifier, version=result.version, place=unit.key, place_name=unit.place,
                )  # fmt: skip


def _of_divisions(facts: Facts) -> Iterator[Asked]:
    for division in facts.divisions:
        result = facts.result(division.of)
        for row, share in enumerate(division.rows, 1):
            yield Asked(
                code=f"{division.code}{row}", indicator=result.indicator, label=result.label,
                measure=result.measure, first_on=facts.first_on, last_on=facts.last_on, actual=share.amount,
                qualifier=share.qualifier, version=result.version, dimension=division.dimension,
                category=share.key, category_name=share.name,
            )  # fmt: skip


def _of_series(facts: Facts) -> Iterator[Asked]:
    for series in facts.series:
        result = facts.result(series.of)
        for point in series.points:
            code = f"{series.code}{point.first_on.year}"
            yield _like(result, code, point.first_on, point.last_on, point.amount, point.qualifier)


def _quoted(facts: Facts) -> Iterator[Asked]:
    for quoted in facts.quoted:
        yield Asked(
            code=quoted.code, indicator=quoted.indicator, label=quoted.label, measure=Words(quoted.measure),
            first_on=quoted.first_on, last_on=quoted.last_on, actual=quoted.ours,
            qualifier=quoted.ours_qualifier, place=quoted.key or None, place_name=quoted.place,
            map_on=quoted.last_on, in_scope=False,
        )  # fmt: skip
