"""Decides whether a report may be handed in as a whole: what is unfinished, unanswered, contradictory, uncommented."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..forms import Severity, Values, holds, is_asked, read_check
from ..messages import Message, Phrase, RuleBroken
from .lines import TOTAL, LineState
from .said import LineSaid


@dataclass(frozen=True, kw_only=True)
class Check:
    """A check of the form across its lines."""

    number: int
    expression: str
    severity: str
    words: Phrase  # what the officer reads when it does not hold


@dataclass(frozen=True, kw_only=True)
class WordsAsked:
    """A question of the form that is answered in words."""

    number: int
    title: Phrase
    is_required: bool = False
    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """Everything that a report says, and what its form asks across the lines."""

    lines: Sequence[LineSaid]
    conditions: Mapping[int, str] = field(default_factory=dict)  # of the lines that have one
    words_asked: Sequence[WordsAsked] = ()
    checks: Sequence[Check] = ()
    narratives: Mapping[int, str] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)
    previous: Values = field(default_factory=dict)  # of the report before, under the numbers of this form
    unfinished: Mapping[str, str] = field(default_factory=dict)  # by field, what is typed and not right yet

    @property
    def values(self) -> Values:
        return values_of(self.lines)


def values_of(lines: Iterable[LineSaid]) -> dict[tuple[int, str], int | None]:
    """What checks and conditions look at."""
    found: dict[tuple[int, str], int | None] = {}
    for line in lines:
        if line.state == LineState.GIVEN:
            found[line.number, TOTAL] = line.total
            found |= {(line.number, cell): amount for cell, amount in line.cells.items()}
    return found


def broken_checks(whole: Whole) -> list[Check]:
    """Those that are known not to hold; a figure that is missing breaks none."""
    values = whole.values
    return [
        check
        for check in whole.checks
        if holds(read_check(check.expression), values, whole.previous) is False
    ]


def asks_for_last_period(checks: Iterable[Check]) -> bool:
    return any(ref.of_previous for check in checks for ref in read_check(check.expression).refs())


def not_asked(whole: Whole) -> list[int]:
    """The lines whose condition does not hold."""
    values = whole.values
    return [number for number, condition in whole.conditions.items() if not is_asked(condition, values)]


def words_due(whole: Whole) -> list[WordsAsked]:
    """The questions in words that must be answered and are not."""
    values = whole.values
    return [
        one
        for one in whole.words_asked
        if one.is_required and not whole.narratives.get(one.number, "").strip()
        if is_asked(one.condition, values)
    ]


def check_whole(whole: Whole) -> None:
    """Whether it may be handed in; everything that stands in the way at once, each under its field."""
    faults = list(_faults(whole))
    if faults:
        raise RuleBroken(faults)


def _faults(whole: Whole) -> Iterator[Message]:
    seen = sorted({int(name.split(".")[0]) for name in whole.unfinished})
    for number in seen:
        yield Message("What is typed here is not right yet. Mend it first.", where=f"{number}.total")
    hidden = set(not_asked(whole))
    for line in whole.lines:
        if line.number in hidden and line.state == LineState.GIVEN:
            text = "This is asked only where %(condition)s holds. Empty it, or mend the lines before."
            yield Message(text, {"condition": whole.conditions[line.number]}, f"{line.number}.total")
    for one in words_due(whole):
        yield Message(
            "This question must be answered: %(title)s.", {"title": one.title}, f"words.{one.number}"
        )
    for check in broken_checks(whole):
        if check.severity == Severity.HARD:
            yield Message(
                "%(words)s – Mend the figures first.", {"words": check.words}, f"check.{check.number}"
            )
        elif not whole.comments.get(check.number, "").strip():
            text = "%(words)s – If the figures are right all the same, write why."
            yield Message(text, {"words": check.words}, f"check.{check.number}")
