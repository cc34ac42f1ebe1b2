"""Whether the cells of a report line fit its total, said before anything is posted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chungtay.rules.amounts import Amount
from chungtay.rules.messages import Message


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One breakdown of a line: its name as the form prints it and its cells (None = left empty).

    The base adds up to the total, its "not stated" cell holding the rest; an "of which" stays within it.
    """

    name: str
    cells: Sequence[int | None]
    is_base: bool = False


def check_line(total: int | None, breakdowns: Iterable[Breakdown]) -> list[Message]:
    """One message for each breakdown that does not fit; a breakdown left wholly empty is not asked about."""
    messages = []
    for breakdown in breakdowns:
        cells = [cell for cell in breakdown.cells if cell is not None]
        if cells:
            messages += _check_breakdown(total, sum(cells), breakdown)
    return messages


def _check_breakdown(total: int | None, in_cells: int, breakdown: Breakdown) -> list[Message]:
    if total is None:
        text = "%(breakdown)s: the cells add up to %(sum)s but the total is empty. Write the total."
    elif in_cells > total and breakdown.is_base:
        text = (
            "%(breakdown)s: the cells add up to %(sum)s but the total is %(total)s: %(difference)s too many."
        )
    elif in_cells > total:
        text = "%(breakdown)s: the cells add up to %(sum)s, more than the total of %(total)s."
    elif in_cells < total and breakdown.is_base:
        text = (
            "%(breakdown)s: the cells add up to %(sum)s but the total is %(total)s: %(difference)s missing."
            " What is not known belongs under “not stated”."
        )
    else:
        return []
    values: dict[str, object] = {"breakdown": breakdown.name, "sum": Amount(in_cells)}
    if total is not None:
        values |= {"total": Amount(total), "difference": Amount(abs(total - in_cells))}
    return [Message(text, values, where=breakdown.name)]
