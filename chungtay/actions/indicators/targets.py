"""Sets targets: the standing row says what holds, every earlier amount stays with who said it, when and why."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from chungtay.answers.indicators.targets import places_near
from chungtay.answers.programmes import bodies_for, may_plan
from chungtay.models import Agreement, Combination, Indicator, Organisation, Person, Place, Target
from chungtay.rules.amounts import amount_text
from chungtay.rules.indicators import check_unit_target
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import recorded


def set_unit_target(
    agreement: Agreement, indicator: Indicator, *, organisation: Organisation | None = None,
    place: Place | None = None, combination: Combination | None = None, first_on: date, last_on: date,
    amount: int, reason: str = "", by: Person, at: datetime,
) -> Target:  # fmt: skip
    """What one body or place shall reach in a period. The same amount again changes nothing."""
    today = timezone.localdate(at)
    if not may_plan(agreement, by, today):
        raise RuleBroken(Message("Your post does not allow this."))
    if organisation and not bodies_for(agreement, by, Act.PLAN, today).filter(pk=organisation.pk).exists():
        raise RuleBroken(Message("Your post does not plan for this unit.", where="unit"))
    if place and not places_near(agreement, by, today, Act.PLAN).filter(pk=place.pk).exists():
        raise RuleBroken(Message("Your post does not plan for this unit.", where="unit"))
    told = {
        "agreement": agreement, "indicator": indicator, "organisation": organisation, "place": place,
        "combination": combination, "first_on": first_on, "last_on": last_on, "is_assigned": True,
    }  # fmt: skip
    why = f"{indicator}, {organisation or place}: {amount_text(amount)}. {reason}".strip()
    with recorded("set_target", thing=agreement, by=by, at=at, reason=why):
        Agreement.objects.select_for_update().get(
            pk=agreement.pk
        )  # of two at once one makes it, one mends it
        held = Target.objects.filter(**told).first()
        check_unit_target(
            first_on=first_on, last_on=last_on, amount=amount, unit=(organisation is None) != (place is None),
            kind=Kind(indicator.kind), has_category=combination is not None, reason=reason,
            changes=held is not None and held.amount != amount,
        )  # fmt: skip
        return put_target(told, {"amount": amount}, reason=reason, by=by, at=at)


def put_target(
    which: Mapping[str, Any], says: Mapping[str, Any], *, reason: str = "", by: Person | None, at: datetime
) -> Target:
    """`which` names the standing row; without one it is made. Call it with the row above locked."""
    held: Target | None = Target.objects.filter(**which).first()
    if held is None:
        return Target.objects.create(**which, **says, reason=reason, said_by=by, said_at=at)
    if all(getattr(held, name) == value for name, value in says.items()):
        return held
    keep_earlier([held], at=at)
    for name, value in {**says, "reason": reason, "said_by": by, "said_at": at}.items():
        setattr(held, name, value)
    held.save()
    return held


def keep_earlier(targets: Iterable[Target], *, at: datetime) -> None:
    """Remember what these say, before they say something else."""
    Target.ever.bulk_create([target.as_it_stood(at) for target in targets])


def end_targets(targets: "QuerySet[Target]", *, at: datetime) -> None:
    """They no longer stand; they are kept."""
    targets.update(replaced_at=at)
