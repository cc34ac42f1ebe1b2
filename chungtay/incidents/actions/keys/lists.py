"""Keeps the list by which a side says whose keys it vouches for; the signature on it was made in a browser."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils import timezone

from chungtay.actions.recorded import recorded
from chungtay.models import Person, Seat
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ...answers.keys import key_in_force, last_list, waiting_of
from ...models import Enrolment, KeyList, SideKey
from ...rules.keys import Before, changes_of, check_list, read_list
from .allowed import locked, refuse_unless_for


def post_list(
    seat: Seat, compact: Any, *, adds: Collection[str], removes: Collection[str], by: Person, at: datetime
) -> KeyList:
    """The next list of the side. It must change exactly what the person was shown that it changes."""
    refuse_unless_for(seat, by, Act.SIGN, at)
    made = KeyList(seat=seat, posted_at=at, posted_by=by)
    with recorded("post_key_list", thing=made, by=by, at=at):
        locked(seat)
        key = key_in_force(seat)
        if key is None:
            raise RuleBroken(Message("This side has no key yet. Hold the ceremony first."))
        keep_list(made, key, compact, told=(set(adds), set(removes)))
    return made


def keep_list(
    made: KeyList, key: SideKey, compact: Any, *, told: tuple[set[str], set[str]] | None = None
) -> None:
    """Inside an act that is recorded, with the side locked; `told` None: a ceremony, which shows the whole list."""
    at, seat = made.posted_at, made.seat
    found = read_list(compact, key.signing, key.signing_kid)
    known = waiting_of(seat, timezone.localdate(at))
    last = last_list(seat)
    check_list(
        found, Before(last.number, last.head) if last else Before(0, None),
        seat=str(seat.pk), recovery=key.recovery, known=known, at=at,
    )  # fmt: skip
    added, removed = changes_of(found, known)
    if told is not None and (added, removed) != told:
        raise RuleBroken(Message("The list changes other keys than those you chose. Load the page again."))
    if told is not None and not (added or removed):
        raise RuleBroken(Message("This list changes nothing. Choose whom to add or to take off."))
    made.number, made.signed, made.head, made.key = found.number, compact, found.signed.head, key
    made.save(force_insert=True)
    Enrolment.objects.filter(pk__in=added).update(listed_in=made)
    Enrolment.objects.filter(pk__in=removed).update(ended_in=made)
