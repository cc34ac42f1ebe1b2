"""Says which programmes a thing serves. It goes on being one thing in every total across them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Agreement, Person, Registered, RegisteredServing, Served
from chungtay.rules.people import Act
from chungtay.rules.registers import check_serving

from ..ledger import post
from ..recorded import recorded, refuse_unless_may
from .facts import held, serving_now, stock_change


def serve_programmes(
    registered: Registered,
    agreements: Sequence[Agreement],
    *,
    on: date,
    reason: str,
    by: Person,
    at: datetime,
) -> Registered:
    """From a day on it serves these programmes."""
    refuse_unless_may(by, Act.RECORD, registered, at)
    with recorded("serve_programmes", thing=registered, by=by, at=at, reason=reason):
        kept, today = held(registered), timezone.localdate(at)
        now = serving_now(kept)
        seen = Agreement.objects.visible_to(by, today)
        hidden = kept.served.agreements.exclude(pk__in=seen)
        served = Served.objects.of({*agreements, *hidden})  # nobody takes away what they do not see
        check_serving(
            kept.in_rules(), on=on, today=today, programmes=len(set(agreements)),
            is_same=served == kept.served, reason=reason,
        )  # fmt: skip
        now.until = on
        now.save(update_fields=["until"])
        RegisteredServing.objects.create(
            registered=kept, served=served, first_on=on, reason=reason.strip(), said_by=by
        )
        leaves = stock_change(kept, -1, on=on)
        kept.served = registered.served = served
        kept.save(update_fields=["served"])
        if entries := [*leaves, *stock_change(kept, 1, on=on)]:
            post(entries, kind="register", by=by, at=at)
    return registered
