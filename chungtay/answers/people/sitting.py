"""Answers an administrator: who sits where, who is missing, whose post ends soon. Nothing of anybody's work."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Case, Q, QuerySet, Value, When

from chungtay.models import (
    Account,
    Agreement,
    Assignment,
    Invitation,
    Organisation,
    Person,
    Place,
    Post,
    SeatHolding,
)
from chungtay.rules.people import ENDS_SOON, SECOND_FACTOR, Act, Kind, Role

ORDER = (
    Role.PROVINCIAL_LEADER, Role.COMMUNE_LEADER, Role.NATIONAL_OFFICER, Role.PROVINCIAL_OFFICER, Role.COMMUNE_OFFICER,
    Role.PARTNER_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR,
)  # fmt: skip
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
MOST_FOUND = 100


@dataclass(frozen=True)
class Duty:
    """A post and what an administrator needs to know of whoever holds it."""

    post: Post
    account: Account | None  # none, too, where the post is over: the person may serve elsewhere by now
    has_factor: bool
    invitation: Invitation | None  # the one that is open
    programmes: tuple[Agreement, ...]  # empty: all
    standing: str  # "coming", "live", "ends_soon" or "ended"

    @property
    def lacks_factor(self) -> bool:
        return bool(self.account) and Role(self.post.role) in SECOND_FACTOR and not self.has_factor


@dataclass(frozen=True)
class Office:
    """A body and who sits in it, or will."""

    body: Organisation
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Overview:
    """Counts over all bodies of the administrator, and the two lists that ask for something to be done."""

    bodies: QuerySet[Organisation]
    empty: list[Organisation]
    ending: list[Duty]
    without_account: int


@dataclass(frozen=True)
class PersonShown:
    """One person, as far as this administrator looks after them."""

    person: Person
    account: Account | None
    has_factor: bool
    serves_elsewhere: bool  # and no longer here: then the account is looked after there
    duties: tuple[Duty, ...]  # newest first
    invitations: tuple[Invitation, ...]
    is_self: bool


def looked_after(person: Person, today: date, act: Act = Act.READ) -> set[UUID]:
    """Bodies whose people this administrator looks after: at and under the own ones, and what these keep."""
    below = person.organisations_below(act, today, Kind.PERSON)
    kept = Organisation.objects.filter(looked_after_by__in=below)
    return below | set(kept.values_list("pk", flat=True))


def bodies_of(person: Person, today: date, act: Act = Act.READ) -> QuerySet[Organisation]:
    """The standing bodies whose people this administrator looks after, their own first."""
    below = looked_after(person, today, act)
    own = person.organisations_for(act, today, Kind.PERSON)
    standing = Organisation.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), pk__in=below)
    first = Case(When(pk__in=own, then=Value(0)), default=Value(1))
    return standing.select_related("place").order_by(first, "name", "pk")


def overview(person: Person, today: date, now: datetime) -> Overview:
    bodies, posts = bodies_of(person, today), Post.objects.visible_to(person, today)
    live = posts.live_on(today)
    taken = set(posts.filter(Q(valid_to=None) | Q(valid_to__gt=today)).values_list("organisation", flat=True))
    return Overview(
        bodies=bodies,
        empty=[body for body in bodies if body.pk not in taken],
        ending=duties(live.filter(valid_to__lte=today + ENDS_SOON).order_by("valid_to", "pk"), today, now),
        without_account=live.filter(person__account=None).count(),
    )


def offices(bodies: Iterable[Organisation], person: Person, today: date, now: datetime) -> list[Office]:
    """Each body with its posts that stand or will."""
    asked = list(bodies)
    posts = Post.objects.visible_to(person, today).filter(organisation__in=asked)
    standing = posts.filter(Q(valid_to=None) | Q(valid_to__gt=today))
    held = sorted(duties(standing, today, now), key=rank)
    return [Office(body, tuple(one for one in held if one.post.organisation_id == body.pk)) for body in asked]


def found(words: str, person: Person, today: date, now: datetime) -> list[Duty]:
    """Posts of any time whose holder, title or body bear all these words, written with marks or without."""
    asked = plain(words).split()
    texts = Post.objects.visible_to(person, today).values_list(
        "pk", "title", "title_lo", "title_en", "person__known_as", "person__known_as_lo", "person__known_as_en",
        "organisation__name", "organisation__name_lo", "organisation__name_en",
    )  # fmt: skip
    keys = [
        key for key, *said in texts if (text := plain(" ".join(said))) and all(word in text for word in asked)
    ]
    return sorted(duties(Post.objects.filter(pk__in=keys[:MOST_FOUND]), today, now), key=rank)


def person_shown(id: UUID, by: Person, today: date, now: datetime) -> PersonShown | None:
    """None where the person holds and held no post that this administrator looks after."""
    posts = Post.objects.visible_to(by, today).filter(person=id)
    chained = posts.select_related("follows__person").prefetch_related("followed_by__person")
    held = duties(chained.order_by("-valid_from", "-pk"), today, now)
    if not held:
        return None
    made = Invitation.objects.filter(post__in=[one.post.pk for one in held])
    person = held[0].post.person
    standing = any(duty.standing != "ended" for duty in held)
    theirs = standing or looks_after_all(by, person, today)
    return PersonShown(
        person=person,
        account=getattr(person, "account", None) if theirs else None,
        has_factor=theirs and has_factor(person),
        serves_elsewhere=not theirs,
        duties=tuple(held),
        invitations=tuple(made.select_related("post", "made_by").order_by("-made_at")),
        is_self=person == by,
    )


def looks_after_all(by: Person, person: Person, today: date) -> bool:
    """Whether each post that the person holds or will hold is this administrator's; if none is, each that was."""
    standing = person.posts.filter(Q(valid_to=None) | Q(valid_to__gt=today))
    asked = standing if standing.exists() else person.posts.all()
    keys = set(asked.values_list("pk", flat=True))
    theirs = Post.objects.allowed(by, Act.MANAGE, today).filter(pk__in=keys)
    return bool(keys) and theirs.count() == len(keys)


