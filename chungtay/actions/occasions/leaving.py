"""An office does not keep a day that came with the product, or keeps it again; the others go on as they did."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.answers.occasions import own_bodies
from chungtay.models import Occasion, Organisation, Person, Unobserved
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.occasions import check_leaving

from ..recorded import recorded


def leave_occasion(
    occasion: Occasion, holder: Organisation, *, from_on: date, reason: str, by: Person, at: datetime
) -> Unobserved:
    """From that day on no letter falls due for it there; letters that are due already are left out one by one."""
    refuse_unless_own(holder, by, at)
    with transaction.atomic():
        held = Occasion.objects.select_for_update(of=("self",)).get(pk=occasion.pk)
        row = Unobserved.objects.filter(occasion=held, holder=holder).first()
        if row and (row.from_on, row.reason) == (from_on, reason.strip()):
            return row  # pressed twice
        check_leaving(laid=held.holder_id is None, ended_on=held.ended_on, reason=reason)
        with recorded("leave_occasion", thing=occasion, by=by, at=at, reason=reason.strip()):
            row = row or Unobserved(occasion=held, holder=holder)
            row.from_on, row.reason, row.noted_by, row.noted_at = from_on, reason.strip(), by, at
            row.save()
    return row


def return_to_occasion(occasion: Occasion, holder: Organisation, *, by: Person, at: datetime) -> bool:
    """Keep it again; whether that changed anything."""
    refuse_unless_own(holder, by, at)
    left = Unobserved.objects.filter(occasion=occasion, holder=holder)
    if not left.exists():
        return False
    with recorded("return_to_occasion", thing=occasion, by=by, at=at, reason=holder.name):
        left.delete()
    return True


def refuse_unless_own(holder: Organisation, by: Person, at: datetime) -> None:
    if not own_bodies(by, timezone.localdate(at)).filter(pk=holder.pk).exists():
        raise RuleBroken(Message("Your post does not allow this."))
