"""Whoever states a stock reads only what bears on it, and comes to the same entries as with the whole ledger."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.rules.ledger import Entry, Statement, ground_of, statement_entries, withdrawal_entries
from tests.rules.book import WORLD, Ledger, whole

DAYS = [date(year, month, 1) for year in (2025, 2026, 2027) for month in (3, 7, 9)]
SAID = st.tuples(st.sampled_from(DAYS), st.sampled_from(sorted(map(str, WORLD.places))), st.integers(0, 3))


def near(entries: list[Entry], place: str, on: date = date.min) -> list[Entry]:
    """What was stated before that day is never restored."""
    stating = {entry.place for entry in entries if entry.stated is not None and entry.on >= on}
    ground = ground_of({place}, stating & WORLD.surroundings(place), WORLD)
    return [entry for entry in entries if entry.place in ground]


@settings(max_examples=150)
@given(st.lists(SAID, min_size=2, max_size=9), st.booleans())
def test_what_lies_elsewhere_never_matters(said: list[tuple[date, str, int]], is_withdrawn: bool) -> None:
    ledger = Ledger()
    for on, place, level in said:
        if not WORLD.places[place].is_on_map(on):
            continue
        levels = ((frozenset[tuple[str, str]](), whole(str(level))),)
        statement = Statement(indicator="clubs", place=place, on=on, holder="union", levels=levels)
        changes = statement_entries(ledger.entries, statement, WORLD)
        assert statement_entries(near(ledger.entries, place, on), statement, WORLD) == changes
        ledger.post(changes)
    if is_withdrawn and ledger.entries:
        first = next(entry for entry in ledger.entries if entry.stated is not None)
        taken_back = withdrawal_entries(ledger.entries, first, WORLD)
        assert (
            withdrawal_entries(near(ledger.entries, str(first.place), first.on), first, WORLD) == taken_back
        )


def test_a_commune_is_not_asked_about_its_neighbours() -> None:
    entries = Ledger().say("2025-05-01 Alder 6\n2025-05-01 Dogwood 3\n2025-05-01 Birch 2").entries
    assert {entry.place for entry in near(entries, "Dogwood")} == {"Dogwood"}
    assert {entry.place for entry in near(entries, "Cedar")} == {"Alder", "Birch"}
