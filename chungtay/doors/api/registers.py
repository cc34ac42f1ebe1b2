"""Registers over the API: clubs, opened and closed; each dated fact moves the stock by one."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions.recorded import refuse_unless_may
from chungtay.actions.registers import close_club, open_club, serve_programmes
from chungtay.models import Club, Served
from chungtay.rules.people import Act, Kind

from .activities import PlacedIn, known_programmes, recorded_at
from .asking import Asking, programmes_of
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Unit, Words, words

router = Router(tags=["registers"])


class ClubOut(Schema):
    id: UUID
    name: Words
    place: Unit
    village: str
    holder: Body
    programmes: list[str]
    opened_on: date
    closed_on: date | None
    members_female: int
    members_male: int

    @staticmethod
    def resolve_name(club: Club) -> Words:
        return words(club, "name")

    @staticmethod
    def resolve_programmes(club: Club) -> list[str]:
        return [programme.slug for programme in club.served.agreements.all()]


class ClubIn(PlacedIn):
    name: str = Field(max_length=300)
    programmes: list[str] = Field(min_length=1, max_length=20)
    opened_on: GivenDay
    members_female: int = Field(0, ge=0, le=100_000)
    members_male: int = Field(0, ge=0, le=100_000)


class ClubClosingIn(Given):
    closed_on: GivenDay


class ClubServingIn(Given):
    programmes: list[str] = Field(min_length=1, max_length=20)
    on: GivenDay
    reason: str = Field(max_length=2_000)


@router.get("/clubs", response=list[ClubOut])
@paginate(Window)
def clubs(request: Asking, open_on: GivenDay | None = None) -> QuerySet[Club]:
    shown = visible(request)
    return shown.filter(pk__in=Club.objects.open_on(open_on)) if open_on else shown


@router.get("/clubs/{uuid:id}", response=ClubOut)
def club(request: Asking, id: UUID) -> Club:
    return get_object_or_404(visible(request), pk=id)


@router.post("/clubs", response=ClubOut)
def opening(request: Asking, given: ClubIn) -> Club:
    place, holder = recorded_at(request, given, Kind.CLUB)
    made = Club(
        name=given.name, place=place, village=given.village, holder=holder, opened_on=given.opened_on,
        served=Served.objects.of(programmes_of(request, given.programmes)),
        members_female=given.members_female, members_male=given.members_male,
    )  # fmt: skip
    return open_club(made, by=request.person, at=timezone.now())


@router.post("/clubs/{uuid:id}/closing", response=ClubOut)
def closing(request: Asking, id: UUID, given: ClubClosingIn) -> Club:
    shown = get_object_or_404(visible(request), pk=id)
    close_club(shown, on=given.closed_on, by=request.person, at=timezone.now())
    return shown


@router.post("/clubs/{uuid:id}/programmes", response=ClubOut)
def serving(request: Asking, id: UUID, given: ClubServingIn) -> Club:
    """From a day on it serves these programmes, as one club in every total across them."""
    shown, by, at = get_object_or_404(visible(request), pk=id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, shown, at)
    served = programmes_of(request, given.programmes)
    serve_programmes(shown, served, on=given.on, reason=given.reason, by=by, at=at)
    return get_object_or_404(visible(request), pk=id)


def visible(request: Asking) -> QuerySet[Club]:
    seen = Club.objects.visible_to(request.person, request.today)
    return seen.select_related("place", "holder", "served").prefetch_related(known_programmes(request))
