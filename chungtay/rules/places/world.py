"""Places on dated maps: what a unit was, what it became, and where a figure lies on the map of any day.

A *place* is a unit as it existed: when its territory changes, it ends and another begins, even if code and
name stay. A *succession* says what an ended unit became, and with which share. Nothing else is ever
rewritten, so a figure is booked once, at the place where it happened, and read on whichever map is asked
for:

- on a **newer** map it goes to the successors, divided by the agreed shares (equal and marked "assumed"
  where none were agreed); whole ten-thousandths, the last successor takes the remainder, so nothing is lost
  or made;
- on an **older** map it is never divided: nobody wrote down in which half of a merged commune a session was
  held. It stands in the lowest older unit that contains all of the newer one, or nowhere (`None`).

Containment is asked of the tree of that day, never of codes: 00123 is not inside 001. A parent that has
ended is read as what it became, so a commune that outlives its province needs no new row. A village whose
commune was *split* does need one (with a succession to it): it alone says on which side it fell.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from chungtay.rules.messages import Message

Key = UUID | str

WHOLE = 10_000  # ten-thousandths, of a share as of an amount


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as it existed from `valid_from` up to the day before `valid_to`."""

    key: Key
    parent: Key | None
    valid_from: date
    valid_to: date | None = None
    level: str = ""  # "province", "commune", "village" …: the word by which rows are asked for
    code: str = ""
    name: str = ""

    def is_on_map(self, day: date) -> bool:
        return self.valid_from <= day and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to <= day


