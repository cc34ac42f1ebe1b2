"""Postings: what was written together, in bytes that never change, each sealed over the one before.

The bytes are UTF-8 lines that end in a newline, each a JSON object with sorted keys, no spaces, no floats
and letters as they are. The first line is the posting, the others its entries in order of `seq`:

    {"by":…,"first":1,"format":1,"kind":…,"last":2,"number":1,"recorded_at":"2025-07-01T02:00:00.000000+00:00"}
    {"amount":60000,"breakdown":"","categories":[["sex","female"]],…,"period":["2025-01-01","2025-06-30"],…}

Keys (ids) are written as text, days as ISO, sets sorted, nothing as null. hash = SHA-256 over the previous
hash (32 bytes; zeros before the first) followed by these bytes. Who alters an entry must alter every hash
after it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from chungtay.rules.ledger.entries import Entry
from chungtay.rules.messages import Message
from chungtay.rules.places import Key

FORMAT = 1
BEFORE_THE_FIRST = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One approval or one load: the entries from `first` to `last`, written at once by somebody."""

    number: int
    first: int
    last: int
    kind: str
    by: Key
    recorded_at: datetime
    previous_hash: bytes = BEFORE_THE_FIRST
    body: bytes = b""
    hash: bytes = b""


def posted(
    changes: Sequence[Entry], *, after: Posting | None, kind: str, by: Key, recorded_at: datetime
) -> tuple[Posting, list[Entry]]:
    """The changes numbered without a gap, and the posting that seals them behind the one before."""
    assert changes, "a posting writes something"
    first = after.last + 1 if after else 1
    number = after.number + 1 if after else 1
    entries = [replace(change, seq=first + i, posting=number) for i, change in enumerate(changes)]
    draft = Posting(
        number=number,
        first=first,
        last=entries[-1].seq,
        kind=kind,
        by=by,
        recorded_at=recorded_at,
        previous_hash=after.hash if after else BEFORE_THE_FIRST,
    )
    body = canonical_bytes(draft, entries)
    return replace(draft, body=body, hash=chain_hash(draft.previous_hash, body)), entries


def canonical_bytes(posting: Posting, entries: Sequence[Entry]) -> bytes:
    lines = [_posting_line(posting), *(_entry_line(entry) for entry in entries)]
    texts = (json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for line in lines)
    return "".join(text + "\n" for text in texts).encode()


def chain_hash(previous_hash: bytes, body: bytes) -> bytes:
    return hashlib.sha256(previous_hash + body).digest()


def posting_at(postings: Sequence[Posting], moment: datetime) -> int:
    """The number of the last posting recorded by this moment: what was known then. 0: nothing yet."""
    return max((posting.number for posting in postings if posting.recorded_at <= moment), default=0)


def verify_chain(
    postings: Sequence[Posting], entries: Sequence[Entry], *, head: bytes | None = None
) -> list[Message]:
    """All that is wrong with the chain, and with the entries against it.

    `head` is the last hash, kept apart: without it nobody could tell that the end is missing.
    """
    messages: list[Message] = []
    of_posting: dict[int, list[Entry]] = {posting.number: [] for posting in postings}
    for entry in sorted(entries, key=lambda entry: entry.seq):
        if entry.posting in of_posting:
            of_posting[entry.posting].append(entry)
        else:
            values = {"seq": entry.seq, "number": entry.posting}
            messages.append(Message("Entry %(seq)s belongs to posting %(number)s, which is missing.", values))
    before: Posting | None = None
    for posting in sorted(postings, key=lambda posting: posting.number):
        messages += _check_link(before, posting)
        messages += _check_content(posting, of_posting[posting.number])
        before = posting
    if head is not None and head != (before.hash if before else BEFORE_THE_FIRST):
        messages.append(Message("The ledger does not end with the posting that its head names."))
    return messages + _check_reversals(entries)


def _check_link(before: Posting | None, posting: Posting) -> list[Message]:
    number, last, hash_before = (
        (before.number, before.last, before.hash) if before else (0, 0, BEFORE_THE_FIRST)
    )
    values = {"number": posting.number}
    if posting.number != number + 1:
        values |= {"missing": number + 1}
        return [Message("Posting %(missing)s is missing before posting %(number)s.", values)]
    messages = []
    if posting.first != last + 1:
        values |= {"first": posting.first, "expected": last + 1}
        text = "Posting %(number)s begins at entry %(first)s instead of %(expected)s."
        messages.append(Message(text, values))
    if posting.previous_hash != hash_before:
        messages.append(Message("Posting %(number)s does not follow from the posting before it.", values))
    return messages


def _check_content(posting: Posting, entries: list[Entry]) -> list[Message]:
    values = {"number": posting.number}
    messages = []
    if chain_hash(posting.previous_hash, posting.body) != posting.hash:
        messages.append(Message("The bytes of posting %(number)s do not give its hash.", values))
    held_times = Counter(entry.seq for entry in entries)
    due = set(range(posting.first, posting.last + 1))
    for seq in sorted(due.difference(held_times)):
        messages.append(Message("Entry %(seq)s of posting %(number)s is missing.", values | {"seq": seq}))
    for seq in sorted(seq for seq, times in held_times.items() if times > 1 or seq not in due):
        text = "Entry %(seq)s does not belong to posting %(number)s or stands in it twice."
        messages.append(Message(text, values | {"seq": seq}))
    if messages:
        return messages
    written, held = posting.body.splitlines(), canonical_bytes(posting, entries).splitlines()
    if len(written) != len(held) or written[0] != held[0]:
        return [Message("Posting %(number)s differs from its bytes.", values)]
    text = "Entry %(seq)s of posting %(number)s differs from what was written."
    pairs = zip(entries, written[1:], held[1:], strict=True)
    return [Message(text, values | {"seq": entry.seq}) for entry, was, now in pairs if was != now]


def _check_reversals(entries: Sequence[Entry]) -> list[Message]:
    by_seq = {entry.seq: entry for entry in entries}
    seen: set[int] = set()
    messages = []
    for entry in entries:
        if entry.reverses is None:
            continue
        values = {"seq": entry.seq, "reversed": entry.reverses}
        taken_back = by_seq.get(entry.reverses)
        if entry.reverses in seen:
            messages.append(Message("Entry %(reversed)s is reversed a second time by %(seq)s.", values))
        elif taken_back is None or taken_back.amount != -entry.amount or taken_back.seq >= entry.seq:
            messages.append(Message("Entry %(seq)s does not take back entry %(reversed)s.", values))
        seen.add(entry.reverses)
    return messages


def _posting_line(posting: Posting) -> dict[str, object]:
    return {
        "format": FORMAT,
        "number": posting.number,
        "first": posting.first,
        "last": posting.last,
        "kind": posting.kind,
        "by": str(posting.by),
        "recorded_at": posting.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def _entry_line(entry: Entry) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "indicator": str(entry.indicator),
        "place": str(entry.place),
        "on": entry.on.isoformat(),
        "holder": str(entry.holder),
        "amount": entry.amount,
        "programmes": sorted(str(programme) for programme in entry.programmes),
        "categories": sorted([dimension, value] for dimension, value in entry.categories),
        "breakdown": entry.breakdown,
        "qualifier": entry.qualifier.value,
        "period": [entry.period.first.isoformat(), entry.period.last.isoformat()] if entry.period else None,
        "source": str(entry.source),
        "estimated": entry.estimated,
        "stated": entry.stated,
        "reverses": entry.reverses,
    }
