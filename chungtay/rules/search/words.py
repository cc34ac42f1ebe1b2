"""Decides how words are searched: without tone marks, in any case, in Lao as it is written without spaces.

A query is words that must all occur, in any order; words in quotation marks must stand together. What is searched is
folded once when it is kept, what is asked is folded when it is asked.
"""

import re
import unicodedata
from dataclasses import dataclass

from ..places import fold

LONGEST_QUERY = 200  # letters
MOST_WORDS = 10
AROUND = 70  # letters shown on each side of what was found

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
# The vowel am is typed as one letter or as its two parts, with a tone before, between or behind.
_AM = re.compile("([\u0ec8-\u0ecb]?)\u0ecd([\u0ec8-\u0ecb]?)\u0eb2")
_WORD = re.compile("[\\w'’\u0e80-\u0eff]+")  # Lao vowels are marks to Unicode, and letters of the word


@dataclass(frozen=True)
class Query:
    """Folded parts that must all occur."""

    parts: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True)
class Snippet:
    """A piece of a text around the first place that answers the query; `found` is shown as found."""

    before: str
    found: str
    after: str


def folded(text: str) -> str:
    """The text as it is searched."""
    return fold(_AM.sub("\\1\\2\u0eb3", _UNSEEN.sub("", text)))


def read_query(typed: str) -> Query:
    """`"phụ nữ" ma túy` asks for `phu nu` together, and for `ma` and `tuy`."""
    typed = typed[:LONGEST_QUERY]
    quoted = [folded(one) for one in _QUOTED.findall(typed)]
    single = folded(_QUOTED.sub(" ", typed)).split()
    return Query(tuple(dict.fromkeys(part for part in (*quoted, *single) if part))[:MOST_WORDS])


def answers(query: Query, folded_text: str) -> bool:
    """Whether each part occurs, a part of a longer word too: Lao has no spaces by which words could be told."""
    return all(part in folded_text for part in query.parts)


def snippet_of(text: str, query: Query) -> Snippet | None:
    """None where the words stand in no single place of the text, or the text is empty."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    # All together tells most, then the longest part: a short one begins many other words.
    wanted = [" ".join(query.parts), *sorted(query.parts, key=len, reverse=True)] if query else []
    span = next(filter(None, (_place_of(part, text) for part in wanted)), None)
    if span is None:
        return None
    start, end = span
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = "…" + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + "…"
    return Snippet(before, text[start:end], after)


def _place_of(part: str, text: str) -> tuple[int, int] | None:
    """Where the part stands in the text as it was written: from the first of its words to the last."""
    wanted = part.split()
    words = list(_WORD.finditer(text))
    plain = [folded(word[0]) for word in words]
    for position in range(len(words) - len(wanted) + 1):
        run = plain[position : position + len(wanted)]
        # Inside, words are whole; at the ends they may go on, as in `một phần` for `ot pha`.
        if all(want in have for want, have in zip(wanted, run, strict=True)):
            return words[position].start(), words[position + len(wanted) - 1].end()
    return None
