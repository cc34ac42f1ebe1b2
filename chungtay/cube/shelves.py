"""The ledger in arrays: for each indicator a shelf of rows in the order in which they were recorded.

A row is one entry in codes. Nothing is added up here and nothing is ever changed: rows are put behind the others, or
taken off the end again when the ledger itself went back (an act that was not kept). The bytes of the postings are
all that goes in, so the shelves prove what the rows of the database claim.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from chungtay.rules.ledger import Categories
from chungtay.rules.ledger.postings import Body
from chungtay.rules.places import Key

from .codes import Codes
from .files import Content, Pieces
from .sight import Programmes

NEARLY, ABOUT, OVER = 1, 2, 3  # in the two lowest bits of `flags`, 0 is exact
QUALIFIER, ESTIMATED, STATED, REVERSAL = 0b11, 0b100, 0b1000, 0b10000

COLUMNS: dict[str, Any] = {
    "place": np.int32,
    "body": np.int32,  # holder and programmes served, together
    "cell": np.uint16,  # breakdown and combination, together
    "on": np.int32,  # the day's ordinal
    "days": np.uint16,  # of a period, which ends `on`; 0: no period
    "amount": np.int64,
    "flags": np.uint8,
    "seq": np.int64,
}
Rows = dict[str, np.ndarray]
Cell = tuple[str, Categories]


@dataclass
class Names:
    """What the codes stand for."""

    indicators: Codes[Key] = field(default_factory=Codes)
    places: Codes[Key] = field(default_factory=Codes)
    bodies: Codes[tuple[Key, Programmes]] = field(default_factory=Codes)
    cells: Codes[Cell] = field(default_factory=Codes)


class Shelf:
    """The rows of one indicator: a part that was mapped from the base file and a part that came since."""

    def __init__(self, base: Rows | None = None, size: float = 0.0) -> None:
        self.base = base if base is not None else rows_of_nothing()
        self.size = size  # its amounts added up without their signs; what was taken off may still be in it
        self.tail: Rows = rows_of_nothing()
        self.in_tail = 0
        self.has_statements = bool((self.base["flags"] & STATED).any())
        self.reversals: list[np.ndarray] = []  # pairs: the number of a reversal, and the number it takes back

    def __len__(self) -> int:
        return len(self.base["on"]) + self.in_tail

    def put(self, rows: Rows) -> None:
        coming = len(rows["on"])
        if self.in_tail + coming > len(self.tail["on"]):
            room = max(64, (self.in_tail + coming) * 5 // 4)
            for name, kind in COLUMNS.items():
                wider = np.empty(room, dtype=kind)
                wider[: self.in_tail] = self.tail[name][: self.in_tail]
                self.tail[name] = wider
        for name in COLUMNS:
            self.tail[name][self.in_tail : self.in_tail + coming] = rows[name]
        self.in_tail += coming
        self.size += float(np.abs(rows["amount"].astype(np.float64)).sum())
        self.has_statements |= bool((rows["flags"] & STATED).any())

    def take_off(self, after: int) -> bool:
        """Forget what came after this entry; False where that reaches into the base, which nobody may change."""
        if len(self.base["on"]) and self.base["seq"][-1] > after:
            return False
        self.in_tail = int(np.searchsorted(self.tail["seq"][: self.in_tail], after, side="right"))
        # Copied, for the base file may just be being written from the rows that stood here.
        self.tail = {name: column[: self.in_tail].copy() for name, column in self.tail.items()}
        self.reversals = [pairs[pairs[:, 0] <= after] for pairs in self.reversals]
        return True

    def settle(self, base: Rows) -> None:
        """Read the first rows from here instead: the same ones, in memory that all processes share."""
        since = slice(len(base["on"]) - len(self.base["on"]), self.in_tail)
        came = {name: column[since].copy() for name, column in self.tail.items()}
        self.base, self.tail, self.in_tail = base, came, len(came["on"])

    def undone(self, after: int) -> set[int]:
        """The numbers that were taken back, as known when this entry was the last."""
        return {int(seq) for pairs in self.reversals for seq in pairs[pairs[:, 0] <= after, 1]}

    def parts(self) -> list[Rows]:
        """Base and tail, each as far as it has rows."""
        tail = {name: column[: self.in_tail] for name, column in self.tail.items()}
        return [rows for rows in (self.base, tail) if len(rows["on"])]

    def since(self, number: int) -> list[Rows]:
        """What stands behind so many rows."""
        found = []
        for rows in self.parts():
            count = len(rows["on"])
            if number < count:
                found.append({name: column[number:] for name, column in rows.items()} if number else rows)
            number = max(0, number - count)
        return found

    def rows(self) -> Rows:
        parts = self.parts()
        if len(parts) == 1:
            return parts[0]
        return (
            {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS} if parts else self.base
        )


def rows_of_nothing() -> Rows:
    return {name: np.empty(0, dtype=kind) for name, kind in COLUMNS.items()}


def decoded(bodies: Iterable[Body], names: Names) -> dict[int, Rows]:
    """The entries of these postings in codes, laid out by indicator, in order of their numbers."""
    batches = [in_codes(body, names) for body in bodies]
    if not batches:
        return {}
    whole = {
        name: np.concatenate([batch[name] for batch in batches])
        for name in ("indicator", "reverses", *COLUMNS)
    }
    short = np.int16 if len(names.indicators) < 1 << 15 else np.int32  # short numbers are sorted much faster
    order = np.argsort(whole["indicator"].astype(short), kind="stable")
    sorted_by = whole["indicator"][order]
    starts = np.flatnonzero(np.diff(sorted_by, prepend=-1))
    found = {}
    for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
        mine = order[start:end]
        found[int(sorted_by[start])] = {
            name: column[mine] for name, column in whole.items() if name != "indicator"
        }
    return found


def in_codes(body: Body, names: Names) -> Rows:
    """One posting's entries as arrays of codes, and the numbers that they reverse."""
    head = body.header
    count = head["last"] - head["first"] + 1

    def column(name: str, kind: Any = np.int64) -> np.ndarray:
        held = body.column(name)
        if isinstance(held, int):
            return np.full(count, held, dtype=kind)
        return np.asarray(held).astype(kind, copy=False)

    holder, served = column("holder"), column("programmes")
    pairs, body_of = np.unique(holder * (1 << 32) + served, return_inverse=True)
    holders, programmes = body.tables["holder"], [tuple(slugs) for slugs in body.tables["programmes"]]
    bodies = names.bodies.array(
        (holders[pair >> 32], programmes[pair & 0xFFFFFFFF]) for pair in pairs.tolist()
    )
    breakdown, cell = column("breakdown"), column("cell")
    spots, cell_of = np.unique(breakdown * (1 << 32) + cell, return_inverse=True)
    breakdowns, cells = body.tables["breakdown"], [categories(pairs) for pairs in body.tables["cell"]]
    spotted = names.cells.array((breakdowns[spot >> 32], cells[spot & 0xFFFFFFFF]) for spot in spots.tolist())
    reverses, periods = column("reverses"), column("period_first")
    return {
        "indicator": names.indicators.array(body.tables["indicator"])[column("indicator")],
        "place": names.places.array(body.tables["place"])[column("place")],
        "body": bodies[body_of],
        "cell": spotted[cell_of],
        "on": column("on", np.int32),
        "days": np.where(periods > 0, column("on") - periods + 1, 0).astype(np.uint16),
        "amount": column("amount"),
        "flags": (column("flags", np.uint8) | np.where(reverses > 0, REVERSAL, 0)).astype(np.uint8),
        "seq": np.arange(head["first"], head["last"] + 1, dtype=np.int64),
        "reverses": reverses,
    }


