"""Reporting regimes over the API: which period a day falls into in each, and an office's own."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from chungtay.actions import regimes as actions
from chungtay.answers import regimes as answers
from chungtay.models import Regime
from chungtay.models.places import PlaceKind
from chungtay.rules import regimes as rules

from .asking import Asking
from .named import Given
from .shapes import Body, GivenDay, Words, words

router = Router(tags=["reporting periods"])


class CutOffIn(Given):
    """Days without a year; day 31 is the last of its month."""

    span: rules.Span
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    due_month: int = Field(ge=1, le=12)
    due_day: int = Field(ge=1, le=31)


class StepIn(Given):
    """What is done by whom: on a day of the year, or some days after the period."""

    name: str = Field(max_length=300)
    name_lo: str = Field("", max_length=300)
    name_en: str = Field("", max_length=300)
    level: PlaceKind | Literal[""] = ""
    to_level: PlaceKind | Literal[""] = ""
    span: rules.Span | Literal[""] = ""
    month: int | None = Field(None, ge=1, le=12)
    day: int | None = Field(None, ge=1, le=31)
    days_after: int | None = Field(None, ge=0, le=366)


class RegimeIn(Given):
    name: str = Field(max_length=300)
    name_lo: str = Field("", max_length=300)
    name_en: str = Field("", max_length=300)
    source: str = Field(max_length=500)
    source_link: str = Field("", max_length=500, pattern=r"^(https?://[^\s]+)?$")
    valid_from: GivenDay | None = None
    valid_to: GivenDay | None = None
    single_officer_approval: Literal["above", "paper"] = "above"
    cut_offs: list[CutOffIn] = Field(max_length=60)
    steps: list[StepIn] = Field([], max_length=20)
    reminders: list[int] = Field([], max_length=20)


class PeriodOut(Schema):
    span: str
    first_on: date
    last_on: date
    due_on: date


class CutOffOut(Schema):
    span: str
    month: int
    day: int
    due_month: int
    due_day: int


class RegimeStepOut(Schema):
    name: Words
    level: str
    to_level: str
    span: str
    month: int | None
    day: int | None
    days_after: int | None


class RegimeOut(Schema):
    id: UUID
    slug: str
    name: Words
    source: str
    source_link: str
    holder: Body | None  # none: it came with the installation
    valid_from: date | None
    valid_to: date | None
    single_officer_approval: str
    cut_offs: list[CutOffOut]
    steps: list[RegimeStepOut]
    reminders: list[int]  # days after the due day; before it when negative
    periods: list[PeriodOut]  # those that a day falls into, today unless another is named


@router.get("/regimes", response=list[RegimeOut])
def regimes(request: Asking, day: GivenDay | None = Query(None)) -> list[dict[str, Any]]:  # noqa: B008
    """Every regime with the periods that a day falls into, today unless another is named."""
    held = answers.regimes(request.person, request.today)
    return [told(regime, day or request.today) for regime in held]


@router.post("/regimes", response=RegimeOut)
def regime_new(request: Asking, given: RegimeIn) -> dict[str, Any]:
    made = actions.add_regime(**read(given), by=request.person, at=timezone.now())
    return told(found(request, made.slug), request.today)


@router.get("/regimes/{slug:slug}", response=RegimeOut)
def regime(request: Asking, slug: str, day: GivenDay | None = Query(None)) -> dict[str, Any]:  # noqa: B008
    return told(found(request, slug), day or request.today)


@router.put("/regimes/{slug:slug}", response=RegimeOut)
def regime_change(request: Asking, slug: str, given: RegimeIn) -> dict[str, Any]:
    """The whole of it anew. Its cut-offs stay once reports were asked for under it."""
    shown = found(request, slug)
    actions.change_regime(shown, **read(given), by=request.person, at=timezone.now())
    return told(found(request, slug), request.today)


def found(request: Asking, slug: str) -> Regime:
    return get_object_or_404(answers.regimes(request.person, request.today), slug=slug)


def read(given: RegimeIn) -> dict[str, Any]:
    """As the acts take it."""
    return {
        "told": {name: getattr(given, name) for name in actions.REGIME_FIELDS},
        "cut_offs": [rules.CutOff(**one.dict()) for one in given.cut_offs],
        "steps": [actions.StepTold(**one.dict()) for one in given.steps],
        "reminders": given.reminders,
    }


def told(regime: Regime, day: date) -> dict[str, Any]:
    plain = (
        "id", "slug", "source", "source_link", "holder", "valid_from", "valid_to", "single_officer_approval",
    )  # fmt: skip
    steps = [
        {name: getattr(one, name) for name in ("level", "to_level", "span", "month", "day", "days_after")}
        | {"name": words(one, "name")}
        for one in regime.steps.all()
    ]
    return {name: getattr(regime, name) for name in plain} | {
        "name": words(regime, "name"),
        "cut_offs": list(regime.cut_offs.all()),
        "steps": steps,
        "reminders": [one.days for one in regime.reminders.all()],
        "periods": rules.periods_on(regime.in_rules(), day),
    }
