"""Decides which dated facts a register takes, and how they become the three numbers that reports ask for.

A thing opens once and closes once, serves one set of programmes at a time, and nothing about it lies in days to come.
In a merger one thing goes on and takes in the others, which close that day; when a part splits off, the old thing
goes on and the part is opened. So a merger founds nothing, and a split founds one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .ledger import Window
from .messages import Message, RuleBroken


class FactKind(StrEnum):
    OPENED = "opened"
    CHANGED = "changed"  # its name or its members
    STRENGTHENED = "strengthened"
    TOOK_IN = "took_in"  # another, which closed that day
    JOINED = "joined"  # another, which goes on
    SPLIT = "split"  # a part became a thing of its own
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A thing as its dated facts have it. `since`: the day of the last of them, before which it cannot end."""

    opened_on: date
    closed_on: date | None = None
    since: date

    def faults(self, on: date, today: date, where: str = "on") -> Iterable[Message]:
        """Why nothing can be said of it for this day."""
        if self.closed_on is not None:
            yield Message("It was closed on %(day)s already.", {"day": self.closed_on})
        if on < self.opened_on:
            text = "It was opened on %(day)s; before that nothing happened to it."
            yield Message(text, {"day": self.opened_on}, where)
        if on > today:
            yield Message("%(day)s has not come yet.", {"day": on}, where)

    def last_faults(self, on: date, today: date, where: str = "on") -> Iterable[Message]:
        """The same, where what is said must be the last that was said of it."""
        yield from self.faults(on, today, where)
        if self.opened_on <= on < self.since:
            text = "Something of %(day)s is written down for it already; this cannot lie before that."
            yield Message(text, {"day": self.since}, where)


def check_opening(
    *, name: str, on: date, today: date, stands_already: bool, is_pair: bool = False, has_twin: bool = False
) -> list[Message]:
    """`stands_already`: an open one of this kind and name is kept for the same place."""
    faults = []
    if not name.strip():
        faults.append(Message("Write the name.", where="name"))
    if on > today:
        faults.append(Message("%(day)s has not come yet.", {"day": on}, where="opened_on"))
    if stands_already:
        text = "One of this name is in the register of this place already."
        faults.append(Message(text, where="name"))
    if is_pair and not has_twin:
        faults.append(Message("Write the village on the other side.", where="twin_village"))
    if has_twin and not is_pair:
        text = "Things of this kind lie in one village. Leave the other village empty."
        faults.append(Message(text, where="twin_village"))
    return faults


def check_closing(standing: Standing, *, on: date, today: date) -> None:
    refuse(standing.last_faults(on, today, "closed_on"))


def check_serving(
    standing: Standing, *, on: date, today: date, programmes: int, is_same: bool, reason: str
) -> None:
    """`is_same`: nothing would change."""
    faults = []
    if not programmes:
        text = "Choose at least one programme. What serves none any more is closed."
        faults.append(Message(text, where="programmes"))
    elif is_same:
        faults.append(Message("It serves these programmes already.", where="programmes"))
    refuse([*faults, *standing.last_faults(on, today), *without_reason(reason)])


def check_change(
    standing: Standing, *, on: date, today: date, name: str, stands_already: bool, is_same: bool
) -> list[Message]:
    """`is_same`: neither the name nor the members would become others."""
    faults = list(standing.faults(on, today))
    if not name.strip():
        faults.append(Message("Write the name.", where="name"))
    if stands_already:
        text = "One of this name is in the register of this place already."
        faults.append(Message(text, where="name"))
    if is_same and not faults:
        faults.append(Message("Nothing was changed."))
    return faults


def check_strengthening(
    standing: Standing, *, on: date, today: date, how: str, strengthened_on: Iterable[date]
) -> None:
    faults = list(standing.faults(on, today))
    if on in strengthened_on:
        text = "It was strengthened on %(day)s already. Once a day is counted."
        faults.append(Message(text, {"day": on}, "on"))
    if not how.strip():
        faults.append(Message("Write what was done to strengthen it.", where="reason"))
    refuse(faults)


