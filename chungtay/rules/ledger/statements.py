"""Stocks that are stated: "10 clubs stand in Cedar today", turned into changes that only ever add up.

A commune says a level, the ledger holds changes. So a statement posts the *difference* between what is said
and what the running sum already gives for the commune's whole territory on that day, predecessors included.
That is why a merger posts nothing: the entries of Alder and Birch lie in Cedar from the day on which they
became Cedar.

A statement that comes late changes the past only. From the day of the next statement for a territory that
contains the place, that one must hold again, so a second entry on its day takes the difference back.
Because larger territories are settled after the smaller ones within them, and later days after earlier
ones, each entry is decided by what stands before it, and the levels come out the same in whatever order the
statements arrive.

Every entry that a statement makes carries what stands afterwards (`stated`), so the ledger itself remembers
what was said; a change from a register carries `None`. One territory is fed by a register or by statements,
never both.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chungtay.rules.ledger.entries import BASE, Categories, Entry, Qualifier, live, reversal_of
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.places import Key, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """So much stands at `place` on this day, for each combination of one breakdown; others are 0.

    `counted_by` are the holders who count this stock together (a union, its branches, the bodies they took
    over); what others count on the same ground is left alone. `None`: all holders count together.
    """

    indicator: Key
    place: Key
    on: date
    holder: Key
    levels: tuple[tuple[Categories, int], ...]
    programmes: frozenset[Key] = frozenset()
    breakdown: str = BASE
    qualifier: Qualifier = Qualifier.EXACT
    source: Key = ""
    estimated: bool = False
    counted_by: frozenset[Key] | None = None


Spot = tuple[Key, date]  # where and when something was stated


def statement_entries(entries: Iterable[Entry], statement: Statement, world: World) -> list[Entry]:
    """The changes to post, the statement's own first. Restating a place and a day corrects what was said."""
    said = Entry(
        indicator=statement.indicator,
        place=statement.place,
        on=statement.on,
        holder=statement.holder,
        amount=0,
        programmes=statement.programmes,
        breakdown=statement.breakdown,
        qualifier=statement.qualifier,
        source=statement.source,
        estimated=statement.estimated,
    )
    line = _line(entries, said, statement.counted_by)
    _check_statement(line, said, world)
    wanted = dict(statement.levels)
    changes = _differences(line, said, wanted, world)
    for categories in wanted.keys() - {change.categories for change in changes}:
        # A statement that changes nothing is an entry of 0: it was said all the same.
        changes.append(replace(said, categories=categories, stated=wanted[categories]))
    changes.sort(key=lambda change: sorted(change.categories))
    return changes + _restoring(line + changes, changes, world)


def withdrawal_entries(
    entries: Sequence[Entry], stated: Entry, world: World, *, counted_by: frozenset[Key] | None = None
) -> list[Entry]:
    """Takes back all that was said for the place and day of this entry, and restores what was said later."""
    assert stated.stated is not None, "only a statement can be withdrawn; reverse anything else"
    line = _line(entries, stated, counted_by)
    withdrawn = [entry for entry in line if _spot(entry) == _spot(stated) and entry.stated is not None]
    if not withdrawn:
        raise RuleBroken(Message("Entry %(seq)s is reversed already.", {"seq": stated.seq}))
    left = [entry for entry in line if entry not in withdrawn]
    return [reversal_of(entry, entries) for entry in withdrawn] + _restoring(left, withdrawn, world)


def level_of(entries: Iterable[Entry], place: Key, day: date, world: World) -> dict[Categories, int]:
    """What the changes up to `day` add up to on the territory of `place`, for each combination."""
    levels: dict[Categories, int] = defaultdict(int)
    for entry in entries:
        if entry.on <= day:
            for part in world.parts(entry.place, entry.amount, day):
                if part.place is not None and world.contains(place, part.place, day):
                    levels[entry.categories] += part.amount
    return levels


def parts_reported(entries: Iterable[Entry], place: Key, day: date, world: World) -> tuple[int, int]:
    """Of how many parts a unit's stock is read (m), and how many have said something by `day` (n): (n, m).

    A unit that stated its own is one of one; until then it is read from the units that it was made of.
    """
    stated = {entry.place for entry in entries if entry.stated is not None and entry.on <= day}
    return parts_stated(stated, place, world)


def parts_stated(stated: Container[Key], place: Key, world: World) -> tuple[int, int]:
    """The same, of the places that have said something."""

    def count(key: Key) -> tuple[int, int]:
        origins = [succession.old for succession in world.origins.get(key, ())]
        if key in stated or not origins:
            return int(key in stated), 1
        counts = [count(origin) for origin in origins]
        return sum(n for n, _ in counts), sum(m for _, m in counts)

    return count(place)


def check_register_change(entries: Iterable[Entry], change: Entry, world: World) -> None:
    """A register may not add to a stock that is stated for a territory it lies in."""
    for entry in live(entries):
        if (
            (entry.indicator, entry.programmes) == (change.indicator, change.programmes)
            and entry.stated is not None
            and _share_ground(entry, change, world)
        ):
            values = {"place": str(entry.place), "day": entry.on}
            text = "This figure was stated for %(place)s on %(day)s. A register cannot add to it."
            raise RuleBroken(Message(text, values))


