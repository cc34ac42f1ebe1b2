"""Takes sealed notices in: begins one, adds to it, passes it on, lets colleagues open what was sealed before.

What comes is sealed already; here only its outward form is judged, who sends it, and to whom it is sealed. Posting the
same again does nothing and gives the same answer: lines break, and people press twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from chungtay.actions.recorded import audited_together, recorded
from chungtay.models import Agreement, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..answers.lists import hours_for
from ..answers.parties import (
    actors_for,
    granting_keys,
    listed_keys,
    open_keys,
    own_signature_key,
    recipients_of,
    state_for,
)
from ..answers.sides import own_sides, sides_of
from ..models import Enrolment, Item, Notice, SenderKey
from ..rules.clocks import due_at
from ..rules.envelopes import (
    NOT_YOURS,
    STRANGER,
    check_recipients,
    head_of,
    read_grant,
    read_item,
)
from ..rules.keys import check_card, thumbprint
from ..rules.life import Actor, Place, Step, Urgency, check_adding, check_step, warnings
from ..rules.sealed.items import MOST_ENTRIES
from .asked import key_in, moment_in, refusal, refuse_unless, word_in
from .keeping import keep_grant, keep_item, kept_already, locked, write_step

NOT_PASSED_ON = "This notice was not passed on yet, so nothing can lie between the two sides."


@dataclass(frozen=True)
class Taken:
    """What was taken in, and of which side it is to be said that it has too few recipients."""

    notice: Notice
    item: Item
    warned: list[Message]


def begin_notice(agreement: Agreement, told: dict[str, Any], *, by: Person, at: datetime) -> Taken:
    """Any officer of a side, enrolled or not: sending never waits for ceremony."""
    side, key = key_in(told, "side"), key_in(told, "notice")
    urgency, told_at = word_in(told, "urgency", Urgency), moment_in(told, "told_at")
    today = timezone.localdate(at)
    own = {one.pk for one in own_sides(agreement, by, Act.RECORD, today)}
    refuse_unless(side, own, Actor.SENDER)
    new_key = new_sender_key(told.get("sender"), side, by=by, at=at)
    sealed = read_item(told.get("item"), notice=key, signer=signers_of(by, agreement, new_key))
    warned = warnings(recipients_of(agreement, [side], today))
    with audited_together():
        Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)  # one number after another
        held = Notice.objects.filter(pk=key).first()
        kept = kept_already(sealed, key, side, by=by)
        if held and kept:
            return Taken(held, kept, warned)
        if held:
            raise refusal("notice")
        check_recipients(sealed.kids, listed=listed_in(agreement, [side]), own=frozenset([side]), others=None)
        if new_key and new_key.sig_kid == sealed.sender:
            keep_sender_key(new_key)
        notice = numbered(agreement, Notice(id=key, side_id=side, urgency=urgency, begun_at=at, begun_by=by))
        with recorded("notice_begin", thing=notice, by=by, at=at, reason=str(notice)):
            notice.save(force_insert=True)
            item = keep_item(sealed, notice, side, by=by, at=at)
            write_step(notice, Step.BEGUN, side, by=by, at=at)
        if told_at:  # as it was said, even where a clock was years off: what is sealed waits for nothing
            with recorded("notice_told", thing=notice, by=by, at=at, reason=str(notice)):
                write_step(notice, Step.TOLD, side, by=by, at=at, happened_at=told_at)
    return Taken(notice, item, warned)


def numbered(agreement: Agreement, notice: Notice) -> Notice:
    """The next number of the agreement's year; the agreement is locked, and what fails takes no number."""
    notice.agreement, notice.year = agreement, timezone.localdate(notice.begun_at).year
    same_year = Notice.objects.filter(agreement=agreement, year=notice.year)
    notice.number = (same_year.aggregate(last=Max("number"))["last"] or 0) + 1
    return notice


def add_item(notice: Notice, told: dict[str, Any], *, by: Person, at: datetime) -> Taken:
    """To the own side's file, or between both sides; the first one that crosses passes the notice on."""
    agreement, today = notice.agreement, timezone.localdate(at)
    side = None if told.get("side") is None else key_in(told, "side")
    roles = actors_for(by, agreement, today)
    reads = {one for one, actors in roles.items() if Actor.RECIPIENT in actors}
    if side:
        refuse_unless(side, {one for one, actors in roles.items() if Actor.SENDER in actors}, Actor.SENDER)
    elif not reads:
        refuse_unless(notice.side_id, reads, Actor.RECIPIENT)
    sealed = read_item(told.get("item"), notice=notice.pk, signer=signers_of(by, agreement, None))
    mine = frozenset([side] if side else reads)
    with audited_together():
        held = locked(notice)
        theirs = frozenset(one.pk for one in sides_of(agreement, today)) - mine
        warned = warnings(recipients_of(agreement, mine if side else mine | theirs, today))
        if kept := kept_already(sealed, held.pk, side, by=by):
            return Taken(held, kept, warned)
        passes = side is None and told.get("passes_on") is True and held.crossed_at is None
        check_place(held, side, mine, roles, passes=passes)
        everybody = mine if side else mine | theirs
        check_recipients(
            sealed.kids,
            listed=listed_in(agreement, everybody),
            own=mine,
            others=None if side else theirs,
        )
        act = "notice_pass_on" if passes else "notice_item"
        with recorded(act, thing=held, by=by, at=at, reason=str(held)):
            item = keep_item(sealed, held, side, by=by, at=at)
            if passes:
                pass_on(held, told, by=by, at=at)
    return Taken(held, item, warned)


