"""What every step of a plan begins with: the plan as it stands now, whose turn it is, and whether the step is open."""

from datetime import datetime

from django.utils import timezone

from chungtay.answers.plans import is_drafter, state_of_plan
from chungtay.models import Content, Person, Plan
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.plans import ContentText, PlanMove, check_move


def held_plan(plan: Plan) -> Plan:
    """The plan as it stands now, locked: of two at once the second sees what the first one did."""
    found: Plan = (
        Plan.objects.select_for_update(of=("self",)).select_related("phase__agreement").get(pk=plan.pk)
    )
    return found


def check_open(plan: Plan, move: PlanMove, *, at: datetime) -> None:
    state = state_of_plan(plan, timezone.localdate(at))
    check_move(state, move, is_joint=plan.is_joint)


def refuse_unless_drafts(plan: Plan, *, by: Person, at: datetime) -> None:
    """Stop whoever does not plan for the body whose plan it is; the other sides ask for changes."""
    if not is_drafter(plan, by, timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def note_writing(plan: Plan) -> None:
    """A text of which somebody has said something becomes the next version as soon as it is written in."""
    said = plan.acceptances.filter(version=plan.version).exists()
    if said or plan.change_requests.filter(version=plan.version).exists():
        plan.version += 1
        plan.save(update_fields=["version"])


def as_text(content: Content, *, where: str = "") -> ContentText:
    """The content as the rules read it."""
    return ContentText(
        number=content.number,
        text=content.text.strip(),
        leads=[content.lead.name] if content.lead else [],
        begins_on=content.begins_on,
        due_on=content.due_on,
        budget=content.budget,
        currency=content.currency,
        where=where,
    )
