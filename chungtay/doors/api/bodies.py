"""Bodies over the API, for administrators: one's file; added, renamed, moved, ended, taken over."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions.people import Takeover, add_body, change_body, end_body, take_over
from chungtay.answers.people import BodyShown, Preview, bodies_of, body_shown, parents_for
from chungtay.models import Organisation, OrganisationKind, Place
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .asking import Asking, refuse_unless_sure
from .lists import Window
from .named import Given
from .people import missing, the_room_or_404
from .shapes import Body, GivenDay, Unit, Words, known_bodies, words

router = Router(tags=["people"])


class BodyChangeOut(Schema):
    until: date  # exclusive: on this day it was renamed or moved
    name: Words
    parent: Body | None
    decision: str


class TakenOverOut(Schema):
    old: Body
    new: Body
    on: date
    decision: str


class BodyFile(Schema):
    id: UUID
    kind: str
    name: Words
    short_name: str
    symbol: str
    dateline: str
    authority: str
    signing_post: str
    parent: Body | None
    looked_after_by: Body | None
    place: Unit | None
    first_on: date | None
    until: date | None  # the first day on which it no longer stands
    changes: list[BodyChangeOut]
    came_from: list[TakenOverOut]
    became: list[TakenOverOut]
    bodies_below: list[Body]


class BodyWords(Given):
    kind: OrganisationKind = OrganisationKind.OTHER
    name: str = Field(max_length=300)
    name_lo: str = Field("", max_length=300)
    name_en: str = Field("", max_length=300)
    short_name: str = Field("", max_length=100)
    symbol: str = Field("", max_length=40)
    dateline: str = Field("", max_length=100)
    authority: str = Field("", max_length=100)
    signing_post: str = Field("", max_length=100)
    parent: UUID | None = None  # none: it stands by itself
    place: str = Field("", max_length=40)  # a code, of today's unit


class NewBodyIn(BodyWords):
    first_on: GivenDay


class BodyChangeIn(BodyWords):
    on: GivenDay
    decision: str = Field(max_length=300)


class BodyEndingIn(Given):
    on: GivenDay
    decision: str = Field(max_length=300)


class TakeoverAsked(Schema):
    old: list[UUID] = Field(default_factory=list, max_length=50)
    heirs: list[UUID] = Field(default_factory=list, max_length=50)
    on: GivenDay | None = None  # none: today
    decision: str = Field("", max_length=300)


class TakeoverIn(Given):
    old: list[UUID] = Field(min_length=1, max_length=50)
    heirs: list[UUID] = Field(min_length=1, max_length=50)
    on: GivenDay
    decision: str = Field(max_length=300)
    sides: dict[UUID, UUID] = Field(default_factory=dict)  # seat → heir; one heir takes all that is not said
    posts: dict[UUID, UUID | None] = Field(default_factory=dict)  # post → heir, or none where it ends


class SidePassing(Schema):
    seat: UUID
    agreement: str
    held_by: Body
    heir: Body | None


class TakeoverPreview(Schema):
    sides: list[SidePassing]
    posts: list[UUID]
    own_posts: list[UUID]  # the caller's: they stay
    bodies_below: list[Body]
    reports: int
    tasks: int
    plans: int
    shares: int
    faults: list[str]  # what must be said or mended before it can be recorded


@router.get("/people/bodies", response=list[Body])
@paginate(Window)
def bodies(request: Asking) -> QuerySet[Organisation]:
    """Whose people you look after; your own first."""
    the_room_or_404(request)
    return bodies_of(request.person, request.today)


@router.get("/people/bodies/{uuid:id}", response=BodyFile)
def body(request: Asking, id: UUID) -> dict[str, Any]:
    return body_out(body_or_404(request, id))


@router.post("/people/bodies", response=BodyFile)
def adding(request: Asking, given: NewBodyIn) -> dict[str, Any]:
    """A body under one of yours, or one that stands by itself: its people are then looked after by you."""
    the_room_or_404(request)
    made = Organisation(valid_from=given.first_on, **told_of(request, given, None))
    add_body(made, by=request.person, at=timezone.now())
    return body_out(body_or_404(request, made.pk))


@router.put("/people/bodies/{uuid:id}", response=BodyFile)
def changing(request: Asking, id: UUID, given: BodyChangeIn) -> dict[str, Any]:
    """Rename, move or mend. Of a new name or parent the old one is kept."""
    held = body_or_404(request, id).body
    new = told_of(request, given, held)
    change_body(held, on=given.on, decision=given.decision, by=request.person, at=timezone.now(), **new)
    return body_out(body_or_404(request, id))


@router.post("/people/bodies/{uuid:id}/ending", response=BodyFile)
def ending(request: Asking, id: UUID, given: BodyEndingIn) -> dict[str, Any]:
    """Nobody takes over; its posts end with it."""
    refuse_unless_sure(request)
    held = body_or_404(request, id).body
    end_body(held, on=given.on, decision=given.decision, by=request.person, at=timezone.now())
    return body_out(body_or_404(request, id))


@router.get("/people/takeovers/preview", response=TakeoverPreview)
def preview(request: Asking, asked: TakeoverAsked = Query(...)) -> dict[str, Any]:  # noqa: B008
    """What it would do if these bodies ended and those took over; nothing is kept."""
    the_room_or_404(request)
    given = Takeover(*pair(request, asked), on=asked.on or request.today, decision=asked.decision)
    return preview_out(given.seen_by(request.person, timezone.now()))


@router.post("/people/takeovers", response=list[TakenOverOut])
def taking_over(request: Asking, given: TakeoverIn) -> list[dict[str, Any]]:
    """Recorded once: sides and posts pass to the heir that is named, and nothing is rewritten."""
    the_room_or_404(request)
    refuse_unless_sure(request)
    old, heirs = pair(request, given)
    known = {heir.pk: heir for heir in heirs}
    unknown = {*given.sides.values(), *filter(None, given.posts.values())} - known.keys()
    if unknown:
        raise RuleBroken(Message("Name one of the heirs for each side and post.", where="heirs"))
    sides = {seat: known[heir] for seat, heir in given.sides.items()}
    posts = {post: known[heir] if heir else None for post, heir in given.posts.items()}
    take_over(
        Takeover(old, heirs, on=given.on, decision=given.decision, sides=sides, posts=posts),
        by=request.person, at=timezone.now(),
    )  # fmt: skip
    rows = [row for one in old for row in one.became.select_related("old", "new").order_by("new__name")]
    return [taken_out(row) for row in rows]


def pair(
    request: Asking, given: TakeoverAsked | TakeoverIn
) -> tuple[tuple[Organisation, ...], tuple[Organisation, ...]]:
    """Bodies that you look after; one of others is refused like one that nobody has."""
    among = bodies_of(request.person, request.today, Act.MANAGE)
    old = known_bodies(given.old, among, "old")
    heirs = known_bodies(given.heirs, among, "heirs")
    return tuple(old.values()), tuple(heirs.values())


def told_of(request: Asking, given: BodyWords, held: Organisation | None) -> dict[str, Any]:
    parent = place = None
    if given.parent:
        parent = parents_for(request.person, request.today, held).filter(pk=given.parent).first()
        if parent is None:
            raise missing("parent")
    if given.place:
        kept = held.place if held and held.place and held.place.code == given.place else None
        place = kept or Place.objects.named(given.place, request.today)
        if place is None:
            raise RuleBroken(Message("No unit bears this code on that day.", where="place"))
    fields = given.dict(exclude={"parent", "place", "first_on", "on", "decision"})
    return fields | {"parent": parent, "place": place}


def body_or_404(request: Asking, id: UUID) -> BodyShown:
    the_room_or_404(request)
    shown = body_shown(id, request.person, request.today, timezone.now())
    if shown is None:
        raise Http404
    return shown


def body_out(shown: BodyShown) -> dict[str, Any]:
    held = shown.body
    plain = ("id", "kind", "short_name", "symbol", "dateline", "authority", "signing_post")
    return {field: getattr(held, field) for field in plain} | {
        "name": words(held, "name"), "parent": held.parent, "looked_after_by": held.looked_after_by,
        "place": held.place, "first_on": held.valid_from, "until": held.valid_to,
        "changes": [
            {"until": one.on, "name": words(one, "name"), "parent": one.parent, "decision": one.instrument}
            for one in shown.changes
        ],
        "came_from": [taken_out(row) for row in shown.came_from],
        "became": [taken_out(row) for row in shown.became],
        "bodies_below": list(shown.children),
    }  # fmt: skip


def taken_out(row: Any) -> dict[str, Any]:
    return {"old": row.old, "new": row.new, "on": row.on, "decision": row.instrument}


def preview_out(seen: Preview) -> dict[str, Any]:
    return {
        "sides": [
            {
                "seat": side.holding.seat_id, "agreement": side.holding.seat.agreement.slug,
                "held_by": side.holding.organisation, "heir": side.heir,
            }
            for side in seen.sides
        ],
        "posts": [duty.post.pk for duty in seen.duties if duty.post.pk not in seen.own],
        "own_posts": sorted(seen.own),
        "bodies_below": list(seen.moving),
        "reports": seen.reports, "tasks": seen.tasks, "plans": seen.plans, "shares": seen.shares,
        "faults": [str(fault) for fault in seen.faults],
    }  # fmt: skip