def check_place(
    held: Notice, side: UUID | None, mine: frozenset[UUID], roles: dict[UUID, set[Actor]], *, passes: bool
) -> None:
    """Whether the parts of the notice to which it is added still take something."""
    steps = list(held.steps.order_by("at"))
    if passes:
        here = held.side_id
        check_step(Place.HERE, state_for(held, here, steps), Step.PASSED_ON, roles.get(here, set()))
        return
    if side is None and held.crossed_at is None:
        raise RuleBroken(Message(NOT_PASSED_ON))
    for one in mine:
        check_adding(state_for(held, one, steps))


def pass_on(held: Notice, told: dict[str, Any], *, by: Person, at: datetime) -> None:
    """From now on the other side's clock runs; a recipient may say that it is more urgent than it seemed, or less."""
    if told.get("urgency") is not None:
        held.urgency = word_in(told, "urgency", Urgency)
    hours = hours_for(held.agreement, timezone.localdate(at))[Urgency(held.urgency)]
    held.crossed_at, held.crossed_by, held.due_at = at, by, due_at(at, hours)
    held.save(update_fields=["urgency", "crossed_at", "crossed_by", "due_at"])
    write_step(held, Step.PASSED_ON, held.side_id, by=by, at=at)


def grant_item(item: Item, told: dict[str, Any], *, by: Person, at: datetime) -> None:
    """One more key may open the item, says somebody who could: a colleague who came later, or lost her key."""
    agreement, today = item.notice.agreement, timezone.localdate(at)
    with audited_together():
        held = locked(item.notice)
        grants = list(item.grants.order_by("number"))
        if any(one.signed == told.get("signed") for one in grants):
            return
        kids = set(item.entries.values_list("kid", flat=True))
        signers = granting_keys(by, agreement, today, kids=kids, sender=item.sender_kid)
        if item.body is None or len(kids) >= MOST_ENTRIES:
            raise refusal("iid")
        entry = read_grant(told, body=item.body, prev=head_of(grants[-1].signed), signers=signers)
        allowed = {kid for kid, side in open_keys(agreement).items() if item.side_id in (None, side)}
        if entry.kid not in allowed:
            raise RuleBroken(Message(STRANGER))
        if entry.kid in kids:
            raise RuleBroken(Message("This key can open the item already."))
        with recorded("notice_grant", thing=held, by=by, at=at, reason=str(held)):
            keep_grant(item, told["signed"], [entry], number=len(grants), by=by, at=at)


def listed_in(agreement: Agreement, sides: Iterable[UUID]) -> dict[str, UUID]:
    wanted = set(sides)
    return {kid: side for kid, side in listed_keys(agreement).items() if side in wanted}


def signers_of(by: Person, agreement: Agreement, new: SenderKey | None) -> Any:
    """By the thumbprint that an item claims: the key, where it is one of the person's own."""

    def signer(kid: str) -> dict[str, Any] | None:
        if new and new.sig_kid == kid:
            signature: dict[str, Any] = new.card["sig"]
            return signature
        return own_signature_key(by, agreement, kid)

    return signer


def new_sender_key(card: Any, side: UUID, *, by: Person, at: datetime) -> SenderKey | None:
    """Of somebody without enrolment, whose browser made a signature key at once. Not kept yet."""
    if card is None:
        return None
    check_card(card)
    return SenderKey(person=by, seat_id=side, card=card, sig_kid=thumbprint(card["sig"]), made_at=at)


def keep_sender_key(new: SenderKey) -> None:
    """Once. A key that is somebody else's already makes nobody a sender."""
    if Enrolment.objects.filter(sig_kid=new.sig_kid).exists():
        raise RuleBroken(Message(NOT_YOURS))
    held, _ = SenderKey.objects.get_or_create(
        sig_kid=new.sig_kid,
        defaults={"person": new.person, "seat_id": new.seat_id, "card": new.card, "made_at": new.made_at},
    )
    if held.person_id != new.person_id or held.card != new.card:
        raise RuleBroken(Message(NOT_YOURS))
