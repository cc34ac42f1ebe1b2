"""Puts an activity that went before the plan under the content that it was done for."""

from datetime import datetime

from chungtay.models import Activity, Content, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may


def link_activity(activity: Activity, content: Content | None, *, by: Person, at: datetime) -> Activity:
    """Whoever may record it says what it was done for; None: it stands in no plan."""
    refuse_unless_may(by, Act.RECORD, activity, at)
    with recorded("link_activity", thing=activity, by=by, at=at, reason=content.text if content else ""):
        held = Activity.objects.select_for_update(of=("self",)).select_related("served").get(pk=activity.pk)
        if content is not None:
            _check(held, content)
        held.content = content
        held.save(update_fields=["content"])
    return held


def _check(activity: Activity, content: Content) -> None:
    plan, wrong = content.plan, []
    if plan.phase.agreement.slug not in activity.programmes_served():
        wrong.append(Message("This activity serves other programmes than the plan.", where="content"))
    if not plan.first_on <= activity.first_on <= plan.ends_on:
        values = {"day": activity.first_on, "first": plan.first_on, "last": plan.ends_on}
        text = "The activity was on %(day)s; the plan runs from %(first)s to %(last)s."
        wrong.append(Message(text, values, "content"))
    if activity.task_id is not None:
        text = "This activity was done for a task, and stands where its task stands."
        wrong.append(Message(text, where="content"))
    if wrong:
        raise RuleBroken(wrong)