def categories(pairs: list[list[str]]) -> Categories:
    return frozenset((dimension, category) for dimension, category in pairs)


class Shelves:
    """All shelves, and the codes that they share."""

    def __init__(self) -> None:
        self.names = Names()
        self.of: dict[int, Shelf] = defaultdict(Shelf)

    def put(self, bodies: Iterable[Body]) -> dict[int, Rows]:
        """Put these postings behind the others; the rows that came, by indicator."""
        came = decoded(bodies, self.names)
        for indicator, rows in came.items():
            shelf = self.of[indicator]
            back = np.flatnonzero(rows["reverses"])
            if len(back):
                shelf.reversals.append(np.stack([rows["seq"][back], rows["reverses"][back]], axis=1))
            shelf.put(rows)
        return came

    def shelf(self, indicator: Key) -> Shelf | None:
        code = self.names.indicators.of.get(indicator)
        return None if code is None else self.of.get(code)

    def state(self) -> dict[str, Pieces]:
        """Every shelf's columns and what the codes stand for."""
        names = self.names
        parts: dict[str, Pieces] = {
            "names": json.dumps(
                {
                    "indicators": [str(key) for key in names.indicators],
                    "places": [str(key) for key in names.places],
                    "bodies": [[str(holder), served] for holder, served in names.bodies],
                    "cells": [[breakdown, sorted(cats)] for breakdown, cats in names.cells],
                }
            ).encode()
        }
        for indicator, shelf in self.of.items():
            pieces = shelf.parts() or [shelf.base]
            parts |= {f"{indicator}.{name}": [rows[name] for rows in pieces] for name in COLUMNS}
            parts[f"{indicator}.reversals"] = np.concatenate([no_pairs(), *shelf.reversals])
            parts[f"{indicator}.size"] = np.array([shelf.size])
        return parts

    @classmethod
    def from_state(cls, parts: Mapping[str, Content]) -> "Shelves":
        shelves, told = cls(), json.loads(bytes(parts["names"]))
        shelves.names = Names(
            indicators=Codes(told["indicators"]),
            places=Codes(told["places"]),
            bodies=Codes((holder, tuple(served)) for holder, served in told["bodies"]),
            cells=Codes((breakdown, categories(pairs)) for breakdown, pairs in told["cells"]),
        )
        for indicator in range(len(told["indicators"])):
            if f"{indicator}.on" in parts:
                columns = {name: parts[f"{indicator}.{name}"] for name in (*COLUMNS, "reversals", "size")}
                arrays = {name: column for name, column in columns.items() if isinstance(column, np.ndarray)}
                reversals, (size,) = arrays.pop("reversals"), arrays.pop("size").tolist()
                shelves.of[indicator] = Shelf(arrays, size)
                shelves.of[indicator].reversals = [reversals]
        return shelves

    def settle(self, parts: Mapping[str, Content]) -> None:
        """Read from the file what was written of these very shelves; what came since stays behind it."""
        for indicator, written in Shelves.from_state(parts).of.items():
            self.of[indicator].settle(written.base)


def no_pairs() -> np.ndarray:
    return np.zeros((0, 2), dtype=np.int64)
