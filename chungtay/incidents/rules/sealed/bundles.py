"""Opens a downloaded notice: a file of sealed items, of the sides' keys and lists, and of the reader's wrapped key.

docs/notices.md says what lies in it. Nothing in it is believed because it lies there: senders count only if a side's
list or a recipient vouches for them, and the sides' fingerprints are told, so that a reader can compare them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .identities import Card, Signer, directory, thumbprint
from .items import open_item, verify
from .letters import SealFault
from .lists import ListFault, Side, read_confirmation, read_side

FORMAT = "chungtay-notice-1"
MEMBERS = ("notice", "number", "year", "agreement", "items", "sides", "senders", "wrapped")


class NotABundle(Exception):
    """The file is no downloaded notice, or its keys cannot be believed. Said in English, as a command says things."""


@dataclass(frozen=True)
class Author:
    """Whose signature key sealed an item."""

    person: str
    side: str = ""  # empty: of somebody without enrolment
    vouched: bool = True  # by a side's list, or by a recipient


@dataclass
class Bundle:
    notice: str
    number: int
    year: int
    agreement: str
    items: list[dict[str, Any]]
    wrapped: str
    names: dict[str, str]  # of the sides, by seat
    fingerprints: dict[str, str]  # of the keys at which the sides' chains began, by seat
    signers: dict[str, Signer] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)

    def side_of(self, item: Mapping[str, Any]) -> str:
        """Whose own file the server laid it into; empty: it lies between both."""
        seat = item.get("side")
        return "" if seat is None else self.names.get(seat, str(seat))


@dataclass(frozen=True)
class Opened:
    """One item: what it says, or why it says nothing (`fault`), or that it is for others (both None)."""

    place: int  # 1, 2, … in the file, as they came
    item: Mapping[str, Any]
    author: Author | None = None
    content: Mapping[str, Any] | None = None
    picture: bytes | None = None
    fault: str | None = None


def read(text: str | bytes) -> Bundle:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise NotABundle("This file is no notice: it is not JSON.") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise NotABundle(
            "This file is no notice that was downloaded from Chung Tay, or it is of another version."
        )
    lacking = [name for name in MEMBERS if name not in told]
    if lacking:
        raise NotABundle(
            f"This file is not whole; it lacks: {', '.join(lacking)}. Download the notice again."
        )
    try:
        return believed(told)
    except (SealFault, KeyError, TypeError, ValueError, AttributeError):
        raise NotABundle("This file is damaged. Download the notice again.") from None


def believed(told: Mapping[str, Any]) -> Bundle:
    sides = {side["seat"]: whole(side) for side in told["sides"]}
    bundle = Bundle(
        str(told["notice"]),
        int(told["number"]),
        int(told["year"]),
        str(told["agreement"]),
        [
            item
            for item in told["items"]
            if isinstance(item["iid"], str) and isinstance(item["position"], int)
        ],
        str(told["wrapped"]),
        names={side["seat"]: str(side["name"]) for side in told["sides"]},
        fingerprints={seat: side.root for seat, side in sides.items() if side.root},
    )
    if len(bundle.items) != len(told["items"]):
        raise ValueError("an item without its id")
    cards: list[Card] = []
    for seat, side in sides.items():
        for kid, listed in side.ever.items():
            person = "the side's recovery key" if listed.person is None else str(listed.person)
            bundle.authors[kid] = Author(person, bundle.names[seat])
            cards.append(listed.card)
    listed_signers = directory(cards)
    for sender in told["senders"]:
        kid = thumbprint(sender["card"]["sig"])
        if kid not in listed_signers:  # nobody takes the place of somebody listed
            bundle.authors[kid] = Author(
                str(sender["title"]), vouched=is_confirmed(sender, kid, listed_signers)
            )
            cards.append(sender["card"])
    bundle.signers = directory(cards)
    return bundle


def whole(side: Mapping[str, Any]) -> Side:
    try:
        return read_side(side, seat=side["seat"])
    except ListFault as fault:
        raise NotABundle(
            f"The keys of {side['name']} in this file cannot be believed ({fault.kind})."
        ) from None


def is_confirmed(sender: Mapping[str, Any], kid: str, signers: Mapping[str, Signer]) -> bool:
    if not sender.get("confirmation"):
        return False
    try:
        told = read_confirmation(sender["confirmation"], signers)
    except SealFault:
        return False
    return bool(told["kid"] == kid and told["person"] == sender["person"])


def opened(bundle: Bundle, identity: Card) -> Iterator[Opened]:
    """Item for item, in the order in which they came."""
    for place, item in enumerate(bundle.items, start=1):
        yield one_opened(bundle, identity, item, place)


def one_opened(bundle: Bundle, identity: Card, item: Mapping[str, Any], place: int) -> Opened:
    sealed = {"jwe": item.get("jwe"), "sigs": item.get("sigs")}
    asked = {"nid": bundle.notice, "iid": item["iid"]}
    try:
        facts = verify(sealed, **asked, directory=bundle.signers)
        author = bundle.authors[facts.sender]
        if thumbprint(identity["enc"]) not in facts.recipients:
            return Opened(place, item, author)
        content, picture = decoded(open_item(sealed, identity, **asked, directory=bundle.signers))
        if content["side"] != item.get("side"):
            raise SealFault("it lies in the file of another side than the one it was sealed for")
    except SealFault as fault:
        return Opened(place, item, fault=str(fault))
    return Opened(place, item, author, content, picture)


def decoded(payload: bytes) -> tuple[dict[str, Any], bytes | None]:
    """JSON in bytes; or a photo behind four bytes that say how long its head is."""
    try:
        if payload[:1] == b"{":
            return told_in(payload), None
        length = int.from_bytes(payload[:4], "big")
        return told_in(payload[4 : 4 + length]), payload[4 + length :]
    except (ValueError, RecursionError):
        raise SealFault("it opens, but what it holds is not a content of Chung Tay") from None


def told_in(payload: bytes) -> dict[str, Any]:
    content = json.loads(payload)
    if not isinstance(content, dict) or content.get("v") != 1 or not {"kind", "side", "at"} <= set(content):
        raise ValueError("not a content")
    return content
