"""Whether what is kept is sound: ledger and audit with their chains, every row, cell and line, guards, reviews, files.

Nothing is held in memory whole: postings are read one after another, rows are compared posting by posting.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from time import perf_counter

from django.db import connection

from chungtay import cube
from chungtay.answers.documents import file_bytes
from chungtay.answers.places import world
from chungtay.models import Attachment, AuditHead, AuditLine, DocumentFile, Review
from chungtay.models.guards import guard_names, present_guards
from chungtay.rules import audit
from chungtay.rules.messages import Message
from chungtay.rules.reviews import fingerprint

from .chain import chain_faults, reversal_faults
from .lines import line_faults, statement_faults
from .rows_proved import row_faults

Found = tuple[int, list[Message]]


@dataclass(frozen=True)
class Checked:
    """One part of the check: of what how much was looked at, in what time, and all that was wrong."""

    part: str
    of: str
    count: int
    seconds: float
    faults: list[Message]

    @property
    def speed(self) -> float:
        return self.count / self.seconds if self.seconds else 0.0


def checked(today: date) -> Iterator[Checked]:
    """Part after part, as each is done."""
    parts: list[tuple[str, str, Callable[[], Found]]] = [
        ("guards", "guards", guard_faults),
        ("chain and gaps", "entries", chain_faults),
        ("rows against bytes", "entries", row_faults),
        ("reversals", "entries", reversal_faults),
        ("cells of the cube", "entries", lambda: cube_faults(today)),
        ("lines", "lines", line_faults),
        ("stated stocks", "statements", statement_faults),
        ("audit", "lines", lambda: (AuditLine.objects.count(), audit_faults())),
        ("frozen reviews", "reviews", review_faults),
        ("kept files", "files", file_faults),
    ]
    for part, of, look in parts:
        began = perf_counter()
        count, faults = look()
        yield Checked(part, of, count, perf_counter() - began, faults)


def faults(today: date = date.max) -> list[Message]:
    """All that is wrong, in words; an empty list says that every figure can be trusted."""
    return [fault for part in checked(today) for fault in part.faults]


def cube_faults(today: date) -> Found:
    """Every cell that answers are made of, against the bytes; a copy that lies is given up."""
    proof = cube.prove(world(), today)
    if proof.faults:
        cube.forget()
    return proof.entries, proof.faults


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


def guard_faults() -> Found:
    text = "The guard %(name)s is missing: what it keeps could be changed unseen."
    due = guard_names(connection.vendor)
    missing = set(due) - set(present_guards(connection))
    return len(due), [Message(text, {"name": name}) for name in sorted(missing)]


def review_faults() -> Found:
    text = "The frozen review “%(title)s” differs from its fingerprint."
    count, found = 0, list[Message]()
    for review in Review.objects.filter(frozen_at__isnull=False).iterator():
        count += 1
        if fingerprint(bytes(review.canonical or b"")) != review.fingerprint:
            found.append(Message(text, {"title": review.title}))
    return count, found


def file_faults() -> Found:
    """A kept file is named by the SHA-256 of its bytes; it must be there and still be those bytes."""
    kept = dict(DocumentFile.objects.values_list("sha256", "name")) | dict(
        Attachment.objects.values_list("sha256", "name")
    )
    text = "The file “%(name)s” is missing, or is no longer what was kept."
    wrong = [Message(text, {"name": name}) for mark, name in sorted(kept.items()) if not is_whole(mark)]
    return len(kept), wrong


def is_whole(mark: str) -> bool:
    try:
        return sha256(file_bytes(mark)).hexdigest() == mark
    except OSError:
        return False
