"""A programme's figures for table programs: every unit, indicator and quarter with its categories, in one workbook."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch
from django.utils import translation

from chungtay.models import (
    Agreement,
    Category,
    Combination,
    Indicator,
    Person,
    Place,
    Question,
)
from chungtay.papers.workbooks import FigureLine, FigureSheet, figures_workbook, said
from chungtay.rules.ledger import Categories, Qualifier, Row, Window

from ..figures import Asked, Book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cells = dict[Categories, str]  # what an indicator is divided by, and how each part is called
NOTHING = -(2**63)  # reported; no amount is so small


class Series:
    """What one unit says of one part, quarter by quarter; a province's programme has tens of thousands of them."""

    def __init__(self, quarters: int) -> None:
        self.amounts, self.marks = array("q", [NOTHING]) * quarters, dict[int, str]()

    def put(self, quarter: int, row: Row) -> None:
        assert row.amount is not None
        self.amounts[quarter] = row.amount
        if mark := mark_of(row):
            self.marks[quarter] = mark

    def told(self) -> list[int | None]:
        return [None if amount == NOTHING else amount for amount in self.amounts]


Values = dict[tuple[str, Categories], Series]  # by unit and part


def programme_workbook(agreement: Agreement, person: Person, today: date) -> bytes:
    """The bytes of an .xlsx file; what the person may not see is not in it."""
    told = Told(agreement, person, today)
    return figures_workbook(told.sheet(), told.lines())


@dataclass(frozen=True)
class Counted:
    """An indicator that the programme's forms ask for, or that its ledger holds."""

    indicator: Indicator
    cells: Cells


class Told:
    """What the workbook says, as one person may see it on one day."""

    def __init__(self, agreement: Agreement, person: Person, today: date) -> None:
        self.agreement, self.person, self.today = agreement, person, today
        self.language = (translation.get_language() or "vi")[:2]
        self.book = Book(person, today, agreement)

    def sheet(self) -> FigureSheet:
        periods = [(quarter.first, quarter.last) for quarter in self.quarters]
        return FigureSheet(
            title=self.agreement.said("name", self.language),
            language=self.language,
            first_on=periods[0][0],
            last_on=periods[-1][1],
            map_on=self.today,
            known_at=self.book.last_posting(None),
            periods=periods,
        )

    def lines(self) -> Iterator[FigureLine]:
        """Unit by unit, indicator by indicator: the total, then its parts."""
        values = {counted.indicator.pk: self._values(counted) for counted in self.counted}
        asked = {counted.indicator.pk: self._asked(counted.indicator) for counted in self.counted}
        units = {unit for keys in asked.values() for unit in keys}
        units |= {unit for held in values.values() for unit, _ in held}
        places = Place.objects.in_bulk([UUID(unit) for unit in units if unit])
        named = {str(key): (place.code, place.said("name", self.language)) for key, place in places.items()}
        named[""] = ("", said("nowhere", self.language))
        for unit in sorted(units, key=lambda unit: (not unit, named[unit])):
            for counted in self.counted:
                of = counted.indicator
                yield from self._lines(named[unit], counted, unit, values[of.pk], unit in asked[of.pk])

    @cached_property
    def quarters(self) -> list[Window]:
        """From the first day of a report or an entry to the running quarter."""
        days = [day for report in self.reports for day in (report.first_on, report.last_on)]
        days += [day for day in (self.book.extent.first_on, self.book.extent.last_on) if day]
        days = [min(day, self.today) for day in days] or [self.today]
        return list(quarters_between(min(days), max(days)))

    @cached_property
    def reports(self) -> list[Asked]:
        return [report for reports in self.book.reports.values() for report in reports]

    @cached_property
    def counted(self) -> list[Counted]:
        """In the order of the forms, each once, with every part that a form asks for."""
        categories = Prefetch("categories", Category.objects.order_by("dimension"))
        asked = Prefetch("base__combinations", Combination.objects.prefetch_related(categories))
        others = Prefetch("of_which__combinations", Combination.objects.prefetch_related(categories))
        questions = Question.objects.filter(form__agreement=self.agreement).select_related(
            "indicator", "base"
        )
        found: dict[UUID, Counted] = {}
        for question in questions.prefetch_related(asked, others).order_by("number", "form__valid_from"):
            one = found.setdefault(question.indicator_id, Counted(question.indicator, {}))
            for breakdown in (question.base, *question.of_which.all()):
                for cell in breakdown.combinations.all():
                    if cell.slug:
                        one.cells.setdefault(categories_of(cell.slug), self._called(cell))
        for key in self.book.counted - {str(key) for key in found}:
            found[UUID(key)] = Counted(self.book.indicators[key], {})
        return list(found.values())

    def _called(self, cell: Combination) -> str:
        return " · ".join(category.said("name", self.language) for category in cell.categories.all())

    def _values(self, counted: Counted) -> Values:
        found: Values = defaultdict(lambda: Series(len(self.quarters)))
        for number, quarter in enumerate(self.quarters):
            for categories in (frozenset(), *counted.cells):
                for row in self._rows(counted.indicator, quarter, categories):
                    if row.amount is not None:
                        found[str(row.key or ""), categories].put(number, row)
        return found

    def _rows(self, indicator: Indicator, quarter: Window, categories: Categories) -> Sequence[Row]:
        return self.book.ask(
            indicator, quarter.first, quarter.last, by="place", map_on=self.today, categories=categories,
            with_reports=False,
        ).rows  # fmt: skip

    def _asked(self, indicator: Indicator) -> set[str]:
        """The units, on the map of today, whose reports ask for it: they have a row also while it is empty."""
        units = {report.place for report in self.book.reports.get(indicator.pk, ())}
        parts = (part for unit in units for part in self.book.world.parts(unit, 1, self.today))
        return {str(part.place or "") for part in parts}

    def _lines(
        self, place: tuple[str, str], counted: Counted, unit: str, held: Values, is_asked: bool
    ) -> Iterator[FigureLine]:
        indicator = counted.indicator
        words = (*place, indicator.said("name", self.language), indicator.said("measure", self.language))
        for categories, name in (
            (frozenset[tuple[str, str]](), said("total", self.language)),
            *counted.cells.items(),
        ):
            row = held.get((unit, categories))
            if row or (is_asked and not categories):
                row = row or Series(len(self.quarters))
                yield FigureLine((*words, name), row.told(), indicator.decimals, row.marks)


def quarters_between(first: date, last: date) -> Iterator[Window]:
    """The calendar's quarters that hold these days and those between them."""
    begins = date(first.year, (first.month - 1) // 3 * 3 + 1, 1)
    while begins <= last:
        month = begins.month + 3
        after = date(begins.year + (month > 12), (month - 1) % 12 + 1, 1)
        yield Window(begins, after - timedelta(days=1))
        begins = after


def mark_of(row: Row) -> str:
    if row.at_least:
        return "at_least"
    return "" if row.qualifier is Qualifier.EXACT else str(row.qualifier)


def categories_of(slug: str) -> Categories:
    pairs = (part.split(":") for part in slug.split("|"))
    return frozenset((dimension, category) for dimension, category in pairs)
