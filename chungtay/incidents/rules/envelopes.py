"""Decides whether what a browser posts has the outward form of a sealed item, or of a grant. Nothing is opened here.

The server can check a good deal without any private key: that every member is there and none beside it, that lengths
are those of the standard (RFC 7516, RFC 7518 4.6) and padded to a bucket, that the sender's signed manifest names these
very bytes, this notice, this item and exactly these recipients. Whoever reads an item checks all of it again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from chungtay.rules.messages import Message, RuleBroken

from .keys.signed import read_signed
from .sealed.identities import AGREEING, Signed, names_of
from .sealed.items import ALG, ENC, MANIFEST, MOST_ENTRIES, TYP, bucket, content_hash, entry_hash
from .sealed.letters import SealFault, decode_plain, hashed, unb64u

ITEM = {"typ": TYP, "alg": ALG, "enc": ENC}
BODY = ("protected", "iv", "ciphertext", "tag")
PROTECTED = ("typ", "alg", "enc", "nid", "iid", "snd", "cmt")
TOLD = ("hdr", "cth", "rcp", "prev", "iat")
KID = 32  # bytes of a thumbprint
MOST_BYTES = 16 * 2**20  # of one sealed item
LATEST = 253_402_300_799  # the last second of the year 9999: what a browser's clock may claim at most

NOT_AS_IT_MUST = "This part of the sealed item is not as it must be: %(part)s. Load the page again."
OTHER_NOTICE = "This was sealed for another notice or under another number, so it was not taken."
TOO_LARGE = "This is too large: %(most)s MB at most. Take a smaller photo."
OTHER_RECIPIENTS = (
    "The sender's signature names other recipients than the sealed item does, so it was not taken."
)
OTHER_BYTES = "The sender's signature is for other bytes than these, so the item was not taken."
NOT_YOURS = "This was not sealed with a key of yours. Load the page again and seal it anew."
STRANGER = (
    "This was sealed to a key that the side it is for has never listed, so it was not taken. Load the page again: "
    "your browser then fetches the lists anew."
)
NOBODY_THERE = "This was sealed to nobody of the other side, so it cannot be passed on."
NOBODY_HERE = "This was sealed to nobody of your side, so nobody there could open it."
MEANWHILE = (
    "Somebody else was let in meanwhile. Nothing is lost: load the page again and let your colleague in anew."
)
NO_ACCESS = "Only a recipient of this item, or its sender, can let somebody else open it."
KEPT_OTHERWISE = "Something else was kept under this number already. Nothing was overwritten. Seal it anew."


@dataclass(frozen=True)
class SealedEntry:
    """One recipient: the thumbprint of the key, and the wrapped content key as it came."""

    kid: str
    wrapped: dict[str, Any]


@dataclass(frozen=True)
class SealedItem:
    """A sealed item that was looked at from outside."""

    iid: UUID
    body: dict[str, str]
    entries: list[SealedEntry]
    signed: str
    sender: str  # thumbprint of the signature key
    size: int
    sealed_at: int  # by the clock of the sender's browser
    kids: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kids", frozenset(entry.kid for entry in self.entries))


class Look:
    """Collects the names of the parts that are not as they must be, so that all are told at once."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.said: list[Message] = []

    def need(self, right: bool, part: str) -> bool:
        if not right:
            self.parts.append(part)
        return right

    def members(self, value: Any, names: Iterable[str], part: str) -> bool:
        return self.need(isinstance(value, dict) and set(value) == set(names), part)

    def length(self, value: Any, length: int, part: str) -> bool:
        return self.need(bytes_of(value) == length, part)

    def judge(self) -> None:
        said = [
            Message(NOT_AS_IT_MUST, {"part": part}, part) for part in dict.fromkeys(self.parts)
        ] + self.said
        if said:
            raise RuleBroken(said)


