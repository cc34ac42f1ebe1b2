"""Everything that a reader may know about one indicator, as numbers and the sums that tie them together.

A number is *printed*, now or earlier, or *follows* from printed ones: what is left of a whole when its parts are taken
away, the days between two windows. A sum says that some numbers, some taken negatively, make nothing together. What
follows and is small is guarded like what is printed and small.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind

from .counts import Count, Published, Where

Days = tuple[date, date]  # the first day, and the first day after
Equation = dict[int, int]  # the number's place in the list: +1 or -1


class State(StrEnum):
    OUT = "out"  # printed earlier; nobody can take it back
    SHOWN = "shown"
    SMALL = "small"  # hidden, and said to be small
    PROTECTED = "protected"  # hidden, and said not to be small
    WITHHELD = "withheld"  # hidden, and nothing is said of its size
    FOLLOWS = "follows"  # never printed
    SECRET = "secret"  # never printed, and small


KNOWN = (State.OUT, State.SHOWN)


@dataclass
class System:
    """One indicator in all public tables: each number once, with what is printed of it, and all sums."""

    least: int  # in ten-thousandths
    kind: Kind
    amounts: list[int] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)  # what readers lose when a shown one is hidden
    equations: list[Equation] = field(default_factory=list)
    printed: dict[Count, int] = field(default_factory=dict)
    sums_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    timed: dict[Where, "Timeline"] = field(default_factory=dict)
    made: dict[frozenset[int], int] = field(default_factory=dict)  # what follows from these, once

    def add(self, amount: int, state: State | None = None, cost: int = 0) -> int:
        if state is None:
            state = State.SECRET if self.is_small(amount) else State.FOLLOWS
        self.amounts.append(amount)
        self.states.append(state)
        self.costs.append(cost)
        return len(self.amounts) - 1

    def sum(self, equation: Equation) -> None:
        assert sum(self.amounts[one] * sign for one, sign in equation.items()) == 0, "what is true adds up"
        for one in equation:
            self.sums_of[one].append(len(self.equations))
        self.equations.append(equation)

    def is_small(self, amount: int) -> bool:
        return 0 < amount < self.least

    def guarded(self) -> list[int]:
        """Whatever must not be computed."""
        hidden = (State.SMALL, State.PROTECTED, State.WITHHELD, State.SECRET)
        return [one for one, state in enumerate(self.states) if state in hidden]


def system_of(new: Published, before: Sequence[Published], *, kind: Kind, least: int) -> System:
    """Of one indicator. `before` is whatever was ever public, the newest first."""
    system = System(least=least * SCALE, kind=kind)
    for table in before:
        for count in table.counts:
            print_of(system, count, state_of(count, table))
    for count in new.counts:
        print_of(system, count, State.SHOWN)
    add_days(system, [new, *before])
    tables = [new, *before]
    for table in tables:
        add_parts(system, table, tables)
    add_twins(system)
    return system


def state_of(count: Count, table: Published) -> State:
    """Of a count in a table that is public already."""
    why = table.hidden.get(count.place)
    return State(why) if why else State.OUT


def print_of(system: System, count: Count, state: State) -> None:
    """The same number of the same persons is one number, in however many tables it stands.

    What was hidden once stays hidden, and what is out is out.
    """
    known = system.printed.get(count)
    if known is None:
        if state is State.SHOWN and system.is_small(count.amount):
            state = State.SMALL
        whole = not count.where.axis
        system.printed[count] = system.add(count.amount, state, cost_of(count.amount, whole=whole))
    elif state is State.OUT:
        system.states[known] = State.OUT


def cost_of(amount: int, *, whole: bool) -> int:
    """Small parts go before large ones, and totals last."""
    return (amount // SCALE + 1) * (1_000 if whole else 1)


def days_of(count: Count) -> Days:
    return count.first_on, count.last_on + timedelta(days=1)


# Days: what adds over them is tied by the windows that fit together.


class Timeline:
    """Running sums of one count at the days where printed windows begin or end, as far as the windows join them."""

    def __init__(self, windows: Iterable[tuple[Days, int]]) -> None:
        self.group: dict[date, date] = {}
        self.height: dict[date, int] = {}
        for (first, end), amount in windows:
            self._join(first, end, amount)
        self.pieces: dict[Days, int] = {}  # the shortest known stretches, by their number in the system

    def _join(self, first: date, end: date, amount: int) -> None:
        """Windows that contradict the newer ones before them were corrected since, and tie nothing."""
        for day in (first, end):
            if day not in self.group:
                self.group[day], self.height[day] = day, 0
        if self.group[first] == self.group[end]:
            return
        shift = self.height[first] + amount - self.height[end]
        moved = self.group[end]
        for day, group in self.group.items():
            if group == moved:
                self.group[day] = self.group[first]
                self.height[day] += shift

    def amount(self, days: Days) -> int | None:
        """What is known of a stretch, printed or not."""
        first, end = days
        if first not in self.group or self.group.get(end) != self.group[first]:
            return None
        return self.height[end] - self.height[first]

    def stretches(self) -> Iterator[Days]:
        """The shortest ones, each between two days that are joined."""
        lines = defaultdict(list)
        for day in sorted(self.group):
            lines[self.group[day]].append(day)
        for days in lines.values():
            yield from zip(days, days[1:], strict=False)


def add_days(system: System, tables: Sequence[Published]) -> None:
    if system.kind not in (Kind.FLOW, Kind.PARTICIPATIONS):
        return
    windows: dict[Where, list[Count]] = defaultdict(list)
    for table in tables:
        for count in table.counts:
            windows[count.where].append(count)
    for where, counts in windows.items():
        timeline = Timeline((days_of(count), count.amount) for count in counts)
        stretches = list(timeline.stretches())
        if len(stretches) < 2 or any((timeline.amount(days) or 0) < 0 for days in stretches):
            continue
        system.timed[where] = timeline
        for days in stretches:
            timeline.pieces[days] = system.add(timeline.amount(days) or 0)
        for count in dict.fromkeys(counts):
            if timeline.amount(days_of(count)) == count.amount:
                system.sum({system.printed[count]: -1} | pieces_in(timeline, days_of(count)))
        add_small_stretches(system, timeline, {days_of(count) for count in counts})


def pieces_in(timeline: Timeline, days: Days) -> Equation:
    group = timeline.group[days[0]]
    return {
        one: 1
        for (first, end), one in timeline.pieces.items()
        if timeline.group[first] == group and days[0] <= first and end <= days[1]
    }


def add_small_stretches(system: System, timeline: Timeline, printed: set[Days]) -> None:
    """Days that nobody printed but anybody can compute."""
    for first, end in combinations(sorted(timeline.group), 2):
        amount = timeline.amount((first, end))
        known = (first, end) in timeline.pieces or (first, end) in printed
        if amount is not None and system.is_small(amount) and not known:
            follows(system, amount, pieces_in(timeline, (first, end)))


# Parts: what lies in a whole, and what is left of it.


def add_parts(system: System, table: Published, tables: Sequence[Published]) -> None:
    """As the table itself prints them, else as the newest other one does."""
    own: dict[Where, dict[Days, Count]] = defaultdict(dict)
    for one in [*reversed(tables), table]:
        for count in one.counts:
            own[count.where][moment(system.kind, days_of(count))] = count
    for partition in table.partitions:
        members = [one for one in (partition.whole, *partition.parts) if one in own or one in system.timed]
        if len(members) < 2 or partition.whole not in members:
            continue
        for days in sorted({days for one in members for days in spans(system, own, one)}):
            numbers = [number_of(system, own, one, days) for one in (partition.whole, *partition.parts)]
            add_rest(system, numbers[0], [one for one in numbers[1:] if one is not None])


def moment(kind: Kind, days: Days) -> Days:
    """A stock stands on a day, however it was asked for."""
    return (days[1], days[1]) if kind is Kind.STOCK else days


def spans(system: System, own: dict[Where, dict[Days, Count]], where: Where) -> Iterator[Days]:
    yield from own.get(where, {})
    if where in system.timed:
        yield from system.timed[where].pieces


def number_of(system: System, own: dict[Where, dict[Days, Count]], where: Where, days: Days) -> int | None:
    """As it is printed, or as it follows from what is printed."""
    count = own.get(where, {}).get(days)
    if count is not None:
        return system.printed[count]
    timeline = system.timed.get(where)
    amount = timeline.amount(days) if timeline else None
    if timeline is None or amount is None:
        return None
    pieces = pieces_in(timeline, days)
    if len(pieces) == 1:
        return next(iter(pieces))
    return follows(system, amount, pieces)


def follows(system: System, amount: int, parts: Equation) -> int:
    """What other numbers make together; the same ones make the same number."""
    key = frozenset(parts)
    if key not in system.made:
        system.made[key] = system.add(amount)
        system.sum({system.made[key]: -1} | parts)
    return system.made[key]


def add_rest(system: System, whole: int | None, parts: list[int]) -> None:
    if whole is None or not parts or whole in parts:
        return
    rest = system.amounts[whole] - sum(system.amounts[one] for one in parts)
    key = frozenset([whole, *parts])
    if rest < 0 or key in system.made:
        return  # parts that overlap, or were counted on different days, tie nothing
    system.made[key] = system.add(rest) if rest else whole
    system.sum({whole: -1} | dict.fromkeys(parts, 1) | ({system.made[key]: 1} if rest else {}))


def add_twins(system: System) -> None:
    """Equal numbers that may be of the same persons: an activity that serves two programmes, a longer time of which
    only the largest part is known. Whoever reads both may take them for one.
    """
    alike: dict[tuple[str, str, int], list[Count]] = defaultdict(list)
    for count in system.printed:
        if count.amount:
            alike[(count.where.axis, count.where.key, count.amount)].append(count)
    for counts in alike.values():
        for one, other in combinations(counts, 2):
            if one.where == other.where:
                same = system.kind is Kind.PERSONS
            else:
                same = one.where.programme != other.where.programme and days_of(one) == days_of(other)
            if same:
                system.sum({system.printed[one]: 1, system.printed[other]: -1})
