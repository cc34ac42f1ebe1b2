"""Places over the API: finding a unit, its history and figures, what a merger would do, groups, an office's own map."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions.places import record_merger
from chungtay.actions.places.groups import add_to_group, end_membership, make_group
from chungtay.actions.places.pictures import put_picture, take_picture_back
from chungtay.answers.places import History, Preview, find, preview
from chungtay.answers.places.history import Step
from chungtay.answers.territories import Unit as Territory
from chungtay.answers.territories import Year, groups_on, members_of
from chungtay.models import GroupMembership, Place, PlaceGroup
from chungtay.rules.documents import LARGEST_PICTURE
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.places import Merger, MergerRow

from .asking import Asking
from .lists import MOST, Window
from .named import Given
from .shapes import Amount, Body, GivenDay, Unit, Words, amount, words

router = Router(tags=["places"])


class PlaceOut(Unit):
    kind: str
    valid_from: date
    valid_to: date | None  # the first day on which it no longer stands


class PlaceStepOut(Schema):
    other: PlaceOut
    on: date
    share: int  # ten-thousandths of the older of the two
    assumed: bool  # no share was agreed; equal ones are taken
    basis: str
    instrument: str
    depth: int  # 1: the next one


class PictureOut(Schema):
    says: str
    holder: Body
    put_at: datetime
    path: str


class MembershipOut(Schema):
    id: UUID
    group: str
    place: PlaceOut
    valid_from: date
    valid_to: date | None


class PlaceFile(Schema):
    """A unit on the map of its own time: today's, or that of its last day."""

    place: PlaceOut
    map_on: date
    parents: list[PlaceOut]  # highest first
    parts: list[PlaceOut]
    came_from: list[PlaceStepOut]
    became: list[PlaceStepOut]
    bodies: list[Body]
    groups: list[MembershipOut]
    area: float | None  # square kilometres
    population: int | None
    picture: PictureOut | None


class YearOut(Schema):
    year: int
    amount: Amount | None  # none: nothing was reported, which is not zero
    qualifier: str
    at_least: bool
    assumed: bool
    reported: int
    due: int
    parts: int  # units that made up the territory before the change …
    heard: int  # … of which so many reported something
    change_on: date | None


class SeriesOut(Schema):
    indicator: str
    place: Unit
    map_on: date
    years: list[YearOut]


class MergerRowIn(Given):
    old: str = Field(max_length=20)
    new: str = Field(max_length=20)
    name: str = Field(max_length=300)
    kind: str = Field("", max_length=20)
    parent: str = Field("", max_length=20)
    share: int | None = Field(None, ge=0, le=10_000)  # ten-thousandths
    basis: str = Field("", max_length=300)


class MergerIn(Given):
    on: GivenDay
    instrument: str = Field(max_length=300)
    rows: list[MergerRowIn] = Field(max_length=12_000)


class LyingOut(Schema):
    code: str
    name: str
    amount: Amount
    assumed: bool

    @staticmethod
    def resolve_amount(lying: Any) -> Any:
        return amount(lying.amount)


class MovedOut(Schema):
    indicator: str
    before: list[LyingOut]
    after: list[LyingOut]

    @staticmethod
    def resolve_indicator(moved: Any) -> str:
        return str(moved.indicator.slug)


class PreviewOut(Schema):
    ended: list[PlaceOut]
    begun: list[str]
    entries: int
    figures: list[MovedOut]
    bodies: list[Body]
    posts: list[UUID]
    contents: list[UUID]
    tasks: list[UUID]
    targets: list[UUID]
    reports: list[UUID]


class GroupIn(Given):
    name: str = Field(max_length=300)
    name_lo: str = Field("", max_length=300)
    name_en: str = Field("", max_length=300)
    source: str = Field("", max_length=300)


class GroupOut(Schema):
    slug: str
    name: Words
    source: str

    @staticmethod
    def resolve_name(group: PlaceGroup) -> Words:
        return words(group, "name")


