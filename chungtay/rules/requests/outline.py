"""Reads an outline as it was pasted from a letter: parts, headings, and the guidance under them.

    I. Kết quả                        a part: it only gathers what stands below it
    1. Tuyên truyền                   a heading: each unit writes under it
    - Nêu rõ số buổi, số người        guidance: stands as a hint beside the box
    2. Vay vốn
    II. Khó khăn, kiến nghị           nothing stands below it, so each unit writes under it

The numbers that were typed are dropped: whoever prints the outline counts anew.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..messages import Message, RuleBroken

LONGEST = 300  # letters of a heading
LONGEST_HINT = 500
DEEPEST = 2  # a paper numbers I. 1. a), and no further
MOST = 40  # headings that a unit is asked to write under

_ROMAN = re.compile(r"(?:(?:(?i:phần|part)|ພາກທີ)\s+)?(X{0,3}(?:IX|IV|V?I{1,3}|V|X))\s*[.):/–-]\s*(?=\S)")
_DIGITS = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)/]\s*|(?<=\.\d)\s+|(?<=\.\d\d)\s+)(?=\S)")
_GUIDANCE = re.compile(r"(?:[-–—+*•·]\s*|[a-zđ][.)]\s+|\()(?=\S)")


@dataclass(frozen=True, slots=True)
class Heading:
    """`asked` numbers those that units write under, from 1; 0 only gathers others."""

    title: str
    depth: int  # 0 for a part
    asked: int = 0
    hint: str = ""
    parts: tuple[str, ...] = ()  # the titles that it stands under, the outermost first


def read_outline(text: str, *, where: str = "outline") -> tuple[Heading, ...]:
    """Every heading in the order of the outline; raises RuleBroken with the line to mend."""
    rows = list(_rows(text))
    wrong = [
        Message(
            "Line %(n)s of the outline is longer than %(most)s letters.", {"n": n, "most": LONGEST}, where
        )
        for n, (_, title, _) in enumerate(rows, 1)
        if len(title) > LONGEST
    ]
    found = tuple(_numbered(rows))
    if sum(bool(one.asked) for one in found) > MOST:
        wrong.append(
            Message("An outline asks for %(most)s headings at most.", {"most": MOST}, where),
        )
    if wrong:
        raise RuleBroken(wrong)
    return found


def check_translation(
    headings: Sequence[Heading], translated: Sequence[Heading], *, where: str
) -> Iterator[Message]:
    """A translation goes line by line with the outline, or is left out."""
    if translated and [one.depth for one in translated] != [one.depth for one in headings]:
        text = "This has %(n)s headings, the outline has %(m)s. Write them line by line alike."
        yield Message(text, {"n": len(translated), "m": len(headings)}, where)


def bare(line: str) -> str:
    """A line without the number or mark before its words."""
    return _marked(line)[1]


def _rows(text: str) -> Iterator[tuple[int, str, str]]:
    """Rank, title and guidance of each heading."""
    held: tuple[int, str, list[str]] | None = None
    for line in unicodedata.normalize("NFC", text).splitlines():
        words = " ".join(line.split())
        if not words:
            continue
        rank, title = _marked(words)
        if rank is None and held is not None:
            held[2].append(title)
            continue
        if held is not None:
            yield held[0], held[1], "; ".join(held[2])[:LONGEST_HINT]
        held = (rank or 0, title, [])
    if held is not None:
        yield held[0], held[1], "; ".join(held[2])[:LONGEST_HINT]


def _marked(words: str) -> tuple[int | None, str]:
    """How deep a line stands by its mark; None for guidance."""
    if roman := _ROMAN.match(words):
        return 0, _clean(words[roman.end() :])
    if digits := _DIGITS.match(words):
        return 1 + digits[1].count("."), _clean(words[digits.end() :])
    if guidance := _GUIDANCE.match(words):
        return None, _clean(
            words[guidance.end() :].removesuffix(")") if words[0] == "(" else words[guidance.end() :]
        )
    return 0, _clean(words)


def _clean(title: str) -> str:
    return title.strip().rstrip(":;.").rstrip()


def _numbered(rows: list[tuple[int, str, str]]) -> Iterator[Heading]:
    above: list[tuple[int, str]] = []
    asked = 0
    for position, (rank, title, hint) in enumerate(rows):
        above = [one for one in above if one[0] < rank]
        gathers = position + 1 < len(rows) and rows[position + 1][0] > rank
        asked += not gathers
        parts = tuple(name for _, name in above)
        yield Heading(title, min(len(above), DEEPEST), 0 if gathers else asked, hint, parts)
        above.append((rank, title))
