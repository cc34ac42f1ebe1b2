"""Takes a thing out of its register; it keeps its page and its history."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Entry, Person, Registered
from chungtay.rules.people import Act
from chungtay.rules.registers import FactKind, check_closing

from ..ledger import post
from ..recorded import recorded, refuse_unless_may
from .facts import held, serving_now, stock_change, write_fact


def close_registered(registered: Registered, *, on: date, reason: str = "", by: Person, at: datetime) -> None:
    """From this day on one less stands."""
    refuse_unless_may(by, Act.RECORD, registered, at)
    with recorded("close_registered", thing=registered, by=by, at=at, reason=reason):
        kept = held(registered)
        check_closing(kept.in_rules(), on=on, today=timezone.localdate(at))
        write_fact(kept, FactKind.CLOSED, on=on, by=by, at=at, reason=reason.strip())
        if entries := end(kept, on=on):
            post(entries, kind="register", by=by, at=at)
    registered.closed_on = on


def end(kept: Registered, *, on: date) -> list[Entry]:
    """It stands and serves no longer; what that changes is still to be posted."""
    now = serving_now(kept)
    now.until = on
    now.save(update_fields=["until"])
    kept.closed_on = on
    kept.save(update_fields=["closed_on"])
    return stock_change(kept, -1, on=on)
