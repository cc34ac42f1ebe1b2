"""Keeps the keys that persons make for themselves: asked for, told lost, taken back, put under another passphrase."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from chungtay.actions.recorded import note_view, recorded
from chungtay.models import Agreement, Person, Seat
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ...answers.keys import own_keys, used_kids
from ...models import Enrolment
from ...models.keys import ACTIVE
from ...rules.keys import EnrolmentStep, after_step, check_card, check_wrapped, thumbprint
from .allowed import locked, refuse_unless_for

STEPS = {
    EnrolmentStep.LOST: "lose_key",
    EnrolmentStep.WITHDRAWN: "withdraw_enrolment",
    EnrolmentStep.REWRAPPED: "rewrap_key",
}


def enrol(
    seat: Seat, card: Any, wrapped: Any, *, follows: Enrolment | None = None, by: Person, at: datetime
) -> Enrolment:
    """Ask the side to list one's key. It opens nothing until the side's key has signed it."""
    refuse_unless_for(seat, by, Act.RECORD, at)
    check_card(card)
    check_wrapped(wrapped)
    kids = [thumbprint(card["enc"]), thumbprint(card["sig"])]
    made = Enrolment(
        person=by,
        seat=seat,
        card=card,
        kid=kids[0],
        sig_kid=kids[1],
        wrapped=wrapped,
        asked_at=at,
        follows=follows,
    )
    with transaction.atomic():
        locked(seat)
        own = Enrolment.objects.filter(person=by, seat=seat)
        same = own.filter(kid=kids[0], card=card, listed_in=None, withdrawn_at=None).first()
        if same:
            return same  # sent twice: its answer never came
        with recorded("enrol", thing=made, by=by, at=at):
            _refuse_second(own, follows)
            if used_kids().intersection(kids):
                raise RuleBroken(
                    Message("This key was used before. Load the page again and make the keys anew.")
                )
            made.save(force_insert=True)
    return made


def _refuse_second(own: Any, follows: Enrolment | None) -> None:
    if own.filter(listed_in=None, withdrawn_at=None).exists():
        raise RuleBroken(
            Message("A key of yours waits to be listed already. Take it back first if it is wrong.")
        )
    active = own.filter(ACTIVE, lost_at=None)
    if follows is None and active.exists():
        raise RuleBroken(Message("You have a key for this side. Make one that follows it."))
    if follows is not None and not active.filter(pk=follows.pk).exists():
        raise RuleBroken(Message("The key that this one would follow is not in use."))


def step_enrolment(
    enrolment: Enrolment, step: EnrolmentStep, *, wrapped: Any = None, by: Person, at: datetime
) -> Enrolment:
    """One's own key only; the table of `rules/keys/steps.py` says when."""
    assert enrolment.person_id == by.pk, "a person steps with her own key"
    if step is EnrolmentStep.REWRAPPED:
        check_wrapped(wrapped)
    with recorded(STEPS[step], thing=enrolment, by=by, at=at):
        locked(enrolment.seat)
        held = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        after_step(held.state, step)
        if step is EnrolmentStep.REWRAPPED:
            held.wrapped = wrapped
        elif held.listed_in_id:
            held.lost_at = at
        else:
            held.withdrawn_at = at  # told lost before it was listed: it never will be
        held.save()
    return held


def hand_out_own(agreement: Agreement, *, by: Person, at: datetime) -> list[Enrolment]:
    """One's own wrapped keys, those that were taken off too: they still open what was sealed to them."""
    found = own_keys(agreement, by)
    for one in found:
        note_view(one, by=by, at=at, act="open_own_key")
    return found


def own_enrolment(person: Person, enrolment_id: UUID) -> Enrolment | None:
    return Enrolment.objects.filter(person=person, pk=enrolment_id).select_related("seat__agreement").first()
