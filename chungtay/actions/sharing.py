"""Opens things to the seats of a programme when their state says so, and takes back what was opened.

Nobody shares by hand. A state of the thing does: a programme that was signed shares its results, a paper that was
linked to it shares itself, a review that was frozen shares itself. Each share is one dated row, listed on the thing.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from chungtay.answers.sharing import thing_of
from chungtay.models import Agreement, GivenResults, Person, Seat, Share
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from .recorded import recorded, refuse_unless_may


def share_with_seats(
    kind: Kind,
    thing_id: UUID,
    agreements: Iterable[Agreement],
    *,
    state: str,
    by: Person | None,
    at: datetime,
) -> None:
    """Called inside the act that brings the state about. A seat that has or had it is passed over: what was taken
    back stays so until somebody opens it again.
    """
    held = set(Share.objects.of(kind, thing_id).values_list("seat", flat=True))
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


def end_share(share: Share, *, reason: str, by: Person, at: datetime) -> None:
    """Take back what a seat was given to read: from today on it does not exist for that seat.

    What was published stays public: a published article is a copy.
    """
    refuse_unless_may(by, Act.SHARE, thing_of(share), at)
    if not reason.strip():
        raise RuleBroken(Message("Say why it is taken back.", where="reason"))
    day = timezone.localdate(at)
    with recorded("end_share", thing=share, by=by, at=at, reason=reason.strip()):
        held = Share.objects.select_for_update().get(pk=share.pk)
        if held.until is not None:
            raise RuleBroken(Message("This was taken back already."))
        held.until, held.ended_by = max(day, held.first_on), by  # one that has not begun yet never does
        held.ended_for, held.reason = side_of(held, by, day), reason.strip()[:500]
        held.save(update_fields=["until", "ended_by", "ended_for", "reason"])


def share_again(share: Share, *, by: Person, at: datetime) -> Share:
    """Open anew what was taken back; the old row stays, so that one can read who saw it when."""
    refuse_unless_may(by, Act.SHARE, thing_of(share), at)
    again = Share(
        kind=share.kind, thing_id=share.thing_id, seat=share.seat, state=share.state,
        first_on=timezone.localdate(at), given_by=by, follows=share,
    )  # fmt: skip
    with recorded("share_again", thing=again, by=by, at=at):
        Seat.objects.select_for_update().get(pk=share.seat_id)  # of two clicks at once only one opens it
        if Share.objects.of(Kind(share.kind), share.thing_id).filter(seat=share.seat, until=None).exists():
            raise RuleBroken(Message("This is open already."))
        if Share.objects.filter(follows=share).exists():  # who took it back last has it in hand
            raise RuleBroken(Message("Only what was taken back last can be opened again."))
        again.save(force_insert=True)
    return again


def side_of(share: Share, by: Person, day: date) -> Seat | None:
    given = thing_of(share)
    return given.side_of(by, Act.SHARE, day) if isinstance(given, GivenResults) else None
