"""Registers over the API: what is kept in each, its dated facts, and the three numbers that reports ask for."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import registers as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.registers import members_of, numbers_by_kind, with_members
from chungtay.models import (
    Breakdown,
    Indicator,
    Organisation,
    Registered,
    RegisterKind,
    Served,
)
from chungtay.rules.ledger import Window as Days
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from .activities import PlacedIn, known_programmes, recorded_at
from .asking import Asking, programmes_of
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Unit, Words, words

router = Router(tags=["registers"])
Members = dict[str, Annotated[int, Field(ge=0, le=100_000)]]  # by cell: "sex:female"


class RegisterKindOut(Schema):
    slug: str
    name: Words
    is_pair: bool
    stock: str | None
    founded: str | None
    strengthened: str | None

    @staticmethod
    def resolve_name(kind: RegisterKind) -> Words:
        return words(kind, "name")

    @staticmethod
    def resolve_stock(kind: RegisterKind) -> str | None:
        return kind.stock.slug if kind.stock else None

    @staticmethod
    def resolve_founded(kind: RegisterKind) -> str | None:
        return kind.founded.slug if kind.founded else None

    @staticmethod
    def resolve_strengthened(kind: RegisterKind) -> str | None:
        return kind.strengthened.slug if kind.strengthened else None


class RegisterKindIn(Given):
    name: str = Field(max_length=120)
    name_lo: str = Field("", max_length=120)
    name_en: str = Field("", max_length=120)
    is_pair: bool = False
    base: str | None = None  # the breakdown by which members are counted; none: it has no members
    of_which: list[str] = Field([], max_length=20)
    stock: str | None = None
    founded: str | None = None
    strengthened: str | None = None


class RegisteredOut(Schema):
    id: UUID
    kind: str
    name: Words
    place: Unit
    village: str
    twin_village: str
    holder: Body
    programmes: list[str]
    opened_on: date
    closed_on: date | None
    members: int | None
    members_by: dict[str, int]

    @staticmethod
    def resolve_kind(one: Registered) -> str:
        return one.kind.slug

    @staticmethod
    def resolve_name(one: Registered) -> Words:
        return words(one, "name")

    @staticmethod
    def resolve_programmes(one: Registered) -> list[str]:
        return [programme.slug for programme in one.served.agreements.all()]

    @staticmethod
    def resolve_members(one: Registered) -> int | None:
        return one.members_said.members if one.members_said else None

    @staticmethod
    def resolve_members_by(one: Registered) -> dict[str, int]:
        return members_of(one)


class RegisterNumbersOut(Schema):
    kind: str
    maintained: int
    founded: int
    strengthened: int
    closed: int
    standing: int


class RegisteredIn(PlacedIn):
    kind: str
    name: str = Field(max_length=300)
    twin_village: str = Field("", max_length=120)
    programmes: list[str] = Field(min_length=1, max_length=20)
    opened_on: GivenDay
    members: Members | None = Field(None, max_length=200)


class RegisteredChangeIn(Given):
    on: GivenDay
    name: str | None = Field(None, max_length=300)
    members: Members | None = Field(None, max_length=200)
    reason: str = Field("", max_length=2_000)


class StrengtheningIn(Given):
    on: GivenDay
    how: str = Field(max_length=2_000)


class RegisteredMergerIn(Given):
    others: list[UUID] = Field(min_length=1, max_length=50)
    on: GivenDay
    reason: str = Field(max_length=2_000)


class RegisteredSplitIn(Given):
    name: str = Field(max_length=300)
    village: str = Field("", max_length=120)
    twin_village: str = Field("", max_length=120)
    opened_on: GivenDay
    members: Members | None = Field(None, max_length=200)
    reason: str = Field(max_length=2_000)


class RegisteredClosingIn(Given):
    closed_on: GivenDay
    reason: str = Field("", max_length=2_000)


class RegisteredServingIn(Given):
    programmes: list[str] = Field(min_length=1, max_length=20)
    on: GivenDay
    reason: str = Field(max_length=2_000)


@router.get("/registers/kinds", response=list[RegisterKindOut])
def kinds(request: Asking) -> QuerySet[RegisterKind]:
    return RegisterKind.objects.select_related("stock", "founded", "strengthened")


@router.post("/registers/kinds", response=RegisterKindOut)
def kind_adding(request: Asking, given: RegisterKindIn) -> RegisterKind:
    own = request.person.organisations_for(Act.DEFINE, request.today)
    kind = RegisterKind(
        name=given.name, name_lo=given.name_lo, name_en=given.name_en, is_pair=given.is_pair,
        position=RegisterKind.objects.count(), holder=Organisation.objects.filter(pk__in=own).first(),
    )  # fmt: skip
    at = timezone.now()
    refuse_unless_may(request.person, Act.DEFINE, kind, at)
    for name in ("stock", "founded", "strengthened"):
        setattr(kind, name, known(Indicator, getattr(given, name), name))
    kind.base = known(Breakdown, given.base, "base")
    of_which = [found for slug in given.of_which if (found := known(Breakdown, slug, "of_which"))]
    return actions.add_kind(kind, of_which=of_which, by=request.person, at=at)


@router.get("/registers/numbers", response=list[RegisterNumbersOut])
def numbers(
    request: Asking,
    first_on: GivenDay | None = None,
    last_on: GivenDay | None = None,
    programme: str | None = None,
) -> list[dict[str, object]]:
    """Maintained, newly founded and strengthened, of each kind, in these days: this year, where none are given."""
    last = last_on or request.today
    served = programmes_of(request, [programme])[0] if programme else None
    found = numbers_by_kind(
        Days(first_on or date(last.year, 1, 1), last),
        person=request.person,
        today=request.today,
        programme=served,
    )
    names = ("maintained", "founded", "strengthened", "closed", "standing")
    return [{"kind": one.kind.slug} | {name: getattr(one.numbers, name) for name in names} for one in found]


@router.get("/registers", response=list[RegisteredOut])
@paginate(Window)
def registers(
    request: Asking, kind: str | None = None, open_on: GivenDay | None = None
) -> QuerySet[Registered]:
    shown = visible(request)
    if kind:
        shown = shown.filter(kind__slug=kind)
    return shown.filter(pk__in=Registered.objects.open_on(open_on)) if open_on else shown


@router.get("/registers/{uuid:id}", response=RegisteredOut)
def registered(request: Asking, id: UUID) -> Registered:
    return get_object_or_404(visible(request), pk=id)


@router.post("/registers", response=RegisteredOut)
def opening(request: Asking, given: RegisteredIn) -> Registered:
    place, holder = recorded_at(request, given, Kind.REGISTERED)
    kind = known(RegisterKind, given.kind, "kind")
    made = Registered(
        kind=kind, name=given.name, place=place, village=given.village, twin_village=given.twin_village,
        holder=holder, served=Served.objects.of(programmes_of(request, given.programmes)),
        opened_on=given.opened_on,
    )  # fmt: skip
    actions.open_registered(made, members=given.members, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=made.pk)


@router.post("/registers/{uuid:id}/change", response=RegisteredOut)
def changing(request: Asking, id: UUID, given: RegisteredChangeIn) -> Registered:
    shown = get_object_or_404(visible(request), pk=id)
    actions.change_registered(shown, **given.model_dump(), by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=id)


@router.post("/registers/{uuid:id}/strengthening", response=RegisteredOut)
def strengthening(request: Asking, id: UUID, given: StrengtheningIn) -> Registered:
    shown = get_object_or_404(visible(request), pk=id)
    actions.strengthen(shown, on=given.on, how=given.how, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=id)


@router.post("/registers/{uuid:id}/merger", response=RegisteredOut)
def merging(request: Asking, id: UUID, given: RegisteredMergerIn) -> Registered:
    """The others close that day into this one."""
    shown, by, at = get_object_or_404(visible(request), pk=id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, shown, at)
    others = [get_object_or_404(visible(request), pk=other) for other in given.others]
    actions.merge_registered(shown, others, on=given.on, reason=given.reason, by=by, at=at)
    return get_object_or_404(visible(request), pk=id)


@router.post("/registers/{uuid:id}/split", response=RegisteredOut)
def splitting(request: Asking, id: UUID, given: RegisteredSplitIn) -> Registered:
    """Answers with the part that is a thing of its own now."""
    shown = get_object_or_404(visible(request), pk=id)
    part = Registered(
        kind=shown.kind, name=given.name, place=shown.place, village=given.village, holder=shown.holder,
        twin_village=given.twin_village, served=shown.served, opened_on=given.opened_on,
    )  # fmt: skip
    told = {"members": given.members, "reason": given.reason, "by": request.person, "at": timezone.now()}
    actions.split_registered(shown, part, **told)  # type: ignore[arg-type]
    return get_object_or_404(visible(request), pk=part.pk)


@router.post("/registers/{uuid:id}/closing", response=RegisteredOut)
def closing(request: Asking, id: UUID, given: RegisteredClosingIn) -> Registered:
    shown = get_object_or_404(visible(request), pk=id)
    told = {"on": given.closed_on, "reason": given.reason}
    actions.close_registered(shown, **told, by=request.person, at=timezone.now())  # type: ignore[arg-type]
    return get_object_or_404(visible(request), pk=id)


@router.post("/registers/{uuid:id}/programmes", response=RegisteredOut)
def serving(request: Asking, id: UUID, given: RegisteredServingIn) -> Registered:
    """From a day on it serves these programmes, as one thing in every total across them."""
    shown, by, at = get_object_or_404(visible(request), pk=id), request.person, timezone.now()
    refuse_unless_may(by, Act.RECORD, shown, at)
    served = programmes_of(request, given.programmes)
    actions.serve_programmes(shown, served, on=given.on, reason=given.reason, by=by, at=at)
    return get_object_or_404(visible(request), pk=id)


def visible(request: Asking) -> QuerySet[Registered]:
    seen = with_members(Registered.objects.visible_to(request.person, request.today))
    return seen.select_related("served").prefetch_related(known_programmes(request))


def known(model: type[Any], slug: str | None, where: str) -> Any:
    """What bears this slug; none where none was given."""
    if slug is None:
        return None
    found = model.objects.filter(slug=slug).first()
    if found is None:
        raise RuleBroken(Message("There is nothing named %(name)s here.", {"name": slug}, where))
    return found
