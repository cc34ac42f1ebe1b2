"""Takes what readers send: letters to the office, and addresses to which news shall go. The portal's one way inward.

Nobody has signed in here. A form's stamp makes two clicks one letter; a network's mark, kept for an hour, makes many
letters none. Names and addresses are sealed before they are kept.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from chungtay.actions.mails import send_mail
from chungtay.actions.recorded import recorded
from chungtay.models import (
    Knock,
    Petition,
    PetitionState,
    PetitionTopic,
    Portal,
    ProgrammeCopy,
    Subscription,
)
from chungtay.papers.mails import confirmation
from chungtay.rules import readers as rules
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.sealing import NONCE, SealBroken, key_of, opened, seal

TOPICS = tuple(PetitionTopic.values)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What came with every form: its stamp, the field that people do not see, and from which network."""

    stamp: str
    trap: str = ""
    network: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    text: str
    topic: str = PetitionTopic.OTHER
    programme: str = ""
    contact: str = ""
    about: str = ""
    language: str = "vi"


@dataclass(frozen=True)
class LetterSeen:
    """A letter as its writer may follow it."""

    number: str
    received_on: date
    due_on: date | None
    state: str
    text: str
    passed_to: str
    answer: str
    reason: str
    settled_on: date | None


@dataclass(frozen=True)
class NewsSeen:
    is_confirmed: bool
    programme: str


def new_stamp(at: datetime) -> str:
    return rules.stamp_of(at, secrets.token_hex(12), _key("stamp"))


def takes_mail_addresses() -> bool:
    return bool(settings.SENDS_MAILS)


def send_letter(portal: Portal, letter: Letter, sent: Sent, *, at: datetime) -> str:
    """The token of the address at which its writer follows it. The same form sent twice is one letter."""
    if portal._state.adding or not portal.takes_letters:
        raise RuleBroken(Message("This site takes no letters."))
    token = rules.token_of(f"letter {sent.stamp}", _key("letters"))
    with transaction.atomic():
        Portal.objects.select_for_update().get(pk=portal.pk)  # numbers have no gap
        if Petition.objects.filter(token_hash=rules.hash_of(token)).exists():
            return token
        told = {"text": letter.text, "contact": letter.contact, "topic": letter.topic}
        _check_sender(sent, at, lambda: rules.check_letter(**told, topics=TOPICS))
        refuse_unknown(portal, letter.programme)
        keep_letter(portal, letter, rules.hash_of(token), at)
    return token


def keep_letter(portal: Portal, letter: Letter, token_hash: str, at: datetime) -> Petition:
    today = timezone.localdate(at)
    made = Petition(
        portal=portal, holder_id=portal.holder_id, year=today.year, number=_next_number(portal, today.year),
        token_hash=token_hash, topic=letter.topic, programme_slug=letter.programme,
        about=letter.about[:300], language=letter.language, text=letter.text.strip(), received_at=at,
        due_on=today + timedelta(days=portal.answer_days) if portal.answer_days else None,
        forget_on=today + timedelta(days=portal.keep_contact_days),
    )  # fmt: skip
    if letter.contact.strip():
        made.sealed_contact = sealed(letter.contact.strip(), str(made.pk))
    with recorded("send_letter", thing=made, by=None, at=at):
        made.save(force_insert=True)
    return made


def refuse_unknown(portal: Portal, programme: str) -> None:
    """What readers choose from are the programmes of this site, as they are public today."""
    if programme and not ProgrammeCopy.objects.on(portal).filter(slug=programme).exists():
        raise RuleBroken(Message("Choose a programme that is listed, or none.", where="programme"))


def letter_seen(portal: Portal, token: str) -> LetterSeen | None:
    held = Petition.objects.filter(portal_id=portal.pk, token_hash=rules.hash_of(token)).first()
    if held is None:
        return None
    return LetterSeen(
        str(held), timezone.localdate(held.received_at), held.due_on, held.state, held.text, held.passed_to,
        held.answer, held.reason if held.state == PetitionState.REFUSED else "",
        timezone.localdate(held.settled_at) if held.settled_at else None,
    )  # fmt: skip


