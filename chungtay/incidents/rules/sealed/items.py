"""Checks a sealed item as the server may, opens it as a recipient can, seals one as a browser does.

item = {"jwe", "sigs"}: a JWE in General JSON Serialization beside a chain of signed manifests; docs/notices.md says
which members each has and why. The bytes, tests and attacks are the same as those of `static/annex/seal.js`.
"""

import math
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from .identities import (
    AGREEING,
    Card,
    Jwk,
    Signer,
    bare_jwk,
    directory,
    made,
    make_identity,
    public_jwk,
    read_jws,
    shared_secret,
    sign_jws,
    thumbprint,
)
from .letters import SealFault, alike, b64u, compact, decode_json, encode_json, hashed, members, need, unb64u

__all__ = [
    "Facts",
    "Grant",
    "SealFault",
    "directory",
    "make_identity",
    "open_item",
    "regrant",
    "seal",
    "verify",
]

TYP, MANIFEST, ALG, ENC = "sealed-item+jwe", "seal-manifest+jws", "ECDH-ES+A256KW", "A256GCM"
HEADER = "typ alg enc nid iid snd cmt"  # the members of what is encrypted and signed along
MOST_ENTRIES = 64
ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
Directory = Mapping[str, Signer]


@dataclass(frozen=True)
class Grant:
    """One manifest: who let whom in, and when her clock said so."""

    by: str
    to: tuple[str, ...]
    iat: int


@dataclass(frozen=True)
class Facts:
    """What can be known of an item without any private key."""

    header: dict[str, Any]
    sender: str
    recipients: tuple[str, ...]
    grants: tuple[Grant, ...]
    prev: str


