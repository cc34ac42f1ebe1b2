"""Cascade over the API: sends a plan down, shows who has drawn from it, draws and issues a unit's own."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions import plans as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.plans.cascade import Cascade, units_below
from chungtay.answers.plans.drawing import Drawing
from chungtay.models import Content, Indicator, Organisation, Plan
from chungtay.rules.cascade import Added, Kept
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .asking import Asking
from .ledger import countable
from .named import Given
from .shapes import Amount, Body, GivenAmount, GivenDay, Words, amount, ten_thousandths, too_fine, words

router = Router(tags=["plans of units"])


class LeftOutOut(Schema):
    number: int  # of the content above
    reason: str


class PromiseOut(Schema):
    indicator: str
    above: Amount | None
    below: Amount  # of the units together
    units: int


class SpreadOut(Schema):
    number: int
    kept: int
    left_out: int
    promises: list[PromiseOut]


class UnitOut(Schema):
    unit: Body
    stage: str  # not_sent, received, drawing, with_leader, issued
    plan: UUID | None  # its own
    number: str
    issued_on: date | None
    kept: int
    left_out: list[LeftOutOut]
    added: int
    unanswered: int  # changes of the plan above to which it has said nothing
    tasks: int
    tasks_done: int
    below: int  # units under it
    passed_on: int  # of those, that have a plan drawn from its own


class CascadeOut(Schema):
    plan: UUID
    units: list[UnitOut]
    contents: list[SpreadOut]


class UnitsIn(Given):
    units: list[UUID] = Field(max_length=2_000)


class SentOut(Schema):
    sent: list[UUID]  # the new plans
    there: int  # units that had one already


class UnitIn(Given):
    unit: UUID


class NumbersOut(Schema):
    indicator: str
    above: Amount | None
    own: Amount | None


class DrawnLineOut(Schema):
    id: UUID
    number: int
    text: Words
    product: Words
    begins_on: date | None
    due_on: date | None
    is_kept: bool
    reason: str  # why it is left out
    above: UUID | None  # the content that it was drawn from
    targets: list[NumbersOut]
    tasks: list[UUID]


class ChangeAboveOut(Schema):
    content: UUID  # above
    change: str  # added, changed, dropped
    text: Words
    due_on: date | None


class DrawingOut(Schema):
    id: UUID
    holder: Body
    drawn_from: UUID | None
    year: int
    stage: str
    number: str
    issued_on: date | None
    version: int
    contents: list[DrawnLineOut]
    changes: list[ChangeAboveOut]


class DrawnTargetIn(Given):
    indicator: str
    amount: GivenAmount | None  # none takes the target away


class LineIn(Given):
    """What is not said stays as it is."""

    number: int
    keeps: bool
    reason: str = Field("", max_length=500)
    text: str | None = Field(None, max_length=5_000)
    product: str | None = Field(None, max_length=500)
    begins_on: GivenDay | None = None
    due_on: GivenDay | None = None
    targets: list[DrawnTargetIn] = Field([], max_length=50)
    new_task: str = Field("", max_length=500)  # what is to be done
    new_task_due_on: GivenDay | None = None


class AddedIn(Given):
    text: str = Field(max_length=5_000)
    due_on: GivenDay | None = None
    product: str = Field("", max_length=500)


class DrawingIn(Given):
    contents: list[LineIn] = Field([], max_length=200)
    added: list[AddedIn] = Field([], max_length=50)
    language: Literal["vi", "lo", "en"] = "vi"  # of the words
    hand_up: bool = False  # to the unit's leader


class IssueIn(Given):
    number: str = Field("", max_length=80)
    issued_on: GivenDay


class ChangeAboveIn(Given):
    take: bool


@router.get("/plans/{uuid:plan_id}/cascade", response=CascadeOut)
def cascade(request: Asking, plan_id: UUID) -> dict[str, Any]:
    """Who below has drawn from this plan, and who has not; of the units that the caller may see."""
    shown = Cascade(found(request, plan_id), request.person, request.today)
    return {
        "plan": plan_id,
        "units": [told_unit(row) for row in shown.units],
        "contents": [told_spread(one) for one in shown.spread],
    }


@router.post("/plans/{uuid:plan_id}/cascade", response=SentOut)
def send(request: Asking, plan_id: UUID, given: UnitsIn) -> dict[str, Any]:
    """Give each unit a plan of its own; those that have one keep it."""
    plan = found(request, plan_id)
    refuse_unless_may(request.person, Act.PLAN, plan, timezone.now())
    units = units_named(request, plan, given.units)
    sent = actions.send_down(plan, units, by=request.person, at=timezone.now())
    return {"sent": [one.pk for one in sent], "there": len(units) - len(sent)}


@router.post("/plans/{uuid:plan_id}/drawing/new", response=DrawingOut)
def begin(request: Asking, plan_id: UUID, given: UnitIn) -> dict[str, Any]:
    """Begin a unit's own plan; where it has begun already it goes on."""
    plan = found(request, plan_id)
    unit = units_below(plan, request.person, request.today).filter(pk=given.unit).first()
    if unit is None:
        raise RuleBroken(Message("Your post does not allow this.", where="unit"))
    own = actions.begin_drawing(plan, unit, by=request.person, at=timezone.now())
    return told(request, own.pk)


@router.get("/plans/{uuid:plan_id}/drawing", response=DrawingOut)
def drawing(request: Asking, plan_id: UUID) -> dict[str, Any]:
    """A unit's own plan with what it left out, and what changed above."""
    return told(request, plan_id)


