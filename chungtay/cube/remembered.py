"""What was worked out and may be asked for again, in bounded room: what was not asked for longest goes first."""

from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Iterator
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    @property
    def bytes(self) -> int: ...


Thing = TypeVar("Thing", bound=Sized)


class Remembered(Generic[Thing]):
    """Things by key; each belongs to one indicator, so that what a posting touches is found at once."""

    def __init__(self, room: int) -> None:
        self.room, self.used = room, 0
        self._things: OrderedDict[Hashable, tuple[int, Thing, int]] = OrderedDict()
        self._of: dict[int, set[Hashable]] = defaultdict(set)

    def get(self, key: Hashable) -> Thing | None:
        found = self._things.get(key)
        if found is None:
            return None
        self._things.move_to_end(key)
        return found[1]

    def keep(self, key: Hashable, indicator: int, thing: Thing) -> None:
        self.drop(key)
        self._things[key] = (indicator, thing, thing.bytes)
        self._of[indicator].add(key)
        self.used += thing.bytes
        while self.used > self.room and len(self._things) > 1:
            self.drop(next(iter(self._things)))

    def drop(self, key: Hashable) -> None:
        found = self._things.pop(key, None)
        if found is not None:
            indicator, _, size = found
            self._of[indicator].discard(key)
            self.used -= size

    def of(self, indicator: int) -> Iterator[tuple[Hashable, Thing]]:
        yield from [(key, self._things[key][1]) for key in self._of[indicator]]

    def clear(self) -> None:
        self._things.clear()
        self._of.clear()
        self.used = 0