def ask_for_news(
    portal: Portal, address: str, sent: Sent, *, programme: str = "", language: str, site: str, at: datetime
) -> None:
    """Sends the mail that asks back. What was there already is told to nobody: the answer is always the same."""
    if portal._state.adding or not takes_mail_addresses():
        raise RuleBroken(Message("This house sends no mails yet."))
    kept = rules.check_mail_address(address)
    _check_sender(sent, at)
    mark = rules.mark_of(kept.lower(), date.min, _key("addresses"))
    refuse_unknown(portal, programme)
    with transaction.atomic():
        Portal.objects.select_for_update().get(pk=portal.pk)
        of_this = {"portal": portal, "address_mark": mark, "programme_slug": programme}
        held = Subscription.objects.filter(**of_this).first()
        if held and (held.confirmed_at or held.asked_at > at - rules.AN_HOUR):
            return
        asked = held or Subscription(**of_this)
        asked.language, asked.site, asked.asked_at = language, site, at
        asked.sealed_address = sealed(kept, str(asked.pk))
        asked.token_hash = rules.hash_of(news_token(asked))
        with recorded("ask_for_news", thing=asked, by=None, at=at):
            asked.save()
    subject, text = confirmation(portal.said("name", language), news_address(asked), language)
    try:
        send_mail(kept, subject, text, portal=portal)
    except OSError as problem:  # the mail server is silent
        Subscription.objects.filter(pk=asked.pk, confirmed_at=None).delete()
        raise RuleBroken(Message("The mail could not be sent. Try again later.")) from problem


def news_seen(portal: Portal, token: str) -> NewsSeen | None:
    held = _subscription(portal, token)
    return NewsSeen(held.confirmed_at is not None, held.programme_slug) if held else None


def confirm_news(portal: Portal, token: str, *, at: datetime) -> bool:
    """Whether there was something to confirm; twice is harmless."""
    held = _subscription(portal, token)
    if held is None or (held.confirmed_at is None and held.asked_at < at - rules.CONFIRM_WITHIN):
        return False
    if held.confirmed_at is None:
        with recorded("confirm_news", thing=held, by=None, at=at):
            Subscription.objects.filter(pk=held.pk, confirmed_at=None).update(confirmed_at=at)
    return True


def end_news(portal: Portal, token: str, *, at: datetime) -> None:
    """Nothing of the reader stays. Ending what is not there is harmless."""
    held = _subscription(portal, token)
    if held is not None:
        with recorded("end_news", thing=held, by=None, at=at):
            Subscription.objects.filter(pk=held.pk).delete()


def news_token(subscription: Subscription) -> str:
    """Made anew whenever it is written into a mail; only its hash is kept."""
    return rules.token_of(f"news {subscription.pk}", _key("news"))


def news_address(subscription: Subscription, name: str = "subscription") -> str:
    told = {"language": subscription.language, "token": news_token(subscription)}
    return subscription.site + reverse(name, kwargs=told)


def sealed(text: str, bound_to: str) -> bytes:
    key = key_of(settings.READER_KEY)
    return seal(text, key=key, nonce=secrets.token_bytes(NONCE), bound_to=bound_to)


def unsealed(held: bytes | memoryview, bound_to: str) -> str:
    """Empty where it was sealed under another key: a home that was copied without its keys tells nobody."""
    try:
        return opened(bytes(held), key=key_of(settings.READER_KEY), bound_to=bound_to)
    except SealBroken:
        return ""


def _subscription(portal: Portal, token: str) -> Subscription | None:
    held = Subscription.objects.filter(token_hash=rules.hash_of(token))
    return None if portal._state.adding else held.filter(portal=portal).first()


def _check_sender(sent: Sent, at: datetime, check: Callable[[], None] = lambda: None) -> None:
    """A form that is refused counts as no letter: who mends what they wrote is not slowed."""
    rules.check_stamp(sent.stamp, sent.trap, at, _key("stamp"))
    check()
    Knock.objects.filter(at__lt=at - rules.AN_HOUR).delete()
    mark = rules.mark_of(sent.network, timezone.localdate(at), _key("marks"))
    rules.check_pace(by_this_network=Knock.objects.filter(mark=mark).count(), by_all=Knock.objects.count())
    Knock.objects.create(mark=mark, at=at)


def _next_number(portal: Portal, year: int) -> int:
    last = Petition.objects.filter(portal=portal, year=year).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def _key(what: str) -> bytes:
    return rules.key_of(settings.READER_KEY, what)