def read_item(told: Any, *, notice: UUID, signer: Callable[[str], dict[str, Any] | None]) -> SealedItem:
    """An item as posted, for this notice. `signer`: the signature key of whoever posts it, by its thumbprint."""
    look = Look()
    if not look.members(told, ("iid", "jwe", "sigs"), "item"):
        look.judge()
    iid, jwe, sigs = uuid_of(told["iid"]), told["jwe"], told["sigs"]
    look.need(iid is not None, "iid")
    look.need(isinstance(sigs, list) and len(sigs) == 1 and isinstance(sigs[0], str), "sigs")
    if not look.members(jwe, (*BODY, "recipients"), "jwe"):
        look.judge()
    header = read_header(jwe["protected"], look)
    size = read_lengths(jwe, look)
    entries = read_entries(jwe["recipients"], look, granter=header.get("snd"))
    look.judge()
    assert iid is not None, "judged"
    if (header["nid"], header["iid"]) != (str(notice), str(iid)):
        raise RuleBroken(Message(OTHER_NOTICE))
    key = signer(header["snd"])
    if key is None:
        raise RuleBroken(Message(NOT_YOURS))
    manifest = read_manifest(sigs[0], {header["snd"]: key}, jwe)
    check_named(manifest, entries, prev=None)
    body = {name: jwe[name] for name in BODY}
    return SealedItem(iid, body, entries, sigs[0], header["snd"], size, manifest.body["iat"])


def read_grant(
    told: Mapping[str, Any], *, body: Mapping[str, str], prev: str, signers: Mapping[str, dict[str, Any]]
) -> SealedEntry:
    """One more recipient of a kept item. `signers`: the keys of whoever posts it that may grant; `prev`: the head of
    the manifest before, which the new one must follow.
    """
    look = Look()
    if not look.members(told, ("iid", "entry", "signed"), "grant"):
        look.judge()
    signed = told["signed"]
    kid = kid_of(signed)
    if look.need(kid is not None, "signed") and kid not in signers:
        raise RuleBroken(Message(NO_ACCESS))
    entries = read_entries([told["entry"]], look, granter=kid)
    look.judge()
    manifest = read_manifest(signed, signers, body)
    check_named(manifest, entries, prev=prev)
    return entries[0]


def read_header(protected: Any, look: Look) -> dict[str, Any]:
    """What every key of the item stands under; empty where it cannot be read."""
    header = read_plain(protected)
    if not look.members(header, PROTECTED, "jwe.protected"):
        return {}
    assert header is not None, "it has members"
    for name, said in ITEM.items():
        look.need(header[name] == said, f"jwe.protected.{name}")
    for name in ("snd", "cmt"):
        look.length(header[name], KID, f"jwe.protected.{name}")
    return header


