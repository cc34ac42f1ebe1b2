"""Decides what a merger may be: units end on a day, units begin on it, and nothing is lost or counted twice.

A merger is told in rows, each "this old unit became (a part of) that new one". Several rows with one new code are a
union, several with one old code are a division, and one may be both. Codes are those of the maps: an old code of the
day before, a new code and a parent's code of the day itself. New units may bear old codes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from chungtay.rules.messages import Message

from .world import WHOLE, Place, Succession, World


@dataclass(frozen=True, slots=True, kw_only=True)
class MergerRow:
    """The unit of code `old` became the unit of code `new`, or `share` ten-thousandths of it did."""

    old: str
    new: str
    name: str  # of the new unit
    kind: str = ""  # its own word: xã, phường, đặc khu; none: that of the old unit
    parent: str = ""  # code of the unit above the new one; none: what the old unit's became
    share: int | None = None
    basis: str = ""  # what the share was reckoned from: population, area, villages
    number: int = 0  # the row where it stood


@dataclass(frozen=True)
class Merger:
    """On this day, by this resolution, all of these at once."""

    on: date
    instrument: str
    rows: tuple[MergerRow, ...]

    @property
    def day_before(self) -> date:
        return self.on - timedelta(days=1)

    @cached_property
    def of_old(self) -> dict[str, list[MergerRow]]:
        return _grouped((row.old, row) for row in self.rows)

    @cached_property
    def of_new(self) -> dict[str, list[MergerRow]]:
        return _grouped((row.new, row) for row in self.rows)

    def told(self, new: str, field: str) -> str:
        """The name, kind or parent of a new unit: one of its rows says it, the others may leave it out."""
        return next((getattr(row, field) for row in self.of_new[new] if getattr(row, field)), "")


def check_merger(world: World, merger: Merger) -> list[Message]:
    """Everything that is wrong with it, one message a fault; `where` names the row and the field: "12.share"."""
    if not merger.rows:
        return [Message("The merger names no unit.", where="rows")]
    said = [] if merger.instrument.strip() else [Message("Name the resolution.", where="instrument")]
    if any(not row.old or not row.new for row in merger.rows):  # whatever else is said would be guesswork
        return [*said, *_unnamed(merger)]
    before = _by_code(world.on_map(merger.day_before))
    old = list(_wrong_old_units(world, merger, before))
    wrong = {message.values["old"] for message in old}
    sound = {new: rows for new, rows in merger.of_new.items() if wrong.isdisjoint(row.old for row in rows)}
    return [
        *said,
        *old,
        *_wrong_new_units(world, merger, sound),
        *_wrong_shares(merger),
        *_wrong_parents(world, merger, sound, before),
        *_lost_below(world, merger, before),
    ]


def world_after(world: World, merger: Merger) -> World:
    """The world as it would be; new units are keyed "new:" and their code."""
    before = _by_code(world.on_map(merger.day_before))
    ended = {before[old].key for old in merger.of_old}
    places = [
        Place(one.key, one.parent, one.valid_from, merger.on, one.level, one.code, one.name)
        if one.key in ended
        else one
        for one in world.places.values()
    ]
    for new, rows in merger.of_new.items():
        first = before[rows[0].old]
        above = parent_code(world, merger, new)
        standing = _by_code(one for one in world.on_map(merger.on) if one.key not in ended)
        parent = f"new:{above}" if above in merger.of_new else standing[above].key if above else None
        name = merger.told(new, "name")
        places.append(Place(f"new:{new}", parent, merger.on, None, first.level, new, name))
    successions = [
        Succession(before[row.old].key, f"new:{row.new}", merger.on, row.share)
        for row in sorted(merger.rows, key=lambda row: row.new)
    ]
    return World(places, [*world.successions, *successions])


def parent_code(world: World, merger: Merger, new: str) -> str:
    """The code above a new unit: as told, or what became of the one unit above all its old ones."""
    told = merger.told(new, "parent")
    if told:
        return told
    before = _by_code(world.on_map(merger.day_before))
    codes = set()
    for row in merger.of_new[new]:
        lineage = world.lineage(before[row.old].key, merger.day_before) if row.old in before else ()
        above = world.places[lineage[1]].code if len(lineage) > 1 else ""
        heirs = {heir.new for heir in merger.of_old.get(above, [])}
        codes |= heirs or {above}
    return codes.pop() if len(codes) == 1 else ""


def _unnamed(merger: Merger) -> Iterator[Message]:
    for row in merger.rows:
        if not row.old:
            text = "Row %(row)s: %(new)s comes from nothing. Write the code of the unit that it was."
            yield _fault(text, row, "old")
        if not row.new:
            text = "Row %(row)s: %(old)s would be lost. Write the code of the unit that it becomes."
            yield _fault(text, row, "new")


def _wrong_old_units(world: World, merger: Merger, before: dict[str, Place]) -> Iterator[Message]:
    bearers = defaultdict(list)
    for place in world.places.values():
        bearers[place.code].append(place)
    for old, rows in merger.of_old.items():
        row, unit = rows[0], before.get(old)
        if unit is None:
            yield _no_such_unit(row, bearers[old], merger)
        elif unit.valid_to == merger.on:
            text = "Row %(row)s: %(old)s ends on %(day)s already. A merger is recorded once."
            yield _fault(text, row, "old", day=merger.on)
        elif unit.valid_to is not None:
            text = "Row %(row)s: %(old)s is recorded to end on %(end)s. A merger before that day cannot be added."
            yield _fault(text, row, "old", end=unit.valid_to)
        elif _stays_itself(world, merger, unit, rows):
            text = "Row %(row)s: %(old)s would become itself. Leave out what does not change."
            yield _fault(text, row, "old")


def _no_such_unit(row: MergerRow, bearers: list[Place], merger: Merger) -> Message:
    if not bearers:
        return _fault("Row %(row)s: no unit has the code %(old)s. Look it up by name.", row, "old")
    days = ", ".join(f"{row.old}@{place.valid_from}" for place in sorted(bearers, key=lambda p: p.valid_from))
    text = (
        "Row %(row)s: no unit bears the code %(old)s on %(day)s. It is the code of another day: %(bearers)s."
    )
    return _fault(text, row, "old", day=merger.day_before, bearers=days)


def _stays_itself(world: World, merger: Merger, unit: Place, rows: list[MergerRow]) -> bool:
    row = rows[0]
    if len(rows) > 1 or len(merger.of_new[row.new]) > 1 or (row.new, row.name) != (unit.code, unit.name):
        return False
    lineage = world.lineage(unit.key, merger.day_before)
    above = world.places[lineage[1]].code if len(lineage) > 1 else ""
    return row.parent in ("", above) and above not in merger.of_old


def _wrong_new_units(world: World, merger: Merger, sound: dict[str, list[MergerRow]]) -> Iterator[Message]:
    staying = _by_code(place for place in world.on_map(merger.on) if place.code not in merger.of_old)
    for new, rows in sound.items():
        row = rows[0]
        if new in staying:
            text = "Row %(row)s: the code %(new)s belongs to %(name)s, which does not end on %(day)s."
            yield _fault(text, row, "new", name=staying[new].name or new, day=merger.on)
        if not merger.told(new, "name").strip():
            yield _fault("Row %(row)s: write the name of %(new)s.", row, "name")
        for field in ("name", "kind", "parent"):
            said = [other for other in rows if getattr(other, field)]
            for other in said[1:]:
                if getattr(other, field) != getattr(said[0], field):
                    text = "Row %(row)s: %(new)s is told otherwise in row %(other)s. Name, kind and parent must agree."
                    yield _fault(text, other, field, other=said[0].number)
        for twice in {pair for pair in (other.old for other in rows) if _times(pair, rows) > 1}:
            last = [other for other in rows if other.old == twice][-1]
            text = "Row %(row)s: %(old)s becomes %(new)s twice. Leave out one of the rows."
            yield _fault(text, last, "old")


def _times(old: str, rows: list[MergerRow]) -> int:
    return sum(row.old == old for row in rows)


def _wrong_shares(merger: Merger) -> Iterator[Message]:
    for rows in merger.of_old.values():
        shares = [row.share for row in rows if row.share is not None]
        if shares and len(shares) < len(rows):
            missing = next(row for row in rows if row.share is None)
            text = "Row %(row)s: some shares of %(old)s are given and this one is missing. Give all or none."
            yield _fault(text, missing, "share")
        elif shares and min(shares) < 0:
            below = next(row for row in rows if row.share is not None and row.share < 0)
            yield _fault("Row %(row)s: a share of %(old)s is below zero.", below, "share")
        elif shares and sum(shares) != WHOLE:
            text = "Row %(row)s: the shares of %(old)s add up to %(sum)s%%, not to 100%%."
            yield _fault(text, rows[-1], "share", sum=f"{sum(shares) / 100:g}")


def _wrong_parents(
    world: World, merger: Merger, sound: dict[str, list[MergerRow]], before: dict[str, Place]
) -> Iterator[Message]:
    standing = {place.code for place in world.on_map(merger.on)} - set(merger.of_old) | set(merger.of_new)
    for new, rows in sound.items():
        above = parent_code(world, merger, new)
        at_the_top = all(len(world.lineage(before[row.old].key, merger.day_before)) == 1 for row in rows)
        if above == new:
            yield _fault("Row %(row)s: %(new)s cannot lie in itself.", rows[0], "parent")
        elif above and above not in standing:
            text = "Row %(row)s: no unit bears the code %(parent)s on %(day)s, so %(new)s cannot lie in it."
            yield _fault(text, rows[0], "parent", parent=above, day=merger.on)
        elif not above and not at_the_top:
            text = "Row %(row)s: write the unit in which %(new)s lies; its old units lay in different ones."
            yield _fault(text, rows[0], "parent")


def _lost_below(world: World, merger: Merger, before: dict[str, Place]) -> Iterator[Message]:
    """What lies in a unit that is divided must say on which side it falls; elsewhere it follows by itself."""
    for old, rows in merger.of_old.items():
        if len(rows) == 1 or old not in before:
            continue
        for child in world.children(before[old].key, merger.day_before):
            if child.code not in merger.of_old:
                text = "Row %(row)s: %(old)s is divided. Add a row for %(child)s, which lies in it and would be lost."
                yield _fault(text, rows[0], "old", child=f"{child.name} ({child.code})")


def _by_code(places: Iterable[Place]) -> dict[str, Place]:
    return {place.code: place for place in places}


def _grouped(pairs: Iterable[tuple[str, MergerRow]]) -> dict[str, list[MergerRow]]:
    found: dict[str, list[MergerRow]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return found


def _fault(text: str, row: MergerRow, field: str, **more: object) -> Message:
    values = {"row": row.number, "old": row.old, "new": row.new, **more}
    return Message(text, values, where=f"{row.number}.{field}")
