"""What stands behind a stated stock: which statements are still in force, and which units have said something.

The amount of a stated stock is a running sum like any other. How sure it is depends on the statements that nobody
replaced since, and how complete it is on the units that spoke: both are asked of the rules, for the few rows that
matter.
"""

from dataclasses import replace
from datetime import date

import numpy as np

from chungtay.rules.ledger import Entry, Row, Window, combined
from chungtay.rules.ledger.postings import QUALIFIERS
from chungtay.rules.ledger.statements import overtaken, parts_stated
from chungtay.rules.ledger.totals import RowKey
from chungtay.rules.places import Key

from .layouts import Laid, Part, kept
from .shelves import ESTIMATED, QUALIFIER, REVERSAL, STATED, Shelf


class Statements:
    """The statements of one shelf up to a day, as they lie in the rows of an answer."""

    def __init__(self, part: Part, shelf: Shelf, window: Window, last_seq: int | None) -> None:
        self.layout, self.names = part.layout, part.chosen.names
        self.world, self.map_on = part.layout.view.world, part.layout.view.day
        rows = shelf.rows()
        last = int(rows["seq"][-1]) if last_seq is None and len(rows["seq"]) else last_seq or 0
        undone = np.fromiter(shelf.undone(last), dtype=np.int64)
        live = (rows["flags"] & REVERSAL == 0) & ~np.isin(rows["seq"], undone)
        in_time = rows["on"] <= window.last.toordinal()
        self.laid: Laid = part.of(kept(rows, live, in_time), last)

    def onto(self, row: Row, number: int, place: RowKey) -> Row:
        """The row, said as sure and as complete as it is."""
        mine = self.laid.row == number
        stated = self.laid.flags & STATED > 0
        if (self.laid.flags[mine] & (QUALIFIER | ESTIMATED)).any():
            sure_by = self._in_force(mine, number)
            row = replace(
                row,
                qualifier=combined(list({entry.seq: entry.qualifier for entry in sure_by}.values())),
                estimated=any(entry.estimated for entry in sure_by),
            )
        else:
            row = replace(row, qualifier=QUALIFIERS[0], estimated=False)
        if not isinstance(place, Key):
            return row
        spoke = {self.names.places.names[code] for code in np.unique(self.laid.place[mine & stated]).tolist()}
        reported, due = parts_stated(spoke, place, self.world)
        return replace(row, reported=reported, due=due) if reported else row

    def _in_force(self, mine: np.ndarray, number: int) -> list[Entry]:
        """Without what was stated anew. A place's earlier word is replaced by its last; one that is exact need not be
        looked at again, though it may have replaced the words of others."""
        laid, at = self.laid, np.flatnonzero(mine)
        newest: dict[int, int] = {}
        last_words: dict[tuple[Key, date], int] = {}
        for one in at.tolist():
            if laid.flags[one] & STATED:
                place, on = int(laid.place[one]), int(laid.on[one])
                newest[place] = max(on, newest.get(place, 0))
                spot = self.names.places.names[place], date.fromordinal(on)
                last_words[spot] = max(int(laid.seq[one]), last_words.get(spot, 0))
        placed = []
        for one in at.tolist():
            place, flags = int(laid.place[one]), int(laid.flags[one])
            if not flags & STATED or laid.on[one] == newest[place] or flags & (QUALIFIER | ESTIMATED):
                entry = self._entry(one)
                placed += [(entry, self._key(unit)) for unit in self.layout.units_of(place, number)]
        gone = overtaken(placed, self.map_on, self.world, last_words)
        return [entry for (entry, _), replaced in zip(placed, gone, strict=True) if not replaced]

    def _key(self, unit: int) -> Key | None:
        return self.names.places.names[unit] if unit >= 0 else None

    def _entry(self, at: int) -> Entry:
        laid = self.laid
        flags = int(laid.flags[at])
        return Entry(
            indicator="", holder="", amount=0,
            place=self.names.places.names[int(laid.place[at])],
            on=date.fromordinal(int(laid.on[at])),
            qualifier=QUALIFIERS[flags & QUALIFIER],
            estimated=bool(flags & ESTIMATED),
            stated=0 if flags & STATED else None,
            seq=int(laid.seq[at]),
        )  # fmt: skip
