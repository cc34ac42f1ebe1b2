"""Makes keys of sides and persons without a browser: for the demo and for tests. In real use only browsers make them.

The bytes are those that the browser makes (`screens/static/annex/identities.js`, `passphrases.js`, `lists.js`), so that
what is made here unlocks there.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from chungtay.models import Agreement, Person, Seat
from chungtay.rules.people import Act

from ..actions.keys import enrol, make_side_key
from ..answers.sides import own_sides
from ..models import Enrolment, SideKey
from ..rules.keys import NewKey
from ..rules.sealed import identities
from ..rules.sealed.identities import public_jwk as public
from ..rules.sealed.identities import thumbprint
from ..rules.sealed.lists import LIST
from ..rules.sealed.words import make_passphrase
from ..rules.sealed.wrapped import wrap_identity

Jwk = dict[str, Any]


@dataclass(frozen=True)
class Identity:
    """Two private keys: one that others seal to, one that signs. A side's signature key is only the latter."""

    sig: Jwk
    enc: Jwk | None = None

    @property
    def kid(self) -> str:
        assert self.enc, "nothing is sealed to a key that only signs"
        return thumbprint(self.enc)

    @property
    def sig_kid(self) -> str:
        return thumbprint(self.sig)

    @property
    def halves(self) -> dict[str, Jwk]:
        """By their uses."""
        return {"enc": self.enc, "sig": self.sig} if self.enc else {"sig": self.sig}

    @property
    def card(self) -> Jwk:
        assert self.enc, "a card names two keys"
        return {"enc": public(self.enc), "sig": public(self.sig)}


@dataclass(frozen=True)
class Drawn:
    """An identity, the words under which it is wrapped (one half or two), and the wrapped bytes."""

    identity: Identity
    words: tuple[str, ...]
    wrapped: str


Draw = Callable[[str, bool], Drawn]


@dataclass(frozen=True)
class MadeSide:
    """A side as its ceremony left it, with everything that nobody but the test or the demo may know."""

    seat: Seat
    key: SideKey
    signing: Identity
    recovery: Identity
    identities: dict[Any, Identity]  # by the person's pk
    enrolments: dict[Any, Enrolment]  # by the person's pk
    halves: dict[str, tuple[str, ...]]  # "signing", "recovery": twice six words
    passphrases: dict[Any, str]  # by the person's pk

    @property
    def cards(self) -> list[Jwk]:
        """Of everybody to whom something for this side is sealed: its recipients and its recovery key."""
        return [*(one.card for one in self.identities.values()), self.recovery.card]


def make_side(
    seat: Seat, agreement: Agreement, persons: Sequence[Person], at: datetime, *,
    by: Person | None = None, witness: str = "", draw: "Draw | None" = None,
) -> MadeSide:  # fmt: skip
    """Every person enrols, then the ceremony lists them all. `by` None: somebody who may keep this side's keys."""
    assert seat.agreement_id == agreement.pk, "a side of this agreement"
    draw = draw or drawn
    keeper = by or keeper_of(seat, at)
    people, passphrases, enrolments = {}, {}, {}
    for person in persons:
        own = draw(f"{seat.number} {person.known_as}", False)
        people[person.pk], passphrases[person.pk] = own.identity, own.words[0]
        enrolments[person.pk] = enrol(seat, own.identity.card, own.wrapped, by=person, at=at)
    signing, recovery = draw(f"{seat.number} signing", True), draw(f"{seat.number} recovery", True)
    listed = sign_list(
        signing.identity, seat=seat, number=1, prev=None, at=at, recovery=recovery.identity.card,
        enrolments=enrolments.values(),
    )  # fmt: skip
    new = NewKey(
        number=1, signing=public(signing.identity.sig), recovery=recovery.identity.card,
        wrapped_signing=signing.wrapped, wrapped_recovery=recovery.wrapped, succession="", reason="",
        witness=witness or "Văn phòng",
    )  # fmt: skip
    key = make_side_key(seat, new, listed, by=keeper, at=at)
    for one in enrolments.values():
        one.refresh_from_db()
    return MadeSide(
        seat, key, signing.identity, recovery.identity, people, enrolments,
        {"signing": signing.words, "recovery": recovery.words}, passphrases,
    )  # fmt: skip


def keeper_of(seat: Seat, at: datetime) -> Person:
    today = timezone.localdate(at)
    body = seat.holder_on(today)
    assert body, "a side that somebody holds"
    for person in (
        Person.objects.filter(posts__organisation=body).order_by("posts__valid_from", "pk").distinct()
    ):
        if seat.pk in {side.pk for side in own_sides(seat.agreement, person, Act.SIGN, today)}:
            return person
    raise LookupError(f"nobody at {body} may keep this side's keys")


def drawn(name: str, in_halves: bool) -> Drawn:
    """New keys under new words; `name` tells whose, for callers who draw only once for each."""
    identity = make_identity(only_signs=name.endswith(" signing"))
    words = tuple(make_passphrase() for _ in range(2 if in_halves else 1))
    return Drawn(identity, words, wrap_identity(identity.halves, " ".join(words)))


def make_identity(*, only_signs: bool = False) -> Identity:
    """X25519 and P-256, as `generateIdentity` makes them."""
    return Identity(identities.made("P-256"), None if only_signs else identities.made("X25519"))


def sign(typ: str, payload: dict[str, Any], identity: Identity) -> str:
    return identities.sign_jws(typ, payload, identity.sig)


def sign_list(
    signing: Identity, *, seat: Seat, number: int, prev: str | None, at: datetime, recovery: Jwk,
    enrolments: Collection[Enrolment],
) -> str:  # fmt: skip
    cards = [
        {"person": str(one.person_id), "enrolment": str(one.pk), **one.card} for one in enrolments
    ]  # fmt: skip
    said = {
        "seat": str(seat.pk), "number": number, "prev": prev, "at": at.isoformat().replace("+00:00", "Z"),
        "recovery": recovery, "cards": cards,
    }  # fmt: skip
    return sign(LIST, said, signing)
