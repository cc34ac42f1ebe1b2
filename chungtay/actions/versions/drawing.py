"""Who draws up a text, and the row that is locked while it changes."""

from datetime import datetime

from django.utils import timezone

from chungtay.answers.versions import may_draw_up
from chungtay.models import Agreement, Organisation, Person, Plan, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.versions import Move, check_move


def refuse_unless_draws_up(
    agreement: Agreement, plan: Plan | None, holder: Organisation | None, *, by: Person, at: datetime
) -> None:
    """Stop whoever does not draw up texts for the body whose draft this is; a proposed one changes no hands."""
    if not may_draw_up(agreement, plan, holder.pk if holder else None, by, timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this.", where="holder"))


def locked(version: Version, move: Move, *, by: Person, at: datetime) -> Version:
    """The version as it stands now, held until the act is over; of two at once the second sees the first's."""
    found = Version.objects.select_related("agreement", "plan__phase", "holder").select_for_update(
        of=("self",)
    )
    held: Version = found.get(pk=version.pk)
    refuse_unless_draws_up(held.agreement, held.plan, held.holder, by=by, at=at)
    check_move(held.state, move)
    return held


def lock_thing(agreement: Agreement, plan: Plan | None) -> None:
    """Of two texts of the same thing one comes first."""
    if plan is None:
        Agreement.objects.select_for_update().get(pk=agreement.pk)
    else:
        Plan.objects.select_for_update().get(pk=plan.pk)
