"""Draws a round as a schematic map: a square for each unit, or for each area where there are too many units."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.answers.rounds import Lateness, UnitStanding
from chungtay.models import Place
from chungtay.rules.charts.tiles import laid_out
from chungtay.rules.places.short import without_kind
from chungtay.screens.places.maps import (
    FEW_COLUMNS,
    FEWEST,
    GAP,
    LEADING,
    MARGIN,
    TALL,
    WIDE,
    in_lines,
    point_of,
)
from chungtay.screens.states import word_of
from chungtay.screens.tags import said_plain

from .addresses import round_address

MOST = 200  # squares that can still be told apart
PARTS = 4  # shades of an area: how much of it has not sent


@dataclass(frozen=True)
class Square:
    """Where it stands, what it leads to, and what it says to whoever cannot see it."""

    x: int
    y: int
    number: int
    look: str
    lines: list[tuple[int, str]]
    words: str
    address: str

    @property
    def middle_x(self) -> int:
        return self.x + (WIDE - GAP) // 2

    @property
    def middle_y(self) -> int:
        return self.y + (TALL - GAP) // 2


@dataclass(frozen=True)
class RoundMap:
    squares: list[Square]
    legend: list[tuple[str, str]]  # look, words
    width: int
    height: int
    unplaced: int
    is_small: bool
    wide: int = WIDE - GAP
    tall: int = TALL - GAP


def round_map(seen: Lateness) -> RoundMap | None:
    """None where too few positions are known, or too many squares would crowd it: the list says as much."""
    if seen.groups:
        return of_areas(seen)
    rows = seen.rows
    if len(rows) > MOST:
        return None
    given = [look_of(row) for row in rows]
    legend = [(look, words) for look, words in looks() if look in given]
    return laid([row.point for row in rows], legend, lambda at: of_unit(rows[at], given[at]))


def of_areas(seen: Lateness) -> RoundMap | None:
    groups = seen.groups[:MOST]
    legend = [("zero", _("all have sent"))]
    legend += [
        (str(part), _("up to %(share)s %% missing") % {"share": part * 100 // PARTS})
        for part in range(1, PARTS + 1)
    ]
    return laid(
        [point_of(place) for place, _rows in groups], legend, lambda at: of_area(seen, *groups[at], at + 1)
    )


def laid(
    points: Sequence[tuple[float, float] | None],
    legend: list[tuple[str, str]],
    told: Callable[[int], dict[str, Any]],
) -> RoundMap | None:
    if sum(point is not None for point in points) < FEWEST:
        return None
    grid = laid_out(tuple(points))
    squares = []
    for at, (column, row) in enumerate(grid.cells):
        x, y = MARGIN + column * WIDE, MARGIN + row * TALL
        given = told(at)
        lines = in_lines(given.pop("name"))
        top = y + (TALL - GAP) // 2 - (len(lines) - 1) * LEADING // 2 + 4
        squares.append(
            Square(x, y, lines=[(top + each * LEADING, line) for each, line in enumerate(lines)], **given)
        )
    return RoundMap(
        squares, legend, grid.columns * WIDE + 2 * MARGIN, grid.rows * TALL + 2 * MARGIN, grid.unplaced,
        grid.columns <= FEW_COLUMNS,
    )  # fmt: skip


def of_unit(row: UnitStanding, look: str) -> dict[str, Any]:
    said = f"{row.number}. {said_plain(row.place_name)}: {dict(looks())[look]}"
    return {
        "number": row.number, "look": look, "name": without_kind(said_plain(row.place_name)), "words": said,
        "address": reverse("report", args=[row.report]),
    }  # fmt: skip


def of_area(seen: Lateness, place: Place, rows: Sequence[UnitStanding], number: int) -> dict[str, Any]:
    owing, name = sum(row.owes for row in rows), said_plain(place, "name")
    said = _("%(name)s: %(owing)s of %(units)s have not sent") % {
        "name": name,
        "owing": owing,
        "units": len(rows),
    }
    round = seen.round
    return {
        "number": owing, "look": str(-(-owing * PARTS // len(rows))) if owing else "zero", "name": without_kind(name),
        "words": said, "address": round_address(round.slug, round.first_on, round.last_on, within=place.key),
    }  # fmt: skip


def look_of(row: UnitStanding) -> str:
    if row.is_late:
        return "late"
    return {"open": "none", "returned": "back", "handed_in": "half", "approved": "4"}[row.state]


def looks() -> list[tuple[str, str]]:
    return [
        ("late", word_of("late")), ("back", word_of("returned")), ("none", word_of("open")),
        ("half", word_of("handed_in")), ("4", word_of("approved")),
    ]  # fmt: skip
