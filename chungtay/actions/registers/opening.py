"""Puts a thing into its register."""

from datetime import datetime

from django.utils import timezone

from chungtay.models import Person, Registered, RegisteredServing, Source
from chungtay.rules.people import Act
from chungtay.rules.registers import FactKind, check_opening, refuse

from ..ledger import post, wait_for_the_ledger
from ..recorded import recorded, refuse_unless_may
from .facts import Members, event, members_faults, stands_already, stock_change, write_fact


def open_registered(
    registered: Registered, *, members: Members | None = None, by: Person, at: datetime
) -> Registered:
    """From its day on one more stands, and one was founded. `members`: by the slug of a cell."""
    refuse_unless_may(by, Act.RECORD, registered, at)
    with recorded("open_registered", thing=registered, by=by, at=at):
        wait_for_the_ledger()  # of two clicks at once the second must see what the first one opened
        keep_opened(registered, members, by=by, at=at)
        entries = [
            *stock_change(registered, 1, on=registered.opened_on),
            *event(registered, registered.kind.founded, on=registered.opened_on),
        ]
        if entries:
            post(entries, kind="register", by=by, at=at)
    return registered


def keep_opened(registered: Registered, members: Members | None, *, by: Person, at: datetime) -> None:
    """The thing with its source, its first serving and its first fact."""
    kind, today = registered.kind, timezone.localdate(at)
    faults = check_opening(
        name=registered.name, on=registered.opened_on, today=today, is_pair=kind.is_pair,
        stands_already=stands_already(registered, registered.name), has_twin=bool(registered.twin_village),
    )  # fmt: skip
    refuse([*faults, *members_faults(kind, members or {})])
    registered.source = Source.objects.create(kind="registered", label=registered.name[:200])
    registered.save(force_insert=True)
    RegisteredServing.objects.create(
        registered=registered, served=registered.served, first_on=registered.opened_on, said_by=by
    )
    write_fact(
        registered,
        FactKind.OPENED,
        on=registered.opened_on,
        members=members,
        by=by,
        at=at,
        name=registered.name,
    )
