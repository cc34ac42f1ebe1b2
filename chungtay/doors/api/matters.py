"""Border matters over the API: raising one, every step of both sides, what is to be done about it."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import matters as actions
from chungtay.answers.matters import MatterPage, matters_for, places_of, raisers
from chungtay.answers.sides import others_than
from chungtay.models import Agreement, Matter, Organisation, Place
from chungtay.rules.matters import ActionMove, Move
from chungtay.rules.messages import Message, RuleBroken

from .asking import Asking, programmes_of
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Unit, Words, words

router = Router(tags=["exchange"])


class MatterOut(Schema):
    id: UUID
    programme: str
    holder: Body  # that raised it
    other: Body
    title: Words
    state: str
    raised_at: datetime | None

    @staticmethod
    def resolve_programme(matter: Matter) -> str:
        return matter.agreement.slug

    @staticmethod
    def resolve_title(matter: Matter) -> Words:
        return words(matter, "title")


class ActionOut(Schema):
    id: UUID
    text: Words
    owner: Body
    owner_post: str
    due_on: date
    done_on: date | None
    state: str
    proposed_for: Body
    moves: list[ActionMove]  # the steps that the caller may take now
    evidence: list[UUID]


class MatterStepOut(Schema):
    move: str
    action: UUID | None
    moved_for: Body
    moved_at: datetime
    before: str
    after: str
    note: str


class MatterFull(Schema):
    id: UUID
    programme: str
    holder: Body
    other: Body
    title: Words
    text: Words
    place: Unit | None
    other_place: Unit | None
    state: str
    turn: list[str]  # here: the side that raised it; there: the other
    moves: list[Move]  # the steps that the caller may take now
    unfinished_reason: str
    actions: list[ActionOut]
    history: list[MatterStepOut]


class MatterChange(Given):
    """In Vietnamese or in Lao; one of the two is enough. Nobody may be recognised in it."""

    other: UUID
    title: str = Field("", max_length=300)
    title_lo: str = Field("", max_length=300)
    text: str = Field("", max_length=10_000)
    text_lo: str = Field("", max_length=10_000)
    place: UUID | None = None
    other_place: UUID | None = None


class MatterIn(MatterChange):
    holder: UUID | None = None  # one of the caller's own bodies; else the first


class MatterMoveIn(Given):
    move: Move
    note: str = Field("", max_length=2_000)


class ProposalIn(Given):
    owner: UUID  # one of the two sides
    text: str = Field("", max_length=10_000)
    text_lo: str = Field("", max_length=10_000)
    owner_post: str = Field("", max_length=200)
    due_on: GivenDay


class ActionMoveIn(Given):
    move: ActionMove
    note: str = Field("", max_length=2_000)
    on: GivenDay | None = None


@router.get("/matters", response=list[MatterOut])
@paginate(Window)
def matters(
    request: Asking, shown: Literal["open", "mine", "solved", "all"] = "open", programme: str = ""
) -> QuerySet[Matter]:
    """Newest first; `mine`: those where the next word is the caller's side's."""
    chosen = programmes_of(request, [programme])[0] if programme else None
    return matters_for(request.person, request.today, shown=shown, programme=chosen)


@router.post("/programmes/{slug:slug}/matters", response=MatterFull)
def draft(request: Asking, slug: str, given: MatterIn) -> dict[str, Any]:
    """Write a matter down; only the own side reads it until it is raised. The same one twice is one."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    holder = own_body(raisers(agreement, request.person, request.today), given.holder)
    matter = Matter(agreement=agreement, **asked(request, agreement, holder, given))
    made = actions.draft_matter(matter, by=request.person, at=timezone.now())
    return told(found(request, made.pk))


@router.get("/matters/{uuid:id}", response=MatterFull)
def matter(request: Asking, id: UUID) -> dict[str, Any]:
    return told(found(request, id))


@router.put("/matters/{uuid:id}", response=MatterFull)
def change(request: Asking, id: UUID, given: MatterChange) -> dict[str, Any]:
    """Write it otherwise, until it is raised; the body that raises it stays."""
    page, by, at = found(request, id), request.person, timezone.now()
    fields: dict[str, Any] = {}
    if page.may_change:
        fields = asked(request, page.matter.agreement, page.matter.holder, given)
        fields.pop("holder")
    actions.change_matter(page.matter, fields, by=by, at=at)
    return told(found(request, id))


