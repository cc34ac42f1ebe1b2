"""Gatherings over the API: planning one, its speakers and minutes, every step of both sides, tasks that come of it."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import gatherings as actions
from chungtay.answers.gatherings import (
    GatheringPage,
    activities_of,
    gatherings_for,
    keepers,
    pairs_of,
)
from chungtay.answers.matters import places_of
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Agreement, Gathering, Organisation, Task
from chungtay.rules.gatherings import GatheringKind, Move, Side
from chungtay.rules.messages import Message, RuleBroken

from .agreements.programmes import TaskOut
from .asking import Asking, programmes_of
from .lists import Window
from .matters import own_body
from .named import Given
from .shapes import Body, GivenDay, Unit, Words, known_bodies, words
from .tasks import TaskIn, lead_of
from .tasks import asked as asked_task

router = Router(tags=["exchange"])


class GatheringOut(Schema):
    id: UUID
    programme: str
    holder: Body  # who keeps it
    kind: GatheringKind
    title: Words
    held_on: date
    state: str

    @staticmethod
    def resolve_programme(gathering: Gathering) -> str:
        return gathering.agreement.slug

    @staticmethod
    def resolve_title(gathering: Gathering) -> Words:
        return words(gathering, "title")


class SpeechOut(Schema):
    position: int
    speaker: str
    organisation: Body | None
    title: Words
    document: UUID | None  # where the caller may read it


class GatheringStepOut(Schema):
    move: str
    moved_for: Body
    moved_at: datetime
    before: str
    after: str
    note: str


class GatheringFull(Schema):
    id: UUID
    programme: str
    holder: Body
    kind: GatheringKind
    twins: UUID | None  # where the caller may read them
    title: Words
    held_on: date
    place: Unit | None
    venue: str
    bodies: list[Body]
    agenda: Words
    result: Words
    next_on: date | None
    minutes: UUID | None
    activity: UUID | None
    state: str
    turn: str | None  # keeper, other, or nobody
    moves: list[Move]  # the steps that the caller may take now
    speeches: list[SpeechOut]
    tasks: list[TaskOut]
    history: list[GatheringStepOut]


class GatheringIn(Given):
    """In Vietnamese or in Lao; one of the two is enough."""

    kind: GatheringKind
    held_on: GivenDay
    bodies: list[UUID] = Field(max_length=200)
    holder: UUID | None = None  # one of the caller's own bodies; else the first
    twins: UUID | None = None
    title: str = Field("", max_length=500)
    title_lo: str = Field("", max_length=500)
    place: UUID | None = None
    venue: str = Field("", max_length=300)
    agenda: str = Field("", max_length=10_000)
    agenda_lo: str = Field("", max_length=10_000)


class GatheringChange(Given):
    """What is left out stays; the kind and who keeps it stay always."""

    held_on: GivenDay | None = None
    bodies: list[UUID] | None = Field(None, max_length=200)
    title: str | None = Field(None, max_length=500)
    title_lo: str | None = Field(None, max_length=500)
    venue: str | None = Field(None, max_length=300)
    agenda: str | None = Field(None, max_length=10_000)
    agenda_lo: str | None = Field(None, max_length=10_000)
    result: str | None = Field(None, max_length=10_000)
    result_lo: str | None = Field(None, max_length=10_000)
    next_on: GivenDay | None = None
    activity: UUID | None = None


class GatheringMoveIn(Given):
    move: Literal["send", "send_minutes", "confirm", "ask_changes", "cancel"]
    note: str = Field("", max_length=2_000)


class SpeechIn(Given):
    speaker: str = Field(max_length=300)  # by post
    title: str = Field("", max_length=500)
    title_lo: str = Field("", max_length=500)
    organisation: UUID | None = None
    position: int | None = Field(None, ge=1, le=999)  # else the next


@router.get("/gatherings", response=list[GatheringOut])
@paginate(Window)
def gatherings(
    request: Asking, shown: Literal["coming", "mine", "held", "all"] = "coming", programme: str = ""
) -> QuerySet[Gathering]:
    """Those to come soonest first, the others newest first."""
    chosen = programmes_of(request, [programme])[0] if programme else None
    return gatherings_for(request.person, request.today, shown=shown, programme=chosen)


@router.post("/programmes/{slug:slug}/gatherings", response=GatheringFull)
def plan(request: Asking, slug: str, given: GatheringIn) -> dict[str, Any]:
    """Plan a gathering; the bodies that meet read it once its plan is sent. The same one twice is one."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    holder = own_body(keepers(agreement, request.person, request.today), given.holder)
    plain = given.dict(exclude={"bodies", "holder", "twins", "place"})
    chosen = {
        "twins": one_of(pairs_of(agreement, request.person, request.today), given.twins, "twins"),
        "place": one_of(places_of(agreement, request.today), given.place, "place"),
    }
    bodies = known_bodies(given.bodies, bodies_of_programme(agreement, request.today), "bodies").values()
    gathering = Gathering(agreement=agreement, holder=holder, **plain, **chosen)
    made = actions.plan_gathering(gathering, bodies=bodies, by=request.person, at=timezone.now())
    return told(found(request, made.pk))