def read_lengths(jwe: Mapping[str, Any], look: Look) -> int:
    look.length(jwe["iv"], 12, "jwe.iv")
    look.length(jwe["tag"], 16, "jwe.tag")
    size = bytes_of(jwe["ciphertext"])
    if size is not None and size > MOST_BYTES:
        look.said.append(Message(TOO_LARGE, {"most": MOST_BYTES // 2**20}))
    elif look.need(size is not None, "jwe.ciphertext"):
        look.need(size == bucket(size or 0), "jwe.ciphertext")
    return size or 0


def read_entries(recipients: Any, look: Look, *, granter: Any) -> list[SealedEntry]:
    if not look.need(isinstance(recipients, list) and 0 < len(recipients) <= MOST_ENTRIES, "jwe.recipients"):
        return []
    found: dict[str, SealedEntry] = {}
    for place, entry in enumerate(recipients):
        part = f"jwe.recipients[{place}]"
        right = look.members(entry, ("header", "encrypted_key"), part)
        if not (right and look.members(entry["header"], ("kid", "epk", "apu", "apv"), f"{part}.header")):
            continue
        header, kid = entry["header"], entry["header"]["kid"]
        look.length(
            entry["encrypted_key"], 40, f"{part}.encrypted_key"
        )  # a key of 256 bits, and nothing shorter
        look.need(header["apu"] == granter, f"{part}.header.apu")
        look.need(is_public(header["epk"]), f"{part}.header.epk")
        if look.length(kid, KID, f"{part}.header.kid"):
            look.need(header["apv"] == kid and kid not in found, f"{part}.header.apv")
            found[kid] = SealedEntry(kid, entry)
    return list(found.values())


def read_manifest(compact: Any, signers: Mapping[str, dict[str, Any]], jwe: Mapping[str, str]) -> Signed:
    """Signed by one of these keys, for these very bytes."""
    told, look = read_plain(compact.split(".")[1]) if kid_of(compact) and "." in compact else None, Look()
    if look.members(told, TOLD, "sigs.payload"):
        assert told is not None, "it has members"
        look.need(isinstance(told["rcp"], dict), "sigs.payload.rcp")
        look.need(type(told["iat"]) is int and 0 <= told["iat"] <= LATEST, "sigs.payload.iat")
    look.judge()
    manifest = read_signed(compact, MANIFEST, " ".join(TOLD), signers)
    if (manifest.body["hdr"], manifest.body["cth"]) != (jwe["protected"], content_hash(jwe)):
        raise RuleBroken(Message(OTHER_BYTES))
    return manifest


def check_named(manifest: Signed, entries: list[SealedEntry], *, prev: str | None) -> None:
    """The recipients that were signed for are exactly those that came, and the manifest follows the one before."""
    if manifest.body["prev"] != prev:
        raise RuleBroken(Message(MEANWHILE if prev else OTHER_BYTES))
    if manifest.body["rcp"] != {entry.kid: entry_hash(entry.wrapped) for entry in entries}:
        raise RuleBroken(Message(OTHER_RECIPIENTS))


def check_recipients(
    kids: frozenset[str], *, listed: Mapping[str, UUID], own: frozenset[UUID], others: frozenset[UUID] | None
) -> None:
    """`listed`: of every key that a side it is for ever listed, or had as its recovery key, the side. Somebody of the
    `own` sides must be among them, and of `others`, where it is passed on. Whoever was removed meanwhile may stand
    there, too: it was sealed offline, and they are given no bytes.
    """
    if any(kid not in listed for kid in kids):
        raise RuleBroken(Message(STRANGER))
    sides = {listed[kid] for kid in kids}
    if not sides & own:
        raise RuleBroken(Message(NOBODY_HERE))
    if others is not None and not sides & others:
        raise RuleBroken(Message(NOBODY_THERE))


def head_of(signed: str) -> str:
    """What the next manifest names: the hash of what was signed, for signatures can be spelt in two ways."""
    return hashed(signed.rpartition(".")[0])


def iat_of(signed: str) -> int:
    """When the sender's browser says that it sealed the item."""
    said: int = decode_plain(signed.split(".")[1])["iat"]
    return said


def kid_of(signed: Any) -> str | None:
    header = read_plain(signed.partition(".")[0]) if isinstance(signed, str) else None
    kid = header.get("kid") if header else None
    return kid if isinstance(kid, str) else None


def read_plain(part: Any) -> dict[str, Any] | None:
    try:
        told = decode_plain(part)
    except SealFault:
        return None
    return told if isinstance(told, dict) else None


def bytes_of(value: Any) -> int | None:
    """How many bytes the letters stand for; None where they are no letters of that kind."""
    try:
        return len(unb64u(value)) if isinstance(value, str) else None
    except SealFault:
        return None


def is_public(key: Any) -> bool:
    """A public key of one time: on a curve that our browsers agree on, with nothing beside it."""
    if not isinstance(key, dict) or key.get("kty") not in ("EC", "OKP"):
        return False
    names = names_of(key)
    return (
        set(key) == set(names)
        and isinstance(key["crv"], str)
        and key["crv"] in AGREEING
        and all(bytes_of(key[name]) == 32 for name in names if name in "xy")
    )


def uuid_of(value: Any) -> UUID | None:
    """Only in its one usual spelling."""
    try:
        found = UUID(value)
    except (AttributeError, TypeError, ValueError):
        return None
    return found if str(found) == value else None