class GroupFile(Schema):
    group: GroupOut
    standing: list[MembershipOut]
    past: list[MembershipOut]


class MemberIn(Given):
    code: str = Field(max_length=20)
    begun_on: GivenDay  # of the unit
    first_on: GivenDay


class MemberEndIn(Given):
    on: GivenDay


class MapIn(Given):
    says: str = Field(min_length=1, max_length=300)


@router.get("/places", response=list[PlaceOut])
@paginate(Window)
def places(request: Asking, text: str = "", on: GivenDay | None = None) -> list[Place]:
    """By code or name in any spelling, the best first; on the map of one day, or of all days."""
    return find(text[:100], on, limit=MOST)


@router.post("/places/mergers/preview", response=PreviewOut)
def merger_preview(request: Asking, given: MergerIn) -> dict[str, Any]:
    """What it would do, as far as you may see what it touches. Nothing is kept."""
    seen = preview(merger_of(given), person=request.person, today=request.today)
    if seen.faults:
        raise RuleBroken(seen.faults)
    return preview_out(seen)


@router.post("/places/mergers", response=list[PlaceOut])
def merger(request: Asking, given: MergerIn) -> list[Place]:
    """Record it, once; answers with the units that begin."""
    return record_merger(merger_of(given), by=request.person, at=timezone.now())


@router.get("/places/{slug:code}/{begun_on}", response=PlaceFile)
def place(request: Asking, code: str, begun_on: GivenDay) -> dict[str, Any]:
    """What the unit was, is and became."""
    unit = unit_or_404(request, code, begun_on)
    held = unit.place
    return {
        "place": held, "map_on": unit.map_on, "parents": unit.parents, "parts": unit.places,
        **history_out(unit.history), "bodies": unit.bodies, "area": held.area, "population": held.population,
        "groups": [membership_out(one, held) for one in unit.groups], "picture": picture_out(unit),
    }  # fmt: skip


@router.get("/places/{slug:code}/{begun_on}/figures", response=SeriesOut)
def series(request: Asking, code: str, begun_on: GivenDay, indicator: str = "") -> dict[str, Any]:
    """An indicator over the years of the unit's territory, predecessors included, as far as you may see it.

    Without one, the first that anything was reported of.
    """
    unit = unit_or_404(request, code, begun_on, indicator)
    if unit.indicator is None or indicator not in ("", unit.indicator.slug):
        raise Http404
    years = [year_out(year) for year in unit.series]
    return {"indicator": unit.indicator.slug, "place": unit.place, "map_on": unit.map_on, "years": years}


@router.post("/places/{slug:code}/{begun_on}/picture", response=PictureOut)
def picture(
    request: Asking, code: str, begun_on: GivenDay, given: Form[MapIn], file: File[UploadedFile]
) -> dict[str, Any]:
    """Put an own map in the place of the schematic one; what stood there is replaced."""
    unit = unit_or_404(request, code, begun_on)
    if (file.size or 0) > LARGEST_PICTURE:  # before its bytes are in memory
        raise RuleBroken(Message("%(name)s is larger than 5 MB.", {"name": file.name or ""}, "file"))
    told = {"name": file.name or "", "says": given.says}
    put_picture(unit.place, file.read(), **told, by=request.person, at=timezone.now())
    made = picture_out(unit)
    assert made, "it was put just now"
    return made


@router.post("/places/{slug:code}/{begun_on}/picture/withdrawal", response=PlaceOut)
def picture_withdrawal(request: Asking, code: str, begun_on: GivenDay) -> Place:
    """Take back the own map that stands; the schematic one stands again."""
    unit = unit_or_404(request, code, begun_on)
    if unit.picture is None:
        raise Http404
    take_picture_back(unit.picture, by=request.person, at=timezone.now())
    return unit.place


