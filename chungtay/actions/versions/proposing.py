"""Proposes a text to the sides, withdraws one, and issues what is one body's own."""

from datetime import datetime

from django.utils import timezone

from chungtay.answers.versions import faults_of
from chungtay.models import Person, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.versions import Move, body_json, fingerprint

from ..recorded import recorded
from .applying import put_in_force
from .drawing import lock_thing, locked


def propose_version(version: Version, *, by: Person, at: datetime) -> Version:
    """From now on whoever sees the agreement, or the plan, reads it, and it changes no more."""
    with recorded("propose_version", thing=version, by=by, at=at, reason=version.reason):
        lock_thing(version.agreement, version.plan)
        held = locked(version, Move.PROPOSE, by=by, at=at)
        wrong = faults_of(held, timezone.localdate(at))
        if wrong:
            raise RuleBroken(wrong)
        held.body, held.fingerprint = body_json(held.text), fingerprint(held.text)
        held.proposed_by, held.proposed_at = by, at
        held.save(update_fields=["body", "fingerprint", "proposed_by", "proposed_at"])
    return held


def withdraw_version(version: Version, *, reason: str, by: Person, at: datetime) -> Version:
    """A draft is put away; of a proposal it stays readable that it was made."""
    with recorded("withdraw_version", thing=version, by=by, at=at, reason=reason):
        held = locked(version, Move.WITHDRAW, by=by, at=at)
        if held.proposed_at and not reason.strip():
            raise RuleBroken(Message("Write why the text is withdrawn.", where="reason"))
        held.withdrawn_by, held.withdrawn_at = by, at
        held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return held


def issue_amendment(version: Version, *, by: Person, at: datetime) -> Version:
    """Let the amended plan of one body come into force: of a plan of the seats each side says yes to it instead."""
    if version.plan is None or version.plan.is_joint:
        raise RuleBroken(Message("This text comes into force when every side has said yes to it."))
    return put_in_force(version, on=timezone.localdate(at), by=by, at=at)
