"""The answer that everybody must give, from the columns alone, in plain numpy; not in the race."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.ledger.country import UNITS, WHOLE, Country, Numbers
from bench.ledger.entries import INDICATORS, Columns, Ledger
from bench.ledger.questions import Cells, Question


def cells(ledger: Ledger, question: Question) -> Cells:
    """A cell for each row in which anything was reported, were it 0."""
    columns, country = ledger.columns, ledger.country
    asked = np.isin(columns["indicator"], question.indicators)
    if question.known_at is not None:
        asked &= columns["posting"] <= question.known_at
    if question.within is not None:
        asked &= country.new_province[columns["place"]] == question.within
    chosen = {name: column[asked] for name, column in columns.items()}
    found: Cells = {}
    for window, (first, last) in enumerate(question.windows):
        inside = (chosen["day"] >= first.toordinal()) & (chosen["day"] <= last.toordinal())
        for (indicator, row), amount in _summed(
            country, question, {name: column[inside] for name, column in chosen.items()}
        ).items():
            found[window, indicator, row] = amount
    return found


def _summed(country: Country, question: Question, columns: Columns) -> dict[tuple[int, int], int]:
    indicator, row, amount = _laid(country, question, columns)
    placed = row >= 0
    key = indicator[placed].astype(np.int64) * UNITS + row[placed]
    sums = np.zeros(INDICATORS * UNITS, np.int64)
    np.add.at(sums, key, amount[placed])
    return {divmod(int(number), UNITS): int(sums[number]) for number in np.unique(key)}


def _laid(
    country: Country, question: Question, columns: Columns
) -> tuple[NDArray[Any], Numbers, NDArray[Any]]:
    """Indicator, row and amount of every piece; what cannot be placed has a row below 0."""
    indicator, place, amount = columns["indicator"], columns["place"], columns["amount"].astype(np.int64)
    if question.rows == "province":
        province = country.old_province if question.is_old_map else country.new_province
        return indicator, province[place], amount
    if question.rows == "commune":
        return _divided(country, indicator, place, amount)
    if question.rows == "country":
        return indicator, np.zeros(len(place), np.int64), amount
    return indicator, columns[question.rows].astype(np.int64), amount


def _divided(
    country: Country, indicator: NDArray[Any], place: NDArray[Any], amount: Numbers
) -> tuple[NDArray[Any], Numbers, NDArray[Any]]:
    """Every share is whole ten-thousandths of whole units: nothing is rounded here."""
    pieces = []
    for share in np.unique(country.commune_parts[:, 2]):
        parts = country.commune_parts[country.commune_parts[:, 2] == share]
        heir = np.full(UNITS, -1)
        heir[parts[:, 0]] = parts[:, 1]
        pieces.append((indicator, heir[place], amount * share // WHOLE))
    indicators, rows, amounts = zip(*pieces, strict=True)
    return np.concatenate(indicators), np.concatenate(rows), np.concatenate(amounts)
