"""A form as it is built: a value that is read from a draft, changed as a whole, and kept again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from chungtay.models import (
    Breakdown,
    Combination,
    Content,
    Form,
    Indicator,
    LineCheck,
    NarrativeQuestion,
    Question,
    Regime,
)
from chungtay.rules.forms import AskedCheck, AskedForm, AskedLine, AskedWords, columns_text
from chungtay.rules.indicators import Start
from chungtay.rules.ledger import Kind


class Said:
    """Words in three languages, as kept things say them."""

    def said(self, name: str, language: str) -> str:
        """Vietnamese where that language is silent."""
        other = getattr(self, f"{name}_{language}", "") if language != "vi" else ""
        return str(other or getattr(self, name))


@dataclass(frozen=True, kw_only=True)
class HeadTold(Said):
    """What stands over the lines."""

    name: str
    name_lo: str = ""
    name_en: str = ""
    purpose: str = ""
    purpose_lo: str = ""
    purpose_en: str = ""
    source: str = ""
    valid_from: date
    regime: Regime | None = None
    cumulative_from: str = Start.YEAR
    columns: str = "period"
    levels: int = 1


@dataclass(frozen=True, kw_only=True)
class LineTold(Said):
    indicator: Indicator
    base: Breakdown
    of_which: tuple[Breakdown, ...] = ()
    heading: str = ""
    heading_lo: str = ""
    heading_en: str = ""
    hint: str = ""
    hint_lo: str = ""
    hint_en: str = ""
    condition: str = ""
    counts_activities: bool = False
    reads_ledger: bool = False
    content: Content | None = None


@dataclass(frozen=True, kw_only=True)
class WordsTold(Said):
    title: str
    title_lo: str = ""
    title_en: str = ""
    hint: str = ""
    hint_lo: str = ""
    hint_en: str = ""
    after: int = 999
    is_required: bool = False
    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckTold(Said):
    expression: str
    severity: str
    message: str
    message_lo: str = ""
    message_en: str = ""


@dataclass(frozen=True)
class FormTold:
    head: HeadTold
    lines: Sequence[LineTold] = ()
    words: Sequence[WordsTold] = ()
    checks: Sequence[CheckTold] = field(default=())


def told_of(form: Form) -> FormTold:
    """The form as it stands."""
    questions = form.questions.select_related("indicator", "base", "content").prefetch_related("of_which")
    lines = [_read(LineTold, one, of_which=tuple(one.of_which.all())) for one in questions]
    words = [_read(WordsTold, one) for one in form.narrative_questions.all()]
    checks = [_read(CheckTold, one) for one in form.checks.all()]
    return FormTold(_read(HeadTold, form), lines, words, checks)


def keep(form: Form, told: FormTold) -> None:
    """Write the draft anew, where anything is new; nobody refers to the lines of a draft."""
    if not form._state.adding and tidied(told) == tidied(told_of(Form.objects.get(pk=form.pk))):
        return
    for name, value in _told(told.head).items():
        setattr(form, name, columns_text([value]) if name == "columns" else value)
    form.save()
    for held in (form.questions, form.narrative_questions, form.checks):
        held.all().delete()
    for number, line in enumerate(told.lines, 1):
        said = _told(line)
        of_which = said.pop("of_which")
        question = Question.objects.create(form=form, number=number, **said)
        if of_which:
            question.of_which.set(of_which)
    NarrativeQuestion.objects.bulk_create(
        NarrativeQuestion(form=form, number=number, **_told(one)) for number, one in enumerate(told.words, 1)
    )
    LineCheck.objects.bulk_create(
        LineCheck(form=form, number=number, **_told(one)) for number, one in enumerate(told.checks, 1)
    )


def in_rules(told: FormTold, *, begins_after: date | None = None) -> AskedForm:
    """As the rules look at it."""
    cells = _cells([line.base for line in told.lines] + [one for line in told.lines for one in line.of_which])
    lines = [
        AskedLine(
            line.indicator.pk,
            line.base.slug,
            tuple(one.slug for one in line.of_which),
            frozenset(cell for one in (line.base, *line.of_which) for cell in cells[one.pk]),
            line.condition,
            line.indicator.fed_by_register,
            line.indicator.kind == Kind.RATIO,
        )
        for line in told.lines
    ]
    return AskedForm(
        name=told.head.name,
        valid_from=told.head.valid_from,
        lines=lines,
        words=[AskedWords(one.title, one.after, one.condition) for one in told.words],
        checks=[AskedCheck(one.expression, one.severity, one.message) for one in told.checks],
        levels=told.head.levels,
        begins_after=begins_after,
    )


def expressions_of(told: FormTold) -> Iterator[tuple[str, str]]:
    """Every check and condition, with the field that it stands in."""
    for kind, rows, name in (
        ("line", told.lines, "condition"), ("words", told.words, "condition"), ("check", told.checks, "expression"),
    ):  # fmt: skip
        for number, row in enumerate(rows, 1):
            yield f"{kind}.{number}.{name}", getattr(row, name)


def tidied(told: FormTold) -> FormTold:
    """Without blanks around what was typed."""

    def tidy(row: Any) -> Any:
        return replace(row, **{k: v.strip() for k, v in _told(row).items() if isinstance(v, str)})

    return FormTold(
        tidy(told.head), *(tuple(map(tidy, rows)) for rows in (told.lines, told.words, told.checks))
    )


def _cells(breakdowns: Sequence[Breakdown]) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = {one.pk: [] for one in breakdowns}
    cells = Combination.objects.filter(breakdown__in=found).exclude(slug="")
    for breakdown, slug in cells.values_list("breakdown", "slug"):
        found[breakdown].append(slug)
    return found


def _read(kind: type, row: Any, **more: Any) -> Any:
    return kind(**{one.name: more.get(one.name, getattr(row, one.name, None)) for one in fields(kind)})


def _told(row: Any) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in fields(row)}
