"""Decides how a chart is laid out: what it shows in (a spec), which strokes and words it becomes out (a `Drawing`).

One geometry serves page and paper. A spec holds whole ten-thousandths, days and names, no colours and no sizes, so it
can be kept in a frozen review; `drawing` lays it out at a width, and the engines draw what they are given. Fills differ
by pattern, so that a copy in black and white still says everything, and what a drawing shortens its table says whole.
"""

from functools import singledispatch

from .comparison import draw_comparison
from .marks import MM, Box, Drawing, Fill, Label, Line, Mark, Path, Stroke
from .pen import Measure, Pen
from .progress import draw_progress
from .series import draw_series
from .shares import draw_shares
from .specs import (
    Aim,
    Amount,
    Change,
    Comparison,
    Event,
    Part,
    Point,
    Progress,
    Series,
    Shares,
    Span,
    Spec,
    Tile,
    TileMap,
    Timeline,
)
from .tables import alternative, table
from .tile_map import draw_tile_map
from .timeline import draw_timeline
from .words import Words

__all__ = [
    "MM", "Aim", "Amount", "Box", "Change", "Comparison", "Drawing", "Event", "Fill", "Label", "Line", "Mark",
    "Measure", "Part", "Path", "Point", "Progress", "Series", "Shares", "Span", "Spec", "Stroke", "Tile", "TileMap",
    "Timeline", "Words", "drawing",
]  # fmt: skip


def drawing(spec: Spec, *, width_mm: float, words: Words, measure: Measure) -> Drawing:
    """The spec laid out at a width. `measure(text, size)` says how wide words come out in the engine's letters."""
    rows = table(spec, words)
    pen = Pen(width_mm * MM, words, measure)
    draw(spec, pen)
    return Drawing(pen.width, pen.height, tuple(pen.marks), alternative(spec, rows, words), rows)


@singledispatch
def draw(spec: Spec, pen: Pen) -> None:
    raise NotImplementedError(f"no drawing for {type(spec).__name__}")


draw.register(Progress, draw_progress)
draw.register(Series, draw_series)
draw.register(Comparison, draw_comparison)
draw.register(Shares, draw_shares)
draw.register(Timeline, draw_timeline)
draw.register(TileMap, draw_tile_map)
