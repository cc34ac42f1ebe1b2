"""Decides what a report says as a whole: its canonical words, their fingerprint, and what differs between two of them.

A hand-in keeps what was said as it was said, so that the next one, and whoever approves, can be told what is new.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from .lines import TOTAL, LineState

FORMAT = 1
Said = Mapping[str, Any]
JUMP = 5  # so many times more or less than before is shown as odd; it stops nothing


@dataclass(frozen=True, kw_only=True)
class LineSaid:
    """One line as it stands."""

    number: int
    state: str
    total: int | None
    qualifier: str
    cells: Mapping[str, int]


@dataclass(frozen=True)
class Change:
    """What one field said before and says now; None where it said nothing."""

    number: int  # of the line; of the question in words, of the check
    part: str  # state, total, qualifier, cell, words, comment, forecast, note
    before: Any
    now: Any
    cell: str = TOTAL


def said_of(
    lines: Iterable[LineSaid], *, narratives: Mapping[int, str] | None = None,
    comments: Mapping[int, str] | None = None, forecasts: Mapping[int, int] | None = None, note: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Everything that the report says, in one order and as plain words and whole numbers."""
    return {
        "format": FORMAT,
        "lines": {str(line.number): _line(line) for line in sorted(lines, key=lambda line: line.number)},
        "narratives": _numbered(narratives),
        "comments": _numbered(comments),
        "forecasts": _numbered(forecasts),
        "note": note,
    }


def fingerprint_of(said: Said) -> str:
    """SHA-256 of the words in one way of writing them: equal fingerprints say the same."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def says_the_same(said: Said, lines: Iterable[LineSaid]) -> bool:
    """Whether the lines are what was said of them."""
    return bool(said.get("lines") == said_of(lines)["lines"])


def changes_between(before: Said, after: Said) -> list[Change]:
    """What the second says otherwise than the first, in the order of the form. `{}`: nothing was said yet."""
    made: list[Change] = []
    for number in _numbers(before, after, "lines"):
        made += _in_line(number, _of(before, "lines", number), _of(after, "lines", number))
    for part, name in (("narratives", "words"), ("comments", "comment"), ("forecasts", "forecast")):
        for number in _numbers(before, after, part):
            old, new = (one.get(part, {}).get(str(number)) for one in (before, after))
            made += _differs(number, name, old, new)
    return made + _differs(0, "note", before.get("note") or None, after.get("note") or None)


def is_odd(now: int | None, before: int | None) -> bool:
    """Whether a figure is worth a second look beside the last period's: a jump, or nothing where there was some."""
    if now is None or before is None:
        return False
    if not now or not before:
        return now != before and abs(now - before) >= JUMP * 10_000
    return now >= before * JUMP or before >= now * JUMP


def _line(line: LineSaid) -> dict[str, Any]:
    told: dict[str, Any] = {"state": str(line.state)}
    if line.state == LineState.GIVEN:
        told |= {
            "total": line.total,
            "qualifier": str(line.qualifier),
            "cells": dict(sorted(line.cells.items())),
        }
    return told


def _numbered(told: Mapping[int, Any] | None) -> dict[str, Any]:
    return {str(number): value for number, value in sorted((told or {}).items())}


def _numbers(before: Said, after: Said, part: str) -> list[int]:
    return sorted({int(number) for one in (before, after) for number in one.get(part, {})})


def _of(said: Said, part: str, number: int) -> Mapping[str, Any]:
    return said.get(part, {}).get(str(number)) or {"state": str(LineState.NOT_REPORTED)}


def _in_line(number: int, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    if old["state"] != new["state"] and LineState.GIVEN not in (old["state"], new["state"]):
        return [Change(number, "state", old["state"], new["state"])]
    made = _differs(number, "total", _total(old), _total(new))
    made += _differs(number, "qualifier", old.get("qualifier"), new.get("qualifier")) if not made else []
    before, after = old.get("cells", {}), new.get("cells", {})
    for cell in sorted({*before, *after}):
        made += [
            Change(one.number, "cell", one.before, one.now, cell)
            for one in _differs(number, "cell", before.get(cell), after.get(cell))
        ]
    return made


def _total(line: Mapping[str, Any]) -> Any:
    """The number; where there is none, which answer there is instead."""
    return line["total"] if "total" in line else line["state"]


def _differs(number: int, part: str, old: Any, new: Any) -> list[Change]:
    return [] if old == new else [Change(number, part, old, new)]
