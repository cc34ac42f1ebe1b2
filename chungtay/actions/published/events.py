"""Puts an activity or a meeting into the public calendar and takes it out again."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from chungtay.models import Activity, Edition, EventCopy, EventKind, Meeting, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.published.papers import check_withdrawing

from ..recorded import recorded, refuse_unless_may

Thing = Activity | Meeting


def publish_event(thing: Thing, *, by: Person, at: datetime) -> EventCopy:
    """Its title, its days and its commune: nothing of who came, what was said, or in which village."""
    refuse_unless_may(by, Act.PUBLISH, thing, at)
    with recorded("publish_event", thing=thing, by=by, at=at):
        held: Thing = type(thing)._base_manager.select_for_update(of=("self",)).get(pk=thing.pk)
        _refuse_unsettled(held)
        told = _told(held, timezone.localdate(at))
        copy, _ = EventCopy.objects.update_or_create(
            thing=held.pk,
            defaults={**told, "withdrawn_at": None},
            create_defaults={**told, "published_at": at},
        )
        Edition.next()
    return copy


def withdraw_event(thing: Thing, *, reason: str, by: Person, at: datetime) -> None:
    refuse_unless_may(by, Act.PUBLISH, thing, at)
    check_withdrawing(reason)
    if not EventCopy.objects.public().filter(thing=thing.pk).exists():
        return  # pressed twice
    with recorded("withdraw_event", thing=thing, by=by, at=at, reason=reason):
        drop_event(thing, at=at)


def drop_event(thing: Thing, *, at: datetime) -> None:
    """What the house itself withdraws is public no more."""
    if EventCopy.objects.public().filter(thing=thing.pk).update(withdrawn_at=at):
        Edition.next()


def _refuse_unsettled(thing: Thing) -> None:
    if isinstance(thing, Activity) and thing.withdrawn_at is not None:
        raise RuleBroken(Message("This activity was withdrawn. What did not take place is not made public."))
    if isinstance(thing, Meeting) and thing.sent_at is None:
        raise RuleBroken(Message("The minutes were not sent yet. Send them first; then the meeting stands."))


def _told(thing: Thing, today: date) -> dict[str, Any]:
    titles = {name: getattr(thing, name) for name in ("title", "title_lo", "title_en")}
    slugs = sorted(str(slug) for slug in thing.programmes_served())
    if isinstance(thing, Meeting):
        days = {
            "kind": EventKind.MEETING,
            "first_on": thing.met_on,
            "last_on": thing.met_on,
            "place": thing.venue,
        }
    else:
        days = {
            "kind": EventKind.ACTIVITY, "first_on": thing.first_on, "last_on": thing.last_on,
            "place": thing.place.name, "place_lo": thing.place.name_lo, "place_en": thing.place.name_en,
        }  # fmt: skip
    return {**titles, **days, "programme_slug": slugs[0] if slugs else ""}
