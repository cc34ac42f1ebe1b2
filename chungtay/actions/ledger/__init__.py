"""Writes to the ledger: numbers without gaps, one hash over each posting, the head taken as the last step."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from chungtay.models import Entry, LedgerHead, Person, Posting
from chungtay.rules import ledger as rules

from ..recorded import holds_the_audit_head
from .rows import Referred, without_replacing, write_entries, write_posting, writing_many

__all__ = ["LARGEST_POSTING", "post", "post_columns", "wait_for_the_ledger", "writing_many"]

LARGEST_POSTING = 10_000  # what was known is told apart by postings, so a load of millions is many


def post(changes: Sequence[Entry], *, kind: str, by: Person | None, at: datetime) -> Posting:
    """Record unsaved entries together. Call it last inside `recorded`: the head row is the queue of all writers."""
    columns = rules.columns_of(change.in_rules() for change in changes)
    posting = _sealed(wait_for_the_ledger(), columns, kind=kind, by=by, at=at)
    for seq, change in enumerate(changes, posting.first_seq):
        change.seq, change.posting = seq, posting
    write_entries(changes)
    return posting


def post_columns(
    parts: Iterable[rules.Columns], *, kind: str, by: Person | None, at: datetime
) -> list[Posting]:
    """Record very many entries without an object for each, a posting a part; call it last, as `post`.

    What the columns refer to is kept already, by id, slug and cell; only sets of programmes are made.
    """
    head, referred, postings = wait_for_the_ledger(), Referred(), []
    with without_replacing():
        for part in parts:
            assert part.count <= LARGEST_POSTING, "what is loaded comes in postings of 10,000"
            postings.append(_sealed(head, part, kind=kind, by=by, at=at))
            write_posting(postings[-1], referred)
    return postings


def wait_for_the_ledger() -> LedgerHead:
    """Stand in the queue already before reading what a change depends on: from here on nobody else posts."""
    assert not holds_the_audit_head(), (
        "the ledger's head is taken before the audit's: do these acts inside one audited_together()"
    )
    return LedgerHead.objects.select_for_update().get_or_create(id=1)[0]


def _sealed(
    head: LedgerHead, columns: rules.Columns, *, kind: str, by: Person | None, at: datetime
) -> Posting:
    """The next posting, written; its entries are the caller's to write."""
    drafted = rules.sealed(columns, head.in_rules(), kind=kind, by=str(by.pk) if by else "", recorded_at=at)
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
    head.posting, head.seq, head.hash = drafted.number, drafted.last, posting.hash
    head.save(update_fields=["posting", "seq", "hash"])
    return posting
