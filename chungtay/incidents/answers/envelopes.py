"""What exists of notices for one person: numbers, clocks, steps, who opened what; and, once that is written, the bytes.

A notice holds up to three streams: the file of each side, and what lies between them. A stream of another side does not
exist: neither its items nor their number. So an item's position counts within its stream, the same for everybody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from chungtay.models import Agreement, Person, Post
from chungtay.rules.people import Act

from ..models import Entry, Grant, Item, Notice, NoticeStep, Opening
from ..rules.envelopes import iat_of
from ..rules.life import SAID, State, Step, moves_open
from .parties import actors_for, place_of, state_for
from .sides import near, notices_for, own_sides, recipient_of

Told = dict[str, Any]


def notice_for(person: Person, key: UUID, today: date) -> Notice | None:
    """None where it does not exist, or not for her: both are asked of the database in the same words."""
    found = Notice.objects.select_related("agreement").filter(near(person, today), pk=key).first()
    if found and notices_for(person, found.agreement, today).filter(pk=key).exists():
        return found
    return None


def sides_known(person: Person, agreement: Agreement, today: date) -> set[UUID]:
    """The sides whose file exists for her: whose key she holds, or whose trail she reads."""
    trail = {side.pk for side in own_sides(agreement, person, Act.READ, today)}
    return trail | recipient_of(person, agreement, today)


def items_for(person: Person, agreement: Agreement, today: date) -> QuerySet[Item]:
    """What she sealed herself, the files of her sides, and what lies between."""
    known = sides_known(person, agreement, today)
    near = Q(side__in=known) | Q(side=None) if known else Q(pk__in=[])
    return Item.objects.filter(Q(by=person) | near, notice__in=notices_for(person, agreement, today))


def positions(items: Iterable[tuple[UUID, UUID, UUID | None]]) -> dict[UUID, int]:
    """Of (item, notice, side), as they came: which one of its stream each is."""
    counted: dict[tuple[UUID, UUID | None], int] = defaultdict(int)
    found = {}
    for key, notice, side in items:
        counted[notice, side] += 1
        found[key] = counted[notice, side]
    return found


def position_of(item: Item) -> int:
    before = Item.objects.filter(notice=item.notice_id, side=item.side_id, position__lte=item.position)
    return before.count()


@dataclass(frozen=True)
class Names:
    """Posts, as both sides call a person; never a name."""

    posts: dict[UUID, str]

    def of(self, person: UUID | None) -> Told | None:
        return {"person": str(person), "title": self.posts.get(person, "")} if person else None


def names_of(persons: Collection[UUID | None], today: date, language: str) -> Names:
    held = (
        Post.objects.live_on(today)
        .filter(person__in={one for one in persons if one})
        .order_by("valid_from", "id")
    )
    posts: dict[UUID, str] = {}
    for post in held:
        posts.setdefault(post.person_id, post.said("title", language))
    for person in Person.objects.filter(pk__in={one for one in persons if one} - set(posts)):
        posts[person.pk] = person.said("known_as", language)  # whoever holds no post any more
    return Names(posts)


def envelopes(person: Person, agreement: Agreement, today: date, language: str) -> list[Told]:
    """Every notice that exists for her, the newest first, with all that may be known without opening it."""
    notices = list(notices_for(person, agreement, today))
    known, roles = sides_known(person, agreement, today), actors_for(person, agreement, today)
    rows = Item.objects.filter(notice__agreement=agreement).order_by("notice", "position")
    placed = positions(rows.values_list("pk", "notice", "side"))
    items = list(items_for(person, agreement, today).defer("body").order_by("position"))
    steps = list(NoticeStep.objects.filter(notice__agreement=agreement).order_by("at"))
    openings = list(openings_of(agreement))
    items_in, steps_in, opened = defaultdict(list), defaultdict(list), defaultdict(list)
    for item in items:
        items_in[item.notice_id].append(item)
    for step in steps:
        steps_in[step.notice_id].append(step)
    for one in openings:
        opened[one["item"]].append(one)
    names = names_of(
        {
            *(item.by_id for item in items),
            *(step.by_id for step in steps),
            *(one["person"] for one in openings),
        },
        today,
        language,
    )
    kids: dict[UUID, list[str]] = defaultdict(list)
    for key, kid in Entry.objects.filter(item__notice__agreement=agreement).values_list("item", "kid"):
        kids[key].append(kid)
    seats = list(agreement.seats.order_by("number").values_list("pk", flat=True))
    answer = []
    for notice in notices:
        its_items, its_steps = items_in[notice.pk], steps_in[notice.pk]
        states = states_of(notice, its_steps, seats, known)
        answer.append({
            "id": str(notice.pk), "number": notice.number, "year": notice.year, "urgency": notice.urgency,
            "side": str(notice.side_id), "crossed_at": said(notice.crossed_at), "due_at": said(notice.due_at),
            "acknowledged_at": said(notice.acknowledged_at), "mine": notice.side_id in known,
            "begun_by_me": notice.begun_by_id == person.pk,
            "items": [item_told(item, placed, kids, names) for item in its_items],
            "steps": [step_told(step, names) for step in its_steps if is_shown(step, notice, person, known)],
            "openings": [opening_told(one, names) for item in its_items for one in opened[item.pk]],
            "parts": [{"seat": str(seat), "state": state.value} for seat, state in states.items()],
            "moves": {
                str(seat): [
                    step.value for step in moves_open(place_of(notice, seat), state, roles.get(seat, ()))
                    if step in SAID or step is Step.PASSED_ON
                ]
                for seat, state in states.items() if seat in roles
            },
        })  # fmt: skip
    return answer


def states_of(
    notice: Notice, steps: list[NoticeStep], seats: list[UUID], known: Collection[UUID]
) -> dict[UUID, State]:
    """Where the part of each side stands; before it is passed on only the own one is there."""
    found = {seat: state_for(notice, seat, steps) for seat in seats}
    return {
        seat: state for seat, state in found.items()
        if state and (notice.crossed_at or seat in known or seat == notice.side_id)
    }  # fmt: skip


def is_shown(step: NoticeStep, notice: Notice, person: Person, known: Collection[UUID]) -> bool:
    """When the other side began, and how long it kept a notice to itself, is its own business."""
    own = step.side_id in known or notice.begun_by_id == person.pk
    return own or step.step != Step.BEGUN


def openings_of(agreement: Agreement) -> Iterable[Told]:
    """One row for each item, person and way of opening: how often, and when last."""
    rows = Opening.objects.filter(item__notice__agreement=agreement).order_by()
    told: Iterable[Told] = rows.values("item", "person", "side", "how").annotate(  # type: ignore[assignment]
        last=Max("at"), times=Count("pk")
    )
    return told


def item_told(item: Item, placed: dict[UUID, int], kids: dict[UUID, list[str]], names: Names) -> Told:
    return {
        "iid": str(item.pk), "side": key_said(item.side_id), "position": placed[item.pk], "size": item.size,
        "received_at": said(item.received_at), "by": names.of(item.by_id), "kids": kids[item.pk],
        "destroyed": item.destroyed_at is not None,
    }  # fmt: skip


def step_told(step: NoticeStep, names: Names) -> Told:
    return {
        "step": step.step, "side": str(step.side_id), "at": said(step.at),
        "happened_at": said(step.happened_at), "by": names.of(step.by_id),
    }  # fmt: skip


def opening_told(one: Told, names: Names) -> Told:
    return {
        "iid": str(one["item"]), "by": names.of(one["person"]), "side": str(one["side"]), "how": one["how"],
        "at": said(one["last"]), "times": one["times"],
    }  # fmt: skip


def bytes_of(openings: Collection[Opening], today: date, language: str) -> list[Told]:
    """What was just written down as opened, whole: with all recipients and signatures, for a browser checks them."""
    keys = [one.item_id for one in openings]
    items = Item.objects.select_related("notice").in_bulk(keys)
    notices = {item.notice_id for item in items.values()}
    rows = Item.objects.filter(notice__in=notices).order_by("notice", "position")
    placed = positions(rows.values_list("pk", "notice", "side"))
    entries: dict[UUID, list[Told]] = defaultdict(list)
    grants: dict[UUID, list[str]] = defaultdict(list)
    sealed_to = Entry.objects.filter(item__in=keys).order_by("grant__number", "kid")
    for key, wrapped in sealed_to.values_list("item", "wrapped"):
        entries[key].append(wrapped)
    for key, signed in Grant.objects.filter(item__in=keys).order_by("number").values_list("item", "signed"):
        grants[key].append(signed)
    names = names_of({item.by_id for item in items.values()}, today, language)
    return [
        {
            "notice": str(items[key].notice_id), "iid": str(key), "side": key_said(items[key].side_id),
            "position": placed[key], "received_at": said(items[key].received_at),
            "sealed_at": said(datetime.fromtimestamp(iat_of(grants[key][0]), UTC)),
            "by": names.of(items[key].by_id), "jwe": {**(items[key].body or {}), "recipients": entries[key]},
            "sigs": grants[key],
        }
        for key in keys
    ]  # fmt: skip


def said(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def key_said(key: UUID | None) -> str | None:
    return str(key) if key else None
