"""Decides by when the other side acknowledges a notice. The clock is the server's, and runs at night, too."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from .life import Urgency

# Where no office has said anything; a list of the agreement, or of the installation, goes before.
HOURS: Mapping[Urgency, int] = {Urgency.DANGER: 2, Urgency.SOON: 24, Urgency.NORMAL: 72}


def hours_of(urgency: Urgency, said: Iterable[tuple[Urgency, int, bool]]) -> int:
    """`said`: of each line in force its urgency, its hours, and whether the agreement itself says so."""
    of_all, of_its_own = None, None
    for which, hours, is_own in said:
        if which is not urgency:
            continue
        if is_own:
            of_its_own = hours
        else:
            of_all = hours
    found = of_its_own if of_its_own is not None else of_all
    return HOURS[urgency] if found is None else found


def due_at(passed_on_at: datetime, hours: int) -> datetime:
    return passed_on_at + timedelta(hours=hours)


def is_late(due: datetime | None, acknowledged_at: datetime | None, now: datetime) -> bool:
    return due is not None and acknowledged_at is None and due <= now
