"""Decides what the public is told of a content of a plan: by what was approved, and by nothing else.

A task counts when its asker confirmed it, or, where nobody asked for it, when its lead finished it. A figure counts
when it stands in the ledger, so after approval. Counts of persons are not told here at all: readers get them from
frozen results, where small ones are covered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Units of what is not a person: their running figures may be told as soon as they are approved.
TOLD_UNITS = frozenset({"session", "activity", "club", "team", "address", "model", "document"})


class Way(StrEnum):
    """How far a content has come."""

    DONE = "done"
    UNDER_WAY = "under_way"
    NOT_YET = "not_yet"  # nothing of it was approved yet
    SHORT = "short"  # its day has passed, and something is missing
    AWAITS = "awaits"  # what may be told is done; the rest comes with the results


@dataclass(frozen=True, slots=True)
class Aim:
    """What was promised of a content in numbers; `amount` None: nothing is told, or nothing was approved."""

    target: int
    amount: int | None = None
    is_told: bool = True


def way_of(*, tasks: int, done: int, aims: Sequence[Aim], due_on: date | None, today: date) -> Way:
    """`tasks` without those that were taken back, `done` those of them that count."""
    told = [aim for aim in aims if aim.is_told]
    reached = [aim.amount is not None and aim.amount >= aim.target for aim in told]
    if (tasks or aims) and done >= tasks and all(reached):
        return Way.DONE if len(told) == len(aims) else Way.AWAITS
    if due_on is not None and due_on < today and (tasks or told):
        return Way.SHORT
    begun = done > 0 or any(aim.amount for aim in told)
    return Way.UNDER_WAY if begun else Way.NOT_YET
