"""Writes the numbered contents of a plan: adds, changes, leaves out, numbers anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chungtay.models import Commitment, Content, Organisation, Person, Plan
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.plans import PlanMove, check_content, check_order

from ..recorded import recorded
from .drafting import LANGUAGES, inherit
from .moving import as_text, check_open, held_plan, note_writing, refuse_unless_drafts

CONTENT_WORDS = tuple(f"{name}{tail}" for name in ("text", "product", "funds") for tail in LANGUAGES)
OF_A_CONTENT = (*CONTENT_WORDS, "number", "begins_on", "due_on", "budget", "currency")
LINKS = ("leads", "coordinating", "commitments")  # bodies, seats and signed contents
OUT_OF_THE_WAY = 10_000  # above every number that a plan has


def add_content(plan: Plan, told: Mapping[str, Any], *, by: Person, at: datetime) -> Content:
    """`told`: some of OF_A_CONTENT and LINKS; without a number it comes last. The same words twice are one content."""
    refuse_unless_drafts(plan, by=by, at=at)
    with recorded("add_content", thing=plan, by=by, at=at, reason=str(told.get("text", ""))):
        held = held_plan(plan)
        check_open(held, PlanMove.WRITE, at=at)
        text = str(told.get("text", "")).strip()
        there: Content | None = held.contents.filter(text=text).first() if text else None
        if there:
            return there
        note_writing(held)
        return _put(Content(plan=held), {"number": _next_number(held), **told})


def add_contents(plan: Plan, commitments: Sequence[Commitment], *, by: Person, at: datetime) -> list[Content]:
    """A content for each signed one that has none yet."""
    assert all(one.phase_id == plan.phase_id for one in commitments), (
        "a plan makes its own phase's contents concrete"
    )
    refuse_unless_drafts(plan, by=by, at=at)
    with recorded("add_content", thing=plan, by=by, at=at):
        held = held_plan(plan)
        check_open(held, PlanMove.WRITE, at=at)
        covered = set(Commitment.objects.filter(contents__plan=held, contents__dropped_in=None))
        missing = [one for one in commitments if one not in covered]
        if missing:
            note_writing(held)
        return inherit(held, missing, first=_next_number(held))


def edit_content(content: Content, told: Mapping[str, Any], *, by: Person, at: datetime) -> Content:
    """What `told` names becomes so; the rest stays."""
    refuse_unless_drafts(content.plan, by=by, at=at)
    with recorded("edit_content", thing=content, by=by, at=at, reason=", ".join(sorted(told))):
        plan = held_plan(content.plan)
        check_open(plan, PlanMove.WRITE, at=at)
        note_writing(plan)
        held = _standing(content)
        held.plan = plan
        return _put(held, told)


def drop_content(content: Content, *, by: Person, at: datetime) -> None:
    """Leave it out of the text; it is kept for whatever points to it."""
    refuse_unless_drafts(content.plan, by=by, at=at)
    with recorded("drop_content", thing=content, by=by, at=at, reason=content.text):
        plan = held_plan(content.plan)
        check_open(plan, PlanMove.WRITE, at=at)
        if not Content.objects.filter(pk=content.pk).exists():
            return  # pressed twice
        note_writing(plan)
        Content.objects.filter(pk=content.pk).update(dropped_in=plan.version)


def renumber_contents(plan: Plan, order: Sequence[UUID], *, by: Person, at: datetime) -> list[Content]:
    """Give them the numbers from 1 on in this order."""
    refuse_unless_drafts(plan, by=by, at=at)
    with recorded("renumber_contents", thing=plan, by=by, at=at):
        held = held_plan(plan)
        check_open(held, PlanMove.WRITE, at=at)
        standing = {content.pk: content for content in held.contents.all()}
        check_order(list(order), list(standing))
        moved = [standing[key] for place, key in enumerate(order, 1) if standing[key].number != place]
        if moved:
            note_writing(held)
        # Two contents may not bear one number for a moment, so both go out of the way first.
        for offset in (OUT_OF_THE_WAY, 0):
            for place, key in enumerate(order, 1):
                standing[key].number = place + offset
            Content.objects.bulk_update(moved, ["number"])
        return [standing[key] for key in order]


def _put(content: Content, told: Mapping[str, Any]) -> Content:
    assert set(told) <= {*OF_A_CONTENT, *LINKS}, f"a content has no {set(told) - {*OF_A_CONTENT, *LINKS}}"
    for field in OF_A_CONTENT:
        if field in told:
            value = told[field]
            setattr(content, field, value.strip() if isinstance(value, str) else value)
    leads: Sequence[Organisation] = told.get("leads", [content.lead] if content.lead else [])
    _check(content, [body.name for body in leads])
    content.lead = leads[0] if leads else None
    content.save()
    for field in ("coordinating", "commitments"):
        if field in told:
            getattr(content, field).set(told[field])
    return content


def _check(content: Content, leads: Sequence[str]) -> None:
    plan, text = content.plan, as_text(content)
    others = plan.contents.exclude(pk=content.pk).values_list("number", flat=True)
    check_content(text.led_by(leads), first_on=plan.first_on, last_on=plan.ends_on, taken=list(others))


def _standing(content: Content) -> Content:
    held: Content | None = Content.objects.select_related("lead").filter(pk=content.pk).first()
    if held is None:
        raise RuleBroken(Message("This content is not in the plan any more."))
    return held


def _next_number(plan: Plan) -> int:
    last = plan.contents.order_by("-number").first()
    return last.number + 1 if last else 1
