"""Decides whose keys a side vouches for: its own keys, each named by the one before, and its chain of signed lists.

The twin of `static/annex/lists.js`, which says what is signed. A browser, or a server, that has seen a list accepts
only what continues it: `Known` is what it remembers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from .identities import (
    AGREEING,
    SIGNING,
    Card,
    Jwk,
    Signer,
    bare_jwk,
    card_of,
    public_jwk,
    read_jws,
    sign_jws,
    thumbprint,
)
from .letters import SealFault, alike, members, need

LIST, SUCCESSION, SENDER = "key-list+jws", "side-key+jws", "sender-card+jws"
AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
Kind = Literal["unsigned", "backwards", "forked", "new_beginning", "not_the_papers"]


class ListFault(Exception):
    """A side's keys cannot be believed. `seen` holds thumbprints and numbers only, and may be told to both sides."""

    def __init__(self, kind: Kind, seen: dict[str, Any]) -> None:
        super().__init__(kind)
        self.kind, self.seen = kind, seen


@dataclass(frozen=True)
class Known:
    """What was seen of a side before; `accepted`: thumbprints that a person compared with the papers."""

    root: str | None = None
    number: int = 0
    head: str | None = None
    accepted: tuple[str, ...] = ()


@dataclass
class Listed:
    """A card that some list held, from which moment on, and until which."""

    person: Any
    enrolment: Any
    enc: Jwk
    sig: Jwk
    since: str
    until: str | None = None

    @property
    def card(self) -> dict[str, Jwk]:
        return {"enc": self.enc, "sig": self.sig}


@dataclass
class Side:
    """What a side's lists come to: cards by agreement thumbprint, all cards ever by signature thumbprint."""

    cards: dict[str, Listed] = field(default_factory=dict)
    ever: dict[str, Listed] = field(default_factory=dict)  # recovery cards too: person None
    recovery: dict[str, Jwk] | None = None
    signing_kid: str | None = None
    root: str | None = None
    number: int = 0
    head: str | None = None


@dataclass(frozen=True)
class SideKey:
    number: int
    recovery: dict[str, Jwk]
    signer: Signer


# ---- writing --------------------------------------------------------------------------------------------------------
def sign_list(
    signing: Jwk,
    *,
    seat: Any,
    number: int,
    prev: str | None,
    at: str,
    recovery: Card,
    cards: Iterable[Mapping[str, Any]],
) -> str:
    listed = [{"person": one["person"], "enrolment": one["enrolment"], **card_of(one)} for one in cards]
    payload = {
        "seat": seat,
        "number": number,
        "prev": prev,
        "at": at,
        "recovery": card_of(recovery),
        "cards": listed,
    }
    return sign_jws(LIST, payload, signing)


def sign_succession(old: Jwk, *, seat: Any, number: int, signing: Jwk, recovery: Card) -> str:
    payload = {"seat": seat, "number": number, "signing": public_jwk(signing), "recovery": card_of(recovery)}
    return sign_jws(SUCCESSION, payload, old)


def sign_confirmation(signing: Jwk, *, person: Any, card: Card, iat: int) -> str:
    """A recipient says: this key is of that person, I asked her."""
    return sign_jws(SENDER, {"person": person, **card_of(card), "iat": iat}, signing)


# ---- reading --------------------------------------------------------------------------------------------------------
def read_confirmation(text: str, directory: Mapping[str, Signer]) -> dict[str, Any]:
    """{person, enc, sig, kid, by, iat}; `by` is the signature key of whoever vouched."""
    one = read_jws(text, typ=SENDER, names="person enc sig iat", signers=directory)
    return {**one.body, "kid": kids_of(one.body)[1], "by": one.kid}


def read_side(stored: Mapping[str, Any], *, seat: Any, known: Known | None = None) -> Side:
    """`stored`: {"keys": [{number, signing, recovery, succession}], "lists": [JWS]}, all of them, in their order."""
    known = known or Known()
    ring, root = read_keys(stored["keys"], seat)
    trusted = [kid for kid in (known.root, *known.accepted) if kid]
    if root is None and trusted:
        raise ListFault("backwards", {"number": 0, "expected": known.number})
    if trusted and root not in trusted:
        begun_anew = any(kid in ring for kid in trusted)
        raise ListFault(
            "new_beginning" if begun_anew else "not_the_papers", {"kid": root, "expected": trusted[0]}
        )
    side = Side(root=root, signing_kid=next(reversed(ring), None))
    signed_by = read_lists(side, stored["lists"], ring, seat=seat, known=known)
    if side.number < known.number:
        raise ListFault("backwards", {"number": side.number, "expected": known.number})
    # Each key signs a list, for only there does it vouch for its recovery card, which may name the key that follows.
    # So the newest key signs the newest list.
    silent = [kid for kid in ring if kid not in signed_by]
    if silent:
        raise ListFault("unsigned", {"number": side.number, "kid": silent[0]})
    return side


