"""Bytes as letters: strict base64url, JSON in its one compact form, hashes of texts."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
PRINTABLE = re.compile(r"[\x20-\x7e]*")


class SealFault(Exception):
    """These bytes cannot be believed, or not be opened. Said in English: who reads it reads of bytes."""


def need(ok: object, why: str) -> None:
    if not ok:
        raise SealFault(why)


def b64u(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64u(text: object) -> bytes:
    """Strict: no padding, no white space, and no second spelling of the same bytes (stray low bits)."""
    if not isinstance(text, str) or not BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise SealFault("not base64url")
    content = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    need(b64u(content) == text, "base64url is not canonical")
    return content


def hashed(text: str) -> str:
    return b64u(sha256(text.encode()).digest())


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def encode_json(value: object) -> str:
    text = compact(value)
    need(PRINTABLE.fullmatch(text), "only ASCII is signed")
    return b64u(text.encode())


def members(value: Any, names: str) -> dict[str, Any]:
    """Exactly these members: an unknown, missing or additional one is refused."""
    if not isinstance(value, dict) or set(value) != set(names.split()):
        raise SealFault(f"members must be: {names}")
    return value


def decode_json(part: object, names: str) -> dict[str, Any]:
    """Header or manifest, with exactly these members."""
    return members(decode_plain(part), names)


def decode_plain(part: object) -> Any:
    """Base64url of compact ASCII JSON that survives a round trip (no duplicate names)."""
    try:
        text = unb64u(part).decode()
        value = json.loads(text, parse_float=refused, parse_constant=refused)
    except (ValueError, RecursionError):
        raise SealFault("header is not JSON") from None
    need(
        PRINTABLE.fullmatch(text) and compact(value) == text,
        "header JSON is not in its compact form",
    )
    return value


def refused(number: str) -> None:
    # 1.0 would survive here and not in a browser; nothing that is signed has a fraction.
    raise SealFault(f"header JSON is not in its compact form: {number}")


def alike(one: object, other: object) -> bool:
    """Equal as JavaScript's === means it: true is not 1."""
    return type(one) is type(other) and one == other