@router.put("/plans/{uuid:plan_id}/drawing", response=DrawingOut)
def draw(request: Asking, plan_id: UUID, given: DrawingIn) -> dict[str, Any]:
    """All of it or nothing. Contents are named by their numbers."""
    shown = found_drawing(request, plan_id)
    kept = kept_of(given.contents, {line.content.number for line in shown.lines})
    added = [Added(**one.dict()) for one in given.added]
    more: dict[str, Any] = given.dict(include={"language", "hand_up"})
    actions.draw(shown.plan, kept, added, **more, by=request.person, at=timezone.now())
    return told(request, plan_id)


@router.post("/plans/{uuid:plan_id}/issue", response=DrawingOut)
def issue(request: Asking, plan_id: UUID, given: IssueIn) -> dict[str, Any]:
    shown = found_drawing(request, plan_id)
    actions.issue_own_plan(shown.plan, **given.dict(), by=request.person, at=timezone.now())
    return told(request, plan_id)


@router.post("/plans/{uuid:plan_id}/changes/{uuid:content_id}", response=DrawingOut)
def answer(request: Asking, plan_id: UUID, content_id: UUID, given: ChangeAboveIn) -> dict[str, Any]:
    """Take over what changed above in one content, or stay with the unit's own."""
    shown = found_drawing(request, plan_id)
    above = get_object_or_404(Content.ever.filter(plan=shown.plan.drawn_from), pk=content_id)
    actions.answer_change(shown.plan, above, takes=given.take, by=request.person, at=timezone.now())
    return told(request, plan_id)


def found(request: Asking, plan_id: UUID) -> Plan:
    visible = Plan.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible.select_related("phase__agreement", "holder", "drawn_from"), pk=plan_id)


def found_drawing(request: Asking, plan_id: UUID) -> Drawing:
    plan = found(request, plan_id)
    if plan.is_joint:
        raise Http404
    return Drawing(plan, request.person, request.today)


def units_named(request: Asking, plan: Plan, ids: list[UUID]) -> list[Organisation]:
    """One that does not stand below and one that does not exist are told alike."""
    known = units_below(plan, request.person, request.today).in_bulk(ids)
    if set(ids) - known.keys():
        raise Http404
    return list(known.values())


def kept_of(given: list[LineIn], numbers: set[int]) -> list[Kept]:
    """All that is not in the plan, or counts nothing, is named at once."""
    slugs = list(dict.fromkeys(target.indicator for one in given for target in one.targets))
    known = dict(zip(slugs, countable(slugs), strict=True))
    problems = list(wrong_in(given, numbers, known))
    if problems:
        raise RuleBroken(problems)
    return [
        Kept(
            targets={
                target.indicator: None if target.amount is None else ten_thousandths(target.amount)
                for target in one.targets
            },
            task=one.new_task,
            task_due_on=one.new_task_due_on,
            **one.dict(exclude={"targets", "new_task", "new_task_due_on"}),
        )
        for one in given
    ]


def wrong_in(given: list[LineIn], numbers: set[int], known: dict[str, Indicator]) -> Iterator[Message]:
    seen: set[int] = set()
    for one in given:
        where = str(one.number)
        if one.number not in numbers:
            yield Message("The plan has no content %(number)s.", {"number": one.number}, where)
        if one.number in seen:
            yield Message("Content %(number)s is named twice.", {"number": one.number}, where)
        seen.add(one.number)
        for target in one.targets:
            if target.amount is not None:
                fine = known[target.indicator].decimals
                yield from too_fine(target.amount, decimals=fine, where=f"{where}.target.{target.indicator}")


def told_unit(row: Any) -> dict[str, Any]:
    return {
        "unit": row.body,
        "stage": row.stage,
        "plan": row.own.pk if row.own else None,
        "number": row.own.number if row.own else "",
        "issued_on": row.own.issued_on if row.own else None,
        "kept": row.kept,
        "left_out": [{"number": one.content.number, "reason": one.reason} for one in row.left_out],
        "added": len(row.added),
        "unanswered": row.unanswered,
        "tasks": row.tasks,
        "tasks_done": row.done,
        "below": row.below,
        "passed_on": row.passed_on,
    }


def told_spread(one: Any) -> dict[str, Any]:
    promises = [
        {
            "indicator": promise.indicator.slug,
            "above": amount(promise.above),
            "below": amount(promise.below),
            "units": promise.units,
        }
        for promise in one.promises
    ]
    return {
        "number": one.content.number, "kept": one.kept, "left_out": one.left_out, "promises": promises,
    }  # fmt: skip


def told(request: Asking, plan_id: UUID) -> dict[str, Any]:
    shown = found_drawing(request, plan_id)
    plan = shown.plan
    plain = {name: getattr(plan, name) for name in ("id", "holder", "year", "number", "issued_on", "version")}
    return plain | {
        "drawn_from": plan.drawn_from_id,
        "stage": shown.stage,
        "contents": [told_line(line) for line in shown.lines],
        "changes": [
            {
                "content": one.above.pk,
                "change": one.change,
                "text": words(one.above, "text"),
                "due_on": one.above.due_on,
            }
            for one in shown.changes
        ],
    }


def told_line(line: Any) -> dict[str, Any]:
    content = line.content
    plain = {name: getattr(content, name) for name in ("id", "number", "begins_on", "due_on")}
    return plain | {
        "text": words(content, "text"),
        "product": words(content, "product"),
        "is_kept": line.is_kept,
        "reason": content.dropped_because,
        "above": content.drawn_from_id,
        "targets": [
            {"indicator": one.indicator.slug, "above": amount(one.above), "own": amount(one.own)}
            for one in line.numbers
        ],
        "tasks": [task.pk for task in line.tasks],
    }
