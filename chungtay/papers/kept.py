"""A paper as bytes that never change, and back: what it said when it got its number.

One JSON object in UTF-8 with sorted keys and no spaces, each kind of facts by its name, days and moments as ISO
writes them. Read by any later version: a field that the facts do not have any more is passed over.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from chungtay.papers import kinds
from chungtay.papers.kinds import Paper

FORMAT = 1
KEPT: Mapping[str, type[Any]] = MappingProxyType(
    {
        name: kind
        for name, kind in vars(kinds).items()
        if isinstance(kind, type) and is_dataclass(kind) and name in kinds.__all__
    }
)


def canonical_bytes(paper: Paper) -> bytes:
    told = {"format": FORMAT, "paper": _told(paper)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(canonical: bytes) -> str:
    return hashlib.sha256(canonical).hexdigest()


def paper_from(canonical: bytes) -> Paper:
    told = json.loads(canonical)
    assert told["format"] == FORMAT, "a paper of a format that this version does not know"
    paper = _made(told["paper"])
    assert isinstance(paper, Paper), "what is kept is a paper"
    return paper


def _told(value: Any) -> Any:
    if is_dataclass(value):
        return {"is": type(value).__name__} | {
            field.name: _told(getattr(value, field.name)) for field in fields(value)
        }
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    if isinstance(value, datetime):
        return {"is": "moment", "at": value.isoformat()}
    if isinstance(value, date):
        return {"is": "day", "on": value.isoformat()}
    assert value is None or isinstance(value, str | int | bool), f"a paper holds no {type(value).__name__}"
    return value


def _made(told: Any) -> Any:
    if isinstance(told, list):
        return tuple(_made(one) for one in told)
    if not isinstance(told, dict):
        return told
    if told["is"] == "moment":
        return datetime.fromisoformat(told["at"])
    if told["is"] == "day":
        return date.fromisoformat(told["on"])
    kind = KEPT[told["is"]]
    known = {field.name for field in fields(kind)}
    return kind(**{name: _made(value) for name, value in told.items() if name in known})
