"""Reads the rows of a file column by column, each different cell once: a million rows have few different cells."""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from chungtay.rules.loading import known as house
from chungtay.rules.loading.files import Cell, Row
from chungtay.rules.loading.known import Bearer, Known, KnownIndicator
from chungtay.rules.messages import Message, RuleBroken

NEEDED = ("indicator", "place", "day", "amount", "programme", "holder", "key")
OPTIONAL = ("period", "qualifier", "statement")
BESIDE = (
    "row",
    "why",
)  # what was written behind the bad rows of a file, which is loaded again once it is mended
SAID = -(1 << 40)  # refused, and another column says why

READ = (
    "indicator",
    "place",
    "holder",
    "programme",
    "cell",
    "day",
    "period",
    "amount",
    "qualifier",
    "statement",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell of one row."""

    row: int
    column: str
    message: Message

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.message}"


class Codes(dict[Any, int]):
    """A number for each different cell: where its value stands in `values`; below zero what is refused."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self.read, self.found, self.refused = read, list[Any](), list[Message]()
        self._spots: dict[Any, int] = {}

    def __missing__(self, cell: Any) -> int:
        self[cell] = code = self._code(cell)
        return code

    def _code(self, cell: Any) -> int:
        if isinstance(cell, tuple) and cell and min(cell) < 0:
            return SAID
        try:
            value = self.read(cell)
        except RuleBroken as broken:
            self.refused.append(broken.messages[0])
            return -len(self.refused)
        spot = self._spots.setdefault(value, len(self.found))
        if spot == len(self.found):
            self.found.append(value)
        return spot

    def why(self, code: int) -> Message:
        return self.refused[-code - 1]


class Cells:
    """Takes the parts of a file one after another, and knows what their codes mean.

    For each row that is not empty: its number in the file (`rows`), a code in every column of READ (`codes`), and
    the hash of holder and key (`keys`).
    """

    def __init__(self, header: Row, known: Known) -> None:
        self.names = checked_header(header, known)
        self.dimensions = [name for name in self.names if name in known.dimensions]
        self.faults: list[Fault] = []
        self.next_row = 2  # as a spreadsheet numbers them; the first row has the names
        self.rows, self.keys = array("q"), array("Q")
        self.codes = {name: array("q") for name in READ}
        self.times: Counter[int] = Counter()  # how often each amount stands in the file
        self.cells = {
            "indicator": Codes(lambda cell: house.indicator_of(known, cell)),
            "place": Codes(lambda cell: (house.text_of(cell), house.place_of(known, cell))),
            "day": Codes(lambda cell: house.day_of(known, cell)),
            "amount": Codes(lambda cell: cell),
            "programme": Codes(lambda cell: house.programmes_of(known, cell)),
            "holder": Codes(lambda cell: (house.text_of(cell), house.holder_of(known, cell))),
            "period": Codes(house.period_of),
            "qualifier": Codes(house.qualifier_of),
            "statement": Codes(house.is_statement),
            **{name: Codes(partial(house.category_of, known, name)) for name in self.dimensions},
        }
        # Who bore a code changes on few days; between two of them all days are asked at once.
        self.turns = turns_of(known)
        self.stretch = Codes(lambda day: bisect_right(self.turns, self.cells["day"].found[day]))
        self.place = Codes(partial(self._in, "place"))
        self.holder = Codes(partial(self._in, "holder"))
        self.cell = Codes(lambda values: house.cell_of(known, self._categories(values)))
        self.counted = Codes(self._counted)
        self.ends = Codes(self._ends)

    def take(self, rows: Sequence[Row]) -> None:
        numbers, rows = self._squared(rows)
        if not rows:
            return
        given = dict(zip(self.names, zip(*rows, strict=True), strict=True))
        codes = {
            name: [*map(read.__getitem__, given[name])] if name in given else [read[""]] * len(rows)
            for name, read in self.cells.items()
        }
        codes["stretch"] = [SAID if day < 0 else self.stretch[day] for day in codes["day"]]
        given["stretch"] = given["day"]
        joined = {
            "place": (self.place, ["place", "stretch"]),
            "holder": (self.holder, ["holder", "stretch"]),
            "cell": (self.cell, self.dimensions),
            "indicator": (self.counted, ["indicator", "period", "statement"]),
            "period": (self.ends, ["period", "day"]),
        }
        found = {
            name: self._join(read, {part: codes[part] for part in parts}, given, len(rows))
            for name, (read, parts) in joined.items()
        }
        for name, read in self.cells.items():
            self._refuse(name, read, codes[name], numbers)
        for name in ("cell", "indicator", "period"):
            self._refuse(name, joined[name][0], found[name], numbers)
        for name in ("place", "holder"):
            self._refuse_unborne(name, found[name], codes, numbers)
        keys = self._hashed(given["key"], found["holder"], numbers)
        kept = codes | {"place": found["place"], "holder": found["holder"], "cell": found["cell"]}
        self.rows.extend(numbers)
        self.keys.extend(keys)
        self.times.update(codes["amount"])
        for name, kept_so_far in self.codes.items():
            kept_so_far.extend(kept[name])

    def _squared(self, rows: Sequence[Row]) -> tuple[Sequence[int], Sequence[Row]]:
        """The rows that are not empty, with their numbers, all as wide as the first row of the file."""
        width, first = len(self.names), self.next_row
        self.next_row += len(rows)
        if {*map(len, rows)} == {width} and "" not in map(itemgetter(0), rows):
            return range(first, self.next_row), rows
        numbers, squared = [], []
        for number, row in enumerate(rows, first):
            if all(cell == "" for cell in row):
                continue
            if any(cell != "" for cell in row[width:]):
                text = "It has more cells than the first row. Put text that holds the delimiter into quotes."
                self.faults.append(Fault(number, "", Message(text)))
            numbers.append(number)
            squared.append((row + [""] * (width - len(row)))[:width])
        return numbers, squared

    def _join(self, read: Codes, parts: dict[str, list[int]], given: dict[str, Any], count: int) -> list[int]:
        """What several cells of a row say together; each different set of them is read once."""
        varying = [part for part in parts if part in given]
        if not varying:
            return [read[tuple(column[0] for column in parts.values())]] * count
        if len(varying) > 1:
            return [*map(read.__getitem__, zip(*parts.values(), strict=True))]
        own = parts[varying[0]]
        of = {
            code: read[tuple(code if part == varying[0] else parts[part][0] for part in parts)]
            for code in set(own)
        }
        return [*map(of.__getitem__, own)]

    def _refuse(self, name: str, read: Codes, column: Sequence[int], numbers: Sequence[int]) -> None:
        if min(column) < 0:
            self.faults += [
                Fault(number, read.why(code).where or name, read.why(code))
                for number, code in zip(numbers, column, strict=True)
                if SAID < code < 0
            ]

    def _hashed(self, cells: Sequence[Cell], holders: Sequence[int], numbers: Sequence[int]) -> "array[int]":
        """8 bytes for each key and its holder. A key is a holder's own: two bodies may both number from 1."""
        texts = [cell.strip() if isinstance(cell, str) else house.text_of(cell) for cell in cells]
        if "" in texts:
            text = "It is empty. Give every row a key of its own, so that the file can come twice and count once."
            self.faults += [
                Fault(number, "key", Message(text))
                for number, key in zip(numbers, texts, strict=True)
                if not key
            ]
        prefix = {code: self.holder.found[code].key if code >= 0 else "" for code in set(holders)}
        hashes = array("Q")
        hashes.frombytes(
            b"".join([
                blake2b(f"{prefix[holder]} {key}".encode(), digest_size=8).digest()
                for holder, key in zip(holders, texts, strict=True)
            ])
        )  # fmt: skip
        return hashes

    def _in(self, name: str, pair: tuple[int, int]) -> Bearer:
        """The bearer of a code or name in a stretch of days."""
        typed, borne = self.cells[name].found[pair[0]]
        stretch = self.stretch.found[pair[1]]
        return house.at(borne, typed, self.turns[stretch - 1] if stretch else date.min)

    def _refuse_unborne(
        self, name: str, found: list[int], codes: dict[str, list[int]], numbers: Sequence[int]
    ) -> None:
        """The message tells the day of the row, not the first one of its stretch."""
        for spot, code in enumerate(found) if min(found) < 0 else ():
            if SAID < code < 0:
                typed, borne = self.cells[name].found[codes[name][spot]]
                try:
                    house.at(borne, typed, self.cells["day"].found[codes["day"][spot]])
                except RuleBroken as broken:
                    self.faults.append(Fault(numbers[spot], name, broken.messages[0]))

    def _categories(self, values: Sequence[int]) -> list[tuple[str, str]]:
        return [
            (name, self.cells[name].found[value]) for name, value in zip(self.dimensions, values, strict=True)
        ]

    def _counted(self, codes: tuple[int, int, int]) -> KnownIndicator:
        indicator, period, stated = (
            self.cells[name].found[code]
            for name, code in zip(("indicator", "period", "statement"), codes, strict=True)
        )
        house.check_counting(indicator, has_period=period is not None, is_stated=stated)
        return indicator

    def _ends(self, codes: tuple[int, int]) -> tuple[date, date] | None:
        period, day = self.cells["period"].found[codes[0]], self.cells["day"].found[codes[1]]
        if period and period[1] != day:
            values = {"last": period[1], "day": day}
            raise RuleBroken(
                Message("The period ends on %(last)s, the day is %(day)s. Write the same day.", values)
            )
        return period


def turns_of(known: Known) -> list[date]:
    """The days on which some code or name changed hands."""
    bearers = (
        bearer for named in (known.places, known.holders) for borne in named.values() for bearer in borne
    )
    return sorted({day for bearer in bearers for day in (bearer.first_on, bearer.until) if day})


def checked_header(header: Row, known: Known) -> list[str]:
    """The names of the columns, all that are missing, unknown or there twice in one refusal."""
    names = [house.text_of(cell).lower() for cell in header]
    while names and not names[-1]:
        names.pop()
    possible = [*NEEDED, *OPTIONAL, *sorted(known.dimensions)]
    wrong = [
        Message("The column %(name)s is missing.", {"name": name}, "header")
        for name in NEEDED
        if name not in names
    ]
    wrong += [
        Message(
            "There is no column “%(name)s”. There are: %(known)s.",
            {"name": name, "known": ", ".join(possible)},
            "header",
        )
        for name in names
        if name not in (*possible, *BESIDE)
    ]
    wrong += [
        Message("The column %(name)s is there twice.", {"name": name}, "header")
        for name, times in Counter(names).items()
        if times > 1 and name in (*possible, *BESIDE)
    ]
    if wrong:
        raise RuleBroken(wrong)
    return names
