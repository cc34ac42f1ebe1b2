"""Which rows of a shelf count for a question, and in which row of the answer each of them lies."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from chungtay.rules.places import Key

from .maps import MapView, Piece, down
from .shelves import REVERSAL, Names, Rows, Shelf
from .sight import Programmes, Sight

LOOKED_AT = 65_536  # rows at once, where the last of a kind is looked for
EXACT_ONLY, ALL_MEASURES = (
    1,
    6,
)  # how many counts are kept: n alone, or n, nearly, about, over, estimated, assumed


@dataclass(frozen=True, slots=True)
class Seen:
    """How many rows of a shelf were looked at, how many of them are chosen, and the days of the first and the last."""

    looked_at: int = 0
    count: int = 0
    first: int = 0
    last: int = 0


class Chosen:
    """Who may be asked about: what the sight shows, of these programmes and holders. Grows with the ledger's bodies."""

    def __init__(
        self, sight: Sight, programmes: frozenset[Key] | None, holders: frozenset[Key] | None, names: Names
    ) -> None:
        self.names = names
        self.clauses: list[tuple[Callable[[Key, Programmes], bool], frozenset[Key] | None]] = [
            (clause.sees, clause.places) for clause in sight.clauses
        ] or ([(lambda holder, served: True, None)] if sight.everything else [])
        self.programmes, self.holders = programmes, holders
        self.all = sight.everything and programmes is None and holders is None
        self._masks = [np.zeros(0, dtype=bool) for _ in self.clauses]
        self.seen: dict[int, Seen] = {}  # by indicator
        self.heard: dict[int, int] = {}  # as known at a posting: the last one that speaks of what is chosen

    def _asked(self, holder: Key, served: Programmes) -> bool:
        return (self.programmes is None or not self.programmes.isdisjoint(served)) and (
            self.holders is None or holder in self.holders
        )

    def bodies(self, number: int) -> np.ndarray:
        """The bodies that a clause chooses, by their codes."""
        mask, known = self._masks[number], len(self.names.bodies)
        if len(mask) < known:
            sees, _ = self.clauses[number]
            more = [self._asked(*body) and sees(*body) for body in self.names.bodies.names[len(mask) :]]
            self._masks[number] = mask = np.append(mask, np.array(more, dtype=bool))
        return mask

    def of(self, rows: Rows) -> np.ndarray | None:
        """Which of these rows count; None: all."""
        if self.all:
            return None
        chosen = np.zeros(len(rows["on"]), dtype=bool)
        for number, (_, places) in enumerate(self.clauses):
            mine = self.bodies(number)[rows["body"]]
            if places is not None:
                codes = [self.names.places.of[key] for key in places if key in self.names.places.of]
                mine &= np.isin(rows["place"], np.array(codes, dtype=np.int32))
            chosen |= mine
        return chosen

    def seen_of(self, indicator: int, shelf: Shelf) -> Seen:
        """What of a shelf is chosen; only what came since the last time is looked at."""
        seen = self.seen.get(indicator, Seen())
        if seen.looked_at < len(shelf):
            days = [kept(rows, self.of(rows))["on"] for rows in shelf.since(seen.looked_at)]
            edges = [int(edge) for on in days if len(on) for edge in (on.min(), on.max())]
            edges += [seen.first, seen.last] if seen.count else []
            count = seen.count + sum(map(len, days))
            seen = Seen(len(shelf), count, min(edges, default=0), max(edges, default=0))
            self.seen[indicator] = seen
        return seen

    def newest(self, shelf: Shelf, after: int, last: int) -> int:
        """The last entry that is chosen, behind one and up to another; 0 when none is. Looked for from the end."""
        for rows in reversed(shelf.parts()):
            start, end = np.searchsorted(rows["seq"], [after, last], side="right").tolist()
            while start < end:
                some = slice(max(start, end - LOOKED_AT), end)
                of = self.of({name: column[some] for name, column in rows.items()})
                found = np.arange(some.start, end) if of is None else some.start + np.flatnonzero(of)
                if len(found):
                    return int(rows["seq"][found[-1]])
                end = some.start
        return 0


@dataclass(frozen=True, slots=True)
class Laid:
    """Rows as they lie in an answer: day, row, amount, whether they add or take back, and how sure they are."""

    on: np.ndarray
    days: np.ndarray
    place: np.ndarray  # where it was booked
    row: np.ndarray
    amount: np.ndarray
    sign: np.ndarray
    flags: np.ndarray
    assumed: np.ndarray
    seq: np.ndarray

    def __len__(self) -> int:
        return len(self.on)


