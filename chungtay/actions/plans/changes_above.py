"""Answers what the plan above has changed, content by content: the unit takes it over, or stays with its own."""

from datetime import datetime

from django.utils import timezone

from chungtay.answers.plans.cascade import stage_of_plan
from chungtay.answers.plans.changes import Before, change_of
from chungtay.models import Content, Person, Plan, Task
from chungtay.rules.cascade import Stage
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may
from ..versions import keep_text
from .cascade import copy_one, locked, words_of

TAKEN = ("begins_on", "due_on")


def answer_change(plan: Plan, above: Content, *, takes: bool, by: Person, at: datetime) -> Plan:
    """Answer for one content above. What is issued already changes by whoever may issue it, as its next version."""
    issued = stage_of_plan(plan) is Stage.ISSUED
    refuse_unless_may(by, Act.ACCEPT_PLAN if issued and takes else Act.PLAN, plan, at)
    assert above.plan_id == plan.drawn_from_id, "a content of the plan above"
    with recorded("take_over" if takes else "keep_own", thing=plan, by=by, at=at, reason=str(above.number)):
        own = locked(plan)
        held = Content.ever.filter(plan=own, drawn_from=above).first()
        version = above.plan.version
        if held and change_of(above, held, Before(above.plan)) is None:
            return own  # answered already
        if takes and issued:
            own.version += 1
            own.save(update_fields=["version"])
        content = held or _new(own, above)
        if takes:
            _take(content, above, own)
        elif held is None:
            content.dropped_in, content.dropped_because = own.version, ""
        content.drawn_version = version
        content.save()
        if takes and issued:
            keep_text(own.phase.agreement, plan=own, on=timezone.localdate(at), by=by, at=at)
    return own


def _new(own: Plan, above: Content) -> Content:
    """What was added above, under its number; where that is taken here, after the last one."""
    content = copy_one(above, above.plan, own)
    if Content.objects.filter(plan=own, number=content.number).exists():
        last = Content.objects.filter(plan=own).order_by("-number").first()
        content.number = last.number + 1 if last else content.number
    return content


def _take(content: Content, above: Content, own: Plan) -> None:
    if above.dropped_in is None:
        for name, words in words_of(above).items():
            setattr(content, name, words)
        for name in TAKEN:
            setattr(content, name, getattr(above, name))
        content.dropped_in, content.dropped_because = None, ""
        return
    if Task.objects.open().filter(content=content).exists():
        text = "Content %(number)s has open tasks. Finish them or take them back, then leave it out."
        raise RuleBroken(Message(text, {"number": content.number}))
    content.dropped_in = own.version
