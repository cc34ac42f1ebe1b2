"""Everything that happens in the demo, noted by any part in any order and played in order of time."""

from collections.abc import Callable
from datetime import datetime

Act = Callable[[datetime], object]


class Diary:
    def __init__(self) -> None:
        self._pages: list[tuple[datetime, int, Act]] = []

    def note(self, at: datetime, act: Act) -> None:
        """What was noted first happens first where two moments are the same."""
        self._pages.append((at, len(self._pages), act))

    def play(self) -> None:
        for at, _, act in sorted(self._pages, key=lambda page: page[:2]):
            act(at)
