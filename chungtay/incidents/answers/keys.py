"""Says which keys a side has, which persons it lists, who waits, and what both sides must be warned of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone

from chungtay.models import Agreement, Person, Seat
from chungtay.rules.people import Act

from ..models import Enrolment, KeyList, KeyWarning, SenderKey, SideKey
from ..models.keys import ACTIVE
from ..rules.keys import Waiting, thumbprint
from .sides import Side, called, own_sides, sides_of

FEWEST = 2  # below two recipients a side, an illness or a lost phone leaves nobody who can read


def keys_of_side(seat: Seat) -> list[SideKey]:
    return list(SideKey.objects.filter(seat=seat).order_by("number"))


def key_in_force(seat: Seat) -> SideKey | None:
    return SideKey.objects.filter(seat=seat, ended_at=None).order_by("number").last()


def last_list(seat: Seat) -> KeyList | None:
    return KeyList.objects.filter(seat=seat).order_by("number").last()


def own_keys(agreement: Agreement, person: Person) -> list[Enrolment]:
    """Those taken back were never listed, and nothing was ever sealed to them."""
    mine = Enrolment.objects.filter(person=person, seat__agreement=agreement, withdrawn_at=None)
    return list(mine.select_related("seat"))


def used_kids() -> set[str]:
    """No key stands for two: thumbprints of every public key that anybody of this house ever made."""
    found: set[str] = set()
    for kids in Enrolment.objects.values_list("kid", "sig_kid"):
        found.update(kids)
    found.update(SenderKey.objects.values_list("sig_kid", flat=True))
    for key in SideKey.objects.all():
        found |= {key.signing_kid, key.recovery_kid, thumbprint(key.recovery["sig"])}
    return found


def waiting_of(seat: Seat, today: date) -> dict[str, Waiting]:
    """The side's enrolments by id, as the rule on lists asks for them."""
    rows = Enrolment.objects.filter(seat=seat).select_related("person", "seat__agreement")
    return {
        str(row.pk): Waiting(
            person=str(row.person_id),
            card=row.card,
            called=row.person.post_title(today),
            listed=bool(row.listed_in_id),
            lost=bool(row.lost_at),
            withdrawn=bool(row.withdrawn_at),
            ended=bool(row.ended_in_id),
            may=works_for(seat, row.person, today),
        )
        for row in rows
    }


def works_for(seat: Seat, person: Person, today: date) -> bool:
    """Whether the person may still be a recipient of the side."""
    return seat.pk in {side.pk for side in own_sides(seat.agreement, person, Act.RECORD, today)}


def may_come_in(agreement: Agreement, person: Person, today: date) -> bool:
    """Whether anything of the annex exists for the person in this agreement."""
    return any(own_sides(agreement, person, act, today) for act in (Act.READ, Act.RECORD, Act.SIGN))


def fewer_than_needed(agreement: Agreement, today: date) -> list[Side]:
    """Sides with fewer than two recipients: everywhere a warning, nowhere a bar."""
    return [side for side in sides_of(agreement, today) if count_of(side.seat) < FEWEST]


def count_of(seat: Seat) -> int:
    return Enrolment.objects.filter(ACTIVE, seat=seat, lost_at=None).values("person").distinct().count()


def key_lists(agreement: Agreement, person: Person, today: date, language: str = "vi") -> dict[str, Any]:
    """What every browser checks for itself before it seals or opens: all keys and lists of all sides, ever."""
    near = {
        side.pk
        for act in (Act.RECORD, Act.READ, Act.SIGN)
        for side in own_sides(agreement, person, act, today)
    }
    sides = []
    for side in sides_of(agreement, today):
        keys = SideKey.objects.filter(seat=side.seat).order_by("number")
        lists = KeyList.objects.filter(seat=side.seat).order_by("number")
        sides.append({
            "seat": str(side.pk),
            "name": side.named(language),
            "mine": side.pk in near,
            "keys": list(keys.values("number", "signing", "recovery", "succession")),
            "lists": list(lists.values_list("signed", flat=True)),
        })  # fmt: skip
    return {"sides": sides, "senders": [sender_told(one, today, language) for one in senders_of(agreement)]}


