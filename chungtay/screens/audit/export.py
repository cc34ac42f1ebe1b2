"""Writes audit lines as CSV: for a table program that guesses, and must never run what a cell says."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext, pgettext

from chungtay.models import AuditLine

from .words import ACT_WORDS, KIND_WORDS

BYTE_ORDER_MARK = (
    "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Vietnamese letters fall apart in table programs
)
COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, row: str) -> str:
        return row


def csv_of(lines: Iterable[AuditLine], bodies: Mapping[UUID, str]) -> Iterator[str]:
    """Row by row; the words are looked up now, while the reader's language is known."""
    return written(lines, heads(), {key: str(word) for key, word in (ACT_WORDS | KIND_WORDS).items()}, bodies)


def written(
    lines: Iterable[AuditLine], head: list[str], words: Mapping[str, str], bodies: Mapping[UUID, str]
) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + str(writer.writerow(head))
    for line in lines:
        yield writer.writerow([inert(cell) for cell in cells(line, words, bodies)])


def heads() -> list[str]:
    return [
        gettext("No."), gettext("When"), gettext("From which post"), pgettext("audit", "Act"), gettext("To what"),
        gettext("Id"), gettext("Of which body"), gettext("Why"), gettext("Seal"),
    ]  # fmt: skip


def cells(line: AuditLine, words: Mapping[str, str], bodies: Mapping[UUID, str]) -> list[str]:
    at = timezone.localtime(line.at).isoformat(timespec="seconds")
    body = bodies.get(line.holder_id, "") if line.holder_id else ""
    return [
        str(line.number), at, line.post, words.get(line.act, line.act), words.get(line.kind, line.kind),
        line.shown_id,
 body, line.reason, line.hash,
    ]  # fmt: skip


def inert(cell: str) -> str:
    """A cell that a table program would take for a formula is quoted as text."""
    return f"'{cell}" if cell.lstrip(" ").startswith(COMMANDS) else cell
