"""Reads the lines of reports for an act: what is asked, what is answered; one question to the database for them all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Concat

from chungtay.models import Breakdown, Combination, Indicator, Line, Question, Report, Served
from chungtay.rules.reports import Asked

MOST_KNOWN = 500  # forms whose questions a process keeps
DATABASE = "default"
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


@dataclass
class ActLine:
    """A line with what its question asks and what its cells say, read once for a whole act."""

    line: Line
    asking: Asking
    has_links: bool  # to activities
    served: UUID | None  # the row of exactly the form's programme, where there is one
    cells: dict[str, int] = field(default_factory=dict)


def act_lines(reports: Iterable[Report]) -> list[ActLine]:
    """Report after report, in the order of the form."""
    held = {report.pk: report for report in reports}
    found: dict[UUID, dict[UUID, ActLine]] = {key: {} for key in held}
    asking: dict[UUID, Asking] = {}
    for row in _rows(held):
        asking = asking or _asking_of({report.form_id for report in held.values()}, stamp=row["stamp"])
        lines = found[row["report_id"]]
        one = lines.get(row["pk"])
        if one is None:
            line = _line(held[row["report_id"]], row)
            one = ActLine(line, asking[row["question_id"]], row["has_links"], row["served"])
            lines[line.pk] = one
        if row["cells__combination_id"] is not None:
            one.cells[one.asking.slugs[row["cells__combination_id"]]] = row["cells__amount"]
    return [line for lines in found.values() for line in lines.values()]


def _rows(reports: Collection[UUID]) -> QuerySet[Any, Any]:
    """A row for each cell, and one for a line without any."""
    links = Line.activities.through.objects.filter(line=OuterRef("pk"))
    served = Served.objects.filter(key=OuterRef("report__form__agreement__slug"))
    rows = Line.objects.filter(report__in=reports).annotate(
        has_links=Exists(links), served=Subquery(served.values("pk")[:1]), stamp=_stamp()
    )
    return rows.order_by("question__number", "pk").values(
        "pk", "report_id", "question_id", "state", "total", "qualifier", "source_id", "question__number",
        "question__indicator_id", "question__indicator__kind", "question__indicator__fed_by_register",
        "question__indicator__decimals",
        "has_links", "served", "stamp", "cells__combination_id", "cells__amount",
    )  # fmt: skip


def _line(report: Report, row: Mapping[str, Any]) -> Line:
    """As Django would make it; what an act does not need is fetched if somebody asks."""
    of_indicator = {
        name: row[f"question__indicator__{name}"] for name in ("kind", "fed_by_register", "decimals")
    }
    question = _made(Question, id=row["question_id"], number=row["question__number"])
    question.indicator = _made(Indicator, id=row["question__indicator_id"], **of_indicator)
    told = {
        name: row[name] for name in ("report_id", "question_id", "state", "total", "qualifier", "source_id")
    }
    line = _made(Line, id=row["pk"], **told)
    line.report, line.question = report, question
    return line


def _made(model: type[Row], **told: Any) -> Row:
    """A row with a part of its columns, in their order."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in told]
    return model.from_db(DATABASE, names, [told[name] for name in names])


# What a form asks never changes: who asks for something else makes its next version. Only the lists of categories
# grow, and then the stamp is another.
KNOWN: dict[UUID, tuple[str, dict[UUID, Asking]]] = {}


def _stamp() -> Any:
    every: list[QuerySet[Any, Any]] = [Combination.objects.all(), Question.of_which.through.objects.all()]
    combinations, others = (
        Cast(Subquery(rows.order_by().values(one=Value(1)).annotate(n=Count("pk")).values("n")), CharField())
        for rows in every
    )
    return Concat(combinations, Value("|"), others)


def _asking_of(forms: set[UUID], *, stamp: str) -> dict[UUID, Asking]:
    """What the questions of these forms ask, by question."""
    missing = [form for form in forms if KNOWN.get(form, ("", {}))[0] != stamp]
    if missing:
        if len(KNOWN) > MOST_KNOWN:
            KNOWN.clear()
        KNOWN.update((form, (stamp, asked)) for form, asked in _read(missing).items())
    return {question: asking for form in forms for question, asking in KNOWN[form][1].items()}


def _read(forms: Collection[UUID]) -> dict[UUID, dict[UUID, Asking]]:
    of_forms = Question.objects.filter(form__in=forms).order_by()
    rows = _combinations(of_forms, "base", is_other=False).union(
        _combinations(of_forms, "of_which", is_other=True), all=True
    )
    found: dict[UUID, dict[UUID, Asking]] = defaultdict(dict)
    for form, question, is_other, breakdown, slug, _, key, cell in sorted(rows, key=lambda row: row[2:7]):
        asking = found[form].setdefault(question, Asking())
        combination = Combination(pk=key, slug=cell, breakdown=Breakdown(pk=breakdown, slug=slug))
        asking.breakdowns.setdefault((bool(is_other), slug), []).append(combination)
    return found


def _combinations(questions: QuerySet[Question], path: str, *, is_other: bool) -> QuerySet[Any, Any]:
    return questions.exclude(**{path: None}).values_list(
        "form_id", "pk", Value(is_other, BooleanField()), f"{path}__pk", f"{path}__slug",
        f"{path}__combinations__position", f"{path}__combinations__pk", f"{path}__combinations__slug",
    )  # fmt: skip
