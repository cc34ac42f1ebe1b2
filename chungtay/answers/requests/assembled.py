"""One draft of what all units answered: their words under the headings, the annex with its totals, who is missing.

What the ledger counts stands in the annex for every unit, whether it answered or not; what units typed is added up
where it is a number, and named where it should be one and is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch

from chungtay.answers.figures import Book, Figure
from chungtay.models import AnnexColumn, Indicator, NarrativeAnswer, Person, Report, ReportRequest
from chungtay.rules.requests import AnnexFigure, added_up, read_figure, read_outline

from .listing import ANSWERED


@dataclass(frozen=True)
class Voice:
    """What one unit says under one heading."""

    report: Report
    text: str


@dataclass(frozen=True)
class Chapter:
    """A heading of the outline; `silent` names the units that answered and left it empty."""

    title: str
    depth: int
    is_asked: bool
    voices: tuple[Voice, ...] = ()
    silent: tuple[Report, ...] = ()


@dataclass(frozen=True)
class Column:
    """Filled by the ledger (`indicator`) or by the units; `total` where it is added up."""

    thing: Indicator | AnnexColumn
    total: Figure | AnnexFigure | None = None

    @property
    def indicator(self) -> Indicator | None:
        return self.thing if isinstance(self.thing, Indicator) else None

    @property
    def is_number(self) -> bool:
        return isinstance(self.thing, Indicator) or bool(self.thing.measure)

    @property
    def name(self) -> str:
        """As papers print it."""
        return self.thing.name if isinstance(self.thing, Indicator) else self.thing.question.title


@dataclass(frozen=True)
class Cell:
    """`is_odd`: words where a number was asked."""

    text: str = ""
    figure: Figure | AnnexFigure | None = None
    is_number: bool = False
    is_odd: bool = False


@dataclass(frozen=True)
class Row:
    report: Report
    answered: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Assembled:
    request: ReportRequest
    at: datetime
    answered: tuple[Report, ...]
    missing: tuple[Report, ...]
    chapters: tuple[Chapter, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def asked(self) -> int:
        return len(self.answered) + len(self.missing)

    @property
    def odd(self) -> list[tuple[Report, Column, str]]:
        """Every cell that could not be added up."""
        return [
            (row.report, column, cell.text)
            for row in self.rows
            for column, cell in zip(self.columns, row.cells, strict=True)
            if cell.is_odd
        ]


def assembled(
    request: ReportRequest, person: Person, *, at: datetime, today: date, language: str = "vi"
) -> Assembled:
    """From the answers that the person may read, as they stand now; the headings in a language."""
    told = Prefetch("narratives", NarrativeAnswer.objects.select_related("question"))
    seen = Report.objects.visible_to(person, today).filter(request=request)
    reports = list(seen.select_related("holder", "place").prefetch_related(told).order_by("holder__name"))
    answered = tuple(one for one in reports if one.state in ANSWERED)
    said = {one.pk: {each.question.number: each.text for each in one.narratives.all()} for one in answered}
    columns, rows = _annex(request, reports, said, Book(person, today, request.agreement))
    return Assembled(
        request=request, at=at, answered=answered,
        missing=tuple(one for one in reports if one.state not in ANSWERED),
        chapters=tuple(_chapters(request.said("outline", language), answered, said)),
        columns=columns, rows=rows,
    )  # fmt: skip


Said = dict[UUID, dict[int, str]]


def _chapters(outline: str, answered: Sequence[Report], said: Said) -> Iterator[Chapter]:
    for heading in read_outline(outline):
        if not heading.asked:
            yield Chapter(heading.title, heading.depth, is_asked=False)
            continue
        voices = [
            Voice(one, said[one.pk][heading.asked]) for one in answered if said[one.pk].get(heading.asked)
        ]
        spoken = {one.report.pk for one in voices}
        silent = tuple(one for one in answered if one.pk not in spoken)
        yield Chapter(heading.title, heading.depth, True, tuple(voices), silent)


def _annex(
    request: ReportRequest, reports: Sequence[Report], said: Said, book: Book
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """The columns of the ledger first, then those that units filled in."""
    questions = request.form.questions.select_related("indicator") if request.form else ()
    counted = [question.indicator for question in questions]
    typed = list(request.columns.select_related("question"))
    rows = [
        Row(
            one,
            one.pk in said,
            (
                *(Cell(figure=_ledger(request, book, each, [one]), is_number=True) for each in counted),
                *(_cell(each, said.get(one.pk, {})) for each in typed),
            ),
        )
        for one in reports
    ]
    columns = [Column(each, _ledger(request, book, each, reports)) for each in counted]
    for position, each in enumerate(typed, len(counted)):
        cells = (row.cells[position].figure for row in rows)
        total = added_up(cell for cell in cells if isinstance(cell, AnnexFigure))
        columns.append(Column(each, total))
    return tuple(columns), tuple(rows)


def _ledger(request: ReportRequest, book: Book, indicator: Indicator, reports: Sequence[Report]) -> Figure:
    """What is counted already in these units; a unit that lies in another of them counts once in the total."""
    places = [report.place for report in reports]
    return book.ask(indicator, request.first_on, request.last_on, places=places, with_reports=False)


def _cell(column: AnnexColumn, said: dict[int, str]) -> Cell:
    text = said.get(column.question.number, "")
    if not column.measure:
        return Cell(text)
    figure = read_figure(text) if text else None
    return Cell(text, figure, is_number=True, is_odd=bool(text) and figure is None)
