"""Decides what may be written down of support given to households, and of beneficiaries by name only so much.

Counts stay for ever and name nobody. Names are kept only where a kind of support asks for them, for a purpose, on a
legal basis, and until a day that lies no further than the kind allows; from that day on nobody reads them.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from .messages import Message, RuleBroken
from .reports.lines import is_rest

MOST_NAMES = 500  # on one list
LONGEST = 300  # letters of one answer
LONGEST_KEPT = 120  # months


class Personal(StrEnum):
    """What a kind of support may ask of a beneficiary, and nothing else."""

    NAME = "name"
    BIRTH_YEAR = "birth_year"
    VILLAGE = "village"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    CIRCUMSTANCES = "circumstances"


def check_support(
    *, title: str, on: date, today: date, number: int, counts: Mapping[str, int], base: str, cells: Mapping[str, str],
    money: int | None, currency: str, currencies: Iterable[str] = (), programmes: int = 1,
) -> None:  # fmt: skip
    """`counts`: by cell, as "household:poor". `cells`: of each cell that may be given its breakdown. Those of the
    base breakdown add up to at most the number; the others are of these."""
    faults = []
    if not title.strip():
        faults.append(Message("Write what was given.", where="title"))
    if on > today:
        faults.append(Message("%(day)s has not come yet.", {"day": on}, "given_on"))
    if number < 1:
        faults.append(Message("Write how many were given, at least 1.", where="number"))
    if money is not None and money < 0:
        faults.append(Message("Money is 0 or more.", where="money"))
    if money is not None and currencies and currency not in currencies:
        text = "This kind of support counts its money in %(currency)s."
        faults.append(Message(text, {"currency": ", ".join(currencies)}, "currency"))
    if not programmes:
        faults.append(Message("Choose at least one programme.", where="programmes"))
    refuse([*faults, *counts_faults(number, counts, base=base, cells=cells)])


def counts_faults(
    number: int, counts: Mapping[str, int], *, base: str, cells: Mapping[str, str]
) -> Iterable[Message]:
    sums: dict[str, int] = {base: 0}
    for cell, count in counts.items():
        if cell not in cells:
            yield Message(
                "This kind of support is not counted by %(cell)s.", {"cell": cell}, f"counts.{cell}"
            )
        elif count < 0:
            yield Message("A number of households is 0 or more.", where=f"counts.{cell}")
        else:
            sums[cells[cell]] = sums.get(cells[cell], 0) + count
    for breakdown, total in sums.items():
        if total > number:
            first = next(cell for cell in counts if cells.get(cell) == breakdown)
            text = "These add up to %(sum)s, but %(number)s were given."
            yield Message(text, {"sum": total, "number": number}, f"counts.{first}")
    if (
        counts
        and 0 < sums[base] < number
        and not any(cells[cell] == base and is_rest(cell) for cell in cells)
    ):
        text = "Of %(number)s only %(sum)s are divided; this list has no place for the others."
        yield Message(text, {"sum": sums[base], "number": number}, "number")


def check_kind(
    *, name: str, measure: str, exists: bool, feeds: Mapping[str, bool], asks: Sequence[str], legal_basis: str,
    keep_months: int,
) -> None:  # fmt: skip
    """`feeds`: of each indicator that it would feed, whether a register may."""
    faults = []
    if not name.strip():
        faults.append(Message("Write the name.", where="name"))
    if not measure.strip():
        faults.append(Message("Write in what it is counted.", where="measure"))
    if exists:
        faults.append(Message("There is a kind of support of this name already.", where="name"))
    for field, may in feeds.items():
        if not may:
            text = "Choose an indicator that a register counts as things happen."
            faults.append(Message(text, where=field))
    for field in sorted(set(asks) - set(Personal)):
        faults.append(Message("Nobody may be asked for “%(field)s”.", {"field": field[:40]}, "asks"))
    if asks and not legal_basis.strip():
        faults.append(Message("Write on which legal basis names are kept.", where="legal_basis"))
    if asks and not 1 <= keep_months <= LONGEST_KEPT:
        text = "Write for how many months names may be kept, 1 to %(most)s."
        faults.append(Message(text, {"most": LONGEST_KEPT}, "keep_months"))
    refuse(faults)


def check_withdrawal(*, is_withdrawn: bool, reason: str) -> None:
    faults = []
    if is_withdrawn:
        faults.append(Message("This was taken back already."))
    if not reason.strip():
        faults.append(Message("Write why; the reason stays with it.", where="reason"))
    refuse(faults)


def last_day_of_names(given_on: date, keep_months: int) -> date:
    """The latest day on which names may have to go: so many months after the support."""
    year, month = divmod(given_on.year * 12 + given_on.month - 1 + keep_months, 12)
    return date(year, month + 1, min(given_on.day, monthrange(year, month + 1)[1]))


def check_beneficiaries(
    people: Sequence[Mapping[str, str]], *, asks: Sequence[str], purpose: str, legal_basis: str, delete_on: date,
    today: date, latest: date, number: int, kept_already: bool, is_withdrawn: bool,
) -> None:  # fmt: skip
    """`asks`: what the kind of support asks of a beneficiary. `latest`: the last day to which names may stay."""
    faults = []
    if not asks:
        text = "This kind of support asks for no names. Counts are enough; nothing was kept."
        faults.append(Message(text))
    if kept_already:
        text = "Names are kept for this support already. Delete them first to write others."
        faults.append(Message(text))
    if is_withdrawn:
        faults.append(Message("This was taken back already."))
    if not purpose.strip():
        faults.append(Message("Write for which purpose the names are kept.", where="purpose"))
    if not legal_basis.strip():
        faults.append(Message("Write on which legal basis they are kept.", where="legal_basis"))
    if delete_on <= today:
        faults.append(Message("The day of deletion lies in days to come.", where="delete_on"))
    elif delete_on > latest:
        text = "Names of this kind of support are deleted by %(day)s at the latest."
        faults.append(Message(text, {"day": latest}, "delete_on"))
    refuse([*faults, *people_faults(people, asks=asks, number=number)])


def people_faults(
    people: Sequence[Mapping[str, str]], *, asks: Sequence[str], number: int
) -> Iterable[Message]:
    """Rows are counted from 1, as people count them. No fault repeats what was typed."""
    if not people:
        yield Message("Write at least one beneficiary.", where="people")
    if len(people) > min(number, MOST_NAMES):
        text = "At most %(most)s can be on this list."
        yield Message(text, {"most": min(number, MOST_NAMES)}, "people")
    for row, person in enumerate(people, 1):
        for field in sorted(set(person) - set(asks)):
            text = "Row %(row)s: “%(field)s” is not asked for; leave it out."
            yield Message(text, {"row": row, "field": field[:40]}, "people")
        if asks and not any(person.get(field, "").strip() for field in asks):
            yield Message("Row %(row)s is empty.", {"row": row}, "people")
        if any(len(value) > LONGEST for value in person.values()):
            text = "Row %(row)s: an answer has more than %(most)s letters."
            yield Message(text, {"row": row, "most": LONGEST}, "people")


def check_reading(*, why: str, delete_on: date, today: date, is_deleted: bool) -> None:
    """From its day on a list is as good as deleted, whether or not the deletion has run."""
    if is_deleted or delete_on <= today:
        text = "These names were kept until %(day)s and are gone."
        raise RuleBroken(Message(text, {"day": delete_on}))
    if not why.strip():
        raise RuleBroken(Message("Write why you read the names; it is noted.", where="why"))


def refuse(faults: Iterable[Message]) -> None:
    if said := list(faults):
        raise RuleBroken(said)
