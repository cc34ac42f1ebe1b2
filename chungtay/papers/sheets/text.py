"""What papers do with text as typed by people: it is tidied and listed, no word is changed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

# Marks of direction and joining that come along with copied text. The zero-width space stays: Lao breaks
# its lines there.
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def tidy(text: str) -> str:
    """Composed letters on one line, with only the spaces that every font has. No word is changed."""
    composed = unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0")
    spaced = re.sub(r"[^\S\u00a0]", " ", composed)
    return _INVISIBLE.sub("", spaced)


def tidy_lines(text: str) -> str:
    return "\n".join(tidy(line) for line in text.splitlines())


def listed(lines: Iterable[str], *, dash: str = "", end: str = ".") -> tuple[str, ...]:
    """As papers list: each line closed by a semicolon, the last by `end`, however they were typed."""
    bare = [tidy(line).strip().removeprefix("-").strip().rstrip(".;, ") for line in lines if line.strip()]
    return tuple(f"{dash}{line}{end if place == len(bare) else ';'}" for place, line in enumerate(bare, 1))


def recipients(names: Iterable[str]) -> tuple[str, ...]:
    """The list under `Nơi nhận:`."""
    return listed(names, dash="- ")


def texts(part: object) -> Iterator[str]:
    """Every text in a sheet or block, to be looked over before printing."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))
