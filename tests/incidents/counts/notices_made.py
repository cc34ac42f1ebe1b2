"""Notices of the small world for tests that need no seal: numbers, steps and bytes that nobody opens."""

from datetime import datetime, timedelta

from chungtay.incidents.demo.keys import make_identity
from chungtay.incidents.models import Enrolment, Item, KeyList, Notice, NoticeStep, Retention, SideKey
from chungtay.incidents.rules.life import Step, Urgency
from chungtay.models import Agreement, Person, Seat
from tests.world import NOW, World

LONG_AGO = NOW - timedelta(days=1200)
BODY = {"protected": "e30", "iv": "AAAA", "ciphertext": "c2VhbGVk", "tag": "AAAA"}


def seats_of(world: World, programme: Agreement | None = None) -> tuple[Seat, Seat]:
    """West, where the notices of these tests begin, and east; or the two of another programme."""
    west, east = (programme or world.programme).seats.order_by("number")[:2]
    return west, east


def made_notice(
    world: World,
    number: int = 7,
    *,
    by: Person | None = None,
    at: datetime = NOW,
    programme: Agreement | None = None,
) -> Notice:
    west, _ = seats_of(world, programme)
    person = by or world.officer
    notice: Notice = Notice.objects.create(
        agreement=west.agreement, year=at.year, number=number, side=west, urgency=Urgency.SOON, begun_at=at,
        begun_by=person,
    )  # fmt: skip
    add_step(notice, west, Step.BEGUN, by=person, at=at)
    add_item(notice, west, by=person, at=at)
    return notice


def add_item(notice: Notice, side: Seat | None, *, by: Person, at: datetime = NOW) -> Item:
    position = notice.items.count() + 1
    return Item.objects.create(
        notice=notice,
        side=side,
        position=position,
        body=BODY,
        size=6,
        sender_kid="k" * 43,
        received_at=at,
        by=by,
    )


def add_step(notice: Notice, side: Seat, step: Step, *, by: Person | None, at: datetime = NOW) -> NoticeStep:
    return NoticeStep.objects.create(notice=notice, side=side, step=step, at=at, happened_at=at, by=by)


def cross(notice: Notice, *, by: Person, at: datetime = NOW, hours: int = 24) -> None:
    notice.crossed_at, notice.crossed_by, notice.due_at = at, by, at + timedelta(hours=hours)
    notice.save()
    add_step(notice, notice.side, Step.PASSED_ON, by=by, at=at)
    add_item(notice, None, by=by, at=at)


def close(notice: Notice, *sides: Seat, by: Person, at: datetime = NOW) -> None:
    for side in sides:
        add_step(notice, side, Step.CLOSED, by=by, at=at)


def list_key(person: Person, seat: Seat, *, at: datetime = NOW) -> Enrolment:
    """Keys that open nothing: what is listed, not what it opens, matters here."""
    own, side = make_identity(), make_identity()
    word = f"{person.pk}{seat.pk}".replace("-", "")[:41]
    key = SideKey.objects.filter(seat=seat).first() or SideKey.objects.create(
        seat=seat, number=1, signing=side.card["sig"], signing_kid="s" * 43, recovery=side.card, recovery_kid="r" * 43,
        wrapped_signing="w", wrapped_recovery="w", made_at=at, made_by=person,
    )  # fmt: skip
    number = KeyList.objects.filter(seat=seat).count() + 1
    listed = KeyList.objects.create(
        seat=seat, number=number, signed="x", head=f"{number:043}", key=key, posted_at=at, posted_by=person
    )
    return Enrolment.objects.create(
        person=person,
        seat=seat,
        card=own.card,
        kid=f"e-{word}",
        sig_kid=f"s-{word}",
        wrapped="w",
        asked_at=at,
        listed_in=listed,
    )


def keep_for(months: int, agreement: Agreement | None = None) -> Retention:
    return Retention.objects.create(
        agreement=agreement, months=months, source="Minutes of both sides", valid_from=LONG_AGO.date()
    )
