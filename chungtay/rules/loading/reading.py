"""Reads a whole file of entries and says of every row whether it is good, before anything is written."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chungtay.rules.ledger import BASE, Columns, Statement
from chungtay.rules.ledger.postings import Numbers, flags
from chungtay.rules.loading.cells import Cells, Fault
from chungtay.rules.loading.files import PART


@dataclass
class Reading:
    """A file that was read: what each row says, and what is wrong."""

    name: str
    cells: Cells
    amounts: list[int]  # ten-thousandths for each code of an amount; 0 for what is refused
    faults: list[Fault]
    before: frozenset[int] = frozenset()  # where the rows stand that were loaded before and say the same
    compared_at: int = -1  # the posting up to which the ledger was looked through for the keys

    @property
    def rows(self) -> int:
        return len(self.cells.rows)

    @property
    def bad(self) -> set[int]:
        """The numbers of the rows that have a fault."""
        return {fault.row for fault in self.faults}

    def good(self) -> Sequence[int]:
        """Where the rows stand that have no fault."""
        bad = self.bad
        if not bad:
            return range(self.rows)
        return [spot for spot, row in enumerate(self.cells.rows) if row not in bad]

    def fresh(self) -> Sequence[int]:
        """Where the good rows stand that were not loaded before."""
        return [spot for spot in self.good() if spot not in self.before] if self.before else self.good()

    def parts(self, source: str) -> Iterator[tuple[Columns, Sequence[int]]]:
        """What the fresh rows add, as columns to post, with the spots that they come from; without statements."""
        stated = self.stated_codes()
        spots = self.fresh()
        if stated:
            column = self.cells.codes["statement"]
            spots = [spot for spot in spots if column[spot] not in stated]
        for start in range(0, len(spots), PART):
            chosen = spots[start : start + PART]
            yield self._columns(chosen, source), chosen

    def statements(
        self, source: str, family: Callable[[str], frozenset[str]]
    ) -> list[tuple[Statement, list[int]]]:
        """What the fresh rows state, day by day: the cells of one place and day are one statement."""
        stated, column = self.stated_codes(), self.cells.codes["statement"]
        said: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for spot in self.fresh() if stated else ():
            if column[spot] in stated:
                said[self.figure(spot)].append(spot)
        made = [(self._statement(spots, source, family), spots) for spots in said.values()]
        return sorted(made, key=lambda pair: pair[0].on)

    def content(self, spot: int) -> tuple[Any, ...]:
        """All that a good row says but its key: a statement's amount is a level."""
        cells, codes = self.cells, {name: column[spot] for name, column in self.cells.codes.items()}
        period = cells.cells["period"].found[codes["period"]]
        return (
            cells.cells["indicator"].found[codes["indicator"]].key, cells.place.found[codes["place"]].key,
            cells.holder.found[codes["holder"]].key, cells.cells["day"].found[codes["day"]],
            period[0] if period else None, frozenset(cells.cells["programme"].found[codes["programme"]]),
            frozenset(cells.cell.found[codes["cell"]]), self.amounts[codes["amount"]],
            cells.cells["qualifier"].found[codes["qualifier"]],
        )  # fmt: skip

    def stated_codes(self) -> set[int]:
        values = self.cells.cells["statement"].found
        return {code for code, is_stated in enumerate(values) if is_stated}

    def _statement(self, spots: list[int], source: str, family: Callable[[str], frozenset[str]]) -> Statement:
        indicator, place, holder, on, _, programmes, _, _, qualifier = self.content(spots[0])
        return Statement(
            indicator=indicator, place=place, on=on, holder=holder, programmes=programmes, qualifier=qualifier,
            levels=tuple((self.content(spot)[6], self.content(spot)[7]) for spot in spots), source=source,
            counted_by=family(holder),
        )  # fmt: skip

    def figure(self, spot: int) -> tuple[int, ...]:
        """Which figure the row is about, however it is divided."""
        codes = self.cells.codes
        return tuple(
            codes[name][spot] for name in ("indicator", "place", "holder", "day", "period", "programme")
        )

    def _columns(self, spots: Sequence[int], source: str) -> Columns:
        cells, singles = self.cells, self.cells.cells
        tables = {
            "indicator": [indicator.key for indicator in singles["indicator"].found],
            "place": [place.key for place in cells.place.found],
            "holder": [holder.key for holder in cells.holder.found],
            "programmes": singles["programme"].found,
            "cell": cells.cell.found,
            "breakdown": [BASE],
            "source": [source],
        }
        numbers: dict[str, Numbers] = {"breakdown": 0, "source": 0, "stated": 0, "reverses": 0}
        for name in ("indicator", "place", "holder", "cell"):
            numbers[name] = self.codes(name, spots)
        numbers["programmes"] = self.codes("programme", spots)
        numbers["amount"] = [*map(self.amounts.__getitem__, self.codes("amount", spots))]
        numbers["on"] = self._taken("day", spots, [day.toordinal() for day in singles["day"].found])
        periods = [period[0].toordinal() if period else 0 for period in singles["period"].found]
        numbers["period_first"] = self._taken("period", spots, periods)
        marks = [flags(qualifier, estimated=False, stated=None) for qualifier in singles["qualifier"].found]
        numbers["flags"] = self._taken("qualifier", spots, marks)
        return Columns(len(spots), tables, numbers)

    def codes(self, name: str, spots: Sequence[int]) -> Sequence[int]:
        """The codes of these rows in a column."""
        column = self.cells.codes[name]
        if isinstance(spots, range):
            return column[spots.start : spots.stop]
        return [column[spot] for spot in spots]

    def _taken(self, name: str, spots: Sequence[int], values: Sequence[int]) -> Numbers:
        """What the codes stand for; where the whole file says one thing, that."""
        return values[0] if len(values) == 1 else [*map(values.__getitem__, self.codes(name, spots))]
