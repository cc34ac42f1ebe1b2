"""Joins two maps of a country, before and after a great merger, into units that stand from day to day.

**What is unchanged.** A unit goes on as one place when it has one successor, that successor has no other origin, and
both bear the same code and the same name. Then nothing was added or taken away, and nothing is called otherwise.
Everything else ends and begins anew: a unit that keeps code and name over a larger territory, and one that only
changed its name, whose old name must still stand on the old map.

A unit that goes on keeps the parent that it had. On the new map that parent is read as what it became, or, where a
whole level was abolished, as what became of the unit around it (`World`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A unit as one map shows it."""

    code: str
    name: str
    level: str
    word: str = ""
    parent: str = ""  # its code on the same map
    latitude: float | None = None
    longitude: float | None = None
    area: float | None = None
    name_lo: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Became:
    """By their codes: the unit of the older map became, alone or with others, that of the newer one."""

    old: str
    new: str
    instrument: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is remembered. `parent` is the key of another one."""

    shown: Shown
    valid_from: date
    valid_to: date | None
    parent: str | None

    @property
    def key(self) -> str:
        return key(self.shown.code, self.valid_from)


def key(code: str, valid_from: date) -> str:
    return f"{code}@{valid_from}"


@dataclass(frozen=True)
class Atlas:
    """Units, parents before children, and what became of what, by their keys."""

    units: tuple[Unit, ...]
    became: tuple[Became, ...]
    on: date  # the day of the merger


def joined(
    before: Iterable[Shown],
    after: Iterable[Shown],
    became: Iterable[Became],
    *,
    on: date,
    since: Callable[[str], date],
) -> Atlas:
    """`since` says from which day the unit of a code of the older map is known to stand."""
    older = {unit.code: unit for unit in before}
    newer = {unit.code: unit for unit in after}
    steps = list(became)
    same = unchanged(older, newer, steps)
    old_keys = {code: key(code, since(code)) for code in older}
    new_keys = {code: old_keys[code] if code in same else key(code, on) for code in newer}
    units = [
        Unit(
            _newest(unit, newer[unit.code]) if unit.code in same else unit,
            since(unit.code),
            None if unit.code in same else on,
            old_keys.get(unit.parent),
        )
        for unit in older.values()
    ]
    units += [
        Unit(unit, on, None, new_keys.get(unit.parent)) for unit in newer.values() if unit.code not in same
    ]
    return Atlas(
        tuple(units),
        tuple(
            replace(step, old=old_keys[step.old], new=new_keys[step.new])
            for step in steps
            if old_keys[step.old] != new_keys[step.new]
        ),
        on,
    )


def unchanged(older: dict[str, Shown], newer: dict[str, Shown], became: Iterable[Became]) -> set[str]:
    """The codes of the units that go on as they are."""
    heirs, origins = defaultdict(set), defaultdict(set)
    for step in became:
        heirs[step.old].add(step.new)
        origins[step.new].add(step.old)
    return {
        code
        for code in older.keys() & newer.keys()
        if heirs[code] == {code} and origins[code] == {code} and older[code].name == newer[code].name
    }


def _newest(unit: Shown, later: Shown) -> Shown:
    """What goes on keeps its place in the tree; where it lies is taken from the later and better survey."""
    return replace(unit, latitude=later.latitude, longitude=later.longitude, area=later.area)