@dataclass
class Layout:
    """The rows of an answer: one for each unit of a level, one for each value of a cell, or a single one.

    A row is a number: a unit's code (`NOWHERE` for what cannot be placed), or what `cell_row` says.
    """

    view: MapView
    places: frozenset[Key] | None = None
    group: np.ndarray | None = None  # by unit: the row; None: all units together
    cell_row: Callable[[], np.ndarray] | None = None  # by cell: the row; −1: it counts in none
    inside: np.ndarray | None = field(init=False)

    def __post_init__(self) -> None:
        self.inside = None if self.places is None else self.view.within(self.places)

    def lay(self, rows: Rows) -> Laid:
        """These rows in the rows of the answer; what was split lies in several of them."""
        if self.cell_row is not None:
            rows = kept(rows, self.cell_row()[rows["cell"]] >= 0)
        split = self.view.is_split[rows["place"]] if self.view.pieces else None
        whole = kept(rows, None if split is None else ~split)
        inside = None if self.inside is None else self.inside[self.view.unit[whole["place"]]]
        laid = self._laid(kept(whole, inside))
        return laid if split is None or not split.any() else joined([laid, *self._split(kept(rows, split))])

    def _laid(
        self, rows: Rows, unit: int | None = None, amount: np.ndarray | None = None, assumed: bool = False
    ) -> Laid:
        count = len(rows["on"])
        units = self.view.unit[rows["place"]] if unit is None else np.full(count, unit, dtype=np.int32)
        if self.cell_row is not None:
            row = self.cell_row()[rows["cell"]]
        else:
            row = np.zeros(count, dtype=np.int32) if self.group is None else self.group[units]
        flags = rows["flags"]
        sign = np.where(flags & REVERSAL, -1, 1).astype(np.int8)
        return Laid(
            rows["on"], rows["days"], rows["place"], row, rows["amount"] if amount is None else amount, sign,
            flags, np.full(count, assumed), rows["seq"],
        )  # fmt: skip

    def _split(self, rows: Rows) -> list[Laid]:
        """What was booked in a unit that was divided: its pieces, those of one row together."""
        found = []
        for place in np.unique(rows["place"]):
            own = kept(rows, rows["place"] == place)
            parts = self.view.pieces[int(place)]
            for unit, group in self._grouped(parts):
                amount = sum(
                    (down(own["amount"], piece.way) for ways in group for piece in ways),
                    np.zeros(len(own["on"]), dtype=np.int64),
                )
                guessed = len(group) < len(parts) and any(piece.assumed for ways in group for piece in ways)
                found.append(self._laid(own, unit, amount, guessed))
        return found

    def units_of(self, place: int, row: int) -> list[int]:
        """The units in which a booked place lies, as far as they belong to this row."""
        ways = self.view.pieces.get(place)
        units = [int(self.view.unit[place])] if ways is None else [first.unit for first, *_ in ways]
        return [
            unit
            for unit in units
            if (self.inside is None or self.inside[unit]) and (self.group is None or self.group[unit] == row)
        ]

    def _grouped(self, parts: list[list[Piece]]) -> list[tuple[int, list[list[Piece]]]]:
        grouped: dict[int, tuple[int, list[list[Piece]]]] = {}
        for ways in parts:
            unit = ways[0].unit
            if self.inside is None or self.inside[unit]:
                row = 0 if self.group is None else int(self.group[unit])
                grouped.setdefault(row, (unit, []))[1].append(ways)
        return list(grouped.values())


def joined(laid: list[Laid]) -> Laid:
    if len(laid) == 1:
        return laid[0]
    return Laid(*(np.concatenate([getattr(one, name) for one in laid]) for name in Laid.__slots__))


def kept(rows: Rows, *masks: np.ndarray | None) -> Rows:
    """The rows that all masks let through."""
    given = [mask for mask in masks if mask is not None]
    if not given:
        return rows
    through = given[0]
    for mask in given[1:]:
        through = through & mask
    return rows if through.all() else {name: column[through] for name, column in rows.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """What a panel is made of: rows of one shelf, those that count, laid out."""

    chosen: Chosen
    layout: Layout
    cells: Callable[[], np.ndarray]  # by cell code whether it counts; asked anew, for the cells grow

    def of(self, rows: Rows, last_seq: int | None = None) -> Laid:
        known = None if last_seq is None else rows["seq"] <= last_seq
        through = kept(rows, known, self.chosen.of(rows), self.cells()[rows["cell"]])
        return self.layout.lay(through)

    def of_shelf(self, shelf: Shelf, last_seq: int | None = None) -> Laid:
        parts = [self.of(rows, last_seq) for rows in shelf.parts()] or [self.of(shelf.base)]
        return joined(parts)
