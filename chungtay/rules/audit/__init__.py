"""The audit: what one line says, in bytes that never change, each sealed over the line before.

The bytes are one JSON object in UTF-8 with sorted keys, no spaces, letters as they are, and a newline at the end:

    {"act":"approve","at":"2026-03-20T03:00:00.000000+00:00","format":1,"holder":…,"kind":"report",…,"why":""}

Keys (ids) are written as text, moments in UTC to the microsecond, nothing as null. hash = SHA-256 over the previous
hash as it is written (64 letters; none before the first line) followed by these bytes. Who alters a line must alter
every hash after it, and the head, which is kept apart.
"""

from .acts import ACTS
from .asking import FILTERS, KINDS, PERSONAL, check_filters
from .sealing import BEFORE_THE_FIRST, FORMAT, Head, Line, canonical_bytes, chain_hash, is_whole, verify

__all__ = [
    "ACTS",
    "BEFORE_THE_FIRST",
    "FILTERS",
    "FORMAT",
    "KINDS",
    "PERSONAL",
    "Head",
    "Line",
    "canonical_bytes",
    "chain_hash",
    "check_filters",
    "is_whole",
    "verify",
]
