"""What a chart shows: amounts in ten-thousandths, days and names. None is "not reported", which is not zero."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

EXACT = "exact"  # else "nearly", "about", "over", "at_least", "estimated": a word before the number


@dataclass(frozen=True)
class Aim:
    """One promise: what was done of it. `due` is the share where an even pace would stand, in ten-thousandths."""

    label: str
    actual: int | None
    target: int | None
    unit: str = ""
    due: int | None = None
    is_partial: bool = False
    qualifier: str = EXACT


@dataclass(frozen=True)
class Progress:
    """Bars against their targets, each on the scale of its own target."""

    aims: tuple[Aim, ...]


@dataclass(frozen=True)
class Point:
    label: str
    amount: int | None
    is_partial: bool = False  # not all reports are in
    qualifier: str = EXACT


@dataclass(frozen=True)
class Change:
    """The day on which units merged or split, `share` ten-thousandths into the step of the point at `place`."""

    label: str
    place: int
    share: int = 0


@dataclass(frozen=True)
class Series:
    """One indicator over years or months, with the days on which the map changed."""

    points: tuple[Point, ...]
    unit: str = ""
    changes: tuple[Change, ...] = ()
    target: int | None = None


@dataclass(frozen=True)
class Amount:
    """One unit in a comparison; `beside` is what it is held against: its target, the year before."""

    label: str
    amount: int | None
    is_partial: bool = False
    beside: int | None = None
    qualifier: str = EXACT


@dataclass(frozen=True)
class Comparison:
    rows: tuple[Amount, ...]
    unit: str = ""
    beside: str = ""  # what `Amount.beside` is, in words


@dataclass(frozen=True)
class Part:
    label: str
    amount: int | None
    qualifier: str = EXACT


@dataclass(frozen=True)
class Shares:
    """A whole by its categories. Only parts that add up to it belong here, never those that are "of which"."""

    parts: tuple[Part, ...]
    unit: str = ""


@dataclass(frozen=True)
class Span:
    label: str
    first_on: date
    last_on: date
    look: Literal["done", "running", "planned"] = "running"


@dataclass(frozen=True)
class Event:
    label: str
    on: date


@dataclass(frozen=True)
class Timeline:
    """Phases, contents or tasks over days, with what happened between them."""

    spans: tuple[Span, ...]
    events: tuple[Event, ...] = ()
    today: date | None = None
    is_over: bool = False  # what counts as today is the last day of what is told


@dataclass(frozen=True)
class Tile:
    """One unit of a schematic map. `cell` is the column and row that `tiles.laid_out` gave it."""

    label: str
    amount: int | None
    cell: tuple[int, int]


@dataclass(frozen=True)
class TileMap:
    """Units as equal squares about where they lie, the fuller the more: no claim of borders."""

    tiles: tuple[Tile, ...]
    unit: str = ""


Spec = Progress | Series | Comparison | Shares | Timeline | TileMap
