"""Says word by word what a sentence has otherwise: what stayed, what went out, what came in."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from chungtay.rules.alphabets import has_lao

# Lao writes no spaces between words, so a run of it is cut into syllables: a vowel that is written first, the
# consonants, the marks above and below, a vowel that is written after, and a last consonant unless it begins the next.
MARKS = "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
SYLLABLE = (
    "[\u0ec0-\u0ec4]?(?:ຫ(?=[ງຍນມລຣວ]))?[\u0e81-\u0eae\u0edc-\u0edf]"
    f"[{MARKS}]*[ວອຽ]?[\u0eb0\u0eb2\u0eb3]?(?:[ກງຍດນມບວ](?![{MARKS}\u0eb0\u0eb2\u0eb3\u0ebd]))?"
)
# A sum or a day is one word: of 2.000.000 that became 3.000.000 nobody reads “2 3.000.000”.
NUMBER = r"\d+(?:[.,/]\d+)+"
WORD = re.compile(
    rf"{NUMBER}|{SYLLABLE}|[\u0e80-\u0eff][\u0eb0-\u0ebd\u0ec8-\u0ecd]*|[^\W\u0e80-\u0eff]+|\s+|.", re.DOTALL
)
# Letters; less than this between two changes reads as part of them. Of Lao more: a syllable alone is seldom a word.
SHORTEST_KEPT, SHORTEST_KEPT_OF_LAO = 3, 12


@dataclass(frozen=True, slots=True)
class Passage:
    """`old` went out and `new` came in; both the same: it stayed."""

    old: str
    new: str

    @property
    def is_kept(self) -> bool:
        return self.old == self.new


def passages(old: str, new: str) -> list[Passage]:
    before, after = WORD.findall(old), WORD.findall(new)
    matched = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found = [Passage("".join(before[a:b]), "".join(after[c:d])) for _, a, b, c, d in matched]
    return _joined(found)


def _joined(found: list[Passage]) -> list[Passage]:
    """Changes with hardly anything between them become one, so that words are struck out, not letters."""
    joined: list[Passage] = []
    for one in found:
        short = one.is_kept and is_short(one.old) and one is not found[-1]
        if joined and (short or not one.is_kept) and not joined[-1].is_kept:
            joined[-1] = Passage(joined[-1].old + one.old, joined[-1].new + one.new)
        else:
            joined.append(one)
    assert all(not (a.is_kept and b.is_kept) for a, b in pairwise(joined)), "what stayed stands together"
    return joined


def is_short(kept: str) -> bool:
    return len(kept.strip()) < (SHORTEST_KEPT_OF_LAO if has_lao(kept) else SHORTEST_KEPT)
