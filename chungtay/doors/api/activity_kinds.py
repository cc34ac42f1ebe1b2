"""Kinds of activity over the API: the list, an office's own kinds, and what each adds to which indicator."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions import activities as actions
from chungtay.answers.activities import kinds_shown
from chungtay.models import ActivityKind, CountingRule, Indicator, Organisation
from chungtay.rules.activities import Adds
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from .asking import Asking
from .named import Given
from .shapes import Words, words

router = Router(tags=["activities"])


class ActivityKindOut(Schema):
    slug: str
    name: Words
    holder: UUID | None
    is_event: bool
    retired_on: date | None
    adds_to: dict[str, Adds]  # by the slug of an indicator


class ActivityKindIn(Given):
    name: str = Field(max_length=120)
    name_lo: str = Field("", max_length=120)
    name_en: str = Field("", max_length=120)


class ActivityKindChange(ActivityKindIn):
    is_retired: bool = False


class CountingIn(Given):
    adds: Adds | None = None  # empty: activities of the kind add nothing to it


@router.get("/activity-kinds", response=list[ActivityKindOut])
def kinds(request: Asking) -> list[ActivityKindOut]:
    return [told(request, kind) for kind in offered(request)]


@router.post("/activity-kinds", response=ActivityKindOut)
def add(request: Asking, given: ActivityKindIn) -> ActivityKindOut:
    own = request.person.organisations_for(Act.DEFINE, request.today, Kind.INDICATOR)
    office = Organisation.objects.filter(pk__in=own).order_by("pk").first()
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    kind = ActivityKind(**given.model_dump())
    made = actions.add_kind(kind, holder=office, by=request.person, at=timezone.now())
    return told(request, made)


@router.put("/activity-kinds/{slug:slug}", response=ActivityKindOut)
def change(request: Asking, slug: str, given: ActivityKindChange) -> ActivityKindOut:
    held = ActivityKind.objects.visible_to(request.person, request.today)
    kind, at = get_object_or_404(held, slug=slug), timezone.now()
    names = given.model_dump(include={"name", "name_lo", "name_en"})
    actions.rename_kind(kind, **names, by=request.person, at=at)
    if given.is_retired != (kind.retired_on is not None):
        on = request.today if given.is_retired else None
        actions.retire_kind(kind, on=on, by=request.person, at=at)
    return told(request, kind)


@router.put("/activity-kinds/{slug:slug}/counting/{slug:indicator}", response=ActivityKindOut)
def count(request: Asking, slug: str, indicator: str, given: CountingIn) -> ActivityKindOut:
    kind = get_object_or_404(offered(request), slug=slug)
    seen = Indicator.objects.allowed(request.person, Act.READ, request.today).distinct()
    counted = get_object_or_404(seen, slug=indicator)
    actions.set_counting(kind, counted, given.adds, by=request.person, at=timezone.now())
    return told(request, kind)


def offered(request: Asking) -> Any:
    return kinds_shown(request.person, request.today)


def told(request: Asking, kind: ActivityKind) -> ActivityKindOut:
    """Only indicators that the person reads are named."""
    seen = Indicator.objects.allowed(request.person, Act.READ, request.today).values("pk")
    rules = CountingRule.objects.filter(kind=kind, indicator__in=seen).select_related("indicator")
    return ActivityKindOut(
        slug=kind.slug, name=words(kind, "name"), holder=kind.holder_id, is_event=kind.is_event,
        retired_on=kind.retired_on, adds_to={one.indicator.slug: Adds(one.adds) for one in rules},
    )  # fmt: skip
