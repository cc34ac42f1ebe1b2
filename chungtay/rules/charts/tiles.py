"""Lays units out as equal squares that keep their neighbours: a schematic map, and no claim of borders.

Every unit gets one cell of a grid, however small or crowded it is, so that each can be read and pressed on a phone.
Cells are given out by position and then swapped for as long as that brings squares nearer to where they belong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, radians, sqrt

WIDEST = 13  # columns: on the narrowest phone a finger still meets one square
FEW = 70  # units: so many have room enough to keep the shape of a long country
# Cells for each unit, and how far crowded places are pulled apart: 0 keeps distances, 1 keeps only the order.
OF_FEW, OF_MANY = (2.2, 0.3), (1.45, 0.5)
ROUNDS = 6

Point = tuple[float, float]
Cell = tuple[int, int]  # column, row


@dataclass(frozen=True)
class Grid:
    """A cell for every unit, in the order in which they came."""

    cells: tuple[Cell, ...]
    columns: int
    rows: int
    unplaced: int  # at the end: units whose position nobody knows, in rows of their own


@lru_cache(maxsize=256)
def laid_out(points: tuple[Point | None, ...]) -> Grid:
    """`points` are (latitude, longitude). Those without a position stand in rows of their own below the others."""
    known = [place for place, point in enumerate(points) if point is not None]
    if not known:
        columns = max(1, ceil(sqrt(len(points))))
        cells = tuple((at % columns, at // columns) for at in range(len(points)))
        return Grid(cells, columns, ceil(len(points) / columns), len(points))
    spots, columns, rows = spots_of([point for point in points if point is not None])
    given = trimmed(settled(spots, columns, rows))
    columns, rows = (max(cell[axis] for cell in given) + 1 for axis in (0, 1))
    cells_of = dict(zip(known, given, strict=True))
    rest = [place for place in range(len(points)) if place not in cells_of]
    for at, place in enumerate(rest):
        cells_of[place] = (at % columns, rows + 1 + at // columns)
    rows += 1 + ceil(len(rest) / columns) if rest else 0
    return Grid(tuple(cells_of[place] for place in range(len(points))), columns, rows, len(rest))


def spots_of(points: Sequence[Point]) -> tuple[list[Point], int, int]:
    """Where each would like to stand, in cells from the upper left, and how large the grid is."""
    middle = sum(north for north, _ in points) / len(points)
    across = [east * cos(radians(middle)) for _, east in points]
    down = [-north for north, _ in points]
    wide, tall = (max(max(axis) - min(axis), 1e-6) for axis in (across, down))
    shape = min(max(wide / tall, 0.3), 3.0)
    room, spread = OF_FEW if len(points) <= FEW else OF_MANY
    columns = min(WIDEST, max(1, ceil(sqrt(len(points) * room * shape))))
    rows = max(1, ceil(len(points) * room / columns))
    even = [scaled(axis, size, spread) for axis, size in ((across, columns), (down, rows))]
    return list(zip(*even, strict=True)), columns, rows


def scaled(axis: list[float], size: int, spread: float) -> list[float]:
    """Partly by distance, partly by order, so that a crowded delta does not pile up in one corner."""
    low, high = min(axis), max(axis)
    order = {place: rank for rank, place in enumerate(sorted(range(len(axis)), key=lambda at: axis[at]))}
    last = max(len(axis) - 1, 1)
    return [
        (size - 1) * ((1 - spread) * (value - low) / max(high - low, 1e-6) + spread * order[place] / last)
        for place, value in enumerate(axis)
    ]


def settled(spots: list[Point], columns: int, rows: int) -> list[Cell]:
    """A cell for each: the nearest that is free, then better ones by swapping."""
    free = {(column, row) for column in range(columns) for row in range(rows)}
    given: list[Cell] = [(0, 0)] * len(spots)
    for place in sorted(range(len(spots)), key=lambda at: (spots[at][1], spots[at][0])):
        given[place] = min(free, key=lambda cell: (away(spots[place], cell), cell))
        free.remove(given[place])
    for _ in range(ROUNDS):
        if not improved(spots, given, free):
            break
    return given


def improved(spots: list[Point], given: list[Cell], free: set[Cell]) -> bool:
    """One round over all units: each looks at the cells around it, taken or free, for a better arrangement."""
    standing = {cell: place for place, cell in enumerate(given)}
    better = False
    for place, spot in enumerate(spots):
        column, row = given[place]
        near = [(column + x, row + y) for x in (-2, -1, 0, 1, 2) for y in (-2, -1, 0, 1, 2) if x or y]
        for cell in near:
            here, other = given[place], standing.get(cell)
            gain = away(spot, here) - away(spot, cell)
            if other is not None:
                gain += away(spots[other], cell) - away(spots[other], here)
            elif cell not in free:
                continue
            if gain > 1e-9:
                given[place], better = cell, True
                standing[cell] = place
                if other is None:
                    free.remove(cell)
                    free.add(here)
                    del standing[here]
                else:
                    given[other], standing[here] = here, other
    return better


def away(spot: Point, cell: Cell) -> float:
    return (spot[0] - cell[0]) ** 2 + (spot[1] - cell[1]) ** 2


def trimmed(cells: list[Cell]) -> list[Cell]:
    """Without empty rows and columns at the edges."""
    left, top = (min(cell[axis] for cell in cells) for axis in (0, 1))
    return [(column - left, row - top) for column, row in cells]
