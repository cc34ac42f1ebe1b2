"""Proposes a text to the sides, and withdraws one."""

from datetime import datetime

from django.utils import timezone

from chungtay.answers.versions import last_in_force, named_in, text_of
from chungtay.models import Person, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.versions import Move, body_json, check_body, fingerprint

from ..recorded import recorded
from .drawing import lock_thing, locked

MOVED_ON = (
    "The text in force has changed since this copy was made. Bring the copy up to date, then propose it."
)


def propose_version(version: Version, *, by: Person, at: datetime) -> Version:
    """From now on whoever sees the agreement, or the plan, reads it, and it changes no more."""
    with recorded("propose_version", thing=version, by=by, at=at, reason=version.reason):
        lock_thing(version.agreement, version.plan)
        held = locked(version, Move.PROPOSE, by=by, at=at)
        wrong = faults_of(held, at=at)
        if wrong:
            raise RuleBroken(wrong)
        held.body, held.fingerprint = body_json(held.text), fingerprint(held.text)
        held.proposed_by, held.proposed_at = by, at
        held.save(update_fields=["body", "fingerprint", "proposed_by", "proposed_at"])
    return held


def faults_of(version: Version, *, at: datetime) -> list[Message]:
    """All that keeps a draft from being proposed that day."""
    today, body = timezone.localdate(at), version.text
    found = check_body(body, on=today, named=named_in([body], version.agreement), base=version.base_text)
    if has_moved_on(version, at=at):
        found.insert(0, Message(MOVED_ON))
    elif version.follows_id and body == version.base_text:
        found.append(Message("This copy says the same as the text in force. Change what shall be otherwise."))
    if version.follows_id and not version.reason:
        found.append(Message("Write why the text is amended.", where="reason"))
    return found


def has_moved_on(version: Version, *, at: datetime) -> bool:
    """Whether the text in force is another one than the copy was made from."""
    last = last_in_force(version.agreement, version.plan)
    now = text_of(version.plan or version.agreement, on=timezone.localdate(at))
    return (last and last.pk) != version.follows_id or now != version.base_text


def withdraw_version(version: Version, *, reason: str, by: Person, at: datetime) -> Version:
    """A draft is put away; of a proposal it stays readable that it was made."""
    with recorded("withdraw_version", thing=version, by=by, at=at, reason=reason):
        held = locked(version, Move.WITHDRAW, by=by, at=at)
        if held.proposed_at and not reason.strip():
            raise RuleBroken(Message("Write why the text is withdrawn.", where="reason"))
        held.withdrawn_by, held.withdrawn_at = by, at
        held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return held
