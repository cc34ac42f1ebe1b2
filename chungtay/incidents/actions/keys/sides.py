"""Keeps a side's keys as a ceremony made them, and hands the wrapped halves out to whoever keeps the words."""

from datetime import datetime
from typing import Any

from chungtay.actions.recorded import recorded
from chungtay.models import Person, Seat
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ...answers.keys import keys_of_side, used_kids
from ...models import KeyList, SideKey
from ...rules.keys import NewKey, OldKey, check_side_key, thumbprint
from .allowed import locked, refuse_unless_for
from .lists import keep_list

WHICH = ("signing", "recovery")


def make_side_key(seat: Seat, new: NewKey, compact: Any, *, by: Person, at: datetime) -> SideKey:
    """The side's first key, or the one that follows; with it comes the list that the new key signed."""
    refuse_unless_for(seat, by, Act.SIGN, at)
    made = SideKey(seat=seat, made_at=at, made_by=by, reason=new.reason, witness=new.witness)
    with recorded("make_side_key", thing=made, by=by, at=at, reason=new.reason):
        locked(seat)
        held = keys_of_side(seat)
        before = [OldKey(key.number, key.signing, key.recovery) for key in held]
        check_side_key(new, before, seat=str(seat.pk), used=used_kids())
        SideKey.objects.filter(seat=seat, ended_at=None).update(ended_at=at)
        made.number, made.succession = new.number, new.succession or ""
        made.signing, made.signing_kid = new.signing, thumbprint(new.signing)
        made.recovery, made.recovery_kid = new.recovery, thumbprint(new.recovery["enc"])
        made.wrapped_signing, made.wrapped_recovery = new.wrapped_signing, new.wrapped_recovery
        made.save(force_insert=True)
        first = KeyList(seat=seat, posted_at=at, posted_by=by)
        with recorded("post_key_list", thing=first, by=by, at=at):
            keep_list(first, made, compact)
    return made


def hand_out_side_key(seat: Seat, which: Any, number: Any = None, *, by: Person, at: datetime) -> SideKey:
    """The line of the audit is written before a byte leaves. `number` None: the key in force."""
    refuse_unless_for(seat, by, Act.SIGN, at)
    held = keys_of_side(seat)
    found = next((key for key in reversed(held) if number in (None, key.number)), None)
    if found is None or which not in WHICH:
        raise RuleBroken(Message("This side has no key yet. Hold the ceremony first."))
    with recorded("open_side_key", thing=found, by=by, at=at, reason=str(which), changes=False):
        pass
    return found
