"""Decides what stands in the columns beside a line, as offices print them: this period, lũy kế, cùng kỳ, % of plan.

A line that is still being written is not in the ledger yet, so its columns are made of two parts: what the ledger held
before its period, and what the line says. The table of kinds says how the two go together.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..ledger import Kind, Qualifier, combined
from ..tables import rows_of

# How lũy kế up to the end of a period follows from what stood before the period and what the line says.
# adds: both together; stands: the line if it speaks, else what stood; greatest: persons may be the same ones, so no
# more can be said than the greatest of both; none: a ratio is made anew from its parts, never from other ratios.
TOGETHER_TABLE = """
kind            together

flow            adds
participations  adds
stock           stands
persons         greatest
ratio           none
"""


@dataclass(frozen=True, slots=True)
class Value:
    """An amount in ten-thousandths of the measure, with how sure it is."""

    amount: int
    qualifier: Qualifier = Qualifier.EXACT
    at_least: bool = False


def cumulated(kind: Kind, before: Value | None, own: Value | None) -> Value | None:
    """Lũy kế; None where neither says anything, or where the kind has none."""
    together = TOGETHER[kind]
    if together is None:
        return None
    return together(before, own) if before and own else own or before


def _adds(before: Value, own: Value) -> Value:
    qualifier = combined([before.qualifier, own.qualifier])
    return Value(before.amount + own.amount, qualifier, before.at_least or own.at_least)


def _stands(before: Value, own: Value) -> Value:
    return own


def _greatest(before: Value, own: Value) -> Value:
    greater = max(before, own, key=lambda value: value.amount)
    return Value(greater.amount, greater.qualifier, at_least=True)


WAYS: dict[str, Callable[[Value, Value], Value] | None] = {
    "adds": _adds,
    "stands": _stands,
    "greatest": _greatest,
    "none": None,
}
TOGETHER = {Kind(kind): WAYS[way] for kind, way in rows_of(TOGETHER_TABLE)}
