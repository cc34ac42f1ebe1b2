"""A schematic map: each unit a square about where it lies, named where the name fits and numbered where it does not."""

from ..places.short import without_kind
from .marks import Fill
from .pen import FALL, NAME, RISE, SMALL, TINY, Pen, line_height
from .shades import Shades
from .specs import Tile, TileMap

LARGEST = 54.0  # points: a square is no poster
NAMES_FROM = 34.0  # smaller squares bear numbers
NUMBERS_FROM = 18.0
LINES = 3
FILLS: dict[str, Fill] = {
    "none": "missing", "zero": "empty", "1": "dots", "2": "hatch", "3": "cross", "4": "full",
}  # fmt: skip


def draw_tile_map(spec: TileMap, pen: Pen) -> None:
    if not spec.tiles:
        return pen.note(pen.words.nothing)
    columns, rows = (max(tile.cell[axis] for tile in spec.tiles) + 1 for axis in (0, 1))
    pitch = min(LARGEST, pen.width / columns)
    shades = Shades([tile.amount for tile in spec.tiles])
    left = (pen.width - columns * pitch) / 2
    top = pen.y
    for number, tile in enumerate(spec.tiles, 1):
        x, y = left + tile.cell[0] * pitch, top + tile.cell[1] * pitch
        pen.box(x + 1, y + 1, pitch - 2, pitch - 2, FILLS[shades.look(tile.amount)])
        lines = _lines(tile, number, pitch, pen)
        size = NAME if pitch >= NAMES_FROM else SMALL if pitch >= NUMBERS_FROM else TINY
        _words(lines, x + pitch / 2, y + pitch / 2, size, pen)
    pen.y = top + rows * pitch
    pen.key(_key(shades, spec.unit, pen))
    return None


def _words(lines: list[str], x: float, middle: float, size: float, pen: Pen) -> None:
    """On a strip of paper of their own, so that they can be read on every pattern."""
    y = middle - len(lines) * line_height(size) / 2
    for line in lines:
        wide = pen.wide(line, size)
        pen.box(x - wide / 2 - 1, y + 0.1 * size, wide + 2, (RISE + FALL - 0.1) * size, "paper")
        pen.label(x, y, line, size=size, anchor="middle")
        y += line_height(size)


def _lines(tile: Tile, number: int, pitch: float, pen: Pen) -> list[str]:
    """The name in at most three lines, the amount not among them: the fill says it, the table says it exactly."""
    if pitch < NAMES_FROM:
        return [str(number)]
    room = pitch - 6
    lines = _broken(tile.label, room, pen)
    if any(pen.wide(line, NAME) > room for line in lines):  # the word for its kind is missed least
        lines = _broken(without_kind(tile.label), room, pen)
    fitted = [pen.fitted(line, room, NAME) for line in lines]
    return [line for line in fitted if line] or [str(number)]


def _broken(name: str, room: float, pen: Pen) -> list[str]:
    lines: list[str] = []
    for word in name.split():
        if lines and pen.wide(f"{lines[-1]} {word}", NAME) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], " ".join(lines[LINES - 1 :])]


def _key(shades: Shades, unit: str, pen: Pen) -> list[tuple[Fill, str]]:
    words = pen.words
    key: list[tuple[Fill, str]] = [(FILLS["zero"], words.with_unit("0", unit))] if shades.has_zero else []
    for group in shades.groups:
        ends = dict.fromkeys((words.short(group[0]), words.short(group[-1])))
        key.append((FILLS[shades.look(group[0])], words.with_unit("–".join(ends), unit)))
    if shades.has_gaps:
        key.append((FILLS["none"], words.not_reported))
    return key
