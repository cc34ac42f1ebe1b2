"""Writes from which day on a thing bears another name or has other members."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Person, Registered, RegisterFact
from chungtay.rules.people import Act
from chungtay.rules.registers import FactKind, check_change, refuse

from ..recorded import recorded, refuse_unless_may
from .facts import Members, held, members_faults, stands_already, write_fact


def change_registered(
    registered: Registered, *, on: date, name: str | None = None, members: Members | None = None,
    reason: str = "", by: Person, at: datetime,
) -> RegisterFact:  # fmt: skip
    """None stays as it is. What is said for an earlier day than the last leaves the later saying in force."""
    refuse_unless_may(by, Act.RECORD, registered, at)
    with recorded("change_registered", thing=registered, by=by, at=at, reason=reason):
        kept = held(registered)
        called = kept.name if name is None else name.strip()
        faults = check_change(
            kept.in_rules(), on=on, today=timezone.localdate(at), name=called,
            stands_already=called != kept.name and stands_already(kept, called),
            is_same=called == kept.name and (members is None or said_already(kept, on, members)),
        )  # fmt: skip
        refuse([*faults, *members_faults(kept.kind, members or {})])
        renamed = called if called != kept.name else ""
        fact = write_fact(
            kept, FactKind.CHANGED, on=on, members=members, by=by, at=at, name=renamed, reason=reason.strip()
        )
        if renamed and kept.facts_told.exclude(name="").last() == fact:
            kept.name = registered.name = renamed
            kept.name_lo = kept.name_en = ""  # they translated the old name
            kept.save(update_fields=["name", "name_lo", "name_en"])
    return fact


def said_already(kept: Registered, on: date, members: Members) -> bool:
    """Whether the count that stands on that day says the very same."""
    before = kept.facts_told.filter(on__lte=on).exclude(members=None).last()
    if before is None:
        return not kept.kind.base_id
    told = dict(before.counts.values_list("combination__slug", "number"))
    return told == {cell: number for cell, number in members.items() if number}