def bucket(n: int) -> int:
    """1, 4, 16, 64 KiB, then Padmé (Nikitin et al. 2019): at most 12 % over, log log n bits told."""
    for size in (1024, 4096, 16384, 65536):
        if n <= size:
            return size
    exponent = n.bit_length() - 1
    step = 1 << (exponent - int(math.log2(exponent)) - 1)
    return -(-n // step) * step


def pad(content: bytes) -> bytes:
    return (content + b"\x80").ljust(bucket(len(content) + 1), b"\0")


def unpad(padded: bytes) -> bytes:
    content = padded.rstrip(b"\0")
    need(content[-1:] == b"\x80" and len(padded) == bucket(len(content)), "bad padding")
    return content[:-1]


# ---- checking -------------------------------------------------------------------------------------------------------
def verify(
    item: Any,
    *,
    nid: str,
    iid: str,
    directory: Directory,
    may_grant: Callable[[str], bool] = lambda kid: True,
) -> Facts:
    """Everything that needs no private key. The ids are those that were asked for, never those it claims."""
    jwe = members(members(item, "jwe sigs")["jwe"], "protected recipients iv ciphertext tag")
    header = decode_json(jwe["protected"], HEADER)
    need((header["typ"], header["alg"], header["enc"]) == (TYP, ALG, ENC), "typ, alg or enc")
    need((header["nid"], header["iid"]) == (nid, iid), "sealed for another notice or item")
    entries, sigs = jwe["recipients"], item["sigs"]
    need(isinstance(entries, list) and isinstance(sigs, list) and sigs, "entries")
    need(max(len(entries), len(sigs)) <= MOST_ENTRIES, "entries")
    present, content = entries_of(entries), content_hash(jwe)
    signed: list[str] = []
    grants: list[Grant] = []
    prev: str | None = None
    for text in sigs:
        one = read_jws(text, typ=MANIFEST, names="hdr cth rcp prev iat", signers=directory)
        body = one.body
        need(
            (body["hdr"], body["cth"]) == (jwe["protected"], content) and alike(body["prev"], prev),
            "signed for other content",
        )
        if prev is None:
            need(one.kid == header["snd"], "first signature is not the sender's")
        else:
            may = one.kid == header["snd"] or directory[one.kid].enc_kid in signed
            need(may and may_grant(one.kid), "granter had no access")
        need(isinstance(body["rcp"], dict) and isinstance(body["iat"], int), "recipient set")
        for kid, digest in body["rcp"].items():
            need(kid not in signed and present.get(kid) == (one.kid, digest), "recipient set")
            signed.append(kid)
        grants.append(Grant(one.kid, tuple(body["rcp"]), body["iat"]))
        prev = one.head
    need(len(signed) == len(present), "recipient set")
    assert prev is not None, "there is at least one manifest"
    return Facts(header, header["snd"], tuple(signed), tuple(grants), prev)


def entries_of(entries: list[Any]) -> dict[str, tuple[str, str]]:
    """Recipient -> who let her in, and the hash of her entry, as they lie there."""
    present: dict[str, tuple[str, str]] = {}
    for entry in entries:
        h = members(members(entry, "header encrypted_key")["header"], "kid epk apu apv")
        is_ec = isinstance(h["epk"], dict) and h["epk"].get("kty") == "EC"
        members(h["epk"], "crv kty x y" if is_ec else "crv kty x")
        need(all(isinstance(h[name], str) for name in ("kid", "apu", "apv")), "not base64url")
        need(h["apv"] == h["kid"] and h["kid"] not in present, "recipient named twice, or apv is not kid")
        present[h["kid"]] = (h["apu"], entry_hash(entry))
    return present


def entry_hash(entry: Mapping[str, Any]) -> str:
    """Of its fixed-order text: JSON objects have no canonical order, arrays do."""
    h = entry["header"]
    epk = h["epk"]
    key = [epk["kty"], epk["crv"], epk["x"], epk.get("y", "")]
    return hashed(compact([h["kid"], *key, h["apu"], h["apv"], entry["encrypted_key"]]))


def content_hash(jwe: Mapping[str, Any]) -> str:
    need(all(isinstance(jwe[name], str) for name in ("iv", "ciphertext", "tag")), "not base64url")
    return hashed(f"{jwe['iv']}.{jwe['ciphertext']}.{jwe['tag']}")


# ---- opening --------------------------------------------------------------------------------------------------------
def open_item(item: Any, identity: Card, *, nid: str, iid: str, directory: Directory) -> bytes:
    """What an item says, for one of its recipients."""
    facts = verify(item, nid=nid, iid=iid, directory=directory)
    jwe = item["jwe"]
    cek = content_key(jwe, facts, identity)
    iv, ciphertext, tag = (unb64u(jwe[name]) for name in ("iv", "ciphertext", "tag"))
    need(len(iv) == 12 and len(tag) == 16, "iv or tag length")
    try:
        return unpad(AESGCM(cek).decrypt(iv, ciphertext + tag, jwe["protected"].encode()))
    except InvalidTag:
        raise SealFault("content does not authenticate") from None


def content_key(jwe: Mapping[str, Any], facts: Facts, identity: Card) -> bytes:
    kid = thumbprint(identity["enc"])
    entry = next((entry for entry in jwe["recipients"] if entry["header"]["kid"] == kid), None)
    if entry is None:
        raise SealFault("not sealed to this key")
    wrapped = unb64u(entry["encrypted_key"])
    need(len(wrapped) == 40, "encrypted_key length")  # a content key of 256 bits, nothing shorter
    try:
        epk = bare_jwk(entry["header"]["epk"], AGREEING)
    except SealFault:
        raise SealFault("epk is no point") from None
    try:
        cek = aes_key_unwrap(agreed(shared_secret(identity["enc"], epk), entry["header"]), wrapped)
    except InvalidUnwrap:
        raise SealFault("content key does not unwrap") from None
    need(commitment(cek) == facts.header["cmt"], "content key is not the committed one")
    return cek


def agreed(secret: bytes, header: Mapping[str, Any]) -> bytes:
    """NIST SP 800-56A Concat KDF, one SHA-256 round (RFC 7518 4.6.2)."""
    parts = (ALG.encode(), unb64u(header["apu"]), unb64u(header["apv"]))
    about = b"".join(len(part).to_bytes(4, "big") + part for part in parts) + (256).to_bytes(4, "big")
    return ConcatKDFHash(SHA256(), 32, about).derive(secret)


def commitment(cek: bytes) -> str:
    """AES-GCM does not commit to its key; this hash in the protected header does: one content key for all."""
    return b64u(sha256(b"sealed-item CEK v1\0" + cek).digest())


# ---- sealing --------------------------------------------------------------------------------------------------------
def seal(
    payload: bytes, cards: Iterable[Card], sender: Card, *, nid: str, iid: str, iat: int
) -> dict[str, Any]:
    """As a browser does it; `iat`: seconds since 1970, since rules look at no clock."""
    need(ID.fullmatch(nid) and ID.fullmatch(iid), "notice or item id")
    cek, iv, snd = os.urandom(32), os.urandom(12), thumbprint(sender["sig"])
    header = {"typ": TYP, "alg": ALG, "enc": ENC, "nid": nid, "iid": iid, "snd": snd, "cmt": commitment(cek)}
    protected = encode_json(header)
    entries = sorted((entry(cek, card, snd) for card in cards), key=lambda one: str(one["header"]["kid"]))
    need(0 < len(entries) <= MOST_ENTRIES, "entries")
    need(len({one["header"]["kid"] for one in entries}) == len(entries), "recipient named twice")
    sealed = AESGCM(cek).encrypt(iv, pad(payload), protected.encode())
    content = {"iv": b64u(iv), "ciphertext": b64u(sealed[:-16]), "tag": b64u(sealed[-16:])}
    jwe = {"protected": protected, "recipients": entries, **content}
    return {"jwe": jwe, "sigs": [manifest(jwe, entries, sender, prev=None, iat=iat)]}


def regrant(
    item: Any, identity: Card, card: Card, *, nid: str, iid: str, directory: Directory, iat: int
) -> dict[str, Any]:
    """A recipient lets one more card open the item; the content is untouched."""
    facts = verify(item, nid=nid, iid=iid, directory=directory)
    new = entry(content_key(item["jwe"], facts, identity), card, thumbprint(identity["sig"]))
    need(new["header"]["kid"] not in facts.recipients, "already a recipient")
    jwe = {**item["jwe"], "recipients": [*item["jwe"]["recipients"], new]}
    return {"jwe": jwe, "sigs": [*item["sigs"], manifest(jwe, [new], identity, prev=facts.prev, iat=iat)]}


def entry(cek: bytes, card: Card, granter: str) -> dict[str, Any]:
    """One recipient, with an ephemeral key of its own."""
    public: Jwk = bare_jwk(public_jwk(card["enc"]), AGREEING)
    ephemeral, kid = made(public["crv"]), thumbprint(public)
    header = {"kid": kid, "epk": public_jwk(ephemeral), "apu": granter, "apv": kid}
    wrapped = aes_key_wrap(agreed(shared_secret(ephemeral, public), header), cek)
    return {"header": header, "encrypted_key": b64u(wrapped)}


def manifest(
    jwe: Mapping[str, Any], entries: Iterable[Mapping[str, Any]], signer: Card, *, prev: str | None, iat: int
) -> str:
    recipients = {one["header"]["kid"]: entry_hash(one) for one in entries}
    body = {"hdr": jwe["protected"], "cth": content_hash(jwe), "rcp": recipients, "prev": prev, "iat": iat}
    return sign_jws(MANIFEST, body, signer["sig"])
