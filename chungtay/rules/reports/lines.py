"""Decides what a report's lines may hold, and which parts of a line become entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..amounts import DECIMALS, Amount
from ..ledger import Breakdown, check_line
from ..messages import Message


class LineState(StrEnum):
    """Zero is a number; not reported and not applicable are none, and post nothing."""

    GIVEN = "given"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"


TOTAL = ""  # the combination without categories
NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Asked:
    """One breakdown as a form asks for it: its combinations by slug, in the order of the form."""

    breakdown: str
    combinations: tuple[str, ...]
    is_base: bool = False

    @property
    def rest(self) -> str | None:
        """The combination that holds what was not stated, where the base has one."""
        if not self.is_base:
            return None
        return next((cell for cell in self.combinations if is_rest(cell)), None)


@dataclass(frozen=True, slots=True)
class Part:
    """What a line says of one combination; parts of the base add up to the total."""

    combination: str
    breakdown: str
    is_base: bool
    amount: int


def is_rest(combination: str) -> bool:
    """Whether every category of the combination is the one that holds the rest."""
    return combination != TOTAL and all(
        part.split(":")[1] == NOT_STATED for part in combination.split("|") if part
    )


def check_asked(
    number: int, *, total: int | None, cells: Mapping[str, int], asked: Sequence[Asked], decimals: int
) -> list[Message]:
    """Whether the form asks for these cells, and no amount is finer than what is counted. A page offers only such."""
    known = {cell for one in asked for cell in one.combinations}
    messages = [
        Message("The form does not ask for %(cell)s here.", {"cell": cell}, f"{number}.{cell}")
        for cell in sorted(cells.keys() - known)
    ]
    text = (
        "%(typed)s has more than %(decimals)s decimals." if decimals else "%(typed)s must be a whole number."
    )
    for cell, amount in {"total": total or 0, **cells}.items():
        if amount % 10 ** (DECIMALS - decimals):
            values = {"typed": Amount(amount), "decimals": decimals}
            messages.append(Message(text, values, f"{number}.{cell}"))
    return messages


def check_answer(
    number: int, *, state: LineState, total: int | None, cells: Mapping[str, int], asked: Sequence[Asked]
) -> list[Message]:
    """What is wrong with the answer to one question. Each message names the field: `2.total`, `2.sex`."""
    if state is not LineState.GIVEN:
        if total is None and not cells:
            return []
        text = "A number is written here, but the answer says there is none. Empty one of the two."
        return [Message(text, where=f"{number}.total")]
    if total is None and not cells:
        text = "Write the number; 0 if there was none."
        return [Message(text, where=f"{number}.total")]
    breakdowns = [Breakdown(one.breakdown, _cells_of(total, cells, one), one.is_base) for one in asked]
    return [replace(message, where=f"{number}.{message.where}") for message in check_line(total, breakdowns)]


def parts_of(*, total: int, cells: Mapping[str, int], asked: Sequence[Asked]) -> list[Part]:
    """What a checked answer says: zeros are silent, but a zero total is still said."""
    parts = [
        Part(cell, one.breakdown, one.is_base, amount)
        for one in asked
        for cell, amount in zip(one.combinations, _cells_of(total, cells, one), strict=False)
        if amount and cell != TOTAL
    ]
    if not any(part.is_base for part in parts):
        parts.insert(0, Part(TOTAL, "total", True, total))
    return parts


def _cells_of(total: int | None, cells: Mapping[str, int], asked: Asked) -> list[int | None]:
    """The cells of a breakdown; what is missing from a base falls to "not stated" if that is empty."""
    written = [cells.get(cell) for cell in asked.combinations]
    missing = (total or 0) - sum(cell or 0 for cell in written)
    if asked.rest is not None and cells.get(asked.rest) is None and missing > 0:
        written[asked.combinations.index(asked.rest)] = missing
    return written
