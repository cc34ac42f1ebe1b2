"""Says which keys the sides of an agreement have listed, which of these a person holds, and what she is to a side."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from chungtay.models import Agreement, Person
from chungtay.rules.messages import Phrase
from chungtay.rules.people import Act

from ..models import Enrolment, Notice, NoticeStep, SenderKey, SideKey
from ..models.keys import ACTIVE
from ..rules.keys import thumbprint
from ..rules.life import Actor, Place, State, Step, state_of
from .sides import own_sides, recipient_of

LISTED_NOW = ACTIVE & Q(lost_at=None)


def listed_keys(agreement: Agreement) -> dict[str, UUID]:
    """Every key to which something may be sealed, with its side: whatever a side ever listed, and its recovery keys."""
    listed = Enrolment.objects.filter(seat__agreement=agreement, listed_in__isnull=False)
    recovery = SideKey.objects.filter(seat__agreement=agreement)
    return dict(listed.values_list("kid", "seat")) | dict(recovery.values_list("recovery_kid", "seat"))


def open_keys(agreement: Agreement) -> dict[str, UUID]:
    """Those that still open: listed today, or the recovery key in force."""
    listed = Enrolment.objects.filter(LISTED_NOW, seat__agreement=agreement)
    recovery = SideKey.objects.filter(seat__agreement=agreement, ended_at=None)
    return dict(listed.values_list("kid", "seat")) | dict(recovery.values_list("recovery_kid", "seat"))


def reading_keys(person: Person, agreement: Agreement, today: date) -> dict[str, UUID]:
    """The person's own keys to which bytes are given, with the side of each."""
    sides = recipient_of(person, agreement, today)
    own = Enrolment.objects.filter(LISTED_NOW, person=person, seat__in=sides)
    return dict(own.values_list("kid", "seat"))


def kept_keys(person: Person, agreement: Agreement, today: date) -> list[SideKey]:
    """Of the sides whose keys the person keeps: also what was sealed to an older recovery key must be found again."""
    sides = [side.pk for side in own_sides(agreement, person, Act.SIGN, today)]
    return list(SideKey.objects.filter(seat__in=sides))


def own_signature_key(person: Person, agreement: Agreement, kid: str) -> dict[str, Any] | None:
    """The public half of a signature key with which the person may seal: an enrolment's, or that of her browser."""
    own = Enrolment.objects.filter(
        person=person, seat__agreement=agreement, sig_kid=kid, listed_in__isnull=False, lost_at=None
    ).first()
    made = own or SenderKey.objects.filter(person=person, seat__agreement=agreement, sig_kid=kid).first()
    return made.card["sig"] if made else None


def granting_keys(
    person: Person, agreement: Agreement, today: date, *, kids: Collection[str], sender: str
) -> dict[str, Any]:
    """Signature keys, by thumbprint, with which the person may let somebody else open an item: sealed to these kids."""
    own = Enrolment.objects.filter(LISTED_NOW, person=person, kid__in=kids)
    found = {
        one.sig_kid: one.card["sig"] for one in own.filter(seat__in=recipient_of(person, agreement, today))
    }
    for key in kept_keys(person, agreement, today):
        if key.recovery_kid in kids:
            found[thumbprint(key.recovery["sig"])] = key.recovery["sig"]
    sealed_it = own_signature_key(person, agreement, sender)
    return found | ({sender: sealed_it} if sealed_it else {})


def recipients_of(agreement: Agreement, sides: Collection[UUID], today: date) -> dict[Phrase, int]:
    """How many persons may read for each of the sides, by the name of the body that holds it."""
    counted = dict.fromkeys(sides, 0)
    rows = Enrolment.objects.filter(LISTED_NOW, seat__in=sides).values_list("seat", "person").distinct()
    for seat, _person in rows:
        counted[seat] += 1
    seats = agreement.seats.filter(pk__in=sides).prefetch_related("holdings__organisation")
    named = [(seat.holder_on(today), counted[seat.pk]) for seat in seats.order_by("number")]
    return {Phrase.of(body): number for body, number in named if body}


def actors_for(person: Person, agreement: Agreement, today: date) -> dict[UUID, set[Actor]]:
    """What the person is to each side of which she is anything."""
    found: dict[UUID, set[Actor]] = {}
    held = (
        (Actor.SENDER, {side.pk for side in own_sides(agreement, person, Act.RECORD, today)}),
        (Actor.KEEPER, {side.pk for side in own_sides(agreement, person, Act.SIGN, today)}),
        (Actor.RECIPIENT, recipient_of(person, agreement, today)),
    )
    for actor, sides in held:
        for side in sides:
            found.setdefault(side, set()).add(actor)
    return found


def place_of(notice: Notice, side: UUID) -> Place:
    return Place.HERE if side == notice.side_id else Place.THERE


def state_for(notice: Notice, side: UUID, steps: Collection[NoticeStep]) -> State | None:
    """Where the side's part stands; `steps`: all of the notice, oldest first."""
    own = [Step(one.step) for one in steps if one.side_id == side or one.step == Step.PASSED_ON]
    return state_of(place_of(notice, side), own)