def overtaken(
    placed: Sequence[tuple[Entry, Key | None]],
    map_on: date,
    world: World,
    last_words: Mapping[Spot, int] | None = None,
) -> list[bool]:
    """For each entry, laid on a unit of one map: whether a later statement there has replaced it.

    `last_words` are the numbers of what was last said for each place and day, where `placed` are only some of the
    entries.
    """
    if last_words is None:
        stated = sorted(
            (entry for entry, _ in placed if entry.stated is not None), key=lambda entry: entry.seq
        )
        last_words = {_spot(entry): entry.seq for entry in stated}
    said: dict[date, dict[Key, int]] = defaultdict(dict)
    spoke: dict[Key, set[date]] = defaultdict(set)
    for (place, on), seq in last_words.items():
        said[on][place] = seq
        spoke[place].add(on)

    def is_replaced(entry: Entry, unit: Key | None) -> bool:
        days = {day for key in world.surroundings(entry.place) if key in spoke for day in spoke[key]}
        return any(
            _is_replaced(entry, unit, day, said[day], map_on, world) for day in days if day >= entry.on
        )

    return [entry.stated is not None and is_replaced(entry, unit) for entry, unit in placed]


def _is_replaced(
    entry: Entry, unit: Key | None, day: date, said: dict[Key, int], map_on: date, world: World
) -> bool:
    """Whether what this entry said, so far as it lies in `unit`, lay in a place that spoke on `day`.

    Its own place speaks of the same ground for ever, also where the map was told late and it had gone by then.
    """
    around: set[Key] | None = None
    for part in world.parts(entry.place, 0, day):
        if part.place is None:
            continue
        if any(piece.place == unit for piece in world.parts(part.place, 0, map_on)):
            lineage = world.lineage(part.place, day)
            around = set(lineage) if around is None else around.intersection(lineage)
    return any(
        place in said and (day > entry.on or place != entry.place or said[place] > entry.seq)
        for place in {entry.place, *(around or ())}
    )


def _line(entries: Iterable[Entry], said: Entry, counted_by: frozenset[Key] | None) -> list[Entry]:
    """The live entries of the same stock: those whose running sum a statement speaks of."""
    return [
        entry
        for entry in live(entries)
        if entry.indicator == said.indicator
        and entry.programmes == said.programmes
        and entry.breakdown == said.breakdown
        and (counted_by is None or entry.holder in {*counted_by, said.holder})
    ]


def _restoring(line: list[Entry], moved: list[Entry], world: World) -> list[Entry]:
    """Entries that let later statements hold again, day by day, the smaller territory first.

    `line` is as it stands after the move; `moved` are the entries that came or went.
    """
    before = max(_order(entry, world) for entry in moved)
    restored: list[Entry] = []
    for said in _statements_in(line, world):
        newest = said[-1]
        if _order(newest, world) > before and _reaches(moved + restored, newest, world):
            wanted = {entry.categories: entry.stated or 0 for entry in said}
            restored += _differences(line + restored, newest, wanted, world)
    return restored


def _differences(line: list[Entry], said: Entry, wanted: dict[Categories, int], world: World) -> list[Entry]:
    """What must be added at the place and day of `said` so that the running sum gives the wanted levels."""
    levels = level_of(line, said.place, said.on, world)
    changes = []
    for categories in sorted({*levels, *wanted}, key=sorted):
        level, want = levels.get(categories, 0), wanted.get(categories, 0)
        if level != want:
            changes.append(
                replace(
                    said,
                    categories=categories,
                    amount=want - level,
                    stated=want,
                    reverses=None,
                    seq=0,
                    posting=0,
                )
            )
    return changes


def _statements_in(line: list[Entry], world: World) -> list[list[Entry]]:
    """What was said for each place and day, oldest word first; earlier days and smaller territories first."""
    said: dict[Spot, list[Entry]] = defaultdict(list)
    for entry in sorted(line, key=lambda entry: entry.seq):
        if entry.stated is not None:
            said[_spot(entry)].append(entry)
    return sorted(said.values(), key=lambda entries: _order(entries[-1], world))


def _reaches(changes: list[Entry], said: Entry, world: World) -> bool:
    """Whether any of the changes lies on the territory for which this was said."""
    return any(
        part.place is not None and world.contains(said.place, part.place, said.on)
        for change in changes
        if change.on <= said.on
        for part in world.parts(change.place, change.amount, said.on)
    )


def _check_statement(line: list[Entry], said: Entry, world: World) -> None:
    values: dict[str, object] = {"place": str(said.place)}
    if not world.places[said.place].is_on_map(said.on):
        raise RuleBroken(Message("%(place)s did not exist on %(day)s.", values | {"day": said.on}, "on"))
    if any(entry.stated is None and _share_ground(entry, said, world) for entry in line):
        text = (
            "This figure is counted from a register at %(place)s. Change the register instead of stating it."
        )
        raise RuleBroken(Message(text, values))


def _share_ground(one: Entry, other: Entry, world: World) -> bool:
    """Whether one of the two territories lies within the other, on the map of the later day."""
    day = max(one.on, other.on)
    ones = [part.place for part in world.parts(one.place, 0, day) if part.place is not None]
    others = [part.place for part in world.parts(other.place, 0, day) if part.place is not None]
    return any(world.contains(a, b, day) or world.contains(b, a, day) for a in ones for b in others)


def _spot(entry: Entry) -> Spot:
    return entry.place, entry.on


def _order(entry: Entry, world: World) -> tuple[date, int]:
    """Statements are settled day by day, and within a day from the smallest territory to the largest."""
    return entry.on, -len(world.lineage(entry.place, entry.on))
