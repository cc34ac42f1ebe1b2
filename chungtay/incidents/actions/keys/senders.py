"""Keeps a recipient's word that a key, made by the browser of somebody without enrolment, is that person's."""

from datetime import datetime
from typing import Any

from chungtay.actions.recorded import recorded
from chungtay.models import Person
from chungtay.rules.messages import Message, RuleBroken

from ...models import Enrolment, SenderKey
from ...models.keys import ACTIVE
from ...rules.keys import read_signed
from ...rules.sealed.lists import SENDER

MEMBERS = "person enc sig iat"


def confirm_sender(sender: SenderKey, compact: Any, *, by: Person, at: datetime) -> SenderKey:
    """Signed by a recipient of the sender's own side, who knows the person and compared the fingerprint by voice."""
    own = Enrolment.objects.filter(ACTIVE, person=by, seat=sender.seat_id, lost_at=None)
    keys = {one.sig_kid: one for one in own}
    if not keys or sender.person_id == by.pk:
        raise RuleBroken(Message("Only another recipient of the same side can confirm this."))
    signed = read_signed(compact, SENDER, MEMBERS, {kid: one.card["sig"] for kid, one in keys.items()})
    told = {"person": str(sender.person_id), **sender.card}
    if signed.body | told != signed.body:
        raise RuleBroken(Message("This confirms another key than the one shown. Load the page again."))
    if sender.confirmed_at:
        return sender  # a second word adds nothing
    with recorded("confirm_sender", thing=sender, by=by, at=at):
        held: SenderKey = SenderKey.objects.select_for_update().get(pk=sender.pk)
        held.confirmation, held.confirmed_by, held.confirmed_at = compact, keys[signed.kid], at
        held.save()
    return held
