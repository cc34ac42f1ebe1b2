"""Proves the cube against the ledger's bytes: every row once more, and every running sum by another way."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from chungtay.rules.ledger.postings import Body
from chungtay.rules.messages import Message
from chungtay.rules.places import World

from .answer import Cube
from .layouts import Chosen, Laid, Layout, Part
from .panels import Panel
from .shelves import COLUMNS, Rows, decoded
from .sight import EVERYTHING

AT_ONCE = 64  # postings that are decoded together


@dataclass
class Proof:
    """How much was looked at, and all that was wrong."""

    entries: int = 0
    cells: int = 0
    faults: list[Message] = field(default_factory=list)


def proved(cube: Cube, bodies: Iterable[Body], world: World, day: date) -> Proof:
    """Rows against the bytes of all postings, running sums of provinces and country on the map of this day."""
    cube.lie_on(world)
    proof = Proof()
    _prove_rows(cube, bodies, proof)
    if not proof.faults:  # sums of wrong rows prove nothing
        _prove_sums(cube, day, proof)
    return proof


def _prove_rows(cube: Cube, bodies: Iterable[Body], proof: Proof) -> None:
    done: dict[int, int] = defaultdict(int)
    for batch in _batches(bodies):
        for indicator, rows in decoded(batch, cube.shelves.names).items():
            count = len(rows["on"])
            held = _slice(cube, indicator, done[indicator], done[indicator] + count)
            if any(not np.array_equal(held[name], rows[name]) for name in COLUMNS):
                values = {"first": int(rows["seq"][0]), "last": int(rows["seq"][-1])}
                text = "The cube differs from the ledger's bytes between entries %(first)s and %(last)s."
                proof.faults.append(Message(text, values))
            done[indicator] += count
            proof.entries += count
    for indicator, shelf in cube.shelves.of.items():
        if len(shelf) > done[indicator]:
            text = "The cube holds %(count)s entries that no posting brought."
            proof.faults.append(Message(text, {"count": len(shelf) - done[indicator]}))


def _batches(bodies: Iterable[Body]) -> Iterable[list[Body]]:
    batch: list[Body] = []
    for body in bodies:
        batch.append(body)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _slice(cube: Cube, indicator: int, first: int, last: int) -> Rows:
    rows = [
        {name: column[max(0, first - start) : max(0, last - start)] for name, column in part.items()}
        for part, start in _placed(cube, indicator)
    ]
    return {name: np.concatenate([one[name] for one in rows]) if rows else np.empty(0) for name in COLUMNS}


def _placed(cube: Cube, indicator: int) -> Iterable[tuple[Rows, int]]:
    """Base and tail of a shelf, and where each begins."""
    start = 0
    if indicator in cube.shelves.of:
        for part in cube.shelves.of[indicator].parts():
            yield part, start
            start += len(part["on"])


def _prove_sums(cube: Cube, day: date, proof: Proof) -> None:
    view, names = cube.view(day), cube.shelves.names
    chosen = Chosen(EVERYTHING, None, None, names)
    every_cell = np.ones(len(names.cells), dtype=bool)
    part = Part(chosen, Layout(view, group=view.rows_of("province")), lambda: every_cell)
    for indicator, shelf in cube.shelves.of.items():
        laid = part.of_shelf(shelf)
        panel = Panel(laid)
        right = _by_sorting(panel, laid)
        proof.cells += right.size
        if not np.array_equal(np.diff(panel.amounts, axis=0), right):
            text = "The running sums of indicator %(indicator)s differ from its entries."
            proof.faults.append(Message(text, {"indicator": str(names.indicators.names[indicator])}))


def _by_sorting(panel: Panel, laid: Laid) -> np.ndarray:
    """What every day adds in every row, found by putting equal days and rows beside each other."""
    found = np.zeros((len(panel.days), len(panel.rows)), dtype=np.int64)
    if len(laid):
        key = laid.on.astype(np.int64) << 32 | (laid.row.astype(np.int64) + 1)
        order = np.argsort(key, kind="stable")
        keys = key[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        sums = np.add.reduceat(laid.amount[order], starts)
        days, rows = keys[starts] >> 32, (keys[starts] & 0xFFFFFFFF) - 1
        found[panel.days.searchsorted(days), panel.rows.searchsorted(rows)] = sums
    return found