def senders_of(agreement: Agreement) -> Iterable[SenderKey]:
    found = SenderKey.objects.filter(seat__agreement=agreement)
    return found.select_related("person", "confirmed_by")


def sender_told(sender: SenderKey, today: date, language: str) -> dict[str, Any]:
    return {
        "person": str(sender.person_id),
        "title": called(sender.person, today, language),
        "seat": str(sender.seat_id),
        "card": sender.card,
        "confirmation": sender.confirmation or None,
        "confirmed_by": sender.confirmed_by.sig_kid if sender.confirmed_by else None,
    }


@dataclass(frozen=True)
class Reader:
    """Somebody's key as the pages show it: by post, with its number to be read aloud."""

    enrolment: Enrolment
    title: str
    works_here: bool

    @property
    def since(self) -> date | None:
        listed = self.enrolment.listed_in
        return timezone.localdate(listed.posted_at) if listed else None


@dataclass(frozen=True)
class SideKeys:
    """One side, as the page of keys shows it."""

    side: Side
    may_sign: bool
    key: SideKey | None
    history: list["Happening"]
    readers: list[Reader] = field(default_factory=list)
    waiting: list[Reader] = field(default_factory=list)

    @property
    def root(self) -> SideKey | None:
        """The key whose number the signed agreement prints: the last that began anew. What follows it, it signed."""
        keys = [row.key for row in self.history if row.key]
        return next((key for key in keys if not key.succession), None)

    @property
    def too_few(self) -> bool:
        return len({one.enrolment.person_id for one in self.readers if not one.enrolment.lost_at}) < FEWEST


@dataclass(frozen=True)
class Happening:
    """A key that was made for the side, or a list that was signed."""

    at: datetime
    by: str
    key: SideKey | None = None
    list: KeyList | None = None
    added: int = 0
    removed: int = 0


def history_of(seat: Seat, today: date, language: str) -> list[Happening]:
    """Newest first."""
    keys = SideKey.objects.filter(seat=seat).select_related("made_by")
    counts = {"added": Count("began", distinct=True), "removed": Count("ended", distinct=True)}
    lists = KeyList.objects.filter(seat=seat).select_related("posted_by").annotate(**counts)
    rows = [Happening(key.made_at, called(key.made_by, today, language), key=key) for key in keys]
    for one in lists:
        told = {name: getattr(one, name) for name in counts}
        rows.append(Happening(one.posted_at, called(one.posted_by, today, language), list=one, **told))
    return sorted(rows, key=lambda row: (row.at, row.key is None), reverse=True)


def keys_page(agreement: Agreement, person: Person, today: date, language: str = "vi") -> list[SideKeys]:
    signs = {side.pk for side in own_sides(agreement, person, Act.SIGN, today)}
    return [side_keys(side, side.pk in signs, today, language) for side in sides_of(agreement, today)]


def side_keys(side: Side, may_sign: bool, today: date, language: str = "vi") -> SideKeys:
    found = SideKeys(side, may_sign, key_in_force(side.seat), history_of(side.seat, today, language))
    rows = Enrolment.objects.filter(seat=side.seat, withdrawn_at=None, ended_in=None)
    for row in rows.select_related("person", "listed_in", "seat__agreement"):
        shown = Reader(row, called(row.person, today, language), works_for(side.seat, row.person, today))
        (found.readers if row.listed_in_id else found.waiting).append(shown)
    return found


@dataclass(frozen=True)
class Warned:
    """What a browser refused, with the posts and the side's name as the page says them."""

    warning: KeyWarning
    side: str
    by: str
    settled_by: str


def warnings_of(agreement: Agreement, today: date, language: str = "vi") -> list[Warned]:
    """Newest first, those that stand before those that are settled; both sides read all of them."""
    names = {side.pk: side.named(language) for side in sides_of(agreement, today)}
    found = KeyWarning.objects.filter(seat__agreement=agreement).select_related("by", "settled_by")
    rows = [
        Warned(
            one, names.get(one.seat_id, ""), called(one.by, today, language),
            called(one.settled_by, today, language) if one.settled_by else "",
        )
        for one in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row.warning.settled_at is not None)
