"""Reads the lines of reports for an act: what is asked, what is answered; one question to the database for them all."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import (
    BooleanField,
    Model,
    QuerySet,
    Value,
)

from chungtay.models import Breakdown, Combination, Indicator, Line, Question, Report
from chungtay.rules.forms import Column
from chungtay.rules.reports import Asked, LineSaid

MOST_KNOWN = 500  # forms whose questions a process keeps
DATABASE = "default"
Stamp = tuple[int, int]  # how many combinations there are, and how many breakdowns are asked beside the base
Row = TypeVar("Row", bound=Model)


@dataclass
class Asking:
    """What a question asks beside the total: its breakdowns, the base first, each with its combinations."""

    breakdowns: dict[tuple[bool, str], list[Combination]] = field(default_factory=dict)

    @cached_property
    def asked(self) -> list[Asked]:
        return [
            Asked(slug, tuple(cell.slug for cell in cells), not is_other)
            for (is_other, slug), cells in self.breakdowns.items()
        ]

    @cached_property
    def combinations(self) -> dict[str, Combination]:
        return {cell.slug: cell for cells in self.breakdowns.values() for cell in cells}

    @cached_property
    def slugs(self) -> dict[UUID, str]:
        return {cell.pk: slug for slug, cell in self.combinations.items()}


@dataclass(frozen=True)
class Around:
    """What an act must know of a report beside its lines, read with them."""

    columns: str = Column.FORECAST  # where nothing was read, everything may be there
    words: int = 1  # how many questions the form asks in words
    checks: int = 1  # and how many checks it has
    note: str = ""
    unfinished: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_forecasts(self) -> bool:
        return Column.FORECAST in self.columns


@dataclass
class ActLine:
    """A line with what its question asks and what its cells say, read once for a whole act."""

    line: Line
    asking: Asking
    has_links: bool  # to activities
    served: UUID | None  # the row of exactly the form's programme, where there is one
    around: Around
    cells: dict[str, int] = field(default_factory=dict)

    def said(self) -> LineSaid:
        line = self.line
        return LineSaid(
            number=line.question.number, state=line.state, total=line.total, qualifier=line.qualifier,
            cells=self.cells,
        )  # fmt: skip


# Django takes as long to word this question as the database to answer it, and a submission asks it twice.
LINES = """
select l.id, l.report_id, l.question_id, l.source_id, l.state, l.total, l.qualifier,
    q.number, q.reads_ledger, q.condition,
    i.id, i.kind, i.fed_by_register, i.decimals, s.id,
    exists (select 1 from chungtay_line_activities a where a.line_id = l.id),
    f.columns, (select count(*) from chungtay_narrativequestion n where n.form_id = f.id),
    (select count(*) from chungtay_linecheck k where k.form_id = f.id), r.note, r.unfinished,
    (select count(*) from chungtay_combination), (select count(*) from chungtay_question_of_which),
    c.combination_id, c.amount
