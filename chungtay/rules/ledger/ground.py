"""Which units' entries bear on a stock that is stated for a unit, so that nobody reads the rest."""

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from chungtay.rules.places import Key, World


def ground_of(places: Collection[Key], stating: Collection[Key], world: World) -> frozenset[Key]:
    """All units that lie in these, or in those around them that state the same stock, and all around these.

    An entry moves only to newer maps. So it lies within a unit, if at all, when that unit is among its surroundings.
    What a unit around states may have to be restored, and for that everything within it is looked at.
    """
    around = {unit for place in places for unit in world.surroundings(place)}
    return frozenset(around).union(*(within(unit, world) for unit in {*places, *stating}))


def within(unit: Key, world: World) -> frozenset[Key]:
    """The unit and all that it contains or came from, wholly or in part, on whatever map."""
    steps = _below(world)
    found: set[Key] = set()
    coming = [unit]
    while coming:
        key = coming.pop()
        if key not in found:
            found.add(key)
            coming += steps.get(key, ())
    return frozenset(found)


@lru_cache(maxsize=2)
def _below(world: World) -> dict[Key, list[Key]]:
    """One step down: the children and the predecessors of each unit."""
    steps: dict[Key, list[Key]] = defaultdict(list)
    for place in world.places.values():
        if place.parent is not None:
            steps[place.parent].append(place.key)
    for succession in world.successions:
        steps[succession.new].append(succession.old)
    return steps
