"""Decides what may be recorded as done, what may still be changed, and what an activity adds to a figure.

An activity says how many came, in all, and divides them in one or more ways: by sex, by ethnicity, or by both at
once. Each way lies within all who came. What it adds to a line of a report is looked up cell by cell: what was
written for the cell itself, else the sum of a finer division that was written.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .amounts import SCALE
from .ledger import Kind, Qualifier
from .ledger.entries import combined
from .messages import Message, RuleBroken

SEX = "sex"  # the one division that is complete when it is written, so that it can stand for the whole
MOST_CAME = 1_000_000
MOST_MONEY = 10**15 * SCALE


class Adds(StrEnum):
    """What an activity adds to an indicator."""

    ONE = "one"  # each counts once: sessions, visits
    CAME = "came"  # all who came, with their parts
    MONEY = "money"  # what it cost, in the indicator's currency


@dataclass(frozen=True, slots=True)
class Money:
    amount: int  # ten-thousandths
    currency: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What an activity says, as far as it is counted."""

    came: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    parts: Mapping[str, int] = field(default_factory=dict)  # by the slug of a combination
    money: Sequence[Money] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What activities add to one line; amounts in ten-thousandths."""

    amount: int = 0
    cells: Mapping[str, int] = field(default_factory=dict)
    qualifier: Qualifier = Qualifier.EXACT


def check_activity(
    *,
    title: str,
    first_on: date,
    last_on: date,
    today: date,
    place: str,
    place_from: date,
    place_to: date | None,
    done: Done | None = None,
) -> None:
    """Raises with every mistake at once."""
    messages = []
    if not title.strip():
        messages.append(Message("Write what was done.", where="title"))
    if last_on < first_on:
        messages.append(Message("The last day lies before the first.", where="last_on"))
    elif last_on > today:
        text = "%(day)s has not come yet. Record an activity once it has taken place."
        messages.append(Message(text, {"day": last_on}, where="last_on"))
    if first_on < place_from or (place_to is not None and first_on >= place_to):
        values = {"place": place, "day": first_on}
        text = "%(place)s did not exist on %(day)s. Choose the unit that stood there on that day."
        messages.append(Message(text, values, where="place"))
    messages += check_done(done) if done else []
    if messages:
        raise RuleBroken(messages)


def all_who_came(came: int | None, parts: Mapping[str, int]) -> int | None:
    """Women and men together are all, where nobody wrote the whole."""
    by_sex = [number for cell, number in parts.items() if divided_by(cell) == (SEX,)]
    return came if came is not None or not by_sex else sum(by_sex)


def check_done(done: Done) -> list[Message]:
    messages = []
    sums: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], str] = {}
    for cell, number in done.parts.items():
        first.setdefault(divided_by(cell), cell)
        sums[divided_by(cell)] = sums.get(divided_by(cell), 0) + number
    if done.came is None and any(sums.values()):
        messages.append(Message("Write how many came in all, before you divide them.", where="came"))
    for division, number in sums.items():
        if done.came is not None and number > done.came:
            values = {"number": number, "came": done.came}
            text = "The parts add up to %(number)s, but %(came)s came. Mend one of them."
            messages.append(Message(text, values, where=first[division]))
    for row, one in enumerate(done.money):
        if not 0 < one.amount <= MOST_MONEY:
            messages.append(Message("Write an amount above zero.", where=f"money-{row}"))
    return messages


def divided_by(cell: str) -> tuple[str, ...]:
    """ "ethnicity:brau|sex:female" divides by ethnicity and sex."""
    return tuple(sorted(part.split(":")[0] for part in cell.split("|") if part))


def part_of(parts: Mapping[str, int], cell: str) -> int | None:
    """How many of one combination came: as written, else the sum of the coarsest finer division that was written."""
    if cell in parts:
        return parts[cell]
    wanted = set(cell.split("|"))
    finer: dict[tuple[str, ...], int] = {}
    for written, number in parts.items():
        if wanted <= set(written.split("|")):
            finer[divided_by(written)] = finer.get(divided_by(written), 0) + number
    return finer[min(finer, key=lambda division: (len(division), division))] if finer else None


def contribution(done: Done, adds: Adds, *, cells: Collection[str] = (), currency: str = "") -> Contribution:
    """What one activity adds to a line that asks for these cells."""
    match adds:
        case Adds.ONE:
            return Contribution(SCALE)
        case Adds.MONEY:
            return Contribution(sum(one.amount for one in done.money if one.currency == currency))
        case Adds.CAME:
            found = {cell: part_of(done.parts, cell) for cell in cells if cell}
            said = {cell: number * SCALE for cell, number in found.items() if number}
            return Contribution((done.came or 0) * SCALE, said, done.qualifier)


def together(all_of: Iterable[Contribution]) -> Contribution:
    """The sum; one that is not exact makes it not exact."""
    amount, qualifiers = 0, []
    cells: dict[str, int] = {}
    for one in all_of:
        amount += one.amount
        for cell, number in one.cells.items():
            cells[cell] = cells.get(cell, 0) + number
        if one.amount:
            qualifiers.append(one.qualifier)
    return Contribution(amount, cells, combined(qualifiers))


def moved(total: int | None, cells: Mapping[str, int], was: Contribution, now: Contribution) -> Contribution:
    """A line's figures after the activities behind it changed; what was added by hand stays added.

    Nothing falls below zero: somebody may have written less than the activities say.
    """
    slugs = {*cells, *was.cells, *now.cells}
    moved_cells = {
        slug: max(0, cells.get(slug, 0) + now.cells.get(slug, 0) - was.cells.get(slug, 0)) for slug in slugs
    }
    amount = max(0, (total or 0) + now.amount - was.amount)
    return Contribution(
        amount, {slug: number for slug, number in moved_cells.items() if number or slug in cells}
    )


def by_hand(total: int | None, counted: Contribution) -> int:
    """What a line says beyond the activities behind it; below zero where it says less."""
    return (total or 0) - counted.amount


def check_counting(name: str, kind: Kind, adds: Adds, *, is_money: bool, is_registered: bool = False) -> None:
    """Whether activities may be added up to an indicator in this way."""
    values = {"name": name}
    if kind in (Kind.STOCK, Kind.RATIO) or is_registered:
        text = "%(name)s is no sum of activities: it stands on a day, or is worked out from others."
        raise RuleBroken(Message(text, values, where="indicator"))
    if kind is Kind.PERSONS:
        text = "%(name)s counts each person once. Who comes to two activities would be counted twice."
        raise RuleBroken(Message(text, values, where="indicator"))
    if (adds is Adds.MONEY) != is_money:
        raise RuleBroken(Message("Only money adds up to money.", where="adds"))


CLAIMED = "%(report)s counts “%(activity)s” already, and it counts once. Take it out there first."
COUNTED = (
    "This activity is counted in %(report)s, which has been handed in. Ask for that report to be sent back, or for"
    " its line to be corrected; then change the activity."
)


def check_free(claimed: Iterable[tuple[str, str]]) -> None:
    """`claimed`: activities that already stand behind a line of this indicator, each with that report's name."""
    messages = [
        Message(CLAIMED, {"activity": activity, "report": report}, where="activities")
        for activity, report in claimed
    ]
    if messages:
        raise RuleBroken(messages)


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(Message("Write why, so that whoever counts on it understands.", where="reason"))


def check_standing(withdrawn_on: date | None) -> None:
    if withdrawn_on:
        raise RuleBroken(Message("This activity was withdrawn on %(day)s.", {"day": withdrawn_on}))


def check_uncounted(reports: Sequence[str]) -> None:
    """`reports`: by name those that were handed in or approved and count the activity."""
    if reports:
        raise RuleBroken([Message(COUNTED, {"report": report}) for report in reports])
