"""Sets the rule of turns as the agreement says it, ends it, and notes what became of single turns."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from chungtay.answers.delegations import may_plan_turns
from chungtay.models import (
    Agreement,
    Delegation,
    Person,
    Rotation,
    RotationSeat,
    Seat,
    TurnException,
)
from chungtay.models.delegations import DelegationQuerySet
from chungtay.rules.delegations import (
    DelegationState,
    ExceptionKind,
    Order,
    check_exception,
    check_rotation,
)
from chungtay.rules.messages import Message, RuleBroken

from ..recorded import recorded


def set_rotation(rotation: Rotation, seats: Sequence[Seat], *, by: Person, at: datetime) -> Rotation:
    """Keep an unsaved rule with its seats in order; the very same one twice is one."""
    _refuse_unless_plans(rotation.agreement, by, at)
    with recorded("set_rotation", thing=rotation, by=by, at=at, reason=rotation.source):
        Agreement.objects.select_for_update().get(pk=rotation.agreement_id)
        order = Order(
            tuple(seat.pk for seat in seats), rotation.first_year, rotation.every_years, rotation.last_year
        )
        check_rotation(
            order, purpose=rotation.purpose or rotation.purpose_lo, source=rotation.source or rotation.source_lo,
            known=set(rotation.agreement.seats.values_list("pk", flat=True)),
        )  # fmt: skip
        held = _same(rotation, order)
        if held:
            return held  # pressed twice
        rotation.set_by, rotation.set_at = by, at
        rotation.save(force_insert=True)
        RotationSeat.objects.bulk_create(
            RotationSeat(rotation=rotation, seat=seat, position=number)
            for number, seat in enumerate(seats, 1)
        )
    return rotation


def end_rotation(rotation: Rotation, last_year: int, *, reason: str, by: Person, at: datetime) -> Rotation:
    """The rule gives no turn after that year. What was held stays; a turn that is taken must be cancelled first."""
    _refuse_unless_plans(rotation.agreement, by, at)
    with recorded("end_rotation", thing=rotation, by=by, at=at, reason=reason):
        held = _locked(rotation)
        said = []
        if last_year < held.first_year:
            said.append(Message("The last year lies before the first.", where="last_year"))
        if not reason.strip():
            said.append(Message("Say why.", where="reason"))
        for visit in _taken(held).filter(turn_year__gt=last_year):
            text = "A delegation goes by the turn of %(year)s. Cancel that one first."
            said.append(Message(text, {"year": visit.turn_year}, "last_year"))
        if said:
            raise RuleBroken(said)
        held.last_year = last_year
        held.save(update_fields=["last_year"])
    return held


def note_turn(
    rotation: Rotation, year: int, kind: ExceptionKind, *, moved_to: int | None = None, host: Seat | None = None,
    reason: str, by: Person, at: datetime,
) -> TurnException | None:  # fmt: skip
    """Say that a turn was skipped, is moved, or taken by another side; or that it is as the rule says after all."""
    _refuse_unless_plans(rotation.agreement, by, at)
    with recorded("note_turn", thing=rotation, by=by, at=at, reason=f"{year}: {reason.strip()}"):
        held = _locked(rotation)
        noted = check_exception(
            held.order(), held.noted(), year, kind, moved_to=moved_to, host=host.pk if host else None,
            reason=reason, taken=_taken(held).filter(turn_year=year).exists(),
        )  # fmt: skip
        if noted is None:
            held.exceptions.filter(year=year).delete()
            return None
        told = {"skipped": noted.skipped, "moved_to": noted.moved_to, "host_id": noted.host}
        told |= {"reason": noted.reason, "noted_by": by, "noted_at": at}
        return TurnException.objects.update_or_create(rotation=held, year=year, defaults=told)[0]


def _refuse_unless_plans(agreement: Agreement, by: Person, at: datetime) -> None:
    if not may_plan_turns(agreement, by, timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def _locked(rotation: Rotation) -> Rotation:
    return Rotation.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=rotation.pk)


def _taken(rotation: Rotation) -> DelegationQuerySet:
    """What goes by its turns: proposed, and not cancelled. A draft is its drafter's business."""
    proposed = Delegation.objects.filter(rotation=rotation, proposed_at__isnull=False)
    return proposed.exclude(state=DelegationState.CANCELLED)


def _same(rotation: Rotation, order: Order) -> Rotation | None:
    found = Rotation.objects.filter(
        agreement=rotation.agreement_id, purpose=rotation.purpose, first_year=rotation.first_year
    )
    return next((one for one in found if one.order() == order), None)
