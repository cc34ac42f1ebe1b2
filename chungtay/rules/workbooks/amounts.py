"""Reads what stands in the cells of a sheet: a number, how exact it is, that none applies, or nothing.

A number in a cell is taken as it is. A number written as text is read in the one way in which the sheet writes its
numbers: `1.200`, `1200 lượt`, `gần 1.000`, `~ 50`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chungtay.rules.ledger import Qualifier
from chungtay.rules.loading.amounts import read_amounts
from chungtay.rules.messages import Message
from chungtay.rules.reports import LineState

from .grid import Cell, is_empty
from .words import BEFORE, DASHES, QUALIFIER_OF, STATE_OF

BEHIND = re.compile(r"^(?P<number>\d[\d.,\s\u00a0\u202f]*?)\s*(?P<word>[^\d.,\s].*)$")


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says; `state` is None where it says nothing at all."""

    state: LineState | None = None
    amount: int | None = None
    qualifier: Qualifier = Qualifier.EXACT


NOTHING = Said()
ASKED_BACK = "A lone “%(typed)s” may mean none or not known. Choose below what it means here, or write 0."
NONE = Said(LineState.GIVEN, 0)
DASH = {"": None, "none": NONE, "blank": NOTHING}  # what a lone dash means here; "" asks back


def read_cells(
    cells: Iterable[Cell], measures: frozenset[str], *, dash: str = "", numbers: str = "vi"
) -> Mapping[Cell, Said | Message]:
    """Each different cell of a sheet, read once. `numbers`: the way of writing where the sheet does not tell."""
    times = Counter(cells)
    said: dict[Cell, Said | Message] = {}
    plain: dict[Cell, tuple[Cell, Qualifier]] = {}
    for cell in times:
        found = _word(cell, dash)
        if found is None:
            plain[cell] = _without_words(cell, measures)
        else:
            said[cell] = found
    read = read_amounts(
        [bare for bare, _ in plain.values()], [times[cell] for cell in plain], otherwise=numbers
    )
    for (cell, (_, qualifier)), amount in zip(plain.items(), read, strict=True):
        said[cell] = amount if isinstance(amount, Message) else Said(LineState.GIVEN, amount, qualifier)
    return said


def qualifier_in(cell: Cell) -> Said | None:
    """What stands in a column of its own that says how exact the number beside it is; None where it is no such word."""
    if is_empty(cell):
        return NOTHING
    word = cell.strip().casefold() if isinstance(cell, str) else ""
    if word in STATE_OF:
        return Said(LineState(STATE_OF[word]))
    return Said(LineState.GIVEN, None, QUALIFIER_OF[word]) if word in QUALIFIER_OF else None


def _word(cell: Cell, dash: str) -> Said | Message | None:
    """What a cell without a number says; None where it has to be read as a number."""
    if not isinstance(cell, str):
        return None
    text = cell.strip().casefold()
    if not text:
        return NOTHING
    if set(text) <= DASHES:
        return DASH[dash] or Message(ASKED_BACK, {"typed": cell.strip()})
    return Said(LineState(STATE_OF[text])) if text in STATE_OF else None


def _without_words(cell: Cell, measures: frozenset[str]) -> tuple[Cell, Qualifier]:
    """The number without "gần" before it and without its measure behind it."""
    if not isinstance(cell, str):
        return cell, Qualifier.EXACT
    text, qualifier = cell.strip(), Qualifier.EXACT
    if before := BEFORE.match(text.casefold()):
        qualifier, text = QUALIFIER_OF[before[1]], text[before.end() :]
    behind = BEHIND.match(text)
    if behind and behind["word"].strip().casefold() in measures:
        text = behind["number"]
    return text, qualifier
