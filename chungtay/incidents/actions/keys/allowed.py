"""Who may touch a side's keys: said once, asked by every action on them."""

from datetime import datetime

from django.utils import timezone

from chungtay.models import Person, Seat
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ...answers.sides import own_sides


def refuse_unless_for(seat: Seat, by: Person, act: Act, at: datetime) -> None:
    """Stop whoever does not act for this side. SIGN: keeps its keys; RECORD: sends for it and may be its recipient."""
    sides = own_sides(seat.agreement, by, act, timezone.localdate(at))
    if seat.pk not in {side.pk for side in sides}:
        raise RuleBroken(Message("Your post does not allow this."))


def locked(seat: Seat) -> Seat:
    """Whoever changes a side's keys waits for the one before; of two lists with one number the second is refused."""
    held: Seat = Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    return held
