"""Asks everybody the same questions in turns, compares every cell, and tells medians and ratios as Markdown.

Turns are mixed, so that whatever else the machine does falls on all. What takes microseconds is asked for some
milliseconds in each turn; who has used up the patience for a question is not asked it again.
"""

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bench.ledger import reference
from bench.ledger.contestants import Contestant
from bench.ledger.entries import Ledger
from bench.ledger.questions import Question

TURN, PATIENCE = (
    0.02,
    12.0,
)  # seconds: at least this long in a turn; for one question of one contestant in all
Took = dict[tuple[str, str], list[float]]  # contestant, question → seconds


@dataclass(frozen=True)
class Race:
    """Medians in seconds, and what did not agree."""

    contestants: tuple[str, ...]
    questions: tuple[Question, ...]
    medians: dict[tuple[str, str], float]
    first: dict[tuple[str, str], float]  # the very first time, when nothing is at hand yet
    compared: int  # cells
    disagreements: list[str] = field(default_factory=list)


def race(
    contestants: Sequence[Contestant],
    asked: Sequence[Question],
    ledger: Ledger,
    *,
    rounds: int,
    say: Callable[[str], None],
) -> Race:
    compared, disagreements, at_first = 0, [], {}
    for question in asked:
        right = reference.cells(ledger, question)
        for one in able(contestants, question):
            begun = time.perf_counter()
            answer = one.ask(question)
            at_first[one.name, question.name] = time.perf_counter() - begun
            found = one.cells(question, answer)
            compared += len(right)
            if found != right:
                disagreements.append(f"{one.name}, {question.name}: {difference(found, right)}")
        say(f"{question.name}: {len(right)} cells compared")
    took: Took = defaultdict(list)
    for number in range(rounds):
        turns = [(one, question) for question in asked for one in able(contestants, question)]
        random.Random(number).shuffle(turns)
        for one, question in turns:
            if sum(took[one.name, question.name]) < PATIENCE:
                took[one.name, question.name] += turn(one, question)
        say(f"round {number + 1} of {rounds}")
    medians = {key: statistics.median(values) for key, values in took.items()}
    return Race(
        tuple(one.name for one in contestants), tuple(asked), medians, at_first, compared, disagreements
    )


def able(contestants: Iterable[Contestant], question: Question) -> list[Contestant]:
    return [one for one in contestants if one.can_answer(question)]


def turn(one: Contestant, question: Question) -> list[float]:
    took: list[float] = []
    while sum(took) < TURN:
        begun = time.perf_counter()
        one.ask(question)
        took.append(time.perf_counter() - begun)
    return took


def difference(found: dict[tuple[int, int, int], int], right: dict[tuple[int, int, int], int]) -> str:
    wrong = [key for key in right if found.get(key) != right[key]]
    more = [key for key in found if key not in right]
    first = (wrong or more)[0]
    return (
        f"{len(wrong)} of {len(right)} cells differ, {len(more)} are too many; "
        f"at (window, indicator, row) {first} {found.get(first)} instead of {right.get(first)}"
    )


def table(result: Race, *, first: str) -> str:
    """Milliseconds, and below each how many times what `first` took."""
    names = [question.name for question in result.questions]
    lines = [
        f"| | {' | '.join(names)} |",
        f"|---|{'---:|' * len(names)}",
    ]
    for name in result.contestants:
        cells = [_cell(result, name, question, first) for question in names]
        lines.append(f"| {name} | {' | '.join(cells)} |")
        if name == first:
            cells = [_milliseconds(result.first.get((name, question))) for question in names]
            lines.append(f"| {name}, the first time in a process | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(result: Race, name: str, question: str, first: str) -> str:
    took, ours = result.medians.get((name, question)), result.medians.get((first, question))
    if took is None:
        return _milliseconds(took)
    if name == first or ours is None:
        return f"**{short(took * 1000)}**"
    return f"{short(took * 1000)} ({short(took / ours)}×)"


def _milliseconds(seconds: float | None) -> str:
    return "–" if seconds is None else short(seconds * 1000)


def short(number: float) -> str:
    """Two or three figures, never as a power of ten."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}" if number >= 0.1 else f"{number:.2g}"
