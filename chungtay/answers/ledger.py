"""Whether what is kept is sound: the chains of ledger and audit, guards, approved lines, frozen reviews, files."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db import connection

from chungtay.answers.documents import file_bytes
from chungtay.answers.places import world
from chungtay.models import (
    Attachment,
    AuditHead,
    AuditLine,
    DocumentFile,
    Entry,
    LedgerHead,
    Line,
    Posting,
    Review,
)
from chungtay.models.guards import guard_names, present_guards
from chungtay.rules import audit
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message
from chungtay.rules.reports import ReportState
from chungtay.rules.reviews import fingerprint


def faults() -> list[Message]:
    """All that is wrong, in words; an empty list says that every figure can be trusted."""
    entries = Entry.objects.in_rules()
    postings = [posting.in_rules() for posting in Posting.objects.all()]
    head = LedgerHead.objects.first()
    chain = rules.verify_chain(postings, entries, head=bytes.fromhex(head.hash) if head else None)
    return [
        *missing_guards(),
        *chain,
        *audit_faults(),
        *lines_unlike_their_entries(entries),
        *stocks_unlike_their_statements(entries),
        *reviews_unlike_their_fingerprint(),
        *files_unlike_their_name(),
    ]


def audit_faults() -> list[Message]:
    """The audit's chain, read line by line: it may be long, and somebody may have made it unreadable."""
    head, unread = AuditHead.objects.first(), list[Message]()
    lines = readable(AuditLine.objects.order_by("number").iterator(), unread)
    return audit.verify(lines, head.in_rules() if head else None) + unread


def readable(lines: Iterator[AuditLine], unread: list[Message]) -> Iterator[audit.Line]:
    number = 0
    try:
        for line in lines:
            yield line.in_rules()
            number = line.number
    except ValueError:  # SQLite takes any letters for an id, and cannot give them back as one
        text = "What stands behind audit line %(number)s cannot be read any more."
        unread.append(Message(text, {"number": number}))


def missing_guards() -> list[Message]:
    text = "The guard %(name)s is missing: what it keeps could be changed unseen."
    missing = set(guard_names(connection.vendor)) - set(present_guards(connection))
    return [Message(text, {"name": name}) for name in sorted(missing)]


def reviews_unlike_their_fingerprint() -> list[Message]:
    text = "The frozen review “%(title)s” differs from its fingerprint."
    frozen = Review.objects.filter(frozen_at__isnull=False)
    return [
        Message(text, {"title": review.title})
        for review in frozen
        if fingerprint(bytes(review.canonical or b"")) != review.fingerprint
    ]


def files_unlike_their_name() -> list[Message]:
    """A kept file is named by the SHA-256 of its bytes; it must be there and still be those bytes."""
    kept = dict(DocumentFile.objects.values_list("sha256", "name")) | dict(
        Attachment.objects.values_list("sha256", "name")
    )
    text = "The file “%(name)s” is missing, or is no longer what was kept."
    return [Message(text, {"name": name}) for mark, name in sorted(kept.items()) if not is_whole(mark)]


def is_whole(mark: str) -> bool:
    try:
        return sha256(file_bytes(mark)).hexdigest() == mark
    except OSError:
        return False


def lines_unlike_their_entries(entries: list[rules.Entry]) -> list[Message]:
    """An approved line and the ledger must say the same number."""
    booked: dict[str, int] = defaultdict(int)
    for entry in rules.live(entries):
        if entry.breakdown == rules.BASE and entry.stated is None:
            booked[str(entry.source)] += entry.amount
    stated = {str(entry.source) for entry in entries if entry.stated is not None}
    text = "Line %(line)s says %(said)s, its entries add up to %(booked)s."
    return [
        Message(text, {"line": str(key), "said": total, "booked": booked[str(source)]})
        for key, source, total in approved_lines()
        if str(source) not in stated and booked[str(source)] != total
    ]


def stocks_unlike_their_statements(entries: list[rules.Entry]) -> list[Message]:
    """What was last said to stand at a place on a day must be what the changes up to that day add up to."""
    text = "Line %(line)s says that %(said)s stand, the ledger gives %(booked)s."
    said: dict[tuple[str, str, date, str], tuple[UUID, int | None]] = {}
    for line, indicator, place, on, programme, total in stated_lines():
        said[str(indicator), str(place), on, programme] = line, total
    maps = world() if said else None
    live = [entry for entry in rules.live(entries) if entry.breakdown == rules.BASE]
    found = []
    for (measured, stood, on, programme), (line, total) in said.items():
        assert maps is not None
        counted = [e for e in live if e.indicator == measured and e.programmes == frozenset({programme})]
        booked = sum(rules.level_of(counted, stood, on, maps).values())
        if booked != total:
            found.append(Message(text, {"line": str(line), "said": total, "booked": booked}))
    return found


def stated_lines() -> list[tuple[UUID, UUID, UUID, date, str, int | None]]:
    """Approved lines that state a stock, in the order of their approval: the last word on a place and day counts."""
    stated = Line.objects.filter(
        report__state=ReportState.APPROVED, state="given", question__indicator__kind=Kind.STOCK
    )
    stated = stated.exclude(question__indicator__fed_by_register=True).order_by("report__approval__posting")
    return list(
        stated.values_list(
            "id",
            "question__indicator_id",
            "report__place_id",
            "report__last_on",
            "report__form__agreement__slug",
            "total",
        )
    )


def approved_lines() -> list[tuple[UUID, UUID, int | None]]:
    approved = Line.objects.filter(report__state=ReportState.APPROVED, state="given")
    approved = approved.exclude(question__indicator__fed_by_register=True)
    return list(approved.values_list("id", "source_id", "total"))