@router.post("/matters/{uuid:id}/moves", response=MatterFull)
def move(request: Asking, id: UUID, given: MatterMoveIn) -> dict[str, Any]:
    """Take one step for the caller's side; taking it twice within a minute is once, but for words."""
    page, by, at = found(request, id), request.person, timezone.now()
    if given.move is Move.SAY or not actions.just_stepped(page.matter, given.move, by=by, at=at):
        actions.move_matter(page.matter, given.move, note=given.note, by=by, at=at)
    return told(found(request, id))


@router.post("/matters/{uuid:id}/actions", response=MatterFull)
def propose(request: Asking, id: UUID, given: ProposalIn) -> dict[str, Any]:
    """Propose what is to be done; it counts once the other side agrees."""
    page = found(request, id)
    if not page.sides:
        raise RuleBroken(Message("Your post does not allow this."))
    owner = page.owners.filter(pk=given.owner).first()
    if owner is None:
        raise RuleBroken(Message("Each action has one owner: one of the two sides.", where="owner"))
    plain = given.dict(include={"text", "text_lo", "owner_post", "due_on"})
    actions.propose_action(page.matter, owner, **plain, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/matters/{uuid:id}/actions/{uuid:action_id}/moves", response=MatterFull)
def move_action(request: Asking, id: UUID, action_id: UUID, given: ActionMoveIn) -> dict[str, Any]:
    """Agree to an action, decline it, take it back, say that it is done or that it is not."""
    page, by, at = found(request, id), request.person, timezone.now()
    action = get_object_or_404(page.matter.actions.select_related("owner"), pk=action_id)
    if not actions.just_stepped(page.matter, given.move, by=by, at=at, of=action):
        actions.move_action(action, given.move, note=given.note, on=given.on, by=by, at=at)
    return told(found(request, id))


def found(request: Asking, id: UUID) -> MatterPage:
    visible = Matter.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "other", "place", "other_place")
    return MatterPage(get_object_or_404(near, pk=id), request.person, request.today)


def own_body(own: QuerySet[Organisation], named: UUID | None) -> Organisation:
    """The caller's own body that is named, or the first; whoever has none may not do this."""
    first = own.first()
    if first is None:
        raise RuleBroken(
            Message("Your body stands on no side of this programme; one of its sides does this.")
        )
    body = own.filter(pk=named).first() if named else first
    if body is None:
        raise RuleBroken(Message("Choose a body of your own.", where="holder"))
    return body


def asked(request: Asking, agreement: Agreement, holder: Organisation, given: MatterChange) -> dict[str, Any]:
    """The fields of a matter; whom and where it names must be there to be chosen."""
    said = []
    other = others_than(agreement, holder.pk, request.today).filter(pk=given.other).first()
    if other is None:
        text = "Choose a body of the other side: a matter is solved between two sides."
        said.append(Message(text, where="other"))
    places: dict[str, Place | None] = {}
    for name, key in (("place", given.place), ("other_place", given.other_place)):
        places[name] = places_of(agreement, request.today).filter(pk=key).first() if key else None
        if key and places[name] is None:
            said.append(Message("Choose a place where a body of the programme sits.", where=name))
    if said:
        raise RuleBroken(said)
    plain = given.dict(include={"title", "title_lo", "text", "text_lo"})
    return {**plain, **places, "holder": holder, "other": other}


def told(page: MatterPage) -> dict[str, Any]:
    matter = page.matter
    plain = ("id", "holder", "other", "place", "other_place", "state", "unfinished_reason")
    steps = ("move", "moved_for", "moved_at", "before", "after", "note")
    of_action = ("id", "owner", "owner_post", "due_on", "done_on", "state", "proposed_for")
    return {name: getattr(matter, name) for name in plain} | {
        "programme": matter.agreement.slug,
        "title": words(matter, "title"),
        "text": words(matter, "text"),
        "turn": sorted(page.turn),
        "moves": page.moves,
        "actions": [
            {name: getattr(row.action, name) for name in of_action}
            | {"text": words(row.action, "text"), "moves": row.moves}
            | {"evidence": [paper.pk for paper in row.papers]}
            for row in page.actions
        ],
        "history": [
            {name: getattr(step, name) for name in steps} | {"action": step.action_id}
            for step in page.history
        ],
    }
