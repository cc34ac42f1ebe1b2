"""Writes that a thing was strengthened: its board renewed, its members trained, its rules written anew."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Person, Registered, RegisterFact
from chungtay.rules.people import Act
from chungtay.rules.registers import FactKind, check_strengthening

from ..ledger import post
from ..recorded import recorded, refuse_unless_may
from .facts import event, held, write_fact


def strengthen(registered: Registered, *, on: date, how: str, by: Person, at: datetime) -> RegisterFact:
    refuse_unless_may(by, Act.RECORD, registered, at)
    with recorded("strengthen", thing=registered, by=by, at=at, reason=how):
        kept = held(registered)
        before = kept.facts_told.filter(kind=FactKind.STRENGTHENED).values_list("on", flat=True)
        check_strengthening(
            kept.in_rules(), on=on, today=timezone.localdate(at), how=how, strengthened_on=list(before)
        )
        fact = write_fact(kept, FactKind.STRENGTHENED, on=on, by=by, at=at, reason=how.strip())
        if entries := event(kept, kept.kind.strengthened, on=on):
            post(entries, kind="register", by=by, at=at)
    return fact
