"""Sends readers once a day what was published since, and forgets what was theirs when its day has come."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from chungtay.actions.jobs import Telling, work
from chungtay.actions.mails import send_mail
from chungtay.actions.readers import news_address, unsealed
from chungtay.actions.recorded import recorded
from chungtay.models import ArticleCopy, Knock, Petition, Subscription
from chungtay.papers.mails import Item, digest
from chungtay.rules.readers import AN_HOUR, CONFIRM_WITHIN


@work("send_news", every=timedelta(days=1), seconds=3600)
def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    """Each reader by itself, remembered as soon as the mail is out: a try after a fault sends nobody the same twice."""
    if not settings.SENDS_MAILS:
        return {"sent": 0}
    waiting = list(Subscription.objects.exclude(confirmed_at=None).select_related("portal"))
    sent = 0
    for number, one in enumerate(waiting, 1):
        sent += send_news(one, told.at)
        told.step(number, of=len(waiting))
    return {"sent": sent}


@work("forget_readers", every=timedelta(days=1))
def forget(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    return {"forgotten": forget_due(told.at)}


def send_news(one: Subscription, at: datetime) -> bool:
    """Whether a mail went out; a reader to whom nothing is new gets none."""
    items = [item_of(one, copy) for copy in new_for(one, at)]
    address = unsealed(one.sealed_address, str(one.pk)) if items else ""
    if not address:
        return False
    subject, text = digest(
        one.portal.said("name", one.language),
        items,
        page=one.site + reverse("home", kwargs={"language": one.language}),
        ends_at=news_address(one),
        language=one.language,
    )
    went = send_mail(
        address, subject, text, portal=one.portal, ends_at=news_address(one, "subscription-ending")
    )
    Subscription.objects.filter(pk=one.pk).update(last_sent_at=at)
    return went


def new_for(one: Subscription, at: datetime) -> list[ArticleCopy]:
    """Each story once, in the reader's language where it has one, newest first."""
    since = one.last_sent_at or one.confirmed_at
    copies = ArticleCopy.objects.on(one.portal).filter(published_at__gt=since, published_at__lte=at)
    if one.programme_slug:
        copies = copies.filter(programme_slug=one.programme_slug)
    found: dict[object, ArticleCopy] = {}
    for copy in copies.filter(Q(language=one.language) | Q(is_main=True)):
        held = found.get(copy.story)
        if held is None or copy.language == one.language:
            found[copy.story] = copy
    return sorted(found.values(), key=lambda copy: copy.published_at, reverse=True)


def item_of(one: Subscription, copy: ArticleCopy) -> Item:
    there = reverse("article", kwargs={"language": one.language, "slug": copy.slug})
    return Item(copy.title, copy.summary, one.site + there)


def forget_due(at: datetime) -> int:
    """Contacts of letters on their day, addresses that nobody confirmed, marks of networks after their hour."""
    Knock.objects.filter(at__lt=at - AN_HOUR).delete()
    Subscription.objects.filter(confirmed_at=None, asked_at__lt=at - CONFIRM_WITHIN).delete()
    due = Petition.objects.filter(forget_on__lte=timezone.localdate(at)).exclude(sealed_contact=b"")
    number = 0
    for petition in due:
        with recorded("forget_contact", thing=petition, by=None, at=at):
            Petition.objects.filter(pk=petition.pk).update(sealed_contact=b"")
        number += 1
    return number
