"""Tasks over the API: the list, one task with its history, giving one, every step, parts, and what comes before."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import tasks as actions
from chungtay.answers.programmes import bodies_for
from chungtay.answers.tasks import Choice, TaskPage, askers_for, bodies_of_programme, tasks_for
from chungtay.models import Activity, Agreement, Content, Document, Organisation, Task, TaskMove, TaskPart
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.tasks import Move, Repeat

from .agreements.programmes import TaskOut, found_plan
from .asking import Asking
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Words, known_bodies, words

router = Router(tags=["tasks"])


class PartOut(Schema):
    id: UUID
    organisation: Body
    text: Words
    done_on: date | None

    @staticmethod
    def resolve_text(part: TaskPart) -> Words:
        return words(part, "text")


class MoveOut(Schema):
    move: Move
    before: str
    after: str
    moved_at: datetime
    day: date | None
    note: str


class WaitsFor(Schema):
    """Of one that the caller may not read, only whose it is and for when is said."""

    id: UUID | None
    organisation: Body
    due_on: date
    done_on: date | None


class DecidedIn(Schema):
    meeting: UUID
    number: int


class TaskFull(Schema):
    id: UUID
    text: Words
    organisation: Body
    asker: Body | None
    state: str
    due_on: date
    done_on: date | None
    programme: str
    content: UUID | None
    product: Words
    rank: int
    begins_on: date | None
    proposed_on: date | None
    repeats: Repeat
    repeats_until: date | None
    turn: str | None  # lead, asker, or nobody
    moves: list[Move]  # the steps that the caller may take now
    parts: list[PartOut]
    waits_for: list[WaitsFor]
    evidence: list[UUID]
    activities: list[UUID]
    history: list[MoveOut]
    decisions: list[DecidedIn]


class PartIn(Given):
    organisation: UUID
    text: str = Field("", max_length=500)


class TaskIn(Given):
    text: str = Field(max_length=500)
    organisation: UUID  # one of `programmes/{slug}/bodies?act=plan`
    due_on: GivenDay
    asker: UUID | None = None  # the caller's own body that asks; else the first of these
    product: str = Field("", max_length=500)
    rank: int = Field(2, ge=1, le=3)
    begins_on: GivenDay | None = None
    repeats: Repeat = Repeat.NEVER
    repeats_until: GivenDay | None = None
    parts: list[PartIn] = Field(default=[], max_length=50)
    blocked_by: list[UUID] = Field(default=[], max_length=50)


class MoveIn(Given):
    """`day`: the one that is proposed, on which it was done, or newly due."""

    move: Move
    note: str = Field("", max_length=2_000)
    day: GivenDay | None = None
    documents: list[UUID] = Field(default=[], max_length=50)
    activities: list[UUID] = Field(default=[], max_length=50)


class WaitingIn(Given):
    blocked_by: list[UUID] = Field(max_length=50)


@router.get("/tasks", response=list[TaskOut])
@paginate(Window)
def tasks(
    request: Asking,
    shown: Literal["open", "mine", "late", "held_up", "done", "dropped", "all"] = "open",
    whose: Literal["", "lead", "asker", "part", "below"] = "",
    programme: str = "",
) -> QuerySet[Task]:
    """What the caller's offices lead, asked for or coordinate, soonest first; `below` adds the units under them."""
    below = whose == "below"
    choice = Choice(shown, "" if below else whose, programme, everywhere=below)
    return tasks_for(request.person, request.today, choice)


@router.get("/tasks/{uuid:task_id}", response=TaskFull)
def task(request: Asking, task_id: UUID) -> dict[str, Any]:
    return told(found(request, task_id))


@router.post("/contents/{uuid:content_id}/tasks", response=TaskOut)
def give(request: Asking, content_id: UUID, given: TaskIn) -> Task:
    """Give a body work to do by a day; the same task twice is one."""
    content: Content = found_plan(request, contents=content_id).contents.get(pk=content_id)
    agreement = content.plan.phase.agreement
    lead = lead_of(request, agreement, given.organisation)
    return actions.add_task(
        content, lead, **asked(request, agreement, given), by=request.person, at=timezone.now()
    )


@router.post("/tasks/{uuid:task_id}/moves", response=TaskFull)
def move(request: Asking, task_id: UUID, given: MoveIn) -> dict[str, Any]:
    """Take one step; taking it twice within a minute is once."""
    page, by, at = found(request, task_id), request.person, timezone.now()
    papers = named(Document, request, given.documents, "documents")
    done = named(Activity, request, given.activities, "activities")
    if not actions.just_moved(page.task, given.move, by=by, at=at):
        actions.move_task(
            page.task, given.move, note=given.note, day=given.day, evidence=[*papers, *done], by=by, at=at
        )
    return told(found(request, task_id))


