"""Reads the columns of an annex as they are typed, and what units write in them; adds up what can be added.

One column a line. `Số mô hình (mô hình)` names what is counted at its end, so it holds numbers and is added up;
`Tên mô hình` holds words.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ..amounts import amount_of
from ..ledger import Qualifier
from ..messages import Message, RuleBroken
from .outline import LONGEST, bare

LONGEST_MEASURE = 80
MOST = 20  # columns that a sheet of paper holds at all

_MEASURED = re.compile(r"(.*\S)\s*\(([^()]*\S[^()]*)\)$")
# As officers write them before a number, in the three languages.
_WORDS = {
    Qualifier.NEARLY: ("gần", "ເກືອບ", "nearly", "almost"),
    Qualifier.OVER: ("trên", "hơn", "ຫຼາຍກວ່າ", "ກວ່າ", "over", "more than"),
    Qualifier.ABOUT: ("khoảng", "độ", "ước", "ປະມານ", "about"),
}
_NUMBER = re.compile(r"(\d[\d.,\u00a0 ]*)(\D*)")


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """`measure` names what is counted; a column without one holds words."""

    title: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class AnnexFigure:
    """An amount in ten-thousandths and how exact it is."""

    amount: int
    qualifier: Qualifier = Qualifier.EXACT


def read_annex(text: str, *, where: str = "columns") -> tuple[PlainColumn, ...]:
    """The columns in their order; raises RuleBroken with the line to mend."""
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines()]
    columns = tuple(_column(line) for line in lines if line)
    wrong = []
    if len(columns) > MOST:
        wrong.append(Message("An annex has %(most)s columns at most.", {"most": MOST}, where))
    for number, one in enumerate(columns, 1):
        if len(one.title) > LONGEST or len(one.measure) > LONGEST_MEASURE:
            wrong.append(Message("Column %(n)s of the annex has too long a name.", {"n": number}, where))
        if one.title.casefold() in {other.title.casefold() for other in columns[: number - 1]}:
            wrong.append(Message("Two columns are called “%(title)s”.", {"title": one.title}, where))
    if wrong:
        raise RuleBroken(wrong)
    return columns


def read_figure(text: str, language: str = "vi") -> AnnexFigure | None:
    """What a unit wrote in a column of numbers: `12`, `gần 1.200 người`. None where it is no number."""
    words = " ".join(text.split()).casefold()
    qualifier = Qualifier.EXACT
    for kind, said in _WORDS.items():
        for word in said:
            if words.startswith(word) and not words[len(word) :][:1].isalpha():
                qualifier, words = kind, words[len(word) :].strip()
    found = _NUMBER.fullmatch(words)
    if not found:
        return None
    try:
        return AnnexFigure(amount_of(found[1], language), qualifier)
    except RuleBroken:  # a number that is none, or one that could be read in two ways
        return None


def added_up(figures: Iterable[AnnexFigure]) -> AnnexFigure | None:
    """The total of a column: about, where any part is not exact; None where there is none."""
    given = list(figures)
    if not given:
        return None
    exact = all(one.qualifier is Qualifier.EXACT for one in given)
    return AnnexFigure(sum(one.amount for one in given), Qualifier.EXACT if exact else Qualifier.ABOUT)


def _column(line: str) -> PlainColumn:
    measured = _MEASURED.fullmatch(line)
    return PlainColumn(bare(measured[1]), measured[2].strip()) if measured else PlainColumn(bare(line))
