"""Ours, through its own door: a new `Book` for each question, and beside it further questions of one and the same.

A request opens a book, which looks once whether anything came, and asks it whatever the page shows.
"""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from bench.ledger.contestants import cells_of
from bench.ledger.entries import Ledger, month_first
from bench.ledger.home import Home
from bench.ledger.questions import LAST_DAY, Cells, Question
from chungtay.answers.figures import Book
from chungtay.models import Indicator

TODAY = date(2026, 2, 1)


class Product:
    name = "Chung Tay"

    def __init__(self, home: Home) -> None:
        self.home = home

    def book(self) -> Book:
        return Book(None, TODAY, None)

    @cached_property
    def unit_of(self) -> dict[str, int]:
        return {str(place.pk): unit for unit, place in enumerate(self.home.places)}

    @cached_property
    def cell_of(self) -> dict[frozenset[tuple[str, str]], int]:
        from chungtay.models.ledger import categories_of

        return {categories_of(cell.slug): number for number, cell in enumerate(self.home.cells)}

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        """The home was loaded before anybody else came: its load is measured alone."""

    def can_answer(self, question: Question) -> bool:
        return True

    def ask(self, question: Question) -> Any:
        answer = table if len(question.indicators) > 1 else figure
        return answer(self.book(), self.home, question)

    def cells(self, question: Question, answer: Any) -> Cells:
        if len(question.indicators) > 1:
            return self._cells_of_table(question, answer)
        (indicator,) = question.indicators
        if question.rows == "country":
            return {(0, indicator, 0): answer.amount}
        rows = ((0, indicator, self._row(question, row.key), row.amount) for row in answer.rows)
        return cells_of(row for row in rows if row[2] is not None and row[3] is not None)  # type: ignore[misc]

    def _row(self, question: Question, key: Any) -> int | None:
        if question.rows == "month":
            year, month = map(int, key.split("-"))
            return (year - month_first(0).year) * 12 + month - 1
        if question.rows == "cell":
            return self.cell_of[key]
        return None if key is None or key == str(self.home.places[0].pk) else self.unit_of[str(key)]

    def _cells_of_table(self, question: Question, answer: Any) -> Cells:
        found: Cells = {}
        units = [self._row(question, place) for place in answer.places]
        for window, row, column in np.argwhere(answer.counts).tolist():
            unit = units[column]
            if unit is not None:
                found[window, question.indicators[row], unit] = int(answer.amounts[window, row, column])
        return found

    def leave(self) -> None:
        """The home goes with the folder of the run."""


class SameBook(Product):
    name = "Chung Tay, a further question of the same page"

    def book(self) -> Book:
        return self._book

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        self._book = Book(None, TODAY, None)


def table(book: Book, home: Home, question: Question) -> Any:
    return book.table(
        asked_for(home, question),
        question.windows,
        level="province",
        map_on=question.map_on,
        known_at=question.known_at,
    )


def figure(book: Book, home: Home, question: Question) -> Any:
    """`by` and `level` as each kind of row is asked for."""
    ((first, last),) = question.windows
    within = None if question.within is None else [home.places[question.within]]
    by: Any = {"country": None, "month": "month", "cell": "category"}.get(question.rows, "place")
    level = question.rows if by == "place" else ""
    (indicator,) = asked_for(home, question)
    return book.ask(
        indicator,
        first,
        last,
        places=within,
        map_on=question.map_on,
        known_at=question.known_at,
        by=by,
        level=level,
    )


def asked_for(home: Home, question: Question) -> list[Indicator]:
    return [home.indicators[number] for number in question.indicators]


assert LAST_DAY < TODAY, "everything has happened"
