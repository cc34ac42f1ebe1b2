"""From amounts to lengths: where a number lies on a line, and which round numbers are named beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Amounts from `low` to `high` over a length; zero always lies on it."""

    low: int
    high: int
    start: float
    length: float

    def at(self, amount: int) -> float:
        return self.start + self.length * (amount - self.low) / (self.high - self.low)

    @property
    def zero(self) -> float:
        return self.at(0)

    def ticks(self, most: int) -> Iterator[int]:
        """Round numbers, zero among them, not more than `most` and one."""
        step = round_step(self.high - self.low, most)
        first = -(-self.low // step) * step
        yield from range(first, self.high + 1, step)


def scale_over(amounts: Iterable[int | None], start: float, length: float) -> Scale:
    told = [0, *(amount for amount in amounts if amount is not None)]
    low, high = min(told), max(told)
    return Scale(low, high if high > low else low + 1, start, length)


def round_step(reach: int, most: int) -> int:
    """1, 2 or 5 with noughts, so large that at most `most` steps fill the reach."""
    size = 1
    while True:
        for lead in (1, 2, 5):
            if reach <= lead * size * most:
                return lead * size
        size *= 10
