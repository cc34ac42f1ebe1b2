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

from chungtay.rules.ledger import BASE, Answer, Indicator, Kind, Question, Row, Window
from chungtay.rules.ledger.postings import Body
from chungtay.rules.ledger.totals import RowKey, check_places, in_order, only_one, quotients
from chungtay.rules.places import Key, World

from .codes import Codes
from .files import Content, Pieces
from .layouts import Chosen, Layout, Part, kept
from .maps import NOWHERE, MapView
from .panels import Panel, PeriodPanel, Sum
from .remembered import Remembered
from .shelves import Shelf, Shelves
from .sight import EVERYTHING, Sight
from .statements import Statements
from .tables import Table, Tables

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
        for indicator, rows in came.items():
            for key, panel in self.panels.of(indicator):
                _, part, last_seq = self.parts[key]
                if last_seq is not None:
                    continue
                if isinstance(panel, PeriodPanel) or len(rows["on"]) > 20_000:
                    self.panels.drop(key)  # made anew when it is asked for again
                else:
                    panel.add(part.of(rows))
        self.tables.put(came)

    def take_off(self, after: int) -> bool:
        """Forget every posting behind this one; False where that is no longer possible."""
        last = self.postings[after - 1] if after else 0
        went = [
            shelf.take_off(last) for shelf in self.shelves.of.values()
        ]  # all of them, not as far as the first
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
        count, days, indicators = 0, list[int](), list[Key]()
        for indicator, shelf in self.shelves.of.items():
            seen = [kept(rows, chosen.of(rows))["on"] for rows in shelf.parts()]
            own = sum(map(len, seen))
            if own:
                count += own
                days += [int(edge) for on in seen if len(on) for edge in (on.min(), on.max())]
                indicators.append(self.shelves.names.indicators.names[indicator])
        first, last = (date.fromordinal(min(days)), date.fromordinal(max(days))) if days else (None, None)
        return Extent(count, tuple(indicators), first, last)

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
            laid = part.of_shelf(self.shelves.shelf(shelf_of) or Shelf(), last_seq)
            found = PeriodPanel(laid) if once else Panel(laid)
            self.panels.keep(whole, indicator, found)
            self.parts[whole] = (indicator, part, last_seq)
        return found

    def table(
        self, indicators: tuple[Key, ...], windows: tuple[Window, ...], world: World, *, level: str,
        map_on: date, programmes: frozenset[Key] | None = None, known_at: int | None = None,
        stocks: frozenset[Key] = frozenset(), sight: Sight = EVERYTHING,
    ) -> Table:  # fmt: skip
        """Many indicators by the units of a level over several windows at once; stocks as they stand at each end."""
        self.lie_on(world)
        return self.tables.ask(indicators, windows, level, map_on, programmes, known_at, stocks, sight)