from chungtay_line l
join chungtay_report r on r.id = l.report_id
join chungtay_form f on f.id = r.form_id
join chungtay_agreement g on g.id = f.agreement_id
join chungtay_question q on q.id = l.question_id
join chungtay_indicator i on i.id = q.indicator_id
left join chungtay_served s on s.key = g.slug
left join chungtay_cell c on c.line_id = l.id
where l.report_id in ({}) order by q.number, l.id
"""


def act_lines(reports: Iterable[Report]) -> list[ActLine]:
    """Report after report, in the order of the form; a row is read for each cell, and one for a line without any."""
    held = {report.pk: report for report in reports}
    found: dict[UUID, list[ActLine]] = {key: [] for key in held}
    asking: dict[UUID, Asking] = {}
    by_key: dict[object, ActLine] = {}
    for key, *told, columns, words, checks, note, typed, combinations, others, cell, amount in _rows(
        list(held)
    ):
        asking = asking or _asking_of({report.form_id for report in held.values()}, (combinations, others))
        if key not in by_key:
            line, is_linked, served = _line(held, key, told)
            around = Around(
                columns, words, checks, note, typed if isinstance(typed, dict) else json.loads(typed)
            )
            by_key[key] = ActLine(line, asking[line.question_id], is_linked, served, around)
            found[line.report_id].append(by_key[key])
        if cell is not None:
            one = by_key[key]
            one.cells[one.asking.slugs[_id(cell)]] = amount
    return [line for lines in found.values() for line in lines]


def _rows(reports: list[UUID]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        sent = [key if connection.vendor == "postgresql" else key.hex for key in reports]
        cursor.execute(LINES.format(", ".join(["%s"] * len(sent))), sent)
        return cursor.fetchall()


def _line(held: Mapping[UUID, Report], key: object, told: list[Any]) -> tuple[Line, bool, UUID | None]:
    """As Django would make it; what an act does not need is fetched if somebody asks."""
    report, asked, source, state, total, qualifier, number, reads, condition, *more = told
    counted, kind, fed, decimals, served, linked = more
    indicator = _made(Indicator, id=_id(counted), kind=kind, fed_by_register=bool(fed), decimals=decimals)
    question = _made(
        Question, id=_id(asked), number=number, indicator_id=indicator.pk, condition=condition,
        reads_ledger=bool(reads),
    )  # fmt: skip
    question.indicator = indicator
    line = _made(
        Line, id=_id(key), report_id=_id(report), question_id=question.pk, source_id=_id(source),
        state=state, total=total, qualifier=qualifier,
    )  # fmt: skip
    line.report, line.question = held[line.report_id], question
    return line, bool(linked), served and _id(served)


def _id(key: Any) -> UUID:
    return key if isinstance(key, UUID) else UUID(key)


def _made(model: type[Row], **told: Any) -> Row:
    """A row with a part of its columns, in their order."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in told]
    return model.from_db(DATABASE, names, [told[name] for name in names])


# What a form asks never changes: who asks for something else makes its next version. Only the lists of categories
# grow, and then the stamp is another.
KNOWN: dict[UUID, tuple[Stamp, dict[UUID, Asking]]] = {}


def _asking_of(forms: set[UUID], stamp: Stamp) -> dict[UUID, Asking]:
    """What the questions of these forms ask, by question."""
    held = ((form, KNOWN.get(form)) for form in forms)  # another thread may forget them all meanwhile
    known = {form: one for form, one in held if one and one[0] == stamp}
    missing = forms - known.keys()
    if missing:
        read = {form: (stamp, asked) for form, asked in _read(missing).items()}
        if len(KNOWN) > MOST_KNOWN:
            KNOWN.clear()
        KNOWN.update(read)
        known |= read
    return {question: asking for _, asked in known.values() for question, asking in asked.items()}


def _read(forms: Collection[UUID]) -> dict[UUID, dict[UUID, Asking]]:
    of_forms = Question.objects.filter(form__in=forms).order_by()
    rows = _combinations(of_forms, "base", is_other=False).union(
        _combinations(of_forms, "of_which", is_other=True), all=True
    )
    found: dict[UUID, dict[UUID, Asking]] = defaultdict(dict)
    for form, question, is_other, breakdown, slug, _, key, cell in sorted(rows, key=lambda row: row[2:7]):
        asking = found[form].setdefault(question, Asking())
        cells = asking.breakdowns.setdefault((bool(is_other), slug), [])
        if key is not None:
            cells.append(Combination(pk=key, slug=cell, breakdown=Breakdown(pk=breakdown, slug=slug)))
    return found


def _combinations(questions: QuerySet[Question], path: str, *, is_other: bool) -> QuerySet[Any, Any]:
    return questions.exclude(**{path: None}).values_list(
        "form_id", "pk", Value(is_other, BooleanField()), f"{path}__pk", f"{path}__slug",
        f"{path}__combinations__position", f"{path}__combinations__pk", f"{path}__combinations__slug",
    )  # fmt: skip
