"""Decides what the next phase begins with: its term, what is signed again, and which targets follow from results.

Nothing here binds anybody: every line is offered with its origin, and the sides sign what they make of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from .ledger import Kind
from .messages import Message, RuleBroken
from .tables import rows_of

SCALE = 10_000  # ten-thousandths in one of a measure

# What is proposed from a promise and a result. pace: the better of the two for each year, for as many years as the
# next phase has; stands: the better of the two, for what stands goes on standing; result: what was reached.
PROPOSED_TABLE = """
kind            proposed

flow            pace
participations  pace
persons         stands
stock           stands
ratio           stands
"""
PROPOSED = {Kind(kind): way for kind, way in rows_of(PROPOSED_TABLE)}


class Origin(StrEnum):
    COMMITMENT = "commitment"  # signed in the phase that ends
    DIRECTION = "direction"  # of the review
    TARGET = "target"  # of the phase that ends, with its result
    STOCK = "stock"  # stands at its end, without a target
    RESULT = "result"  # reached, without a target
    TASK = "task"  # still open
    PROBLEM = "problem"  # that a workshop noted for this phase
    RECOMMENDATION = "recommendation"  # still open: the answer goes on being owed


TARGETS = (Origin.TARGET, Origin.STOCK, Origin.RESULT)
# Of these a content of the phase is made; tasks and recommendations go on as they are.
CONTENTS = (Origin.COMMITMENT, Origin.DIRECTION, Origin.PROBLEM)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line that is offered. `amount` (ten-thousandths) is proposed where it is a target."""

    origin: Origin
    thing: UUID
    text: str
    text_lo: str = ""
    text_en: str = ""
    why: Message
    amount: int | None = None
    measure: str = ""
    measure_lo: str = ""
    measure_en: str = ""
    under: UUID | None = None  # of a target: the commitment that it belongs to
    is_proposed: bool = True

    @property
    def key(self) -> str:
        return f"{self.origin}:{self.thing}"

    @property
    def is_target(self) -> bool:
        return self.origin in TARGETS

    def said(self, field: str, language: str) -> str:
        """In a language; in Vietnamese where that language is silent."""
        return getattr(self, f"{field}_{language}", "") or str(getattr(self, field))


@dataclass(frozen=True)
class Term:
    name: str
    first_on: date
    last_on: date

    @property
    def years(self) -> int:
        return years_of(self.first_on, self.last_on)


def next_term(before: Term) -> Term:
    """It begins on the day after and lasts as many years; a name of two years is carried on."""
    first = before.last_on + timedelta(days=1)
    last = _years_later(first, before.years) - timedelta(days=1)
    named = f"{before.first_on.year}–{before.last_on.year}"
    # A phase called after the years between its signings ends its name where the next one begins.
    name = f"{first.year}–{last.year}" if before.name == named else _carried_name(before, first, last)
    return Term(name, first, last)


def _carried_name(before: Term, first: date, last: date) -> str:
    parts = before.name.replace("-", "–").split("–")
    if len(parts) == 2 and all(part.strip().isdigit() and len(part.strip()) == 4 for part in parts):
        begins, ends = (int(part) for part in parts)
        return f"{ends}–{2 * ends - begins}" if begins < ends else f"{first.year}–{last.year}"
    return f"{first.year}–{last.year}"


def years_of(first_on: date, last_on: date) -> int:
    """Whole years, the nearest, at least one."""
    return max(1, round(((last_on - first_on).days + 1) / 365.25))


def _years_later(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)


def proposed_target(
    kind: Kind, *, target: int | None, actual: int | None, years: int, next_years: int
) -> int | None:
    """Ten-thousandths; None where neither a promise nor a result says anything."""
    better = max((one for one in (target, actual) if one is not None), default=None)
    if better is None or better <= 0:
        return None
    if PROPOSED[kind] == "stands":
        return better
    return as_offices_write(better * next_years // years) if years != next_years else as_offices_write(better)


def as_offices_write(amount: int) -> int:
    """Whole measures; from a hundred on with two leading digits, rounded up: 1.234 is proposed as 1.300."""
    whole = -(-amount // SCALE)
    step = 10 ** max(0, len(str(whole)) - 2) if whole >= 100 else 1
    return -(-whole // step) * step * SCALE


def check_next_phase(
    *, term: Term, before: Term, is_final: bool, is_frozen: bool, is_drafted: bool, chosen: Collection[str],
    offered: Collection[str], amounts: Mapping[str, int | None],
) -> None:  # fmt: skip
    """All that stands against the draft at once. `is_drafted`: a draft from this review is open already."""
    said = []
    if not is_final:
        said.append(Message("Only a final review opens the next phase."))
    elif not is_frozen:
        said.append(Message("Freeze the review first: the next phase is proposed from figures that stand."))
    if is_drafted:
        said.append(Message("A next phase is drafted from this review already. Go on with that draft."))
    if not term.name.strip():
        said.append(Message("Write how the phase is called: 2026–2030.", where="name"))
    if term.last_on < term.first_on:
        said.append(Message("The last day lies before the first.", where="last_on"))
    if term.first_on <= before.first_on:
        text = "The next phase begins after the one that ends, which began on %(day)s."
        said.append(Message(text, {"day": before.first_on}, "first_on"))
    if not set(chosen) <= set(offered):
        text = "One of the lines is no longer offered. Reload the page and choose again."
        said.append(Message(text, where="chosen"))
    elif not any(key.split(":")[0] in CONTENTS for key in chosen):
        text = "Choose at least one content or direction: a phase without contents is none."
        said.append(Message(text, where="chosen"))
    for key in chosen:
        if key.split(":")[0] in TARGETS and not (amounts.get(key) or 0) > 0:
            said.append(
                Message("Write the target, above zero, or leave the line out.", where=f"amount:{key}")
            )
    if said:
        raise RuleBroken(said)


class Standing(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Pair:
    """One content of the phase that ends beside that of the next; either may be missing."""

    before: UUID | None
    after: UUID | None
    standing: Standing


def paired(
    before: Mapping[UUID, str], after: Mapping[UUID, str], came_from: Mapping[UUID, UUID]
) -> Sequence[Pair]:
    """Contents side by side: by where a line came from, else by the same words. New ones come last."""
    by_words = {_bare(text): key for key, text in before.items()}
    source = {key: came_from.get(key) or by_words.get(_bare(text)) for key, text in after.items()}
    found, pairs = {old: new for new, old in source.items() if old in before}, []
    for key, text in before.items():
        new = found.get(key)
        if new is None:
            pairs.append(Pair(key, None, Standing.LEFT_OUT))
        else:
            same = _bare(text) == _bare(after[new])
            pairs.append(Pair(key, new, Standing.KEPT if same else Standing.CHANGED))
    return [*pairs, *(Pair(None, key, Standing.NEW) for key in after if source[key] not in before)]


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".; ")
