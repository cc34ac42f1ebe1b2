"""The rows that a posting's bytes ask for, column by column, as the database has them."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any

from django.db import connection

from chungtay.rules import ledger as rules
from chungtay.rules.ledger import postings as written

COLUMNS = (
    "seq", "posting_id", "on", "period_first_on", "is_base", "amount", "qualifier", "estimated", "stated",
    "indicator_id", "place_id", "holder_id", "served_id", "combination_id", "source_id", "reverses_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """What every row of a posting has in a column."""

    value: Any


@contextmanager
def uncollected() -> Iterator[None]:
    """Python looks for circles among new objects again and again; millions of rows hold none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class Names:
    """What entries refer to, as the database names it."""

    def keys(self, name: str, table: Sequence[str]) -> list[Any]:
        return list(table) if connection.vendor == "postgresql" else [key.replace("-", "") for key in table]

    def served(self, table: Sequence[Sequence[str]]) -> list[Any]:
        """The set of programmes of each list of slugs."""
        raise NotImplementedError

    def combination(self, cell: Sequence[Sequence[str]], breakdown: str) -> Any:
        raise NotImplementedError


def id_of(key: str) -> str:
    """An id as SQLite (32 letters) or PostgreSQL has it."""
    return key if connection.vendor == "postgresql" else key.replace("-", "")


def columns_of(body: rules.Body, names: Names, none: Any = None) -> dict[str, Any]:
    """For every column what all rows share, or a value for each row; `none` stands where there is none."""

    def of(name: str, values: Any) -> Any:
        numbers = body.column(name)
        return Shared(values[numbers]) if isinstance(numbers, int) else map(values.__getitem__, numbers)

    tables, bits, header = body.tables, range(16), body.header
    return {
        "seq": range(header["first"], header["last"] + 1),
        "posting_id": Shared(header["number"]),
        "on": of("on", _Days()),
        "period_first_on": of("period_first", _Days({0: none})),
        "is_base": of("breakdown", [breakdown == rules.BASE for breakdown in tables["breakdown"]]),
        "amount": _numbers(body, "amount"),
        "qualifier": of("flags", [str(written.QUALIFIERS[bit & 3]) for bit in bits]),
        "estimated": of("flags", [bool(bit & written.ESTIMATED) for bit in bits]),
        "stated": _stated(body, none),
        "indicator_id": of("indicator", names.keys("indicator", tables["indicator"])),
        "place_id": of("place", names.keys("place", tables["place"])),
        "holder_id": of("holder", names.keys("holder", tables["holder"])),
        "served_id": of("programmes", names.served(tables["programmes"])),
        "combination_id": _combinations(body, names),
        "source_id": of("source", names.keys("source", tables["source"])),
        "reverses_id": _numbers(body, "reverses", none_for=0, none=none),
    }


class _Days(dict[int, Any]):
    """Days by their ordinals, as both databases read them."""

    def __missing__(self, number: int) -> str:
        self[number] = day = date.fromordinal(number).isoformat()
        return day


def _numbers(body: rules.Body, name: str, *, none_for: int | None = None, none: Any = None) -> Any:
    numbers = body.column(name)
    if isinstance(numbers, int):
        return Shared(none if numbers == none_for else numbers)
    return numbers if none_for is None else [none if number == none_for else number for number in numbers]


def _each(numbers: memoryview | int) -> Iterable[int]:
    return repeat(numbers) if isinstance(numbers, int) else numbers


def _stated(body: rules.Body, none: Any) -> Any:
    bits, levels = body.column("flags"), body.column("stated")
    if isinstance(bits, int) and not bits & written.STATED:
        return Shared(none)
    pairs = zip(_each(bits), _each(levels), range(body.count), strict=False)
    return [level if bit & written.STATED else none for bit, level, _ in pairs]


def _combinations(body: rules.Body, names: Names) -> Any:
    """Cell and breakdown together name the combination."""
    cells, breakdowns, tables = body.column("cell"), body.column("breakdown"), body.tables

    def of(cell: int, breakdown: int) -> Any:
        return names.combination(tables["cell"][cell], tables["breakdown"][breakdown])

    if isinstance(cells, int) and isinstance(breakdowns, int):
        return Shared(of(cells, breakdowns))
    if isinstance(breakdowns, int):
        found = [of(cell, breakdowns) for cell in range(len(tables["cell"]))]
        return map(found.__getitem__, _each(cells))
    pairs = list(zip(_each(cells), breakdowns, strict=False))
    named = {pair: of(*pair) for pair in set(pairs)}
    return map(named.__getitem__, pairs)
