"""What a sheet may speak of: the units that are asked, the lines of the form, and the parts of a line, by their names.

Names are compared folded, and a unit's also without the word for its kind: "Xã Đăk Blô" is "dak blo".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from chungtay.rules.messages import Message
from chungtay.rules.places.names import bare, fold
from chungtay.rules.reports import TOTAL, Asked

from .grid import Cell, folded
from .words import BEFORE_PARTS, is_sum

NUMBERING = re.compile(r"^(?:\(?\d+(?:\.\d+)*\)?[.)]?|[ivx]+[.)]|[a-zđ][.)]|[-+*•–])\s+", re.IGNORECASE)
BEHIND = re.compile(r"\s*\([^)]*\)\s*$")  # "Số buổi (buổi)"
ALIKE = 0.72  # from here on a name is offered as perhaps meant


@dataclass(frozen=True)
class Unit:
    """Somebody who is asked; `why_not` says why nothing can be taken in for them now."""

    key: str
    name: str
    names: tuple[str, ...]  # in every language, and the code
    why_not: Message | None = None


@dataclass(frozen=True)
class AskedLine:
    """One line of the form; `parts` gives for each combination the names of its categories, any language."""

    number: int
    names: tuple[str, ...]
    measures: tuple[str, ...] = ()
    decimals: int = 0
    asked: Sequence[Asked] = ()
    parts: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    is_counted: bool = False  # from a register: what a sheet says of it is not taken

    @cached_property
    def folded_parts(self) -> dict[str, tuple[frozenset[str], ...]]:
        return {
            slug: tuple(frozenset(map(fold, names)) for names in categories)
            for slug, categories in self.parts.items()
        }

    def part_of(self, labels: Iterable[str]) -> str | None:
        """The combination that folded labels name together; None where they name none, "" for the whole."""
        said = {without_lead(label) for label in labels}
        for slug, categories in self.folded_parts.items():
            if categories and all(names & said for names in categories):
                return slug
        return TOTAL if any(map(is_sum, said)) else None


@dataclass(frozen=True)
class Known:
    """All of it, with the ways to find one by what a cell says."""

    units: Sequence[Unit]
    lines: Sequence[AskedLine]
    _units_found: dict[Cell, list[Unit]] = field(default_factory=dict, init=False, repr=False)
    _lines_found: dict[Cell, AskedLine | None] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def unit_names(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            names = {fold(name) for name in unit.names}
            for name in (names | set(map(bare, names))) - {""}:
                found[name].append(unit)
        return found

    @cached_property
    def line_names(self) -> dict[str, AskedLine]:
        return {name: line for line in reversed(self.lines) for name in map(fold, line.names) if name}

    @cached_property
    def by_number(self) -> dict[int, AskedLine]:
        return {line.number: line for line in self.lines}

    @cached_property
    def measures(self) -> frozenset[str]:
        return frozenset(measure.casefold() for line in self.lines for measure in line.measures if measure)

    def units_called(self, cell: Cell) -> list[Unit]:
        """Exactly so, or but for the word for its kind; two may bear one name."""
        if cell not in self._units_found:
            name = folded(cell)
            self._units_found[cell] = self.unit_names.get(name) or self.unit_names.get(bare(name), [])
        return self._units_found[cell]

    def line_called(self, cell: Cell) -> AskedLine | None:
        """By its name, with or without its numbering before it and its measure behind it."""
        if cell not in self._lines_found:
            names = (name for name in spellings(cell) if name in self.line_names)
            self._lines_found[cell] = next((self.line_names[name] for name in names), None)
        return self._lines_found[cell]

    def units_like(self, cell: Cell) -> list[Unit]:
        """Those that may have been meant."""
        near = get_close_matches(bare(folded(cell)), self.unit_names, 3, ALIKE)
        return list({unit.key: unit for name in near for unit in self.unit_names[name]}.values())

    def line_like(self, cell: Cell) -> AskedLine | None:
        near = get_close_matches(spellings(cell)[-1], self.line_names, 1, ALIKE)
        return self.line_names[near[0]] if near else None


def spellings(cell: Cell) -> list[str]:
    """A label as it may be listed: whole, without its measure, without its numbering."""
    text = cell.strip() if isinstance(cell, str) else ""
    short = BEHIND.sub("", text)
    return [fold(text), fold(short), fold(NUMBERING.sub("", short))]


def without_lead(label: str) -> str:
    """A folded label without "trong đó" before it."""
    for lead in BEFORE_PARTS:
        if label.startswith(lead + " ") and not is_sum(label):
            return without_lead(label[len(lead) + 1 :])
    return label
