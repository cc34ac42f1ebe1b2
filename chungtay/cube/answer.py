"""The cube: answers every question about the ledger from running sums, equal to `rules.ledger.totals` in every cell.

A question names an indicator, days, places, programmes, holders, categories, a map and what was known. Shelves hold
the rows, layouts say which of them count and where they lie, panels add them up once; what was added up is kept and
grows with every posting. Only the numbers of the entries are not told: `Row.count` says how many there are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from chungtay.rules.ledger import Answer, Indicator, Kind, Question, Window
from chungtay.rules.ledger.postings import Body
from chungtay.rules.ledger.totals import RowKey, check_places, quotients
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.places import Key, World

from .asking import Asking
from .codes import Codes
from .files import Content, Pieces
from .layouts import Chosen, Part
from .maps import MapView
from .panels import Panel, PeriodPanel
from .remembered import Remembered
from .shelves import Shelf, Shelves
from .sight import EVERYTHING, Sight
from .tables import Table, Tables

BEYOND = 2.0**62  # amounts that may add up to this are added up in Python's whole numbers, slowly
PEOPLE = 500  # whose sights are remembered
REMEMBERED = 200  # times at which it is remembered, for each of them, what was the last that they saw
ROOM = 256 << 20  # bytes for running sums; those that were not asked for longest go first


@dataclass(frozen=True, slots=True)
class Extent:
    """How many entries there are, of which indicators, and the days of the first and the last."""

    count: int
    indicators: tuple[Key, ...]
    first_on: date | None
    last_on: date | None


class Cube:
    """One process's private copy. It knows nothing of databases: bodies of postings and a world come in."""

    def __init__(self) -> None:
        self.shelves = Shelves()
        self.postings: list[int] = []  # the last entry of each posting; the first posting is number 1
        self.world: World | None = None
        self.views: dict[int, MapView] = {}
        self.chosen: dict[Hashable, Chosen] = {}
        self.panels: Remembered[Panel | PeriodPanel] = Remembered(ROOM)
        self.parts: dict[Hashable, tuple[int, Part, int | None]] = {}
        self.breakdowns: Codes[str] = Codes()
        self.keys: dict[str, Codes[RowKey]] = {}  # of category rows, by dimension
        self.tables = Tables(self)
        self._too_large: frozenset[Key] | None = None

    # What comes in

    @property
    def last_posting(self) -> int:
        return len(self.postings)

    @property
    def last_seq(self) -> int:
        return self.postings[-1] if self.postings else 0

    def put(self, bodies: Iterable[Body]) -> None:
        """Take in postings that follow what is known; every running sum grows with them."""
        bodies = list(bodies)
        for body in bodies:
            assert body.header["number"] == self.last_posting + 1, "postings come without gaps"
            self.postings.append(body.header["last"])
        came = self.shelves.put(bodies)
        self._too_large = None
        for indicator, rows in came.items():
            for key, panel in self.panels.of(indicator):
                _, part, last_seq = self.parts[key]
                if last_seq is not None:
                    continue
                large = len(rows["on"]) > 20_000 or self.shelves.of[indicator].size >= BEYOND
                if isinstance(panel, PeriodPanel) or large:
                    self.panels.drop(key)  # made anew when it is asked for again
                else:
                    panel.add(part.of(rows))
        self.tables.put(came)

    def take_off(self, after: int) -> bool:
        """Forget every posting behind this one; False where that is no longer possible."""
        last = self.postings[after - 1] if after else 0
        # All of them, not as far as the first that cannot.
        went = [shelf.take_off(last) for shelf in self.shelves.of.values()]
        if not all(went):
            return False
        del self.postings[after:]
        self.chosen.clear()
        self.forget_sums()
        return True

    def lie_on(self, world: World) -> None:
        """Read everything on the maps of this world from now on."""
        if world is self.world:
            return
        self.world = world
        for key in world.places:
            self.shelves.names.places.code(key)
        self.changes = sorted(
            {day for place in world.places.values() for day in (place.valid_from, place.valid_to) if day}
        )
        self.views = {}
        self.forget_sums()

    def forget_sums(self) -> None:
        self.panels.clear()
        self.parts.clear()
        self.tables.clear()

    def state(self) -> dict[str, Pieces]:
        """All that was taken in, in named parts; what was added up is not among them."""
        return {"postings": np.array(self.postings, dtype=np.int64), **self.shelves.state()}

    @classmethod
    def from_state(cls, parts: Mapping[str, Content]) -> "Cube":
        cube = cls()
        postings = parts["postings"]
        assert isinstance(postings, np.ndarray), "numbers are kept as numbers"
        cube.postings = postings.tolist()
        cube.shelves = Shelves.from_state(parts)
        return cube

    # Answers

    def totals(
        self, question: Question, world: World, indicators: Mapping[Key, Indicator], sight: Sight = EVERYTHING
    ) -> Answer:
        """What `rules.ledger.totals` says of the entries that this sight shows, all but their numbers."""
        self.lie_on(world)
        check_places(question, world)
        indicator = indicators[question.indicator]
        if indicator.kind is Kind.RATIO:
            assert indicator.numerator is not None and indicator.denominator is not None
            above = self.totals(replace(question, indicator=indicator.numerator), world, indicators, sight)
            below = self.totals(replace(question, indicator=indicator.denominator), world, indicators, sight)
            total, rows = quotients(above, below)
        else:
            asking = Asking(self, question, indicator.kind, sight)
            total, rows = asking.total(), asking.rows()
        known_at = self.heard_until(question.as_known_at, self.chosen_by(sight, None, None))
        return Answer(question=question, total=total, rows=rows, map_on=question.map_on, known_at=known_at)

    def heard_until(self, known_at: int | None, chosen: Chosen) -> int:
        """The last posting, as known then, that speaks of what is chosen; 0 when none does."""
        known = self.last_posting if known_at is None else min(known_at, self.last_posting)
        if chosen.all:
            return known
        before = max((number for number in chosen.heard if number <= known), default=0)
        if before < known:
            first, last = self.postings[before - 1] if before else 0, self.postings[known - 1]
            newest = max((chosen.newest(shelf, first, last) for shelf in self.shelves.of.values()), default=0)
            said = bisect_left(self.postings, newest) + 1 if newest else chosen.heard.get(before, 0)
            if len(chosen.heard) >= REMEMBERED:
                chosen.heard = {before: chosen.heard.get(before, 0)}
            chosen.heard[known] = said
        return chosen.heard.get(known, 0)

    def extent(self, sight: Sight = EVERYTHING, programmes: frozenset[Key] | None = None) -> Extent:
        """How much of the ledger this sight shows."""
        chosen = self.chosen_by(sight, programmes, None)
        seen = {code: chosen.seen_of(code, shelf) for code, shelf in self.shelves.of.items()}
        there = [one for one in seen.values() if one.count]
        names = self.shelves.names.indicators.names
        return Extent(
            sum(one.count for one in there),
            tuple(names[code] for code, one in seen.items() if one.count),
            date.fromordinal(min(one.first for one in there)) if there else None,
            date.fromordinal(max(one.last for one in there)) if there else None,
        )

    def choice(self, question: Question, sight: Sight) -> Chosen:
        return self.chosen_by(sight, question.programmes, question.holders)

    def chosen_by(
        self, sight: Sight, programmes: frozenset[Key] | None, holders: frozenset[Key] | None
    ) -> Chosen:
        key = (sight, programmes, holders)
        if key not in self.chosen:
            if len(self.chosen) > PEOPLE:
                self.chosen.clear()
            self.chosen[key] = Chosen(sight, programmes, holders, self.shelves.names)
        return self.chosen[key]

    def view(self, day: date) -> MapView:
        """The map of a day; between two changes all days share one."""
        assert self.world is not None
        number = bisect_right(self.changes, day)
        if number not in self.views:
            self.views[number] = MapView(self.world, self.shelves.names.places, day)
        return self.views[number]

    def keys_of(self, dimension: str) -> Codes[RowKey]:
        return self.keys.setdefault(dimension, Codes())

    def booked_in(self, places: frozenset[Key], day: date) -> list[Key]:
        """All units in which may have been booked what lies, whole or in part, in these on the map of a day."""
        view = self.view(day)
        inside = view.within(places)
        codes = np.flatnonzero(inside[view.unit]).tolist()
        codes += [code for code, ways in view.pieces.items() if any(inside[first.unit] for first, *_ in ways)]
        return [self.shelves.names.places.names[code] for code in codes]

    def seq_known_at(self, posting: int | None) -> int | None:
        """The last entry of what was known; None where that is everything."""
        if posting is None or posting >= self.last_posting:
            return None
        return self.postings[posting - 1] if posting > 0 else 0

    def panel(
        self, shelf_of: Key, key: Hashable, make: Callable[[], Part], last_seq: int | None, once: bool
    ) -> Panel | PeriodPanel:
        """The running sums under this key, added up now if nobody asked before. `once`: persons, by their periods."""
        indicator = self.shelves.names.indicators.code(shelf_of)
        whole = (indicator, key, last_seq, once)
        found = self.panels.get(whole)
        if found is None:
            part = make()
            shelf = self.shelves.shelf(shelf_of) or Shelf()
            laid = part.of_shelf(shelf, last_seq)
            if shelf.size >= BEYOND:
                laid = replace(laid, amount=laid.amount.astype(object))
            found = PeriodPanel(laid) if once else Panel(laid)
            self.panels.keep(whole, indicator, found)
            self.parts[whole] = (indicator, part, last_seq)
        return found

    @property
    def too_large(self) -> frozenset[Key]:
        """The indicators whose sums may need more than eight bytes."""
        if self._too_large is None:
            names = self.shelves.names.indicators.names
            self._too_large = frozenset(
                names[code] for code, shelf in self.shelves.of.items() if shelf.size >= BEYOND
            )
        return self._too_large

    def table(
        self, indicators: tuple[Key, ...], windows: tuple[Window, ...], world: World, *, level: str,
        map_on: date, programmes: frozenset[Key] | None = None, known_at: int | None = None,
        stocks: frozenset[Key] = frozenset(), sight: Sight = EVERYTHING,
    ) -> Table:  # fmt: skip
        """Many indicators by the units of a level over several windows at once; stocks as they stand at each end."""
        self.lie_on(world)
        if not self.too_large.isdisjoint(indicators):
            raise RuleBroken(
                Message("The figures are too large for a table. Count them in a larger measure.")
            )
        return self.tables.ask(indicators, windows, level, map_on, programmes, known_at, stocks, sight)
