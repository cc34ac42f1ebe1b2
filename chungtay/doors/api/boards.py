"""The tasks of one plan over the API: narrowed and judged, acted on together; and the caller's own views of it."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from chungtay.actions import boards as actions
from chungtay.answers.boards import Board, Row, shown_plans
from chungtay.models import Plan, SavedView, Task
from chungtay.rules.boards import MOST_DAYS, MOST_TASKS, Setting, Shape, Tally, read_asked
from chungtay.rules.tasks import Move

from .asking import Asking
from .lists import FURTHEST, MOST, USUAL
from .named import Given
from .shapes import Body, GivenDay, Words, words

router = Router(tags=["boards"])


class AskedIn(Schema):
    """As the pages take it; `content` is a number, 0 for none; `month` is 2026-03; `sort` may begin with "-"."""

    state: list[str] = []
    pace: list[str] = []  # late, at_risk, on_track
    organisation: str = ""
    content: str = ""
    rank: str = ""
    text: str = ""
    month: str = ""
    sort: str = ""
    limit: int = Field(USUAL, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=FURTHEST)


class BoardRowOut(Schema):
    id: UUID
    text: Words
    content: int | None
    organisation: Body  # that leads
    coordinating: list[Body]
    due_on: date
    rank: int
    state: str
    pace: str | None  # none once it has ended
    why: list[str]
    waits_for: list[UUID]
    turn: Body | None  # whose word is next
    moves: list[str]  # that the caller may take


class CallOut(Schema):
    organisation: Body
    late: int
    at_risk: int


class BoardOut(Schema):
    at_risk_days: int
    count: int
    late: int
    at_risk: int
    on_track: int
    ended: int
    calls: list[CallOut]  # whose word is next on what slips
    items: list[BoardRowOut]


class BoardTallyOut(Schema):
    set: int
    due: int
    done: int
    late: int


class YearRowOut(Schema):
    content: int
    before: int | None  # the number that it had
    now: BoardTallyOut
    then: BoardTallyOut | None


class YearsOut(Schema):
    plan: UUID
    day: date  # the same day of the year before
    contents: list[YearRowOut]
    now: BoardTallyOut
    then: BoardTallyOut


class DeedIn(Given):
    tasks: list[UUID] = Field(min_length=1, max_length=MOST_TASKS)
    act: Move | Setting
    note: str = Field("", max_length=2_000)
    day: GivenDay | None = None
    rank: int | None = None


class DeedOut(Schema):
    tasks: list[UUID]


class RiskDaysIn(Given):
    days: int = Field(ge=0, le=MOST_DAYS)


class RiskDaysOut(Schema):
    days: int


class ViewIn(Given):
    name: str = Field(max_length=80)
    shape: Literal["board", "table", "calendar", "timeline"]
    asked: str = Field("", max_length=1_500)  # as an address of that shape says it: pace=late&state=given


class ViewOut(Schema):
    id: UUID
    name: str
    shape: str
    asked: str


class DeletedOut(Schema):
    deleted: UUID


@router.get("/plans/{uuid:plan_id}/board", response=BoardOut)
def board(request: Asking, plan_id: UUID, asked: AskedIn = Query(...)) -> dict[str, Any]:  # noqa: B008
    """The tasks that the caller reads, each with its pace; whatever cannot be asked for is refused."""
    window = asked.limit, asked.offset
    pairs = [
        (name, one)
        for name, value in asked.dict(exclude={"limit", "offset"}).items()
        for one in (value if isinstance(value, list) else [value])
    ]
    plan = found(request, plan_id)
    shown = Board(plan, request.person, request.today, read_asked(pairs, Shape.TABLE))
    late, at_risk, on_track, ended = shown.counts.values()
    return {
        "at_risk_days": plan.at_risk_days,
        "count": len(shown.rows), "late": late, "at_risk": at_risk, "on_track": on_track, "ended": ended,
        "calls": [
            {"organisation": call.body, "late": call.late, "at_risk": call.at_risk} for call in shown.calls
        ],
        "items": [told(row) for row in shown.sorted_rows[window[1] : sum(window)]],
    }  # fmt: skip


def told(row: Row) -> dict[str, Any]:
    task = row.task
    return {
        "id": task.pk, "text": words(task, "text"), "content": row.content and row.content.number,
        "organisation": task.organisation, "coordinating": list(row.bodies), "due_on": task.due_on,
        "rank": task.rank, "state": task.state, "pace": row.pace, "why": list(row.judged.why),
        "waits_for": [one.pk for one in row.waits_for], "turn": row.turn, "moves": list(row.moves),
    }  # fmt: skip


@router.get("/plans/{uuid:plan_id}/year-before", response=YearsOut)
def year_before(request: Asking, plan_id: UUID) -> dict[str, Any]:
    """Each content beside the one that it goes on with, as both stood on the same day of their years."""
    plan = found(request, plan_id)
    years = Board(plan, request.person, request.today, read_asked([], Shape.TABLE)).years
    if years is None:
        raise Http404
    return {
        "plan": years.plan.pk, "day": years.day,
        "contents": [
            {
                "content": row.content.number, "before": row.earlier and row.earlier.number,
                "now": tally(row.now), "then": row.before and tally(row.before),
            }
            for row in years.rows
        ],
        "now": tally(years.now), "then": tally(years.before),
    }  # fmt: skip


def tally(counted: Tally) -> dict[str, int]:
    return {"set": counted.set, "due": counted.due, "done": counted.done, "late": counted.late}


@router.post("/plans/{uuid:plan_id}/deeds", response=DeedOut)
def deeds(request: Asking, plan_id: UUID, given: DeedIn) -> dict[str, Any]:
    """The same for each task, for all of them or for none; every refusal names its task."""
    plan, deed = found(request, plan_id), actions.Deed(**given.dict(exclude={"tasks"}))
    done: list[Task] = actions.act_together(plan, given.tasks, deed, by=request.person, at=timezone.now())
    return {"tasks": [task.pk for task in done]}


@router.put("/plans/{uuid:plan_id}/risk-days", response=RiskDaysOut)
def risk_days(request: Asking, plan_id: UUID, given: RiskDaysIn) -> dict[str, int]:
    plan = found(request, plan_id)
    held = actions.set_risk_days(plan, given.days, by=request.person, at=timezone.now())
    return {"days": held.at_risk_days}


@router.get("/plans/{uuid:plan_id}/views", response=list[ViewOut])
def views(request: Asking, plan_id: UUID) -> QuerySet[SavedView]:
    """The caller's own."""
    return SavedView.objects.filter(person=request.person, plan=found(request, plan_id))


@router.post("/plans/{uuid:plan_id}/views", response=ViewOut)
def view_kept(request: Asking, plan_id: UUID, given: ViewIn) -> SavedView:
    """Under a name that the caller has already it takes the other's place."""
    plan, shape, by = found(request, plan_id), Shape(given.shape), request.person
    return actions.save_view(plan, given.name, shape=shape, asked=given.asked, by=by, at=timezone.now())


@router.post("/plans/{uuid:plan_id}/views/{uuid:id}/deletion", response=DeletedOut)
def view_deleted(request: Asking, plan_id: UUID, id: UUID) -> dict[str, UUID]:
    plan = found(request, plan_id)
    view = get_object_or_404(SavedView, person=request.person, plan=plan, pk=id)
    actions.delete_view(view, by=request.person, at=timezone.now())
    return {"deleted": id}


def found(request: Asking, plan_id: UUID) -> Plan:
    return get_object_or_404(shown_plans(request.person, request.today), pk=plan_id)
