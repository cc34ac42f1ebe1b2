"""What waits for a person in the annex, for the house's list of work: numbers and clocks, and nothing of any content.

One question finds where anything may wait; only those agreements are looked at further.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from chungtay.answers.work import Door, Owed
from chungtay.models import Agreement, Person, Post
from chungtay.rules.messages import Message
from chungtay.rules.people import ALLOWED, Act, Kind, Role

from ..models import Enrolment, Entry, KeyWarning, Notice, NoticeStep, Opening
from ..rules.life import Step
from .sides import own_sides, recipient_of

ONE_WAITS = "A notice waits for you."
MANY_WAIT = "Notices wait for you: %(count)s."
ONE_TO_PASS_ON = "A notice waits to be passed on."
MANY_TO_PASS_ON = "Notices wait to be passed on: %(count)s."
UNACKNOWLEDGED = "Notice %(number)s of %(year)s is unacknowledged."
ONE_TO_LIST = "A key waits to be listed."
MANY_TO_LIST = "Keys wait to be listed: %(count)s."
WARNED = "A browser refused a key. Look at it before anything else is sealed."


def waiting(person: Person, today: date) -> Iterator[tuple[Post, Owed]]:
    """Rows, each under the first post that serves the agreement and may have to do with notices."""
    posts = [
        post
        for post in person.posts_on(today)
        if any(kind is Kind.NOTICE for _, kind in ALLOWED[Role(post.role)])
    ]
    if not posts:
        return
    near = agreements_with_work()
    for agreement in Agreement.objects.filter(pk__in=near).order_by("slug") if near else ():
        post = next((post for post in posts if post.serves(agreement.slug)), None)
        if post:
            for owed in owed_in(agreement, person, today):
                yield post, owed


def agreements_with_work() -> set[UUID]:
    """One question, for most who look at their work have nothing to do here."""
    notices = Notice.objects.order_by().values_list("agreement")
    asked = Enrolment.objects.order_by().filter(TO_BE_LISTED).values_list("seat__agreement")
    warned = KeyWarning.objects.order_by().filter(settled_at=None).values_list("seat__agreement")
    return {found for (found,) in notices.union(asked, warned)}


TO_BE_LISTED = Q(listed_in=None, withdrawn_at=None, lost_at=None)


def owed_in(agreement: Agreement, person: Person, today: date) -> Iterator[Owed]:
    reads = recipient_of(person, agreement, today)
    keeps = {side.pk for side in own_sides(agreement, person, Act.SIGN, today)}
    if not reads and not keeps:
        return
    room, keys = (
        Door(Message(""), "notice-room", (agreement.slug,)),
        Door(Message(""), "notice-keys", (agreement.slug,)),
    )
    yield from unacknowledged(agreement, room)
    if reads:
        unread = unread_by(person, agreement, reads)
        yield from together(agreement, unread, ONE_WAITS, MANY_WAIT, room)
        here = Notice.objects.filter(agreement=agreement, side__in=reads, crossed_at=None)
        waits = list(here.exclude(pk__in=closed_here(agreement)).values_list("begun_at", flat=True))
        yield from together(agreement, waits, ONE_TO_PASS_ON, MANY_TO_PASS_ON, room)
    if keeps:
        asked = Enrolment.objects.filter(TO_BE_LISTED, seat__in=keeps).values_list("asked_at", flat=True)
        yield from together(agreement, list(asked), ONE_TO_LIST, MANY_TO_LIST, keys)
    warned = KeyWarning.objects.filter(settled_at=None, seat__agreement=agreement).values_list(
        "at", flat=True
    )
    yield from together(agreement, list(warned), WARNED, WARNED, keys)


def unacknowledged(agreement: Agreement, room: Door) -> Iterator[Owed]:
    """Both sides and those above them read that a clock ran out; the clock itself has written it."""
    ran_out = NoticeStep.objects.filter(notice=OuterRef("pk"), step=Step.ESCALATED)
    late = Notice.objects.filter(Exists(ran_out), agreement=agreement, acknowledged_at=None)
    for notice in late.order_by("due_at"):
        assert notice.due_at, "what crossed has a clock"
        words = Message(UNACKNOWLEDGED, {"number": notice.number, "year": notice.year})
        yield Owed(
            "sealed_late",
            agreement,
            timezone.localdate(notice.due_at),
            door=Door(words, room.page, room.named),
        )


def unread_by(person: Person, agreement: Agreement, reads: Iterable[UUID]) -> list[datetime]:
    """When each notice came of which an item is sealed to the person's key and was never opened with it."""
    opened = Opening.objects.filter(item=OuterRef("item"), person=person)
    mine = Entry.objects.filter(
        enrolment__person=person, enrolment__seat__in=reads, enrolment__ended_in=None, enrolment__lost_at=None,
        item__notice__agreement=agreement, item__body__isnull=False,
    ).exclude(item__by=person)  # fmt: skip
    unread = mine.filter(~Exists(opened)).values_list("item__notice", "item__received_at")
    first: dict[UUID, datetime] = {}
    for notice, received_at in unread:
        first[notice] = min(received_at, first.get(notice, received_at))
    return list(first.values())


def closed_here(agreement: Agreement) -> Iterable[UUID]:
    """Notices whose own side has closed them, and has not opened them again."""
    ended: dict[UUID, bool] = {}
    said = NoticeStep.objects.filter(
        step__in=(Step.CLOSED, Step.REOPENED), side=F("notice__side"), notice__agreement=agreement
    )
    for notice, step in said.order_by("at").values_list("notice", "step"):
        ended[notice] = step == Step.CLOSED
    return [notice for notice, is_closed in ended.items() if is_closed]


def together(agreement: Agreement, since: list[datetime], one: str, many: str, door: Door) -> Iterator[Owed]:
    """One row for all of a kind: how many, and since when the first one waits."""
    if since:
        words = Message(one) if len(since) == 1 else Message(many, {"count": len(since)})
        waits = timezone.localdate(min(since))
        yield Owed("sealed", agreement, waits_since=waits, door=Door(words, door.page, door.named))