def people_of(person: Person, today: date) -> QuerySet[Person]:
    """Persons who may be given a further post: known here already."""
    return Person.objects.filter(pk__in=Post.objects.visible_to(person, today).values("person"))


def programmes_around(person: Person, today: date) -> QuerySet[Agreement]:
    """Programmes that a post may be limited to: those of these bodies and of the bodies that they stand under."""
    below = looked_after(person, today, Act.MANAGE)
    around = below | Organisation.objects.at_or_above(below, today)
    held = SeatHolding.objects.live_on(today).filter(organisation__in=around)
    return Agreement.objects.filter(pk__in=held.values("seat__agreement")).order_by("name")


def places_around(person: Person, today: date) -> QuerySet[Place]:
    """Places that a post may be limited to: where these bodies are."""
    bodies = bodies_of(person, today, Act.MANAGE).exclude(place=None)
    return Place.objects.filter(pk__in=bodies.values("place")).order_by("name")


def duties(posts: QuerySet[Post], today: date, now: datetime) -> list[Duty]:
    """In the order in which they are asked for; four queries, however many posts."""
    rows = list(posts.select_related("person__account", "organisation", "place"))
    factors = set(
        Authenticator.objects.filter(user__person__in=[row.person_id for row in rows], type__in=FACTORS)
        .values_list("user__person", flat=True)
    )  # fmt: skip
    open_ones = Invitation.objects.filter(
        post__in=rows, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    )
    invitations = {one.post_id: one for one in open_ones}
    limits: dict[UUID, list[Agreement]] = {}
    for limit in Assignment.objects.filter(post__in=rows).select_related("agreement"):
        limits.setdefault(limit.post_id, []).append(limit.agreement)
    return [
        Duty(
            post=row,
            account=None if has_ended(row, today) else getattr(row.person, "account", None),
            has_factor=row.person_id in factors,
            invitation=invitations.get(row.pk),
            programmes=tuple(limits.get(row.pk, ())),
            standing=standing_of(row, today),
        )
        for row in rows
    ]


def rank(duty: Duty) -> tuple[str, int, str]:
    """By body; there who leads stands before who assists."""
    return duty.post.organisation.name, ORDER.index(Role(duty.post.role)), duty.post.title


def has_factor(person: Person) -> bool:
    return Authenticator.objects.filter(user__person=person, type__in=FACTORS).exists()


def has_ended(post: Post, today: date) -> bool:
    return post.valid_to is not None and post.valid_to <= today


def standing_of(post: Post, today: date) -> str:
    if has_ended(post, today):
        return "ended"
    if post.valid_from > today:
        return "coming"
    return "ends_soon" if post.valid_to is not None and post.valid_to <= today + ENDS_SOON else "live"


def plain(text: str) -> str:
    """Small letters without marks: whoever types "dak plo" finds Đăk Plô."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
