"""Seals items and lets colleagues in without a browser, as demo and tests ask for it: by identities and moments.

How it is done stands in `rules/sealed/items.py`; here is only who, for what, when.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..rules.envelopes import head_of
from ..rules.sealed import items
from ..rules.sealed.letters import decode_json, unb64u
from .keys import Identity, Jwk

Item = dict[str, Any]


def seal(
    words: bytes, cards: Iterable[Jwk], sender: Identity, *, notice: UUID | str, iid: UUID | str, at: datetime
) -> Item:
    """`cards`: of everybody who may open it; `at`: what the sender's clock says."""
    asked = {"nid": str(notice), "iid": str(iid)}
    made = items.seal(words, cards, {"sig": sender.sig}, **asked, iat=int(at.timestamp()))
    return {"iid": str(iid), **made}


def grant(item: Item, own: Identity, card: Jwk, *, at: datetime) -> dict[str, Any]:
    """What a recipient posts to let one more card open the item."""
    entry = entry_for(card, content_key_of(item["jwe"], own), granter=own)
    signed = manifest(item["jwe"], [entry], own, prev=head_of(item["sigs"][-1]), at=at)
    return {"iid": item.get("iid"), "entry": entry, "signed": signed}


def opened(item: Item, own: Identity) -> bytes:
    """What the item says. The demo and the tests made it themselves; a reader's browser first checks who sealed it."""
    jwe = item["jwe"]
    sealed = unb64u(jwe["ciphertext"]) + unb64u(jwe["tag"])
    words = AESGCM(content_key_of(jwe, own)).decrypt(unb64u(jwe["iv"]), sealed, jwe["protected"].encode())
    return items.unpad(words)


def entry_for(card: Jwk, content_key: bytes, *, granter: Identity) -> dict[str, Any]:
    return items.entry(content_key, card, granter.sig_kid)


def content_key_of(jwe: dict[str, Any], own: Identity) -> bytes:
    assert own.enc, "whoever opens has a key for it"
    header = decode_json(jwe["protected"], items.HEADER)
    unchecked = items.Facts(header, header["snd"], (), (), "")
    return items.content_key(jwe, unchecked, {"enc": own.enc, "sig": own.sig})


def manifest(
    jwe: dict[str, Any], entries: list[dict[str, Any]], own: Identity, *, prev: str | None, at: datetime
) -> str:
    return items.manifest(jwe, entries, {"sig": own.sig}, prev=prev, iat=int(at.timestamp()))
