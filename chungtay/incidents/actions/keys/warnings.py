"""Keeps what a browser refused to believe, for both sides to read, until somebody who keeps keys settles it."""

from datetime import datetime
from typing import Any

from chungtay.actions.recorded import recorded
from chungtay.models import Person, Seat
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ...answers.sides import own_sides
from ...models import KeyWarning

LONGEST, MOST, ENOUGH = 100, 8, 10


def warn_of_key(seat: Seat, kind: Any, seen: Any, *, by: Person, at: datetime) -> KeyWarning:
    """`seen`: thumbprints and numbers, nothing that a notice could be hidden in by mistake."""
    if kind not in KeyWarning.Kind.values or not _is_short(seen):
        raise RuleBroken(Message("This is no warning that can be kept."))
    standing = KeyWarning.objects.filter(seat=seat, kind=kind, by=by, settled_at=None)
    same = standing.filter(seen=seen).first()
    if same:
        return same  # the browser meets it again at every page
    newest = standing.first()
    if newest and standing.count() >= ENOUGH:
        return newest  # a server that lies anew at every page must not fill the page of warnings
    made = KeyWarning(seat=seat, kind=kind, seen=seen, at=at, by=by)
    with recorded("warn_of_key", thing=made, by=by, at=at, reason=kind):
        made.save(force_insert=True)
    return made


def _is_short(seen: Any) -> bool:
    return isinstance(seen, dict) and len(seen) <= MOST and all(
        type(value) in (int, str, type(None)) and len(str(name)) <= LONGEST and len(str(value)) <= LONGEST
        for name, value in seen.items()
    )  # fmt: skip


def settle_warning(warning: KeyWarning, note: str, *, by: Person, at: datetime) -> KeyWarning:
    """Whoever keeps the keys of either side says what came of it; the warning stays in the history."""
    agreement, note = warning.seat.agreement, note.strip()
    if not own_sides(agreement, by, Act.SIGN, at.date()):
        raise RuleBroken(Message("Your post does not allow this."))
    if not note:
        raise RuleBroken(Message("Say what you found: both sides will read it.", where="note"))
    with recorded("settle_warning", thing=warning, by=by, at=at, reason=note):
        held: KeyWarning = KeyWarning.objects.select_for_update().get(pk=warning.pk)
        if held.settled_at is None:
            held.settled_at, held.settled_by, held.note = at, by, note
            held.save()
    return held