class Asking:
    """One question on its way to its answer."""

    def __init__(self, cube: Cube, question: Question, kind: Kind, sight: Sight) -> None:
        self.cube, self.question, self.kind = cube, question, kind
        self.once = kind is Kind.PERSONS
        self.sight = sight
        self.chosen = cube.choice(question, sight)
        self.view = cube.view(question.map_on)
        self.last_seq = cube.seq_known_at(question.as_known_at)
        self.names = cube.shelves.names
        self.shelf = cube.shelves.shelf(question.indicator) or Shelf()
        self.said: dict[Hashable, Statements] = {}

    def total(self) -> Row:
        place = None if self.question.by == "place" else only_one(self.question.places)
        return self.of_all(self.question.window, place, categories=self.dimensions(by=None))

    def rows(self) -> tuple[Row, ...]:
        question = self.question
        if question.by is None:
            return ()
        if question.by == "month":
            place = only_one(question.places)
            dimensions = self.dimensions(by=None)
            return tuple(
                replace(self.of_all(month, place, categories=dimensions), key=f"{month.first:%Y-%m}")
                for month in question.window.months()
            )
        found = {row.key: row for row in self.by_row(question.window)}
        return tuple(found[key] for key in in_order(found))

    def of_all(self, window: Window, place: Key | None, categories: frozenset[str]) -> Row:
        layout = ("all", self.question.places)
        rows = self.added(window, layout, categories)
        said = rows.get(0)
        if said is None:
            return Row()
        return self.row(None, said, window, layout, 0, place)

    def by_row(self, window: Window) -> Iterable[Row]:
        question = self.question
        categories = self.dimensions(by=question.by)
        if question.by == "place":
            layout: tuple[Hashable, ...] = ("place", question.level, question.places)
            found = self.added(window, layout, categories)
            for number, said in found.items():
                key = None if number == NOWHERE else self.names.places.names[number]
                yield self.row(key, said, window, layout, number, key)
            return
        layout = ("category", question.level, question.places)
        keys = self.cube.keys_of(question.level)
        found = self.added(window, layout, categories)
        for number, said in found.items():
            yield self.row(keys.names[number], said, window, layout, number, only_one(question.places))

    def laid_out(self, layout: tuple[Hashable, ...]) -> Layout:
        """The layout that these words stand for."""
        places = self.question.places
        if layout[0] == "all":
            return Layout(self.view, places)
        if layout[0] == "place":
            return Layout(self.view, places, group=self.view.rows_of(self.question.level))
        keys, level = self.cube.keys_of(self.question.level), self.question.level

        def row_of_cells() -> np.ndarray:
            return keys.array(dict(cats).get(level) if level else cats for _, cats in self.names.cells)

        return Layout(self.view, places, cell_row=row_of_cells)

    # Sums

    def added(
        self, window: Window, layout: tuple[Hashable, ...], categories: frozenset[str]
    ) -> dict[int, tuple[Sum, bool]]:
        """For each row that holds anything what it adds up to, and whether that is only "at least" so."""
        breakdown = self.breakdown(window, categories)
        self.counting = self.cells(breakdown, self.question.categories)
        panel = self.panel((layout, breakdown), lambda: self.laid_out(layout), self.counting)
        if isinstance(panel, PeriodPanel):
            return self.of_periods(panel, window)
        amounts, counts = panel.over(None if self.kind is Kind.STOCK else window, window.last)
        return {
            int(panel.rows[at]): (sum_of(amounts, counts, at), False)
            for at in np.flatnonzero(counts[0]).tolist()
        }

    def of_periods(self, panel: PeriodPanel, window: Window) -> dict[int, tuple[Sum, bool]]:
        inside, at_least = panel.within(window)
        found = {}
        for at, number in enumerate(panel.rows.tolist()):
            there = np.flatnonzero(inside & (panel.counts[0][:, at] > 0))
            if len(there):  # the greatest, and of equal ones the first
                best = int(there[np.argmax(panel.amounts[there, at])])
                found[number] = sum_of(panel.amounts[best], panel.counts[:, best], at), at_least
        return found

    def panel(
        self, what: Hashable, make: Callable[[], Layout], cells: Callable[[], np.ndarray]
    ) -> Panel | PeriodPanel:
        question = self.question
        key = (
            what, question.categories, bisect_right(self.cube.changes, question.map_on),
            self.sight, question.programmes, question.holders,
        )  # fmt: skip
        return self.cube.panel(
            question.indicator, key, lambda: Part(self.chosen, make(), cells), self.last_seq, self.once
        )

    def cells(self, breakdown: str, categories: frozenset[tuple[str, str]]) -> Callable[[], np.ndarray]:
        def counting() -> np.ndarray:
            return np.array(
                [b == breakdown and categories <= cats for b, cats in self.names.cells], dtype=bool
            )

        return counting

    # Breakdowns

    def dimensions(self, by: str | None) -> frozenset[str]:
        """What must be known of an entry for it to be told apart as asked."""
        asked = {dimension for dimension, _ in self.question.categories}
        return frozenset(asked | {self.question.level} if by == "category" and self.question.level else asked)

    def breakdown(self, window: Window, dimensions: frozenset[str]) -> str:
        """The base, unless only an "of which" breakdown knows these dimensions in these days."""
        if not dimensions:
            return BASE
        knowing = {self.cube.breakdowns.names[number] for number in self.told_apart(window, dimensions)}
        return BASE if BASE in knowing or not knowing else min(knowing)

    def told_apart(self, window: Window, dimensions: frozenset[str]) -> list[int]:
        def row_of_cells() -> np.ndarray:
            knows = [dimensions <= {name for name, _ in cats} for _, cats in self.names.cells]
            numbers = self.cube.breakdowns.array(breakdown for breakdown, _ in self.names.cells)
            return np.where(knows, numbers, -1)

        def every_cell() -> np.ndarray:
            return np.ones(len(self.names.cells), dtype=bool)

        panel = self.panel(
            ("breakdowns", dimensions), lambda: Layout(self.view, cell_row=row_of_cells), every_cell
        )
        if isinstance(panel, PeriodPanel):
            first, last = panel.periods >> 32, panel.periods & 0xFFFFFFFF
            inside = (first >= window.first.toordinal()) & (last <= window.last.toordinal())
            return panel.rows[(panel.counts[0][inside] > 0).any(axis=0)].tolist()
        _, counts = panel.over(None if self.kind is Kind.STOCK else window, window.last)
        return panel.rows[counts[0] > 0].tolist()

    # Rows

    def row(
        self,
        key: RowKey,
        said: tuple[Sum, bool],
        window: Window,
        layout: tuple[Hashable, ...],
        number: int,
        place: RowKey,
    ) -> Row:
        added, at_least = said
        row = Row(
            key=key, amount=added.amount, qualifier=added.qualifier, at_least=at_least,
            assumed=added.assumed > 0, estimated=added.estimated > 0, count=added.count,
        )  # fmt: skip
        if self.kind is Kind.STOCK and self.shelf.has_statements:
            return self.statements(window, layout).onto(row, number, place)
        return row

    def statements(self, window: Window, layout: tuple[Hashable, ...]) -> Statements:
        """What stands behind a stated stock: which statements are in force, and which units have said something."""
        if (window, layout) not in self.said:
            part = Part(self.chosen, self.laid_out(layout), self.counting)
            self.said[window, layout] = Statements(part, self.shelf, window, self.last_seq)
        return self.said[window, layout]


def sum_of(amounts: np.ndarray, counts: np.ndarray, at: int) -> Sum:
    if len(counts) == 1:
        return Sum(int(amounts[at]), int(counts[0, at]))
    n, nearly, about, over, estimated, assumed = counts[:, at].tolist()
    return Sum(int(amounts[at]), n, (nearly, about, over), estimated, assumed)
