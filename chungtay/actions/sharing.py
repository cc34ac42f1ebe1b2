"""Opens things to the seats of a programme when their state says so, and takes back what was opened.

Nobody shares by hand. A state of the thing does: a programme that was signed shares its results, a paper that was
linked to it shares itself, a review that was frozen shares itself. Each share is one dated row, listed on the thing.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from chungtay.models import Agreement, Person, Seat, Share
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from .recorded import Protected, recorded, refuse_unless_may


def share_with_seats(
    kind: Kind,
    thing_id: UUID,
    agreements: Iterable[Agreement],
    *,
    state: str,
    by: Person | None,
    at: datetime,
) -> None:
    """Called inside the act that brings the state about; what is open already stays as it is."""
    held = set(Share.objects.of(kind, thing_id).filter(until=None).values_list("seat", flat=True))
    Share.objects.bulk_create(
        Share(
            kind=kind,
            thing_id=thing_id,
            seat=seat,
            state=state,
            first_on=timezone.localdate(at),
            given_by=by,
        )
        for seat in Seat.objects.filter(agreement__in=list(agreements))
        if seat.pk not in held
    )


def end_share(share: Share, thing: Protected, *, reason: str, by: Person, at: datetime) -> None:
    """Take back what a seat was given to read: from today on it does not exist for that seat."""
    refuse_unless_may(by, Act.SHARE, thing, at)
    if not reason.strip():
        raise RuleBroken(Message("Say why it is taken back.", where="reason"))
    with recorded("end_share", thing=share, by=by, at=at, reason=reason.strip()):
        held = Share.objects.select_for_update().get(pk=share.pk)
        if held.until is not None:
            raise RuleBroken(Message("This was taken back already."))
        held.until, held.ended_by, held.reason = timezone.localdate(at), by, reason.strip()[:500]
        held.save(update_fields=["until", "ended_by", "reason"])


def share_again(share: Share, thing: Protected, *, by: Person, at: datetime) -> Share:
    """Open anew what was taken back; the old row stays, so that one can read who saw it when."""
    refuse_unless_may(by, Act.SHARE, thing, at)
    again = Share(
        kind=share.kind, thing_id=share.thing_id, seat=share.seat, state=share.state,
        first_on=timezone.localdate(at), given_by=by,
    )  # fmt: skip
    with recorded("share_again", thing=again, by=by, at=at):
        Seat.objects.select_for_update().get(pk=share.seat_id)  # of two clicks at once only one opens it
        there = Share.objects.of(Kind(share.kind), share.thing_id).filter(seat=share.seat, until=None)
        if there.exists():
            raise RuleBroken(Message("This is open already."))
        again.save(force_insert=True)
    return again
