"""Draws the units inside one as a schematic map: a square each, as dark as its figure, with a legend."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import combining

from django.utils.translation import pgettext

from chungtay.answers.territories import Part, Unit
from chungtay.models import Place
from chungtay.rules.charts.shades import Shades
from chungtay.rules.charts.tiles import laid_out
from chungtay.rules.places.short import without_kind
from chungtay.screens.amounts import written
from chungtay.screens.tags import page_language, said_plain

WIDE, TALL, GAP = 62, 62, 3  # a square with its gap, in the drawing's own units
MARGIN = 2
LEADING = 13  # from one line of a name to the next
LONGEST = 8  # letters of a line that fit
LINES = 3
FEW_COLUMNS = 5
FEWEST = 3  # units with a known position, else there is nothing to draw


@dataclass(frozen=True)
class Tile:
    """One unit: where its square stands, how dark it is, and what is written in it."""

    place: Place
    number: int
    x: int
    y: int
    look: str  # "none", "zero", "1" … "4"
    lines: list[tuple[int, str]]  # (height, words)
    words: str  # what it says to whoever cannot see it

    @property
    def middle_x(self) -> int:
        return self.x + (WIDE - GAP) // 2

    @property
    def middle_y(self) -> int:
        return self.y + (TALL - GAP) // 2


@dataclass(frozen=True)
class Shade:
    look: str
    words: str


@dataclass(frozen=True)
class Schematic:
    tiles: list[Tile]
    legend: list[Shade]
    width: int
    height: int
    unplaced: int
    is_small: bool  # on a phone, too, there is room for names
    wide: int = WIDE - GAP
    tall: int = TALL - GAP


def schematic(unit: Unit) -> Schematic | None:
    """None where too few positions are known: a list says as much."""
    parts = [part for part in unit.parts if part.place is not None]
    points = tuple(point_of(part.place) for part in parts if part.place)
    if sum(point is not None for point in points) < FEWEST:
        return None
    grid = laid_out(points)
    shades = Shades([part.amount for part in parts])
    tiles = [
        tile(part, part.place, cell, shades)
        for part, cell in zip(parts, grid.cells, strict=True)
        if part.place is not None
    ]
    return Schematic(
        tiles,
        list(legend_of(shades)) if unit.inside else [],
        grid.columns * WIDE + 2 * MARGIN,
        grid.rows * TALL + 2 * MARGIN,
        grid.unplaced,
        grid.columns <= FEW_COLUMNS,
    )


def tile(part: Part, place: Place, cell: tuple[int, int], shades: Shades) -> Tile:
    column, row = cell
    x, y = MARGIN + column * WIDE, MARGIN + row * TALL
    lines = in_lines(short_name(place))
    top = y + (TALL - GAP) // 2 - (len(lines) - 1) * LEADING // 2 + 4
    said = [f"{part.number}. {said_plain(place, 'name')}"]
    if part.row is not None or shades.known:
        amount = part.amount
        said.append(written(amount) if amount is not None else pgettext("no figure yet", "not reported"))
    return Tile(
        place, part.number, x, y, shades.look(part.amount),
        [(top + at * LEADING, words) for at, words in enumerate(lines)], ": ".join(said),
    )  # fmt: skip


def legend_of(shades: Shades) -> Iterator[Shade]:
    for group in shades.groups:
        ends = dict.fromkeys((written(group[0]), written(group[-1])))
        yield Shade(shades.look(group[0]), "–".join(ends))
    if shades.has_zero:
        yield Shade("zero", "0")
    if shades.has_gaps:
        yield Shade("none", pgettext("no figure yet", "not reported"))


def point_of(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def short_name(place: Place) -> str:
    """Without the word for its kind, which the heading says."""
    return without_kind(place.said("name", page_language()))


def in_lines(name: str) -> list[str]:
    """Words as they fit into a square, three lines at most; what is cut off stands in the table."""
    lines: list[str] = []
    for word in name.split():
        if lines and width_of(f"{lines[-1]} {word}") <= LONGEST:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(cut(word))
    return [*lines[: LINES - 1], cut(" ".join(lines[LINES - 1 :]))] if len(lines) > LINES else lines


def cut(word: str) -> str:
    if width_of(word) <= LONGEST + 1:
        return word
    kept = ""
    for letter in word:
        if width_of(kept + letter) > LONGEST:
            break
        kept += letter
    return f"{kept}…"


def width_of(text: str) -> int:
    """In letters; what stands above or below another takes no room."""
    return sum(not combining(letter) and not "\u0eb1" <= letter <= "\u0ebc" for letter in text)