def read_keys(keys: Sequence[Mapping[str, Any]], seat: Any) -> tuple[dict[str, SideKey], str | None]:
    """The side's own keys in their order, and the thumbprint of the one at which this chain began."""
    ring: dict[str, SideKey] = {}
    root: str | None = None
    for number, row in enumerate(keys, start=1):
        seen: dict[str, Any] = {"key": number}
        with signed(seen):
            signing = bare_jwk(row["signing"], SIGNING)
            seen["kid"] = kid = thumbprint(signing)
            kids_of(row["recovery"])
            need(alike(row["number"], number) and kid not in ring, "number of a key, or a key twice")
            if row["succession"]:
                body = read_jws(
                    row["succession"],
                    typ=SUCCESSION,
                    names="seat number signing recovery",
                    signers=who_may_name(list(ring.values())[-1:]),
                ).body
                need(alike(body["seat"], seat) and alike(body["number"], number), "succession of another key")
                need(
                    body["signing"] == signing and body["recovery"] == row["recovery"],
                    "succession of another key",
                )
            else:
                root = kid
            ring[kid] = SideKey(number, dict(row["recovery"]), signer(signing))
    return ring, root


def who_may_name(before: Sequence[SideKey]) -> dict[str, Signer]:
    """The key before names the next one; where it is lost, the signature half of its recovery card does."""
    return {thumbprint(jwk): signer(jwk) for key in before for jwk in (key.signer.jwk, key.recovery["sig"])}


def read_lists(
    side: Side, lists: Sequence[str], ring: Mapping[str, SideKey], *, seat: Any, known: Known
) -> set[str]:
    """Fills `side` from one list after the other; returns which keys signed one."""
    signed_by: set[str] = set()
    last = 0
    signers = {kid: key.signer for kid, key in ring.items()}
    for number, text in enumerate(lists, start=1):
        seen: dict[str, Any] = {"number": number}
        with signed(seen):
            one = read_jws(text, typ=LIST, names="seat number prev at recovery cards", signers=signers)
            seen["kid"] = one.kid
            body, key = one.body, ring[one.kid]
            need(alike(body["seat"], seat) and isinstance(body["cards"], list), "list of another side")
            need(isinstance(body["at"], str) and AT.fullmatch(body["at"]), "a list without its moment")
            need(key.number >= last and body["recovery"] == key.recovery, "a key that had ended")
        if not alike(body["number"], number) or not alike(body["prev"], side.head):
            raise ListFault("forked", {**seen, "head": one.head})
        if number == known.number and one.head != known.head:
            raise ListFault("forked", {**seen, "head": one.head, "expected": known.head})
        with signed(seen):
            take(side, body)
        side.number, side.head, last = number, one.head, key.number
        signed_by.add(one.kid)
    return signed_by


def take(side: Side, body: Mapping[str, Any]) -> None:
    """What one more list says."""
    at, recovery = body["at"], members(body["recovery"], "enc sig")
    rows = [members(row, "person enrolment enc sig") for row in body["cards"]]
    side.cards = {}
    present: dict[str, Listed] = {}
    for row in [*rows, {"person": None, "enrolment": None, **recovery}]:
        kid, sig_kid = kids_of(row)
        need(kid not in side.cards and sig_kid not in present, "one key twice in a list")
        known = side.ever.get(sig_kid)
        one = Listed(**row, since=known.since if known else at)
        need(known is None or (who(known), known.card) == (who(one), one.card), "a key that changed hands")
        side.cards[kid] = present[sig_kid] = side.ever[sig_kid] = one
    side.cards.pop(kids_of(recovery)[0])
    side.recovery = dict(recovery)
    for sig_kid, one in side.ever.items():
        if sig_kid not in present:
            one.until = one.until or at


def who(listed: Listed) -> tuple[Any, Any]:
    return listed.person, listed.enrolment


def signer(jwk: Jwk) -> Signer:
    """Of a key to which nothing is sealed."""
    return Signer("", SIGNING[jwk["crv"]], jwk)


def kids_of(card: Any) -> tuple[str, str]:
    kids = thumbprint(bare_jwk(card["enc"], AGREEING)), thumbprint(bare_jwk(card["sig"], SIGNING))
    need(kids[0] != kids[1], "one key for two uses")
    return kids


@contextmanager
def signed(seen: dict[str, Any]) -> Iterator[None]:
    """Whatever is not in its form, or bears no signature that counts here, is unsigned."""
    try:
        yield
    except (SealFault, KeyError, TypeError, AttributeError) as fault:
        raise ListFault("unsigned", seen) from fault
