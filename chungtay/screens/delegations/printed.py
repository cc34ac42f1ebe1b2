"""Puts the programme of a visit and its list of members side by side in Vietnamese and Lao, as they are printed."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override, pgettext_lazy

from chungtay.answers.delegations import DelegationPage
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import DelegationMember, ProgrammeItem
from chungtay.models.record import Record
from chungtay.rules.delegations import MemberRole

from .words import ROLES

TONGUES = ("vi", "lo")
WORDS: dict[str, Promise] = {
    "programme": pgettext_lazy("visit", "Programme of the visit"),
    "members": pgettext_lazy("visit", "List of members, by post"),
    "time": pgettext_lazy("visit", "Hour"),
    "what": pgettext_lazy("visit", "What is done"),
    "post": pgettext_lazy("visit", "Post"),
    "role": pgettext_lazy("visit", "Role in the delegation"),
    "draft": pgettext_lazy("visit", "Not agreed by both sides yet"),
    "unchecked": pgettext_lazy("visit", "The Lao wording has not been checked by a second person yet."),
    "both": pgettext_lazy("visit", "At the same hour as another item."),
}


@dataclass(frozen=True)
class Pair:
    """The same words in both languages; empty where a language is silent."""

    vi: str
    lo: str


@dataclass(frozen=True)
class Line:
    """An hour as it is printed."""

    time: str
    text: Pair
    place: Pair
    overlaps: bool


@dataclass(frozen=True)
class PrintedDay:
    day: str
    lines: list[Line]


def printed(page: DelegationPage) -> dict[str, Any]:
    visit = page.delegation
    days = [PrintedDay(f"{one.day:%d/%m/%Y}", [_line(item) for item in one.items]) for one in page.days]
    lists = [
        (pair_of(visit.guest, "name"), [_member(one) for one in page.guests]),
        (pair_of(visit.host, "name"), [_member(one) for one in page.hosts]),
    ]
    return {
        "page": page,
        "delegation": visit,
        "host": pair_of(visit.host, "name"),
        "guest": pair_of(visit.guest, "name"),
        "title": pair_of(visit, "title"),
        "purpose": pair_of(visit, "purpose"),
        "days": days,
        "lists": [(body, rows) for body, rows in lists if rows],
        "words": words(),
        "is_agreed": visit.state not in ("draft", "proposed", "returned", "cancelled"),
        "unchecked": mark_unchecked([visit, *page.items, *page.members], "lo"),
    }


def words() -> dict[str, Pair]:
    """What the paper itself says, in both languages."""
    return {name: _in_both(said) for name, said in WORDS.items()}


def _in_both(said: Promise | str) -> Pair:
    found = []
    for tongue in TONGUES:
        with override(tongue):
            found.append(str(said))
    return Pair(*found)


def pair_of(thing: Record | None, field: str) -> Pair:
    return Pair(getattr(thing, field, ""), getattr(thing, f"{field}_lo", "")) if thing else Pair("", "")


def _line(item: ProgrammeItem) -> Line:
    begins, ends = timezone.localtime(item.starts_at), timezone.localtime(item.ends_at)
    place = pair_of(item.place, "name")
    where = Pair(*(", ".join(filter(None, (item.venue, name))) for name in (place.vi, place.lo)))
    return Line(f"{begins:%H:%M}–{ends:%H:%M}", pair_of(item, "text"), where, bool(item.overlap_reason))


def _member(member: DelegationMember) -> tuple[Pair, Pair]:
    return pair_of(member, "post"), _in_both(ROLES[MemberRole(member.role)])