@router.get("/gatherings/{uuid:id}", response=GatheringFull)
def gathering(request: Asking, id: UUID) -> dict[str, Any]:
    return told(found(request, id))


@router.put("/gatherings/{uuid:id}", response=GatheringFull)
def change(request: Asking, id: UUID, given: GatheringChange) -> dict[str, Any]:
    """The plan, or what came of it, until the minutes are sent."""
    page = found_to_keep(request, id)
    agreement = page.gathering.agreement
    sent = given.dict(exclude_unset=True)
    bodies: list[Organisation] | None = None
    if sent.pop("bodies", None) is not None:
        known = bodies_of_programme(agreement, request.today)
        bodies = list(known_bodies(given.bodies or [], known, "bodies").values())
    if "activity" in sent:
        seen = activities_of(agreement, request.person, request.today)
        sent["activity"] = one_of(seen, given.activity, "activity")
    fields = {
        name: value for name, value in sent.items() if value is not None or name in ("next_on", "activity")
    }
    actions.change_gathering(page.gathering, fields, bodies=bodies, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/gatherings/{uuid:id}/moves", response=GatheringFull)
def move(request: Asking, id: UUID, given: GatheringMoveIn) -> dict[str, Any]:
    """Take one step for the caller's side; taking it twice within a minute is once."""
    page, by, at = found(request, id), request.person, timezone.now()
    step = Move(given.move)
    if not actions.just_moved(page.gathering, step, by=by, at=at):
        actions.move_gathering(page.gathering, step, note=given.note, by=by, at=at)
    return told(found(request, id))


@router.post("/gatherings/{uuid:id}/minutes", response=GatheringFull)
def minutes(request: Asking, id: UUID, file: File[UploadedFile]) -> dict[str, Any]:
    """Keep the signed minutes, until they are sent."""
    page = found_to_keep(request, id)
    paper = (file.name or "", file.read(), file.content_type or "")
    actions.write_gathering_minutes(page.gathering, paper, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/gatherings/{uuid:id}/speeches", response=GatheringFull)
def list_speech(request: Asking, id: UUID, given: SpeechIn) -> dict[str, Any]:
    """Who speaks about what at a conference."""
    page = found_to_keep(request, id)
    body = one_of(page.gathering.bodies.all(), given.organisation, "organisation")
    plain = given.dict(exclude={"organisation"})
    actions.list_speech(page.gathering, **plain, organisation=body, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/gatherings/{uuid:id}/tasks", response=TaskOut)
def task(request: Asking, id: UUID, given: TaskIn) -> Task:
    """A task that comes of it; each side gives to its own bodies."""
    page = found(request, id)
    if not page.may_give:
        raise RuleBroken(Message("Your post does not allow this."))
    agreement = page.gathering.agreement
    lead = lead_of(request, agreement, given.organisation)
    plain = asked_task(request, agreement, given)
    return actions.give_by_gathering(page.gathering, lead, **plain, by=request.person, at=timezone.now())


def found(request: Asking, id: UUID) -> GatheringPage:
    visible = Gathering.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "place", "twins", "minutes")
    return GatheringPage(get_object_or_404(near, pk=id), request.person, request.today)


def found_to_keep(request: Asking, id: UUID) -> GatheringPage:
    page = found(request, id)
    if Side.KEEPER not in page.sides:
        raise RuleBroken(Message("Your post does not allow this."))
    return page


def one_of(among: QuerySet[Any], key: UUID | None, where: str) -> Any | None:
    """What is named, where it is there to be chosen."""
    if key is None:
        return None
    chosen = among.filter(pk=key).first()
    if chosen is None:
        raise RuleBroken(Message("Name only what is shared with you.", where=where))
    return chosen


def told(page: GatheringPage) -> dict[str, Any]:
    gathering, seen = page.gathering, {paper.pk for paper in page.papers}
    plain = ("id", "holder", "kind", "held_on", "place", "venue", "next_on", "state")
    steps = ("move", "moved_for", "moved_at", "before", "after", "note")
    return {name: getattr(gathering, name) for name in plain} | {
        "programme": gathering.agreement.slug,
        "twins": page.twins.pk if page.twins else None,
        **{field: words(gathering, field) for field in ("title", "agenda", "result")},
        "bodies": page.bodies,
        "minutes": page.minutes.pk if page.minutes else None,
        "activity": page.activity.pk if page.activity else None,
        "turn": page.turn,
        "moves": page.moves,
        "speeches": [
            {"position": one.position, "speaker": one.speaker, "organisation": one.organisation}
            | {"title": words(one, "title"), "document": one.document_id if one.document_id in seen else None}
            for one in page.speeches
        ],
        "tasks": page.tasks,
        "history": [{name: getattr(step, name) for name in steps} for step in page.history],
    }
