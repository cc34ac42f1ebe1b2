"""Forms over the API: read one whole, build it as a draft, publish it, begin its next version."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions import forms as actions
from chungtay.actions.plans import refuse_unless_plans
from chungtay.answers import regimes
from chungtay.answers.forms import questions_of
from chungtay.models import Agreement, Breakdown, Form, NarrativeQuestion, Question
from chungtay.rules.forms import MOST_LEVELS, MOST_LINES, Column, Severity, columns_text, read_columns
from chungtay.rules.indicators import Start
from chungtay.rules.messages import Message, RuleBroken

from .asking import Asking
from .ledger import countable
from .named import Given
from .shapes import GivenDay, Words, words

router = Router(tags=["forms"])


class FormLineIn(Given):
    indicator: str
    base: str = "total"
    of_which: list[str] = Field([], max_length=20)
    heading: str = Field("", max_length=300)
    heading_lo: str = Field("", max_length=300)
    heading_en: str = Field("", max_length=300)
    hint: str = Field("", max_length=500)
    hint_lo: str = Field("", max_length=500)
    hint_en: str = Field("", max_length=500)
    condition: str = Field("", max_length=200)  # such as `2 > 0`
    counts_activities: bool = False
    reads_ledger: bool = False


class AskedWordsIn(Given):
    """A question that is answered in words."""

    title: str = Field(max_length=300)
    title_lo: str = Field("", max_length=300)
    title_en: str = Field("", max_length=300)
    hint: str = Field("", max_length=500)
    hint_lo: str = Field("", max_length=500)
    hint_en: str = Field("", max_length=500)
    after: int = Field(actions.AT_THE_END, ge=0, le=actions.AT_THE_END)  # the line behind which it stands
    is_required: bool = False
    condition: str = Field("", max_length=200)


class AskedCheckIn(Given):
    expression: str = Field(max_length=200)  # such as `3.sex:female <= 3`
    severity: Severity = Severity.HARD
    message: str = Field(max_length=300)
    message_lo: str = Field("", max_length=300)
    message_en: str = Field("", max_length=300)


class FormDraftIn(Given):
    """The whole of a form."""

    name: str = Field(max_length=300)
    name_lo: str = Field("", max_length=300)
    name_en: str = Field("", max_length=300)
    purpose: str = Field("", max_length=2_000)
    purpose_lo: str = Field("", max_length=2_000)
    purpose_en: str = Field("", max_length=2_000)
    source: str = Field("", max_length=500)
    valid_from: GivenDay
    regime: str = Field("", max_length=80)
    cumulative_from: Start = Start.YEAR
    columns: list[Column] = Field([], max_length=10)
    levels: int = Field(1, ge=1, le=MOST_LEVELS)
    lines: list[FormLineIn] = Field([], max_length=MOST_LINES)
    words: list[AskedWordsIn] = Field([], max_length=50)
    checks: list[AskedCheckIn] = Field([], max_length=100)


class AskedLineOut(Schema):
    number: int
    indicator: str
    base: str
    of_which: list[str]
    heading: Words
    hint: Words
    condition: str
    counts_activities: bool
    reads_ledger: bool


class AskedWordsOut(Schema):
    number: int
    title: Words
    hint: Words
    after: int
    is_required: bool
    condition: str


class AskedCheckOut(Schema):
    number: int
    expression: str
    severity: str
    message: Words


class FormFull(Schema):
    id: UUID
    slug: str
    version: int
    programme: str
    name: Words
    purpose: Words
    source: str
    valid_from: date
    valid_to: date | None
    published_at: datetime | None  # none: a draft
    regime: str | None
    cumulative_from: str
    columns: list[str]
    levels: int
    lines: list[AskedLineOut]
    words: list[AskedWordsOut]
    checks: list[AskedCheckOut]
    faults: list[str]  # what stands in the way of publishing a draft


@router.post("/programmes/{slug:slug}/forms/drafts", response=FormFull)
def draft_new(request: Asking, slug: str, given: FormDraftIn) -> dict[str, Any]:
    """Begin a form as a draft that only the own office sees."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    by, at = request.person, timezone.now()
    refuse_unless_plans(agreement, by=by, at=at)
    told = read(request, given)
    draft = actions.draft_form(agreement, told.head, lines=told.lines, by=by, at=at)
    actions.change_form(draft, lambda _: told, by=by, at=at)
    return full(draft)


@router.get("/forms/{uuid:id}", response=FormFull)
def form(request: Asking, id: UUID) -> dict[str, Any]:
    return full(found(request, id))


