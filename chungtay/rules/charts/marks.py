"""The strokes that a drawing is made of, in points from its upper left corner. Engines know these and nothing else."""

from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4  # points

# Dense to empty, told apart without colour. "paper" hides what lies under words.
Fill = Literal["full", "dense", "hatch", "cross", "dots", "empty", "track", "missing", "paper"]
Stroke = Literal["axis", "grid", "edge", "target", "due", "change", "today"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Stroke


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: Fill


@dataclass(frozen=True)
class Path:
    """A closed shape."""

    points: tuple[tuple[float, float], ...]
    fill: Fill


@dataclass(frozen=True)
class Label:
    """Words on a line; `y` is the line that letters stand on."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = "start"
    is_strong: bool = False


Mark = Line | Box | Path | Label


@dataclass(frozen=True)
class Drawing:
    """`alt` says in a sentence what it shows; the first row of `table` is its head."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    alt: str
    table: tuple[tuple[str, ...], ...]
