"""Merges things into one that goes on, and lets a part of one become a thing of its own."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Person, Registered
from chungtay.rules.people import Act
from chungtay.rules.registers import FactKind, check_merger, check_split, refuse

from ..ledger import post, wait_for_the_ledger
from ..recorded import recorded, refuse_unless_may
from .closing import end
from .facts import Members, event, held, stock_change, write_fact
from .opening import keep_opened


def merge_registered(
    registered: Registered, others: Sequence[Registered], *, on: date, reason: str, by: Person, at: datetime
) -> None:
    """The others close that day into this one, which goes on. What each of them did before stays its own."""
    for one in (registered, *others):
        refuse_unless_may(by, Act.RECORD, one, at)
    with recorded("merge_registered", thing=registered, by=by, at=at, reason=reason):
        wait_for_the_ledger()
        kept, taken = held(registered), [held(one) for one in dict.fromkeys(others)]
        check_merger(
            kept.in_rules(), {one.name: one.in_rules() for one in taken}, on=on, today=timezone.localdate(at),
            itself=kept in taken, one_kind=all(one.kind == kept.kind for one in taken), reason=reason,
        )  # fmt: skip
        entries = []
        for one in taken:
            for at_one, kind, other in ((kept, FactKind.TOOK_IN, one), (one, FactKind.JOINED, kept)):
                write_fact(at_one, kind, other=other, on=on, by=by, at=at, reason=reason.strip())
            entries += end(one, on=on)
        if entries:
            post(entries, kind="register", by=by, at=at)


def split_registered(
    registered: Registered, part: Registered, *, members: Members | None = None, reason: str, by: Person,
    at: datetime,
) -> Registered:  # fmt: skip
    """A part of it is opened as a thing of its own, from the part's first day on; the old one goes on."""
    for one in (registered, part):
        refuse_unless_may(by, Act.RECORD, one, at)
    with recorded("split_registered", thing=registered, by=by, at=at, reason=reason):
        kept = held(registered)
        refuse(check_split(kept.in_rules(), on=part.opened_on, today=timezone.localdate(at), reason=reason))
        part.kind = kept.kind
        keep_opened(part, members, by=by, at=at)
        write_fact(kept, FactKind.SPLIT, other=part, on=part.opened_on, by=by, at=at, reason=reason.strip())
        entries = [
            *stock_change(part, 1, on=part.opened_on), *event(part, kept.kind.founded, on=part.opened_on),
        ]  # fmt: skip
        if entries:
            post(entries, kind="register", by=by, at=at)
    return part
