"""Draws random maps: countries down to villages that merge, split, exchange ground, are renamed, end and begin.

Everything drawn in this folder is made of small whole numbers, so that what fails shrinks to a small case. `Chance`
turns them into choices; it costs some microseconds a choice, so that thousands of worlds are cheap.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from chungtay.rules.places import Place, Succession, World

T = TypeVar("T")

BEGAN = date(2000, 1, 1)
# A turn in the middle of a month, one on its first day, one on its last; two days apart; across a year.
TURNS = tuple(map(date.fromisoformat, ("2024-12-16", "2025-03-31", "2025-04-02", "2025-07-01", "2026-01-01")))
LEVELS = ("country", "province", "district", "commune", "village")
SHARES = (
    (None, None), (6000, 4000), (3333, 6667), (1, 9999), (0, 10_000),
    (None, None, None), (5000, 2500, 2500), (3333, 3333, 3334),
)  # fmt: skip


@cache
def _below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


class Chance:
    """Choices from whole numbers; the first choice is always the plainest."""

    def __init__(self, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        self._draw = draw

    def number(self, below: int) -> int:
        return self._draw(_below(below)) if below > 1 else 0

    def one(self, things: Sequence[T]) -> T:
        return things[self.number(len(things))]

    def some(self, things: Sequence[T], *, least: int, most: int) -> list[T]:
        """Different things, in the order in which they were chosen."""
        left, chosen = list(things), list[T]()
        for _ in range(min(least + self.number(most - least + 1), len(left))):
            chosen.append(left.pop(self.number(len(left))))
        return chosen

    def seldom(self, in_how_many: int = 5) -> bool:
        return self.number(in_how_many) == in_how_many - 1


@dataclass
class Map:
    """Units and what they became, while they are being drawn."""

    places: dict[str, Place] = field(default_factory=dict)
    successions: list[Succession] = field(default_factory=list)

    def alive(self, day: date, *levels: str) -> list[Place]:
        return [place for place in self.places.values() if place.is_on_map(day) and place.level in levels]

    def begin(self, chance: Chance, level: str, on: date) -> Place:
        """A new unit under one that stands that day; a commune may lie under a province at once."""
        above = LEVELS[max(0, LEVELS.index(level) - (2 if level == "commune" else 1)) : LEVELS.index(level)]
        over = self.alive(on, *above)
        key = f"{level} {sum(place.level == level for place in self.places.values()) + 1}"
        place = Place(key, chance.one(over).key if over else None, on, None, level)
        self.places[key] = place
        return place

    def become(self, old: Place, shares: dict[Place, int | None], on: date) -> None:
        self.places[str(old.key)] = replace(old, valid_to=on)
        self.successions += [Succession(old.key, new.key, on, share) for new, share in shares.items()]


def drawn_world(chance: Chance) -> World:
    drawn = Map()
    for level, least, more in zip(LEVELS, (1, 1, 0, 2, 0), (2, 3, 3, 4, 3), strict=True):
        for _ in range(least + chance.number(more)):
            drawn.begin(chance, level, BEGAN)
    for turn in TURNS:
        for _ in range(chance.number(4)):
            chance.one((_merge, _split, _rename, _exchange, _end, _appear))(drawn, chance, turn)
    return World(drawn.places.values(), drawn.successions)


def _older(drawn: Map, chance: Chance, turn: date) -> list[Place]:
    """The units of one level that may still change on this day: what began today cannot end today."""
    level = chance.one(("commune", "commune", "province", "district", "village", "country"))
    return [place for place in drawn.alive(turn, level) if place.valid_from < turn]


def _merge(drawn: Map, chance: Chance, turn: date) -> None:
    olds = chance.some(_older(drawn, chance, turn), least=2, most=3)
    if olds:
        new = drawn.begin(chance, olds[0].level, turn)
        for old in olds:
            drawn.become(old, {new: chance.one((None, 10_000))}, turn)


def _split(drawn: Map, chance: Chance, turn: date) -> None:
    for old in chance.some(_older(drawn, chance, turn), least=1, most=1):
        shares = chance.one(SHARES)
        drawn.become(old, {drawn.begin(chance, old.level, turn): share for share in shares}, turn)


def _rename(drawn: Map, chance: Chance, turn: date) -> None:
    for old in chance.some(_older(drawn, chance, turn), least=1, most=1):
        drawn.become(old, {drawn.begin(chance, old.level, turn): None}, turn)


def _exchange(drawn: Map, chance: Chance, turn: date) -> None:
    """Two units become two others, and the ground of the first lies in both."""
    olds = chance.some(_older(drawn, chance, turn), least=2, most=2)
    if len(olds) == 2:
        one, other = (drawn.begin(chance, olds[0].level, turn) for _ in range(2))
        drawn.become(olds[0], dict(zip((one, other), chance.one(SHARES[:5]), strict=True)), turn)
        drawn.become(olds[1], {other: None}, turn)


def _end(drawn: Map, chance: Chance, turn: date) -> None:
    """As the districts did: the units below lie directly under the one above."""
    for old in chance.some(_older(drawn, chance, turn), least=1, most=1):
        drawn.become(old, {}, turn)


def _appear(drawn: Map, chance: Chance, turn: date) -> None:
    drawn.begin(chance, chance.one(("commune", "district", "province", "village")), turn)


def drawn_day(chance: Chance) -> date:
    """Often at an edge: of a month, of a year, of a map; so that a fault by one day shows."""
    month = date(2024, 11, 1)
    for _ in range(chance.number(16)):
        month = (month + timedelta(31)).replace(day=1)
    edge = chance.number(6)
    if edge == 5:
        return chance.one(TURNS) - timedelta(chance.number(2))
    return (
        month + timedelta((0, 14, 15, 27)[edge])
        if edge < 4
        else (month + timedelta(31)).replace(day=1) - timedelta(1)
    )