@router.post("/tasks/{uuid:task_id}/completion", response=TaskOut)
def completion(request: Asking, task_id: UUID) -> Task:
    """The shorthand for what was done today and promised no product."""
    task = found(request, task_id).task
    if task.done_by_id == request.person.pk:
        return task
    return actions.finish_task(task, on=request.today, by=request.person, at=timezone.now())


@router.post("/tasks/{uuid:task_id}/parts/{uuid:part_id}/completion", response=PartOut)
def part_completion(request: Asking, task_id: UUID, part_id: UUID) -> TaskPart:
    part = get_object_or_404(found(request, task_id).task.parts.select_related("organisation"), pk=part_id)
    if part.done_by_id == request.person.pk:
        return part
    return actions.finish_part(part, on=request.today, by=request.person, at=timezone.now())


@router.post("/tasks/{uuid:task_id}/waiting", response=TaskFull)
def waiting(request: Asking, task_id: UUID, given: WaitingIn) -> dict[str, Any]:
    """Say anew what must be done before."""
    page = found(request, task_id)
    blockers = named(Task, request, given.blocked_by, "blocked_by")
    actions.wait_for(page.task, blockers, by=request.person, at=timezone.now())
    return told(found(request, task_id))


def found(request: Asking, task_id: UUID) -> TaskPage:
    visible = Task.objects.visible_to(request.person, request.today)
    near = visible.select_related("organisation", "asker", "agreement", "content__plan")
    return TaskPage(get_object_or_404(near, pk=task_id), request.person, request.today)


def lead_of(request: Asking, agreement: Agreement, id: UUID) -> Organisation:
    lead = bodies_for(agreement, request.person, Act.PLAN, request.today).filter(pk=id).first()
    if lead is None:
        raise RuleBroken(Message("Choose a body for which you may plan.", where="organisation"))
    return lead


def asked(request: Asking, agreement: Agreement, given: TaskIn) -> dict[str, Any]:
    """As `add_task` takes it."""
    askers = askers_for(agreement, request.person, request.today)
    asker = askers.filter(pk=given.asker).first() if given.asker else askers.first()
    if given.asker and asker is None:
        raise RuleBroken(Message("Choose a body of your own.", where="asker"))
    beside = bodies_of_programme(agreement, request.today)
    bodies = known_bodies((part.organisation for part in given.parts), beside, "parts")
    plain = given.dict(include={"text", "due_on", "product", "rank", "begins_on", "repeats", "repeats_until"})
    return plain | {
        "asker": asker,
        "parts": [(bodies[part.organisation], part.text) for part in given.parts],
        "blocked_by": named(Task, request, given.blocked_by, "blocked_by"),
    }


def named(model: type[Any], request: Asking, ids: list[UUID], where: str) -> list[Any]:
    """What the caller sees of these; one that is not there is refused."""
    seen = list(model.objects.visible_to(request.person, request.today).filter(pk__in=ids))
    if len(seen) < len(set(ids)):
        raise RuleBroken(Message("Name only what is shared with you.", where=where))
    return seen


def told(page: TaskPage) -> dict[str, Any]:
    task = page.task
    plain = ("id", "organisation", "asker", "state", "due_on", "done_on", "rank", "begins_on", "proposed_on")
    return {name: getattr(task, name) for name in (*plain, "repeats", "repeats_until")} | {
        "text": words(task, "text"),
        "programme": task.agreement.slug,
        "content": task.content_id if page.plan else None,
        "product": words(task, "product"),
        "turn": page.turn,
        "moves": page.moves,
        "parts": [part for part, _ in page.parts],
        "waits_for": [
            {"id": one.pk if one in page.opened else None, "organisation": one.organisation}
            | {"due_on": one.due_on, "done_on": one.done_on}
            for one in page.blockers
        ],
        "evidence": [paper.pk for paper in page.evidence],
        "activities": [activity.pk for activity in page.activities],
        "history": [told_move(one) for one in page.history],
        "decisions": [{"meeting": one.meeting_id, "number": one.number} for one in page.decisions],
    }


def told_move(move: TaskMove) -> dict[str, Any]:
    return {name: getattr(move, name) for name in ("move", "before", "after", "moved_at", "day", "note")}
