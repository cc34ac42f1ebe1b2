"""Sorts the lines of a unit's own file under the headings that it was asked to write under.

Officers answer an outline by writing its headings again, sometimes shortened, with their own numbers, without marks
or with a slip. What stands before the first heading is the letterhead, what stands after the signature is not told;
both are kept apart, so that whoever looks at it sees what was left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ..intake.spelling import without_marks
from .annex import PlainColumn
from .outline import Heading, bare

_SAME = 0.86  # from here on two headings are one, written with a slip
_SHORTENED = 12  # letters that the beginning of a heading needs to stand for it
_SIGNED = re.compile(r"(nơi nhận\b|(tm|kt|tl|tuq)\s*\.)", re.IGNORECASE)
_END = re.compile(r"\s*\./\.\s*$")


@dataclass
class Sorted:
    """Text by the number of the heading, cells by the number of the plain column, and the lines that lie outside."""

    told: dict[int, str] = field(default_factory=dict)
    cells: dict[int, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)


def sort_under(
    rows: Iterable[Sequence[str]], headings: Sequence[Heading], columns: Sequence[PlainColumn] = ()
) -> Sorted:
    """`rows`: a paragraph is one text, the row of a table several."""
    found = Sorted()
    names = [_folded(one.title) for one in headings]
    titles = [_folded(one.title) for one in columns]
    at, has_ended = -1, False
    lines: dict[int, list[str]] = {}
    for row in rows:
        words = [" ".join(text.split()) for text in row if text.strip()]
        if not words:
            continue
        if _cell(words, titles, found):
            continue
        at, said, is_heading = _step(words, names, at)
        has_ended = not is_heading and (has_ended or _SIGNED.match(words[0]) is not None)
        if at < 0 or has_ended:
            found.rest.append("; ".join(words))
        elif said:
            lines.setdefault(_asked(headings, at), []).append(said)
    found.told = {number: _END.sub(".", "\n".join(said)) for number, said in lines.items()}
    return found


def _cell(words: list[str], titles: list[str], found: Sorted) -> bool:
    """Whether the row gives a column of the annex: `Số mô hình: 5`, or a row of a table that begins with its name."""
    name, colon, value = (words[0], ":", words[-1]) if len(words) > 1 else words[0].partition(":")
    folded = _folded(_unmeasured(bare(name)))
    if not (colon and value.strip() and folded in titles):
        return False
    found.cells.setdefault(titles.index(folded) + 1, value.strip())
    return True


def _step(words: list[str], names: list[str], at: int) -> tuple[int, str, bool]:
    """Where the outline stands after this row, and what the row says there."""
    said = "; ".join(words)
    if len(words) > 1:
        return at, said, False
    # The next headings first: the same words may stand under several parts.
    for position in (*range(at + 1, len(names)), *range(at + 1)):
        rest = _after_heading(words[0], names[position])
        if rest is not None and (position != at or not rest):
            return position, rest, True
    return at, said, False


def _after_heading(line: str, name: str) -> str | None:
    """What follows the heading on its own line; None where the line does not begin with it."""
    title = bare(line)
    folded = _folded(title)
    if not folded:
        return None
    if folded == name or (len(folded) >= _SHORTENED and name.startswith(folded)):
        return ""
    head, colon, rest = title.partition(":")
    if colon and _folded(head) == name:
        return rest.strip()
    is_near = abs(len(folded) - len(name)) <= 4 and SequenceMatcher(None, folded, name).ratio() >= _SAME
    return "" if is_near else None


def _asked(headings: Sequence[Heading], at: int) -> int:
    """Words right under a part belong to the first heading below it."""
    return next(one.asked for one in headings[at:] if one.asked)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", without_marks(text).casefold()))


def _unmeasured(title: str) -> str:
    return re.sub(r"\s*\([^()]*\)$", "", title)
