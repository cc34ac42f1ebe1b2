"""Reads the body of a paper as an office types or pastes it, with its numbers, into parts; and writes it back.

    I. NỘI DUNG            a part
    1. Tuyên truyền        a part below it, or a numbered sentence where it is long or ends as one
    a) Ở xã biên giới;     a point
    - Mỗi quý một cuộc.    a dash; below a point it goes on with that point
    anything else          goes on with what stands above it

The numbers as typed are dropped: parts are counted as they come when the paper is drawn. No other word is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .outline import OUTLINE_LETTERS, roman

_PART, _CLAUSE, _POINT, _DASH = 1, 2, 3, 4
_MARKS = (
    (_PART, re.compile(r"[IVX]+[.)]\s+")),
    (_CLAUSE, re.compile(r"(?:(?:Điều|ມາດຕາ|Article) )?\d{1,2}[.)]\s+")),
    (_POINT, re.compile(r"[a-zđ][.)]\s+")),
    (_DASH, re.compile(r"[-–—•+*]\s+")),
)
_TITLE_AT_MOST = 160  # letters
_ENDS = (".", ";", ",", ":", "!", "?")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of the body with its number: prose, dashes, lettered points, then parts below it.

    Without a title its first paragraph bears the number, but in prose, which has none.
    """

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    dashes: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    parts: tuple["Part", ...] = ()
    is_prose: bool = False


def read_body(text: str) -> tuple[Part, ...]:
    """The parts in the order of the text; what stands before the first number is prose."""
    whole = _Growing(0)
    branch = [whole]
    for line in filter(None, map(str.strip, text.splitlines())):
        level, said = _read(line)
        if level in (_PART, _CLAUSE):
            while branch[-1].level >= level:
                branch.pop()
            branch.append(branch[-1].begin(level, said))
            continue
        if branch[-1] is whole:
            branch.append(whole.begin(_CLAUSE))
        branch[-1].go_on(level, said)
    return tuple(part.grown() for part in whole.parts)


def written_body(parts: Iterable[Part]) -> str:
    """The same as text in a box, which is read back as these parts."""
    parts = tuple(parts)
    deep = [bool(part.parts) or (bool(part.title) and not _is_title(part.title)) for part in parts]
    flat = deep.index(True) if any(deep) else len(parts)  # numbered 1. 2. 3. until one holds parts of its own
    lines = [*_written(parts[:flat], _CLAUSE), *_written(parts[flat:], _PART)]
    return "\n".join(lines)


@dataclass
class _Growing:
    """A part while its lines come in."""

    level: int
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    dashes: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    parts: list["_Growing"] = field(default_factory=list)
    is_prose: bool = False

    def begin(self, level: int, said: str = "") -> "_Growing":
        part = _Growing(level, is_prose=not said)
        if level == _PART or _is_title(said):
            part.title = said
        elif said:
            part.paragraphs.append(said)
        self.parts.append(part)
        return part

    def go_on(self, level: int, said: str) -> None:
        if level == _POINT:
            self.points.append(said)
        elif self.points:
            self.points[-1] += f"\n- {said}" if level == _DASH else f"\n{said}"
        elif level == _DASH:
            self.dashes.append(said)
        elif self.dashes:
            self.dashes[-1] += f"\n{said}"
        else:
            self.paragraphs.append(said)

    def grown(self) -> Part:
        return Part(
            title=self.title,
            paragraphs=tuple(self.paragraphs),
            dashes=tuple(self.dashes),
            points=tuple(self.points),
            parts=tuple(part.grown() for part in self.parts),
            is_prose=self.is_prose,
        )


def _read(line: str) -> tuple[int, str]:
    for level, mark in _MARKS:
        found = mark.match(line)
        if found and line[found.end() :]:
            return level, line[found.end() :]
    return 0, line


def _is_title(said: str) -> bool:
    return 0 < len(said) <= _TITLE_AT_MOST and not said.endswith(_ENDS)


def _written(parts: tuple[Part, ...], level: int) -> Iterator[str]:
    position = 0
    for part in parts:
        paragraphs = list(part.paragraphs)
        if not part.is_prose:
            position += 1
            label = roman(position) if level == _PART else str(position)
            # A numbered sentence ends as one, else it would be read as a title.
            yield f"{label}. {part.title or _ended(paragraphs.pop(0) if paragraphs else '')}"
        yield from paragraphs
        yield from (f"- {dash}" for dash in part.dashes)
        letters = OUTLINE_LETTERS if len(part.points) <= len(OUTLINE_LETTERS) else "a" * len(part.points)
        yield from (f"{letter}) {point}" for letter, point in zip(letters, part.points, strict=False))
        yield from _written(part.parts, _CLAUSE)


def _ended(said: str) -> str:
    return said if not _is_title(said) else f"{said}."