@router.get("/place-groups", response=list[GroupOut])
@paginate(Window)
def groups(request: Asking) -> Any:
    return groups_on(request.today)


@router.post("/place-groups", response=GroupOut)
def group_making(request: Asking, given: GroupIn) -> PlaceGroup:
    return make_group(PlaceGroup(**given.dict()), by=request.person, at=timezone.now())


@router.get("/place-groups/{slug:slug}", response=GroupFile)
def group(request: Asking, slug: str) -> dict[str, Any]:
    """Its units, those of today and those of other times."""
    found = get_object_or_404(PlaceGroup, slug=slug)
    rows = {
        when: [membership_out(row, row.place) for row in members]
        for when, members in members_of(found, request.today).items()
    }
    return {"group": found, **rows}


@router.post("/place-groups/{slug:slug}/units", response=MembershipOut)
def group_unit(request: Asking, slug: str, given: MemberIn) -> dict[str, Any]:
    """A unit belongs to the group from a day on."""
    found = get_object_or_404(PlaceGroup, slug=slug)
    unit = get_object_or_404(Place, code=given.code, valid_from=given.begun_on)
    made = add_to_group(found, unit, first_on=given.first_on, by=request.person, at=timezone.now())
    return membership_out(made, unit)


@router.post("/place-groups/{slug:slug}/units/{uuid:id}/end", response=MembershipOut)
def group_unit_end(request: Asking, slug: str, id: UUID, given: MemberEndIn) -> dict[str, Any]:
    memberships = GroupMembership.objects.select_related("group", "place")
    found = get_object_or_404(memberships, pk=id, group__slug=slug)
    made = end_membership(found, on=given.on, by=request.person, at=timezone.now())
    return membership_out(made, found.place)


def unit_or_404(request: Asking, code: str, begun_on: date, indicator: str = "") -> Territory:
    found = get_object_or_404(Place, code=code, valid_from=begun_on)
    return Territory(found, request.person, request.today, indicator=indicator)


def merger_of(given: MergerIn) -> Merger:
    rows = (MergerRow(**row.dict(), number=number) for number, row in enumerate(given.rows, 1))
    return Merger(given.on, given.instrument, tuple(rows))


def history_out(history: History) -> dict[str, list[dict[str, Any]]]:
    told = {"came_from": history.came_from, "became": history.became}
    return {name: [step_out(step) for step in steps] for name, steps in told.items()}


def step_out(step: Step) -> dict[str, Any]:
    names = ("other", "on", "share", "assumed", "basis", "instrument", "depth")
    return {name: getattr(step, name) for name in names}


def year_out(year: Year) -> dict[str, Any]:
    figure = year.figure
    return {
        "year": year.year, "amount": amount(figure.amount), "qualifier": figure.qualifier,
        "at_least": figure.at_least, "assumed": year.is_assumed, "reported": figure.reported, "due": figure.due,
        "parts": year.parts, "heard": year.heard, "change_on": year.mark_on,
    }  # fmt: skip


def preview_out(seen: Preview) -> dict[str, Any]:
    ids = ("posts", "contents", "tasks", "targets", "reports")
    return {
        "ended": seen.ended, "begun": [row.new for row in seen.begun], "entries": seen.entries,
        "figures": seen.figures, "bodies": seen.organisations,
        **{name: [thing.pk for thing in getattr(seen, name)] for name in ids},
    }  # fmt: skip


def membership_out(row: GroupMembership, place: Place) -> dict[str, Any]:
    return {
        "id": row.pk, "group": row.group.slug, "place": place, "valid_from": row.valid_from, "valid_to": row.valid_to,
    }  # fmt: skip


def picture_out(unit: Territory) -> dict[str, Any] | None:
    held = unit.picture
    if held is None:
        return None
    path = reverse("place-picture-file", args=[unit.place.code, unit.place.valid_from, held.sha256])
    return {"says": held.says, "holder": held.holder, "put_at": held.put_at, "path": path}
