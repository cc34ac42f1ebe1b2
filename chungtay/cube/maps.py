"""Where every place lies on the map of one day, in arrays: its unit, what is around that, and the pieces of a split.

`rules.places.World` says what is right; this asks it once for each place and keeps the answers side by side, so that
a million rows are laid on a map as quickly as one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from chungtay.rules.places import Key, Succession, World, divided

from .codes import Codes

NOWHERE = -1  # cannot be placed on this map


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a place that was split: its unit on the map (or nowhere), and how an amount comes down to it."""

    unit: int
    way: tuple[tuple[int, tuple[Succession, ...]], ...]  # at each split: which heir, of whom
    assumed: bool


class MapView:
    """One map. `unit[p]` is where place p lies, `around[u]` that unit and all above it, lowest first."""

    def __init__(self, world: World, places: Codes[Key], day: date) -> None:
        self.world, self.places, self.day = world, places, day
        self.unit = np.full(len(places), NOWHERE, dtype=np.int32)
        self.pieces: dict[
            int, list[list[Piece]]
        ] = {}  # of places that were split: the ways to each of its units
        for code, key in enumerate(places):
            self._lay(code, key)
        self.is_split = np.zeros(len(places), dtype=bool)
        self.is_split[list(self.pieces)] = True
        self.around = self._around()

    def _lay(self, code: int, key: Key) -> None:
        if key not in self.world.places:
            return  # begun by an act that was not kept; so was whatever was booked there
        if not self._may_be_split(key):
            standing = self.world.standing(key, self.day)
            self.unit[code] = NOWHERE if standing is None else self.places.of[standing]
            return
        of_unit: dict[int, list[Piece]] = {}
        for piece in self._ways(key, ()):
            of_unit.setdefault(piece.unit, []).append(piece)
        if len(of_unit) == 1:
            (self.unit[code],) = of_unit
        else:
            self.pieces[code] = list(of_unit.values())

    def _may_be_split(self, key: Key) -> bool:
        return bool(self.world.heirs.get(key)) and self.world.places[key].has_ended(self.day)

    def _ways(
        self, key: Key, way: tuple[tuple[int, tuple[Succession, ...]], ...], assumed: bool = False
    ) -> Iterator[Piece]:
        if not self._may_be_split(key):
            standing = self.world.standing(key, self.day)
            yield Piece(NOWHERE if standing is None else self.places.of[standing], way, assumed)
            return
        heirs = tuple(self.world.heirs[key])
        guessed = assumed or (len(heirs) > 1 and heirs[0].share is None)
        for number, heir in enumerate(heirs):
            yield from self._ways(heir.new, (*way, (number, heirs)), guessed)

    def _around(self) -> np.ndarray:
        units = {int(unit) for unit in self.unit if unit != NOWHERE}
        units |= {
            unit for ways in self.pieces.values() for (first, *_) in ways if (unit := first.unit) != NOWHERE
        }
        lineages = {unit: self.world.lineage(self.places.names[unit], self.day) for unit in units}
        depth = max(map(len, lineages.values()), default=1)
        around = np.full((len(self.places), depth), NOWHERE, dtype=np.int32)
        for unit, lineage in lineages.items():
            around[unit, : len(lineage)] = [self.places.of[key] for key in lineage]
        return around

    def within(self, wanted: frozenset[Key]) -> np.ndarray:
        """For each unit whether it is one of these or lies in one; the last stands for nowhere, which lies in none."""
        codes = np.array([self.places.of[key] for key in wanted if key in self.places.of], dtype=np.int32)
        inside = np.isin(self.around, codes).any(axis=1)
        return np.append(inside, False)

    def rows_of(self, level: str) -> np.ndarray:
        """For each unit the one of that level around it, or itself where there is none; nowhere stays nowhere."""
        if not level:
            return np.append(np.arange(len(self.places), dtype=np.int32), NOWHERE).astype(np.int32)
        return self._around_at(level)

    def _around_at(self, level: str) -> np.ndarray:
        levels = np.array([self._level(key) == level for key in self.places] + [False], dtype=bool)
        of_level = levels[self.around]
        first = np.argmax(of_level, axis=1)
        found = self.around[np.arange(len(first)), first]
        own = np.arange(len(first), dtype=np.int32)
        return np.append(np.where(of_level.any(axis=1), found, own), NOWHERE).astype(np.int32)

    def _level(self, key: Key) -> str:
        place = self.world.places.get(key)
        return place.level if place else ""


def down(amounts: np.ndarray, way: tuple[tuple[int, tuple[Succession, ...]], ...]) -> np.ndarray:
    """What of each amount comes down this way; the same whole numbers as `rules.places.divided`."""
    for number, heirs in way:
        if number < len(heirs) - 1:
            amounts = share_of(amounts, number, heirs)
        else:
            amounts = amounts - sum(share_of(amounts, other, heirs) for other in range(len(heirs) - 1))
    return amounts


def share_of(amounts: np.ndarray, number: int, heirs: tuple[Succession, ...]) -> np.ndarray:
    """An heir's share but the last's, rounded towards zero. Large amounts are divided in Python's whole numbers."""
    if len(amounts) and int(np.abs(amounts).max()) >= (1 << 49):
        return np.array([divided(int(amount), list(heirs))[number] for amount in amounts], dtype=np.int64)
    weight, of = (heirs[number].share, 10_000) if heirs[0].share is not None else (1, len(heirs))
    return np.sign(amounts) * (np.abs(amounts) * (weight or 0) // of)
