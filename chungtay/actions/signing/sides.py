"""For which side a person acts: the one whose holder their post stands at or over."""

from datetime import datetime

from django.utils import timezone

from chungtay.answers.signing import sides_for
from chungtay.models import Agreement, Person, Seat, SeatHolding
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

REFUSED = Message("Your post does not allow this.")


def refuse_unless_for_a_side(agreement: Agreement, act: Act, by: Person, at: datetime) -> SeatHolding:
    """The first side for which the person may do this; nobody acts for a side of others."""
    held = sides_for(agreement, by, act, timezone.localdate(at))
    if not held:
        raise RuleBroken(REFUSED)
    return held[0]


def refuse_unless_for(seat: Seat, act: Act, by: Person, at: datetime) -> SeatHolding:
    """This very side."""
    held = sides_for(seat.agreement, by, act, timezone.localdate(at))
    for one in held:
        if one.seat_id == seat.pk:
            return one
    raise RuleBroken(REFUSED)