@router.put("/forms/{uuid:id}", response=FormFull)
def form_writing(request: Asking, id: UUID, given: FormDraftIn) -> dict[str, Any]:
    """The draft anew. It may be wrong for a while; `faults` says what stands in the way of publishing it."""
    draft, by, at = found(request, id), request.person, timezone.now()
    actions.draft_in_hand(draft, by=by, at=at)
    told = read(request, given)
    actions.change_form(draft, lambda _: told, by=by, at=at)
    return full(draft)


@router.post("/forms/{uuid:id}/publication", response=FormFull)
def publication(request: Asking, id: UUID) -> dict[str, Any]:
    """From then on it never changes, and the version before it ends."""
    return full(actions.publish_form(found(request, id), by=request.person, at=timezone.now()))


@router.post("/forms/{uuid:id}/next-version", response=FormFull)
def next_version(request: Asking, id: UUID) -> dict[str, Any]:
    """A draft with all that the last version asks, or the one that is there."""
    return full(actions.next_version(found(request, id), by=request.person, at=timezone.now()))


@router.post("/forms/{uuid:id}/dropping", response=dict[str, bool])
def dropping(request: Asking, id: UUID) -> dict[str, bool]:
    actions.drop_draft(found(request, id), by=request.person, at=timezone.now())
    return {"dropped": True}


def found(request: Asking, id: UUID) -> Form:
    held = Form.objects.visible_to(request.person, request.today)
    return get_object_or_404(held.select_related("agreement", "regime"), pk=id)


def read(request: Asking, given: FormDraftIn) -> actions.FormTold:
    """As the acts take it; what is named and not there is told, all of it at once."""
    indicators = countable([one.indicator for one in given.lines])
    slugs = {slug for one in given.lines for slug in (one.base, *one.of_which)}
    breakdowns = {one.slug: one for one in Breakdown.objects.filter(slug__in=slugs)}
    regime = regimes.regimes(request.person, request.today).filter(slug=given.regime).first()
    problems = list(missing(given, breakdowns, regime))
    if problems:
        raise RuleBroken(problems)
    lines = [
        actions.LineTold(
            **one.dict(exclude={"indicator", "base", "of_which"}), indicator=indicator, base=breakdowns[one.base],
            of_which=tuple(breakdowns[slug] for slug in one.of_which),
        )
        for one, indicator in zip(given.lines, indicators, strict=True)
    ]  # fmt: skip
    head = given.dict(exclude={"lines", "words", "checks", "columns", "regime"})
    return actions.FormTold(
        actions.HeadTold(**head, regime=regime, columns=columns_text(given.columns)),
        lines,
        [actions.WordsTold(**one.dict()) for one in given.words],
        [actions.CheckTold(**one.dict()) for one in given.checks],
    )


def missing(given: FormDraftIn, breakdowns: dict[str, Breakdown], regime: object) -> Iterator[Message]:
    if given.regime and regime is None:
        yield Message("There is no regime %(slug)s.", {"slug": given.regime}, "regime")
    for number, line in enumerate(given.lines):
        for slug in (line.base, *line.of_which):
            if slug not in breakdowns:
                yield Message("There is no breakdown %(slug)s.", {"slug": slug}, f"lines.{number}")


def full(form: Form) -> dict[str, Any]:
    plain = (
        "id",
        "slug",
        "version",
        "source",
        "valid_from",
        "valid_to",
        "published_at",
        "cumulative_from",
        "levels",
    )
    faults: Sequence[Message] = actions.faults(form) if form.is_draft else ()
    return {name: getattr(form, name) for name in plain} | {
        "programme": form.agreement.slug,
        "name": words(form, "name"),
        "purpose": words(form, "purpose"),
        "regime": form.regime.slug if form.regime else None,
        "columns": list(read_columns(form.columns)),
        "lines": [line_told(one) for one in questions_of(form)],
        "words": [words_told(one) for one in form.narrative_questions.all()],
        "checks": [
            {"number": one.number, "expression": one.expression, "severity": one.severity}
            | {"message": words(one, "message")}
            for one in form.checks.all()
        ],
        "faults": [str(one) for one in faults],
    }


def line_told(one: Question) -> dict[str, Any]:
    return {
        "number": one.number, "indicator": one.indicator.slug, "base": one.base.slug,
        "of_which": [each.slug for each in one.of_which.all()], "heading": words(one, "heading"),
        "hint": words(one, "hint"), "condition": one.condition, "counts_activities": one.counts_activities,
        "reads_ledger": one.reads_ledger,
    }  # fmt: skip


def words_told(one: NarrativeQuestion) -> dict[str, Any]:
    return {
        "number": one.number, "title": words(one, "title"), "hint": words(one, "hint"), "after": one.after,
        "is_required": one.is_required, "condition": one.condition,
    }  # fmt: skip
