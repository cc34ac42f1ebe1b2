"""An attacker who tries every table there can be finds at least two values for whatever was hidden."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind
from chungtay.rules.published.suppression import (
    Count,
    Hidden,
    Partition,
    Published,
    Where,
    hidden_well,
    suppressed,
)

HALVES = ((date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 12, 31)))
YEAR = (HALVES[0][0], HALVES[1][1])
AXES = {"place": ("alder", "birch", "dogwood"), "sex": ("female", "male")}
WINDOWS = {"first": HALVES[0], "second": HALVES[1], "year": YEAR}
OF = {"first": (1, 0), "second": (0, 1), "year": (1, 1)}  # which halves a window holds
Pair = tuple[int, int]  # of the two halves
Told = dict[
    tuple[str, str, str], tuple[int, Hidden | None]
]  # axis, key, window: the number, or why there is none


def table(told: dict[tuple[str, str], Pair], windows: list[str]) -> Published:
    """One publication: all axes, in some windows."""
    counts = [
        Count("k", Where("oak", "", axis, key), *WINDOWS[window], amount(pair, window) * SCALE)
        for window in windows
        for (axis, key), pair in told.items()
    ]
    wheres = [Where("oak", "", axis, key) for axis, key in told]
    parts = [tuple(one for one in wheres if one.axis == axis) for axis in AXES]
    return Published(tuple(counts), tuple(Partition(Where("oak"), part) for part in parts if part))


def amount(pair: Pair, window: str) -> int:
    return pair[0] * OF[window][0] + pair[1] * OF[window][1]


def published_one_by_one(told: dict[tuple[str, str], Pair], turns: list[list[str]], least: int) -> Told:
    """What readers have seen after several publications, each decided with those before it."""
    before: list[Published] = []
    seen: Told = {}
    for windows in turns:
        new = table(told, windows)
        hidden = suppressed(new, before, kinds={"k": Kind.PARTICIPATIONS}, least=least)
        before.insert(0, Published(new.counts, new.partitions, hidden))
        for count in new.counts:
            window = next(name for name, days in WINDOWS.items() if days == (count.first_on, count.last_on))
            key = count.where.axis, count.where.key, window
            if seen.get(key, (0, Hidden.SMALL))[1] is not None:
                seen[key] = count.amount // SCALE, hidden.get(count.place)
    return seen


def pairs_of(seen: Told, axis: str, key: str, least: int, most: int) -> list[Pair]:
    """Every (first half, second half) that agrees with what is said of one place or category."""
    return [
        pair
        for pair in product(range(most + 1), repeat=2)
        if all(
            agrees(amount(pair, window), *seen[axis, key, window], least)
            for window in WINDOWS
            if (axis, key, window) in seen
        )
    ]


def agrees(value: int, true: int, why: Hidden | None, least: int) -> bool:
    if why is None:
        return value == true
    if why is Hidden.WITHHELD:
        return True
    return 0 < value < least if why is Hidden.SMALL else value >= least


def possible(
    seen: Told, keys: list[tuple[str, str]], least: int, most: int
) -> dict[tuple[str, str], set[Pair]]:
    """For the total and every part the pairs that stand in at least one table that agrees with all that is said."""
    totals = set(pairs_of(seen, "", "", least, most))
    open_: dict[tuple[str, str], list[Pair]] = {
        (axis, key): pairs_of(seen, axis, key, least, most) for axis, key in keys if axis
    }
    found: dict[tuple[str, str], set[Pair]] = {}
    axes = [axis for axis in AXES if any(one == axis for one, _ in keys)]
    for axis in axes:
        totals &= {sum_of(row) for row in product(*(open_[one] for one in open_ if one[0] == axis))}
    for axis in axes:
        own = [one for one in open_ if one[0] == axis]
        for row in product(*(open_[one] for one in own)):
            if sum_of(row) in totals:
                for one, pair in zip(own, row, strict=True):
                    found.setdefault(one, set()).add(pair)
    return found | {("", ""): totals}


def sum_of(row: tuple[Pair, ...]) -> Pair:
    return sum(pair[0] for pair in row), sum(pair[1] for pair in row)


def computed(seen: Told, told: dict[tuple[str, str], Pair], least: int) -> Iterator[tuple[str, str, str]]:
    """What the attacker is sure of though it was hidden, or though it is small."""
    most = max(max(pair) for pair in told.values()) + 2
    for (axis, key), pairs in possible(seen, list(told), least, most).items():
        for window in WINDOWS:
            values = {amount(pair, window) for pair in pairs}
            true = amount(told[axis, key], window)
            assert true in values, "what is true is possible"
            hidden = seen.get((axis, key, window), (0, None))[1] is not None
            if len(values) == 1 and (hidden or 0 < true < least):
                yield axis, key, window


small = st.integers(0, 7)
pair = st.tuples(small, small)
turns = st.sampled_from([
    [["year"]], [["first"], ["year"]], [["year"], ["first"]], [["first"], ["second"]], [["first", "second", "year"]],
    [["first"], ["second"], ["year"]], [["year"], ["second"]],
])  # fmt: skip


@given(st.lists(pair, min_size=2, max_size=3), st.data(), turns, st.sampled_from([3, 4, 5]))
def test_nobody_computes_what_is_hidden_from_all_publications_together(
    places: list[Pair], data: st.DataObject, windows: list[list[str]], least: int
) -> None:
    told: dict[tuple[str, str], Pair] = {("", ""): sum_of(tuple(places))}
    told |= {("place", key): pair for key, pair in zip(AXES["place"], places, strict=False)}
    if data.draw(st.booleans()):
        total = told["", ""]
        women = tuple(data.draw(st.integers(0, one)) for one in total)
        told["sex", "female"] = women[0], women[1]
        told["sex", "male"] = total[0] - women[0], total[1] - women[1]
    seen = published_one_by_one(told, windows, least)
    assert list(computed(seen, told, least)) == []


def test_thirty_indicators_by_forty_places_and_twenty_categories_take_a_breath() -> None:
    places = [(n * 37) % 61 for n in range(40)]
    groups = [3, 1, 0, *(sum(places) // 17 for _ in range(16))]
    groups.append(sum(places) - sum(groups))
    told = {("", ""): sum(places)}
    told |= {("place", f"{n}"): amount for n, amount in enumerate(places)}
    told |= {("ethnicity", f"{n}"): amount for n, amount in enumerate(groups)}
    counts = [
        Count("k", Where("oak", "", axis, key), *YEAR, amount * SCALE) for (axis, key), amount in told.items()
    ]
    whole = Where("oak")
    parts = [
        Partition(whole, tuple(one.where for one in counts if one.where.axis == axis))
        for axis in ("place", "ethnicity")
    ]
    begun = perf_counter()
    proof = hidden_well(Published(tuple(counts), tuple(parts)), [], kind=Kind.PARTICIPATIONS, least=5)
    assert perf_counter() - begun < 30  # for each of the thirty: that it ends, however busy the machine
    assert proof.open == []
