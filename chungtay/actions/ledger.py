"""Writes to the ledger: numbers without gaps, one hash over each posting, the head taken as the last step."""

from collections.abc import Sequence
from datetime import datetime

from chungtay.models import Entry, LedgerHead, Person, Posting
from chungtay.rules import ledger as rules

from .recorded import holds_the_audit_head


def post(changes: Sequence[Entry], *, kind: str, by: Person | None, at: datetime) -> Posting:
    """Record unsaved entries together. Call it last inside `recorded`: the head row is the queue of all writers."""
    assert changes, "a posting records something"
    head = wait_for_the_ledger()
    before = Posting.objects.filter(number=head.posting).first()
    drafted, numbered = rules.posted(
        [change.in_rules() for change in changes],
        after=before.in_rules() if before else None,
        kind=kind,
        by=str(by.pk) if by else "",
        recorded_at=at,
    )
    posting = Posting.objects.create(
        number=drafted.number,
        first_seq=drafted.first,
        last_seq=drafted.last,
        kind=kind,
        posted_by=by,
        recorded_at=at,
        previous_hash=drafted.previous_hash.hex(),
        canonical=drafted.body,
        hash=drafted.hash.hex(),
    )
    for change, entry in zip(changes, numbered, strict=True):
        change.seq, change.posting = entry.seq, posting
    Entry.objects.bulk_create(changes)
    head.posting, head.seq, head.hash = drafted.number, drafted.last, posting.hash
    head.save(update_fields=["posting", "seq", "hash"])
    return posting


def wait_for_the_ledger() -> LedgerHead:
    """Stand in the queue already before reading what a change depends on: from here on nobody else posts."""
    assert not holds_the_audit_head(), (
        "the ledger's head is taken before the audit's: do these acts inside one audited_together()"
    )
    return LedgerHead.objects.select_for_update().get_or_create(id=1)[0]