def check_merger(
    standing: Standing, others: Mapping[str, Standing], *, on: date, today: date, itself: bool, one_kind: bool,
    reason: str,
) -> None:  # fmt: skip
    """`others`: by name, those that are taken in. `itself`: the one that goes on is among them."""
    faults = list(standing.last_faults(on, today))
    if itself:
        faults.append(Message("It cannot be merged with itself.", where="others"))
    elif not others:
        faults.append(Message("Choose what is merged into it.", where="others"))
    if not one_kind:
        text = "Only things of one kind are merged. Close the other and say why."
        faults.append(Message(text, where="others"))
    for name, other in others.items():
        for fault in other.last_faults(on, today, "others"):
            faults.append(
                Message("It cannot take in %(name)s: “%(fault)s”.", {"name": name, "fault": fault}, "others")
            )
    refuse([*faults, *without_reason(reason)])


def check_split(standing: Standing, *, on: date, today: date, reason: str) -> list[Message]:
    return [*standing.faults(on, today, "opened_on"), *without_reason(reason)]


def without_reason(reason: str) -> Iterable[Message]:
    if not reason.strip():
        yield Message("Write why; the reason stays with the change.", where="reason")


def check_members(given: Mapping[str, int], *, base: str, cells: Mapping[str, str]) -> list[Message]:
    """`given`: members by cell, as "sex:female". `cells`: of each cell that may be given its breakdown. Those of the
    base breakdown add up; the others are of these."""
    faults = []
    sums: dict[str, int] = {base: 0}
    for cell, number in given.items():
        if cell not in cells:
            text = "Members of this kind are not counted by %(cell)s."
            faults.append(Message(text, {"cell": cell}, f"members.{cell}"))
        elif number < 0:
            faults.append(Message("A number of members is 0 or more.", where=f"members.{cell}"))
        else:
            sums[cells[cell]] = sums.get(cells[cell], 0) + number
    for breakdown, sum_of in sums.items():
        if sum_of > sums[base]:
            text = "These add up to %(sum)s, but it has %(total)s members."
            first = next(cell for cell in given if cells.get(cell) == breakdown)
            faults.append(Message(text, {"sum": sum_of, "total": sums[base]}, f"members.{first}"))
    return faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the three numbers need of one thing; `served`: in which days it served the programme asked for, if any."""

    opened_on: date
    closed_on: date | None = None
    strengthened_on: tuple[date, ...] = ()
    served: tuple[tuple[date, date | None], ...] | None = None

    def counts_on(self, day: date) -> bool:
        """Whether it stood that day, and served what is asked for."""
        stood = self.opened_on <= day and (self.closed_on is None or day < self.closed_on)
        return stood and self.serves_on(day)

    def serves_on(self, day: date) -> bool:
        return self.served is None or any(
            first <= day and (until is None or day < until) for first, until in self.served
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeNumbers:
    """What became of the things of one kind in a window. `standing` on its last day is maintained and founded,
    less what was founded and closed in the same window."""

    maintained: int = 0  # stands on the last day, and stood before the first
    founded: int = 0  # opened in the window
    strengthened: int = 0  # things, each once, however often it was strengthened
    closed: int = 0
    standing: int = 0


def three_numbers(things: Iterable[Told], window: Window) -> ThreeNumbers:
    """Maintained, newly founded and strengthened are three numbers; one thing may be in two of them."""
    found = dict.fromkeys(("maintained", "founded", "strengthened", "closed", "standing"), 0)
    for thing in things:
        stands = thing.counts_on(window.last)
        opened = window.first <= thing.opened_on <= window.last and thing.serves_on(thing.opened_on)
        closed = thing.closed_on is not None and window.first <= thing.closed_on <= window.last
        days = [day for day in thing.strengthened_on if window.first <= day <= window.last]
        found["standing"] += stands
        found["maintained"] += stands and not opened
        found["founded"] += opened
        found["strengthened"] += any(thing.counts_on(day) for day in days)
        found["closed"] += closed and _served_last(thing)
    return ThreeNumbers(**found)


def _served_last(thing: Told) -> bool:
    """A thing is closed in the programmes that it served until then."""
    return thing.served is None or any(until in (None, thing.closed_on) for _, until in thing.served)


def refuse(faults: Iterable[Message]) -> None:
    if said := list(faults):
        raise RuleBroken(said)