@dataclass(frozen=True, slots=True)
class Succession:
    """On this day `old` (or `share` ten-thousandths of it) became `new`. No share: equal, assumed."""

    old: Key
    new: Key
    on: date
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an amount, and the unit in which it lies; `None` = it cannot be placed on that map."""

    place: Key | None
    amount: int
    assumed: bool = False


class World:
    """All places and successions; answers where things lie on the map of a day. Never changes once built."""

    def __init__(self, places: Iterable[Place], successions: Iterable[Succession] = ()) -> None:
        self.places = {place.key: place for place in places}
        self.successions = tuple(successions)
        broken = check_successions(self.places.values(), self.successions)
        assert not broken, f"mergers are checked on entry, so this is a bug: {[str(m) for m in broken]}"
        self.heirs: dict[Key, list[Succession]] = defaultdict(list)
        self.origins: dict[Key, list[Succession]] = defaultdict(list)
        for succession in self.successions:
            self.heirs[succession.old].append(succession)
            self.origins[succession.new].append(succession)
        self.standing: Callable[[Key, date], Key | None] = lru_cache(maxsize=200_000)(self._standing)
        self.lineage: Callable[[Key, date], tuple[Key, ...]] = lru_cache(maxsize=200_000)(self._lineage)
        self.surroundings: Callable[[Key], frozenset[Key]] = lru_cache(maxsize=200_000)(self._surroundings)

    def parts(self, place: Key, amount: int, day: date) -> tuple[Part, ...]:
        """Where an amount booked at `place` lies on the map of `day`. The parts always add up to it."""
        pieces: dict[Key | None, Part] = {}
        for piece in self._pieces(place, amount, day):
            held = pieces.get(piece.place)
            if held:
                piece = Part(piece.place, held.amount + piece.amount, held.assumed or piece.assumed)
            pieces[piece.place] = piece
        if len(pieces) == 1:  # what was divided and came together again is whole: nothing was assumed
            (whole,) = pieces.values()
            return (Part(whole.place, whole.amount),)
        return tuple(pieces.values())

    def contains(self, outer: Key, inner: Key, day: date) -> bool:
        """Whether `inner` is `outer` or lies below it on the map of `day`."""
        return outer in self.lineage(inner, day)

    def on_map(self, day: date) -> list[Place]:
        return [place for place in self.places.values() if place.is_on_map(day)]

    def children(self, key: Key, day: date) -> list[Place]:
        return [place for place in self.on_map(day) if self.lineage(place.key, day)[1:2] == (key,)]

    def _pieces(self, place: Key, amount: int, day: date) -> Iterable[Part]:
        heirs = self.heirs.get(place)
        if not heirs or not self.places[place].has_ended(day):
            yield Part(self.standing(place, day), amount)
            return
        assumed = len(heirs) > 1 and heirs[0].share is None
        for heir, piece in zip(heirs, divided(amount, heirs), strict=True):
            for part in self._pieces(heir.new, piece, day):
                yield Part(part.place, part.amount, part.assumed or assumed)

    def _standing(self, key: Key, day: date) -> Key | None:
        """The lowest unit on the map of `day` that contains the whole of this place."""
        place = self.places[key]
        if place.is_on_map(day):
            return key
        if place.has_ended(day):
            others = [succession.new for succession in self.heirs.get(key, ())]
        else:
            others = [succession.old for succession in self.origins.get(key, ())]
        if others:
            return self._lowest_around([self.standing(other, day) for other in others], day)
        return self.standing(place.parent, day) if place.parent is not None else None

    def _lineage(self, key: Key, day: date) -> tuple[Key, ...]:
        """The place and all units above it on the map of `day`, lowest first."""
        parent = self.places[key].parent
        above = self.standing(parent, day) if parent is not None else None
        return (key, *self.lineage(above, day)) if above is not None else (key,)

    def _surroundings(self, key: Key) -> frozenset[Key]:
        """All units that hold the place or a part of it, on its own map or on any newer one."""
        found: set[Key] = set()
        coming = [key]
        while coming:
            unit = coming.pop()
            if unit not in found:
                found.add(unit)
                parent = self.places[unit].parent
                coming += [succession.new for succession in self.heirs.get(unit, ())]
                coming += [parent] if parent is not None else []
        return frozenset(found)

    def _lowest_around(self, keys: list[Key | None], day: date) -> Key | None:
        lineages = [self.lineage(key, day) if key is not None else () for key in keys]
        shared = set(lineages[0]).intersection(*lineages[1:])
        return next((key for key in lineages[0] if key in shared), None)


def divided(amount: int, heirs: list[Succession]) -> list[int]:
    """An amount in whole ten-thousandths, one for each successor; the last takes the remainder.

    Rounded towards zero, so that an entry and its reversal are divided alike and net to nothing everywhere.
    """
    agreed = heirs[0].share is not None
    pieces = []
    for heir in heirs[:-1]:
        weight, of = (heir.share or 0, WHOLE) if agreed else (1, len(heirs))
        piece = abs(amount) * weight // of
        pieces.append(piece if amount >= 0 else -piece)
    return [*pieces, amount - sum(pieces)]


def check_successions(places: Iterable[Place], successions: Iterable[Succession]) -> list[Message]:
    """What is wrong with a set of mergers and splits, one message for each fault."""
    known = {place.key: place for place in places}
    of_old: dict[Key, list[Succession]] = defaultdict(list)
    messages = []
    for row in successions:
        of_old[row.old].append(row)
        unknown = [key for key in (row.old, row.new) if key not in known]
        if unknown:
            messages += [_fault("There is no place %(place)s.", row, place=key) for key in unknown]
        elif row.old == row.new:
            messages.append(_fault("%(old)s cannot become itself.", row))
        elif known[row.old].valid_to != row.on:
            messages.append(
                _fault("%(old)s does not end on %(day)s, the day on which it becomes %(new)s.", row)
            )
        elif known[row.new].valid_from != row.on:
            messages.append(
                _fault(
                    "%(new)s does not begin on %(day)s: a unit whose territory changes is a new unit.", row
                )
            )
    for old, rows in of_old.items():
        messages += _check_shares(old, rows)
    return messages


def _check_shares(old: Key, rows: list[Succession]) -> list[Message]:
    if len({row.new for row in rows}) < len(rows):
        return [_fault("%(old)s becomes the same unit twice.", rows[0])]
    shares = [row.share for row in rows if row.share is not None]
    if not shares:
        return []
    if len(shares) < len(rows):
        return [_fault("Some shares of %(old)s are agreed and others are missing.", rows[0])]
    if min(shares) < 0:
        return [_fault("A share of %(old)s is below zero.", rows[0])]
    if sum(shares) != WHOLE:
        return [_fault("The shares of %(old)s add up to %(sum)s, not to 10,000.", rows[0], sum=sum(shares))]
    return []


def _fault(text: str, row: Succession, **more: object) -> Message:
    values = {"old": str(row.old), "new": str(row.new), "day": row.on, **more}
    return Message(text, values, where=str(row.old))
