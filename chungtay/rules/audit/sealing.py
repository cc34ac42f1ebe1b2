"""One line in bytes that never change, and the chain that shows any change."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from ..messages import Message

FORMAT = 1
BEFORE_THE_FIRST = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who, what, when, why, from which post, and which body answers for it."""

    number: int
    at: datetime | None  # none only where somebody wrote nonsense over it
    person: str | None
    post: str
    act: str
    kind: str
    thing: str
    holder: str | None
    reason: str = ""
    previous_hash: str = BEFORE_THE_FIRST
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The last number and its hash, kept apart: without it nobody could tell that the end is missing."""

    number: int
    hash: str


def canonical_bytes(line: Line) -> bytes:
    written = {
        "format": FORMAT,
        "number": line.number,
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds") if line.at else None,
        "person": line.person,
        "post": line.post,
        "act": line.act,
        "kind": line.kind,
        "thing": line.thing,
        "holder": line.holder,
        "why": line.reason,
    }
    text = json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return (text + "\n").encode(errors="surrogatepass")


def chain_hash(previous_hash: str, body: bytes) -> str:
    return hashlib.sha256(previous_hash.encode(errors="surrogatepass") + body).hexdigest()


def is_whole(line: Line) -> bool:
    """Whether the line still says what was sealed."""
    return chain_hash(line.previous_hash, canonical_bytes(line)) == line.hash


def verify(lines: Iterable[Line], head: Head | None) -> list[Message]:
    """All that is wrong with these lines, given in order of their numbers from the first on."""
    seen = _Last()
    faults = list(chain.from_iterable(_faults_of(line, seen) for line in lines))
    return faults + _faults_of_the_end(seen, head)


class _Last:
    """The line before, as the walk goes on."""

    number = 0
    hash = BEFORE_THE_FIRST


def _faults_of(line: Line, before: _Last) -> Iterator[Message]:
    values: dict[str, object] = {"number": line.number}
    expected = before.number + 1
    if line.number < expected:
        yield Message("Audit line %(number)s stands in the wrong place.", values)
    elif line.number == expected + 1:
        yield Message("Audit line %(missing)s is missing.", {"missing": expected})
    elif line.number > expected:
        gap = {"first": expected, "last": line.number - 1}
        yield Message("Audit lines %(first)s to %(last)s are missing.", gap)
    elif line.previous_hash != before.hash:
        yield Message("Audit line %(number)s does not follow from the line before it.", values)
    if not is_whole(line):
        yield Message("Audit line %(number)s differs from what was written.", values)
    before.number, before.hash = line.number, line.hash


def _faults_of_the_end(last: _Last, head: Head | None) -> list[Message]:
    number, seal = (head.number, head.hash) if head else (0, BEFORE_THE_FIRST)
    values = {"number": last.number, "head": number}
    if last.number < number:
        return [Message("The audit ends at line %(number)s; its head names line %(head)s.", values)]
    if last.number > number or last.hash != seal:
        return [Message("The audit's head does not name its last line, %(number)s.", values)]
    return []
