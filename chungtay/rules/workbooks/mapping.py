"""How a sheet is read: which column names the unit, which the line, and what each of the others holds.

Columns are known by the words above them, never by their letter, so that one inserted column moves nothing. A sheet
whose heads are the same is the same sheet: `shape_of` is what a mapping is remembered under.

What a column holds is written as a **target**:

    2               the whole of line 2             ""   nothing that is taken
    2.sex:female    a part of line 2                =    the line that its row names
    .sex:female     that part of the row's line     ~    how exact the number of the row is
    @unit @line @part                               what the row speaks of
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from typing import Any

from chungtay.rules.reports import TOTAL

LEFT_OUT, OF_ROW, QUALIFIER = "", "=", "~"
UNIT, LINE, PART = "@unit", "@line", "@part"
LABELS = (UNIT, LINE, PART)
LONGEST = 200  # letters of a head


@dataclass(frozen=True)
class SheetMap:
    """What somebody decided once about sheets of this shape."""

    is_turned: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)  # head → target
    units: Mapping[str, str] = field(
        default_factory=dict
    )  # a name as it stands there, folded → the unit's code
    lines: Mapping[str, str] = field(default_factory=dict)  # the same → a target
    dash: str = ""  # what a lone dash means: "none", "blank", or "" while nobody said
    numbers: str = "vi"  # how a number is written as text where the sheet does not tell
    is_own: bool = False  # ours: an empty line says "not reported", elsewhere it says nothing

    def column_of(self, label: str) -> str | None:
        return next((head for head, target in self.columns.items() if target == label), None)

    def told(self) -> dict[str, Any]:
        return asdict(self)


def mapping_of(told: Mapping[str, Any]) -> SheetMap:
    """As it was kept; what a later house does not know is dropped."""
    known = {one.name for one in fields(SheetMap)}
    return SheetMap(**{name: value for name, value in told.items() if name in known})


def shape_of(heads: Iterable[str], *, is_turned: bool) -> str:
    """A sheet's heads under one hash; their order does not matter."""
    said = json.dumps([is_turned, sorted(filter(None, heads))], ensure_ascii=False)
    return sha256(said.encode()).hexdigest()


def heads_of(paths: Sequence[Sequence[str]]) -> list[str]:
    """One name for each column from the words above it; a second one of that name is told apart by its count."""
    heads: list[str] = []
    times: dict[str, int] = {}
    for path in paths:
        name = " / ".join(path)[:LONGEST]
        times[name] = times.get(name, 0) + 1
        heads.append(name if times[name] == 1 or not name else f"{name} #{times[name]}")
    return heads


def target_of(number: int, part: str = TOTAL) -> str:
    return f"{number}.{part}" if part else f"{number}"


def read_target(target: str) -> tuple[int | None, str]:
    """The line, None for the row's own, and the part."""
    number, _, part = target.partition(".")
    return (int(number) if number.isdecimal() else None), part
