"""Whether the chain of postings is whole, read one posting after another; never all entries at once."""

from collections.abc import Iterator

from chungtay.models import Entry, LedgerHead, Posting
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import chain
from chungtay.rules.messages import Message

AT_ONCE = 32  # postings that are fetched together, a few hundred kilobytes each


def postings() -> Iterator[rules.Posting]:
    for posting in Posting.objects.order_by("number").iterator(chunk_size=AT_ONCE):
        yield posting.in_rules()


def chain_faults() -> tuple[int, list[Message]]:
    """How many entries the postings speak of, and every break: gaps, hashes, first lines, the head."""
    head = LedgerHead.objects.first()
    entries, before, faults = 0, None, list[Message]()
    for posting in postings():
        faults += chain.check_link(before, posting) + chain.check_hash(posting) + chain.check_header(posting)
        entries += posting.last - posting.first + 1
        before = posting
    return entries, faults + chain.check_end(before, bytes.fromhex(head.hash) if head else None)


def reversal_faults() -> tuple[int, list[Message]]:
    """Every reversal takes back one earlier entry, wholly, and none is taken back twice."""
    backs = Entry.objects.filter(reverses__isnull=False).order_by("seq")
    rows = backs.values_list("seq", "amount", "reverses_id", "reverses__amount")
    count, seen, faults = 0, set[int](), list[Message]()
    for seq, amount, taken_back, was in rows.iterator(chunk_size=10_000):
        values = {"seq": seq, "reversed": taken_back}
        if taken_back in seen:
            faults.append(Message("Entry %(reversed)s is reversed a second time by %(seq)s.", values))
        elif was is None or was != -amount or taken_back >= seq:
            faults.append(Message("Entry %(seq)s does not take back entry %(reversed)s.", values))
        seen.add(taken_back)
        count += 1
    return count, faults
