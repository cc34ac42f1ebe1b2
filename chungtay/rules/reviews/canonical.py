"""The canonical bytes of a review, their fingerprint, and the readers of every format that was ever frozen.

A frozen review is its bytes: one JSON object, UTF-8, keys sorted, no floats, days as ISO, amounts as whole
ten-thousandths. The fingerprint is their SHA-256. Pages, papers and articles of a frozen review are drawn from these
bytes alone. Bytes are written once: an older format is only ever read, by lifting it to the newest shape.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .facts import Facts
from .words import Words

FORMAT = 3
NOT_WRITTEN = {"sealed"}  # what facts know of the bytes that they came from


def canonical_bytes(facts: Facts) -> bytes:
    plain = {"format": FORMAT, **_plain(facts)}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def facts_of(canonical: bytes) -> Facts:
    """The facts again, from the bytes alone."""
    plain = json.loads(canonical)
    written_as = plain.pop("format")
    if written_as != FORMAT:
        LIFTS[written_as](plain)
    return _built(Facts, plain | {"sealed": fingerprint(canonical)})


def fingerprint(canonical: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(canonical).hexdigest()


def fingerprint_of(facts: Facts) -> str:
    """Of the bytes that the facts were read from; of a draft, what freezing it now would give."""
    return facts.sealed or fingerprint(canonical_bytes(facts))


def short_fingerprint(full: str) -> str:
    """How a page and a paper print it: four groups of four."""
    return " ".join(full[i : i + 4] for i in range(0, 16, 4))


def _lift_one_language(plain: dict[str, Any]) -> None:
    """Formats 1 and 2 knew Vietnamese only, and the first not the version of each rule: both read the same."""
    for name in ("programme_name", "title"):
        plain[name] = {"vi": plain[name]}
    for name in ("parent_body", "issuer", "place"):
        plain["letterhead"][name] = {"vi": plain["letterhead"][name]}
    for row in plain["results"]:
        row |= {name: {"vi": row[name]} for name in ("label", "measure", "heading")}
    for row in plain["units"]:
        row["place"] = {"vi": row["place"]}
    plain["narratives"] = [
        {"section": section, "text": {"vi": text}} for section, text in plain["narratives"]
    ]
    plain["directions"] = [{"vi": text} for text in plain["directions"]]


LIFTS: Mapping[int, Callable[[dict[str, Any]], None]] = {1: _lift_one_language, 2: _lift_one_language}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name not in NOT_WRITTEN
        }
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, plain: Any) -> Any:
    """A value of a declared type from what JSON gave back."""
    if isinstance(kind, UnionType):
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
        return None if plain is None else _built(kind, plain)
    if get_origin(kind) is tuple:
        (of, _) = get_args(kind)
        return tuple(_built(of, one) for one in plain)
    if kind is Words:
        # A cell of a table once had one language only.
        return Words(plain) if isinstance(plain, str) else Words(**plain)
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _built(hints[name], one) for name, one in plain.items()})  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(plain)
    return kind(plain) if isinstance(kind, type) and issubclass(kind, Enum) else plain
