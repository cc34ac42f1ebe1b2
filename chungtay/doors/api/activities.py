"""Activities over the API: what was done in the field, and who came."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions.activities import record_activity
from chungtay.answers.activities import recording_places
from chungtay.models import Activity, ActivityKind, Agreement, Combination, Organisation, Place, Served, Task
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Kind

from .asking import Asking, programmes_of
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Unit, Words, words

router = Router(tags=["activities"])


class ActivityOut(Schema):
    id: UUID
    kind: ActivityKind
    title: Words
    first_on: date
    last_on: date
    place: Unit
    village: str
    holder: Body
    programmes: list[str]
    attendances: dict[str, int]
    narrative: str

    @staticmethod
    def resolve_title(activity: Activity) -> Words:
        return words(activity, "title")

    @staticmethod
    def resolve_programmes(activity: Activity) -> list[str]:
        return [programme.slug for programme in activity.served.agreements.all()]

    @staticmethod
    def resolve_attendances(activity: Activity) -> dict[str, int]:
        return {one.combination.slug: one.number for one in activity.attendances.all()}


class PlacedIn(Given):
    place: str  # the code of a unit in which the person's bodies may record
    place_on: GivenDay | None = None  # a day on which the unit bore that code; today, if not given
    village: str = Field("", max_length=120)


class ActivityIn(PlacedIn):
    kind: ActivityKind
    title: str = Field(max_length=500)
    first_on: GivenDay
    last_on: GivenDay | None = None
    programme: str
    task: UUID | None = None
    attendances: dict[str, Annotated[int, Field(ge=0, le=1_000_000)]] = Field(default={}, max_length=200)
    narrative: str = Field("", max_length=20_000)


@router.get("/activities", response=list[ActivityOut])
@paginate(Window)
def activities(request: Asking) -> QuerySet[Activity]:
    return visible(request)


@router.get("/activities/{uuid:id}", response=ActivityOut)
def activity(request: Asking, id: UUID) -> Activity:
    return get_object_or_404(visible(request), pk=id)


@router.post("/activities", response=ActivityOut)
def record(request: Asking, given: ActivityIn) -> Activity:
    place, holder = recorded_at(request, given, Kind.ACTIVITY)
    tasks = Task.objects.visible_to(request.person, request.today)
    made = record_activity(
        Activity(
            kind=given.kind, title=given.title, first_on=given.first_on, last_on=given.last_on or given.first_on,
            place=place, village=given.village, holder=holder, narrative=given.narrative,
            served=Served.objects.of(programmes_of(request, [given.programme])),
            task=get_object_or_404(tasks, pk=given.task) if given.task else None,
        ),
        attendances=attendances_of(given.attendances), by=request.person, at=timezone.now(),
    )  # fmt: skip
    return get_object_or_404(visible(request), pk=made.pk)


def visible(request: Asking) -> QuerySet[Activity]:
    seen = Activity.objects.visible_to(request.person, request.today)
    found = seen.select_related("place", "holder", "served").prefetch_related("attendances__combination")
    return found.prefetch_related(known_programmes(request))


def known_programmes(request: Asking) -> Prefetch:
    """A thing may also serve a programme of which the person must not know."""
    return Prefetch("served__agreements", Agreement.objects.visible_to(request.person, request.today))


def recorded_at(request: Asking, given: PlacedIn, kind: Kind) -> tuple[Place, Organisation]:
    """The unit by its code on a day, and the body of the person that answers for it."""
    day = given.place_on or request.today
    for place, holder in recording_places(request.person, kind, request.today).values():
        lived = place.valid_from <= day and (place.valid_to is None or day < place.valid_to)
        if place.code == given.place and lived:
            return place, holder
    raise RuleBroken(
        Message("You cannot record at a unit with the code %(code)s.", {"code": given.place}, "place")
    )


def attendances_of(given: dict[str, int]) -> dict[Combination, int]:
    cells = {cell.slug: cell for cell in Combination.objects.filter(slug__in=given)}
    problems = [
        Message("There is no category %(cell)s.", {"cell": slug}, f"attendances.{slug}")
        for slug in given
        if slug not in cells
    ]
    if problems:
        raise RuleBroken(problems)
    return {cells[slug]: number for slug, number in given.items()}
