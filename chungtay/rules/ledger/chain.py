"""Whether a chain of postings is whole: nothing missing, nothing altered, nothing taken back twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chungtay.rules.ledger.entries import Entry
from chungtay.rules.ledger.postings import (
    BEFORE_THE_FIRST,
    Posting,
    chain_hash,
    describes,
    entries_of,
    read_body,
    read_header,
)
from chungtay.rules.messages import Message


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
        messages += check_link(before, posting)
        messages += check_hash(posting) or check_content(posting, of_posting[posting.number])
        before = posting
    return messages + check_end(before, head) + _check_reversals(entries)


def check_link(before: Posting | None, posting: Posting) -> list[Message]:
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


def check_hash(posting: Posting) -> list[Message]:
    if chain_hash(posting.previous_hash, posting.body) == posting.hash:
        return []
    return [Message("The bytes of posting %(number)s do not give its hash.", {"number": posting.number})]


def check_header(posting: Posting) -> list[Message]:
    """What stands beside the bytes against their first line."""
    try:
        same = describes(read_header(posting.body), posting)
    except ValueError:
        return [Message("The bytes of posting %(number)s cannot be read.", {"number": posting.number})]
    return [] if same else [Message("Posting %(number)s differs from its bytes.", {"number": posting.number})]


def check_end(last: Posting | None, head: bytes | None) -> list[Message]:
    if head is None or head == (last.hash if last else BEFORE_THE_FIRST):
        return []
    return [Message("The ledger does not end with the posting that its head names.")]


def check_content(posting: Posting, entries: Sequence[Entry]) -> list[Message]:
    """What is kept of a posting against its bytes, entry by entry."""
    values = {"number": posting.number}
    messages = []
    held_times = Counter(entry.seq for entry in entries)
    due = set(range(posting.first, posting.last + 1))
    for seq in sorted(due.difference(held_times)):
        messages.append(Message("Entry %(seq)s of posting %(number)s is missing.", values | {"seq": seq}))
    for seq in sorted(seq for seq, times in held_times.items() if times > 1 or seq not in due):
        text = "Entry %(seq)s does not belong to posting %(number)s or stands in it twice."
        messages.append(Message(text, values | {"seq": seq}))
    return messages or _check_entries(posting, entries)


def _check_entries(posting: Posting, entries: Sequence[Entry]) -> list[Message]:
    """Its entries against its bytes, once both are complete."""
    values = {"number": posting.number}
    if wrong := check_header(posting):
        return wrong
    try:
        written = entries_of(read_body(posting.body))
    except (ValueError, LookupError, OverflowError, TypeError):
        return [Message("The bytes of posting %(number)s cannot be read.", values)]
    text = "Entry %(seq)s of posting %(number)s differs from what was written."
    return [
        Message(text, values | {"seq": now.seq})
        for was, now in zip(written, entries, strict=True)
        if was != _in_text(now)
    ]


def _in_text(entry: Entry) -> Entry:
    """Keys as the bytes have them."""
    named = {name: str(getattr(entry, name)) for name in ("indicator", "place", "holder", "source")}
    return replace(entry, **named, programmes=frozenset(map(str, entry.programmes)))  # type: ignore[arg-type]


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
