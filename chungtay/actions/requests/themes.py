"""Asks for a report on a theme: makes its form from outline and annex, and opens a report for each unit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import TypeVar

from django.utils import timezone

from chungtay.models import (
    AnnexColumn,
    Breakdown,
    Document,
    Form,
    Indicator,
    NarrativeQuestion,
    Organisation,
    Person,
    Question,
    Report,
    ReportRequest,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.requests import (
    Heading,
    PlainColumn,
    check_theme,
    check_translation,
    read_annex,
    read_outline,
)

from ..recorded import PRESSED_TWICE, audited_together, recorded, refuse_unless_may
from ..reports import open_report
from .asking import check_askable

Row = TypeVar("Row", Heading, PlainColumn)
LANGUAGES = ("", "_lo", "_en")  # the first is the one in which it is asked


@dataclass(frozen=True)
class Annex:
    """`counted` is filled from the ledger; the columns, one a line, are filled in by the units."""

    counted: Sequence[Indicator] = ()
    columns: str = ""
    columns_lo: str = ""
    columns_en: str = ""


@dataclass(frozen=True)
class Asked:
    """Outline and annex as they were read, in the three languages."""

    headings: tuple[tuple[Heading, ...], ...]
    columns: tuple[tuple[PlainColumn, ...], ...]

    @property
    def amount(self) -> int:
        return sum(bool(one.asked) for one in self.headings[0]) + len(self.columns[0])


def ask_theme(
    request: ReportRequest, units: Sequence[Organisation], *, annex: Annex = Annex(), by: Person, at: datetime
) -> ReportRequest:
    """Send an unsaved request to the units. Pressed twice, it is sent once."""
    refuse_unless_may(by, Act.PLAN, request, at)
    today = timezone.localdate(at)
    asked, wrong = read(request, annex)
    check_theme(
        title=request.title, asks=asked.amount + len(annex.counted), units=len(units), first_on=request.first_on,
        last_on=request.last_on, due_on=request.due_on, today=today, wrong=wrong,
    )  # fmt: skip
    check_askable(request.agreement, units, last_on=request.last_on, by=by, at=at)
    _refuse_hidden(request, by, at)
    request.title = " ".join(request.title.split())
    request.asked_by, request.asked_at = by, at
    with audited_together():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # of two clicks the second waits here
        sent = _sent_just_now(request)
        if sent is not None:
            return sent
        with recorded("ask_theme", thing=request, by=by, at=at):
            request.form = make_theme_form(request, asked, annex.counted, by=by, at=at)
            request.save(force_insert=True)
            _keep_columns(request, asked)
            open_for(request, units, by=by, at=at)
    return request


def looked_at(request: ReportRequest, annex: Annex) -> Asked:
    """What each unit would be asked, before anything is sent; refused where the outline cannot be read."""
    asked, wrong = read(request, annex)
    if wrong:
        raise RuleBroken(wrong)
    return asked


def read(request: ReportRequest, annex: Annex) -> tuple[Asked, list[Message]]:
    """What was typed, and every fault in it."""
    wrong: list[Message] = []
    headings, columns = [], []
    for ending in LANGUAGES:
        outline, named = getattr(request, f"outline{ending}"), getattr(annex, f"columns{ending}")
        headings.append(_read(read_outline, outline, f"outline{ending}", wrong))
        columns.append(_read(read_annex, named, f"columns{ending}", wrong))
    for ending, translated, named in zip(LANGUAGES[1:], headings[1:], columns[1:], strict=True):
        wrong += check_translation(headings[0], translated, where=f"outline{ending}")
        wrong += _other_columns(columns[0], named, f"columns{ending}")
    return Asked(tuple(headings), tuple(columns)), wrong


def make_theme_form(
    request: ReportRequest, asked: Asked, counted: Sequence[Indicator], *, by: Person, at: datetime
) -> Form:
    """The form of this request alone: it has no next version, and nobody else is asked with it."""
    form = Form(
        slug=f"theme-{request.pk}", version=1, agreement=request.agreement, name=request.title[:300],
        name_lo=request.title_lo[:300], name_en=request.title_en[:300], valid_from=request.first_on,
    )  # fmt: skip
    form.save(force_insert=True)
    bare = Breakdown.objects.get(slug="total")
    Question.objects.bulk_create(
        Question(form=form, number=number, indicator=indicator, base=bare, reads_ledger=True)
        for number, indicator in enumerate(counted, 1)
    )
    NarrativeQuestion.objects.bulk_create([*_headings(form, asked), *_columns(form, asked)])
    form.published_at, form.published_by = at, by  # last: what is published never changes
    form.save(update_fields=["published_at", "published_by"])
    return form


def open_for(
    request: ReportRequest, units: Sequence[Organisation], *, by: Person, at: datetime
) -> list[Report]:
    """A report for each unit that has none of this request yet."""
    assert request.form, "a request that was sent has its form"
    there = set(request.reports.values_list("holder_id", flat=True))
    opened = [
        open_report(
            request.form, unit, place=unit.place, first_on=request.first_on, last_on=request.last_on,
            due_on=request.due_on, by=by, at=at,
        )
        for unit in units
        if unit.place and unit.pk not in there
    ]  # fmt: skip
    Report.objects.filter(pk__in=[one.pk for one in opened]).update(request=request)
    return opened


def _headings(form: Form, asked: Asked) -> Iterator[NarrativeQuestion]:
    """Those that are written under come before the figures; each names the part that it stands in."""
    for one, *others in zip_longest(*asked.headings):
        if one.asked:
            yield NarrativeQuestion(
                form=form, number=one.asked, after=0, title=_in_its_part(one), hint=one.hint,
                **_said("title", map(_in_its_part, others)), **_said("hint", (o.hint if o else "" for o in others)),
            )  # fmt: skip


def _columns(form: Form, asked: Asked) -> Iterator[NarrativeQuestion]:
    before = sum(bool(one.asked) for one in asked.headings[0])
    for number, (one, *others) in enumerate(zip_longest(*asked.columns), before + 1):
        titles = _said("title", (o.title if o else "" for o in others))
        hints = _said("hint", (o.measure if o else "" for o in others))
        yield NarrativeQuestion(
            form=form, number=number, title=one.title, hint=one.measure, **titles, **hints
        )


def _keep_columns(request: ReportRequest, asked: Asked) -> None:
    assert request.form
    before = sum(bool(one.asked) for one in asked.headings[0])
    questions = {one.number: one for one in request.form.narrative_questions.all()}
    AnnexColumn.objects.bulk_create(
        AnnexColumn(request=request, question=questions[number], measure=one.measure)
        for number, one in enumerate(asked.columns[0], before + 1)
    )


def _said(name: str, words: Iterator[str]) -> dict[str, str]:
    return {f"{name}{ending}": text for ending, text in zip(LANGUAGES[1:], words, strict=True)}


def _in_its_part(heading: Heading | None) -> str:
    return "" if heading is None else " › ".join((*heading.parts, heading.title))[-300:]


def _read(
    reader: Callable[..., tuple[Row, ...]], text: str, where: str, wrong: list[Message]
) -> tuple[Row, ...]:
    try:
        return reader(text, where=where)
    except RuleBroken as problem:
        wrong += problem.messages
        return ()


def _other_columns(
    columns: Sequence[PlainColumn], translated: Sequence[PlainColumn], where: str
) -> Iterator[Message]:
    if translated and [bool(one.measure) for one in columns] != [bool(one.measure) for one in translated]:
        text = "Write the columns line by line as in the annex, each with its measure where that one has it."
        yield Message(text, where=where)


def _sent_just_now(request: ReportRequest) -> ReportRequest | None:
    """The very same request of the same person: the first of two clicks."""
    alike = {
        name: getattr(request, name)
        for name in ("agreement", "holder", "title", "outline", "first_on", "last_on", "due_on", "asked_by")
    }
    since = request.asked_at - PRESSED_TWICE
    return ReportRequest.objects.filter(**alike, asked_at__gt=since, asked_at__lte=request.asked_at).first()


def _refuse_hidden(request: ReportRequest, by: Person, at: datetime) -> None:
    letters = Document.objects.visible_to(by, timezone.localdate(at))
    if request.letter_id and not letters.filter(pk=request.letter_id).exists():
        raise RuleBroken(Message("This paper is not shared with you.", where="letter"))
