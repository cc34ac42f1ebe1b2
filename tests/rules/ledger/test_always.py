"""What holds for every ledger: thousands of small ledgers made by chance, against the obvious."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.rules.ledger import (
    Entry,
    Qualifier,
    Window,
    level_of,
    live,
    reversal_of,
    verify_chain,
    withdrawal_entries,
)
from chungtay.rules.places import WHOLE, Key
from tests.rules.book import BEGAN, JULY, LATER, WORLD, Ledger, ask

FIRST = date(2024, 6, 1)
DAYS = st.integers(0, 1_100).map(lambda days: FIRST + timedelta(days))  # past both turns of the map
KEYS = sorted(map(str, WORLD.places))


@st.composite
def ledgers(draw: st.DrawFn, indicator: str) -> list[Entry]:
    """Entries at places that existed on their day, some of them reversed, each in its own posting."""
    ledger = Ledger()
    for _ in range(draw(st.integers(0, 12))):
        on = draw(DAYS)
        alive = [key for key in KEYS if WORLD.places[key].is_on_map(on)]
        ledger.post([
            Entry(
                indicator=indicator,
                place=draw(st.sampled_from(alive)),
                on=on,
                holder="union",
                amount=draw(st.integers(-(10**6), 10**9)),
                programmes=draw(st.frozensets(st.sampled_from(["a", "b", "c"]))),
                categories=draw(st.sampled_from([frozenset(), frozenset({("sex", "female")})])),
                qualifier=draw(st.sampled_from(Qualifier)),
            )
        ])  # fmt: skip
        if draw(st.booleans()):
            taken_back = draw(st.sampled_from(live(ledger.entries)))
            if draw(st.booleans()):
                ledger.post([reversal_of(taken_back, ledger.entries)])
    return ledger.entries


@st.composite
def windows(draw: st.DrawFn) -> str:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return f"{first}..{last}"


MAPS = st.sampled_from([BEGAN, JULY - timedelta(1), JULY, LATER, date(2030, 1, 1)])
LEVELS = st.sampled_from(["", "village", "commune", "district", "province", "country"])
ADDING = st.sampled_from(["sessions", "clubs"])


@given(data=st.data(), indicator=ADDING, within=windows(), map_day=MAPS, level=LEVELS)
def test_rows_by_place_add_up_to_the_total_on_any_map(
    data: st.DataObject, indicator: str, within: str, map_day: date, level: str
) -> None:
    entries = data.draw(ledgers(indicator))
    answer = ask(entries, within, indicator, by="place", level=level, map_day=map_day)
    assert sum(row.amount or 0 for row in answer.rows) == (answer.total.amount or 0)
    assert answer.total.amount == ask(entries, within, indicator).total.amount  # and the map changes nothing
    assert {seq for row in answer.rows for seq in row.entries} == set(answer.total.entries)


@given(entries=ledgers("sessions"), within=windows())
def test_months_add_up_to_the_window_and_categories_to_the_total(entries: list[Entry], within: str) -> None:
    months = ask(entries, within, by="month")
    assert sum(row.amount or 0 for row in months.rows) == (months.total.amount or 0)
    categories = ask(entries, within, by="category", level="sex")
    assert sum(row.amount or 0 for row in categories.rows) == (categories.total.amount or 0)


@given(entries=ledgers("sessions"), first=DAYS, days=st.integers(0, 400), more=st.integers(1, 400))
def test_a_flow_over_two_windows_side_by_side_is_the_flow_over_both(
    entries: list[Entry], first: date, days: int, more: int
) -> None:
    middle, last = first + timedelta(days), first + timedelta(days + more)
    parts = [f"{first}..{middle}", f"{middle + timedelta(1)}..{last}"]
    both = ask(entries, f"{first}..{last}").total.amount or 0
    assert sum(ask(entries, part).total.amount or 0 for part in parts) == both


@given(entries=ledgers("clubs"), on=DAYS)
def test_a_stock_is_the_sum_of_all_changes_so_far(entries: list[Entry], on: date) -> None:
    changes = [entry.amount for entry in entries if entry.on <= on]
    assert (ask(entries, f"{on}..{on}", "clubs").total.amount or 0) == sum(changes)


@given(entries=ledgers("sessions"), within=windows(), one=st.frozensets(st.sampled_from("abc")))
def test_a_union_of_programmes_counts_every_entry_once(
    entries: list[Entry], within: str, one: frozenset[str]
) -> None:
    days = Window(*map(date.fromisoformat, within.split("..")))
    counted = [entry for entry in live(entries) if days.has(entry.on) and entry.programmes & one]
    assert (ask(entries, within, programmes=one).total.amount or 0) == sum(entry.amount for entry in counted)


@given(data=st.data(), indicator=ADDING, within=windows(), map_day=MAPS)
def test_a_reversal_nets_to_nothing_everywhere(
    data: st.DataObject, indicator: str, within: str, map_day: date
) -> None:
    entries = data.draw(ledgers(indicator))
    before = ask(entries, within, indicator, by="place", level="commune", map_day=map_day)
    last, amount = len(entries) + 1, data.draw(st.integers())
    extra = Entry(indicator=indicator, place="Elm", on=FIRST, holder="union", amount=amount)
    extra = replace(extra, seq=last, posting=last)
    back = replace(reversal_of(extra, entries), seq=last + 1, posting=last + 1)
    after = ask([*entries, extra, back], within, indicator, by="place", level="commune", map_day=map_day)
    assert (after.rows, after.total) == (before.rows, before.total)


@given(entries=ledgers("clubs"), within=windows(), map_day=MAPS)
def test_plain_sums_of_all_entries_with_reversals_agree(
    entries: list[Entry], within: str, map_day: date
) -> None:
    """The reference leaves a reversed entry and its reversal out; who adds both up gets the same."""
    last = date.fromisoformat(within.split("..")[1])
    levels: dict[Key | None, int] = {}
    for entry in entries:
        if entry.on <= last:
            for part in WORLD.parts(entry.place, entry.amount, map_day):
                levels[part.place] = levels.get(part.place, 0) + part.amount
    rows = ask(entries, within, "clubs", by="place", map_day=map_day).amounts()
    assert {key: amount for key, amount in levels.items() if amount} == {
        key: amount for key, amount in rows.items() if amount
    }


@given(entries=ledgers("sessions"), within=windows(), known=st.integers(0, 12))
def test_what_was_known_then_is_what_the_first_postings_say(
    entries: list[Entry], within: str, known: int
) -> None:
    then = [entry for entry in entries if entry.posting <= known]
    assert ask(entries, within, as_known_at=known).total == ask(then, within).total


# Statements: places and days on which they exist. Whole clubs and whole shares divide exactly, so what holds
# in exact numbers holds here: levels are decided by what was said, not by the order in which it was said.
COMMUNES = ["Alder", "Birch", "Elm", "Dogwood", "Cedar", "Fir", "Gum", "Oleander"]
MERGED_ONLY = ["Alder", "Birch", "Cedar", "Dogwood", "Hazel", "Ivy", "Juniper"]
NESTED = [*COMMUNES, "Hilldale", "Lowdale", "Oakshire", "Greatshire", "Westland", "Brook", "Newbrook"]

Said = tuple[str, date, int]


def statements(places: list[str]) -> st.SearchStrategy[list[Said]]:
    def lived(place: str) -> st.SearchStrategy[Said]:
        unit = WORLD.places[place]
        first = max(unit.valid_from, FIRST)
        last = (unit.valid_to or date(2027, 12, 31)) - timedelta(1)
        days = st.integers(0, (last - first).days // 90).map(lambda n: first + timedelta(90 * n))
        return st.tuples(st.just(place), days, st.integers(0, 9).map(lambda n: n * WHOLE))

    return st.lists(st.sampled_from(places).flatmap(lived), max_size=7)


def spoken(said: list[Said]) -> Ledger:
    ledger = Ledger()
    for place, on, level in said:
        ledger.state(place, on, level)
    return ledger


def levels(ledger: Ledger, places: list[str]) -> dict[tuple[str, date], int]:
    entries = live(ledger.entries)
    found = {}
    for place in places:
        for step in range(0, 1_200, 100):
            on = FIRST + timedelta(step)
            if WORLD.places[place].is_on_map(on):
                found[place, on] = sum(level_of(entries, place, on, WORLD).values())
    return found


def obvious_level(said: list[Said], place: str, on: date) -> int:
    """What a place said last; if it never spoke, the sum of what it was made of."""
    own = {day: level for key, day, level in said if key == place and day <= on}
    if own:
        return own[max(own)]
    return sum(obvious_level(said, str(merger.old), on) for merger in WORLD.origins.get(place, ()))


@settings(max_examples=150)
@given(said=statements(MERGED_ONLY))
def test_stated_stocks_follow_the_obvious_rule_on_levels(said: list[Said]) -> None:
    found = levels(spoken(said), MERGED_ONLY)
    assert found == {(place, on): obvious_level(said, place, on) for place, on in found}


@settings(max_examples=100)
@given(said=statements(NESTED), data=st.data())
def test_the_order_in_which_statements_arrive_changes_no_level(said: list[Said], data: st.DataObject) -> None:
    in_force = [(place, on, level) for (place, on), level in {(p, d): n for p, d, n in said}.items()]
    shuffled = data.draw(st.permutations(in_force))
    assert levels(spoken(said), NESTED) == levels(spoken(shuffled), NESTED)


@settings(max_examples=100)
@given(said=statements(NESTED))
def test_every_statement_holds_on_its_day_after_all_others(said: list[Said]) -> None:
    entries = live(spoken(said).entries)
    for (place, on), level in {(place, on): level for place, on, level in said}.items():
        assert sum(level_of(entries, place, on, WORLD).values()) == level


@settings(max_examples=60)
@given(said=statements(NESTED), data=st.data())
def test_a_withdrawn_statement_leaves_no_trace_in_any_level(said: list[Said], data: st.DataObject) -> None:
    spots = sorted({(place, on) for place, on, _ in said})
    ledger = spoken(said)
    if spots:
        gone = data.draw(st.sampled_from(spots))
        entry = next(entry for entry in live(ledger.entries) if (entry.place, entry.on) == gone)
        ledger.post(withdrawal_entries(ledger.entries, entry, WORLD))
        said = [item for item in said if item[:2] != gone]
    assert levels(ledger, NESTED) == levels(spoken(said), NESTED)
    assert verify_chain(ledger.postings, ledger.entries) == []


@given(entries=ledgers("sessions"), data=st.data())
def test_a_chain_notices_any_change_of_any_entry(entries: list[Entry], data: st.DataObject) -> None:
    ledger = Ledger()
    for entry in entries:
        ledger.post([replace(entry, seq=0, posting=0)])
    assert verify_chain(ledger.postings, ledger.entries) == []
    assert all(before.hash == after.previous_hash for before, after in pairwise(ledger.postings))
    if entries:
        at = data.draw(st.integers(0, len(entries) - 1))
        changes: list[Callable[[Entry], Entry]] = [
            lambda entry: replace(entry, amount=entry.amount + 1),
            lambda entry: replace(entry, on=entry.on + timedelta(1)),
            lambda entry: replace(entry, programmes=entry.programmes ^ {"a"}),
            lambda entry: replace(entry, place="Alder" if entry.place != "Alder" else "Birch"),
        ]
        altered = list(ledger.entries)
        altered[at] = data.draw(st.sampled_from(changes))(altered[at])
        assert verify_chain(ledger.postings, altered)
