"""Tables of notices: nothing under the least is shown, and nobody computes it, who knows how many cards there are."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.incidents.rules.statistics import (
    CODES,
    TOTAL,
    YEAR,
    Card,
    Codes,
    Key,
    Table,
    check_card,
    counted,
    days_of,
    least_on,
    partitions,
    periods_over,
    quarter_of,
    table_of,
)
from chungtay.rules.messages import RuleBroken

FEW = Codes(
    ("trafficking", "other"), ("female", "male"), ("under_16", "18_29"), ("vn_to_la", "none"), ("home", "services")
)  # fmt: skip
LEAST = 5


def cards(**how_many: int) -> tuple[Card, ...]:
    """`female_under_16=6`: so many of trafficking."""
    return tuple(
        Card(1, "trafficking", sex, band, "vn_to_la", "home")
        for words, number in how_many.items()
        for sex, _, band in [words.partition("_")]
        for _ in range(number)
    )


def shown(table: Table) -> dict[Key, int]:
    return {key: told for key, told in table.told.items() if told is not None}


def test_quarters_and_the_year_come_out_when_they_are_over() -> None:
    assert [quarter_of(date(2026, month, 1)) for month in (1, 3, 4, 12)] == [1, 1, 2, 4]
    assert days_of(2026, 1) == (date(2026, 1, 1), date(2026, 3, 31)) and days_of(2024, 4)[1] == date(
        2024, 12, 31
    )
    assert periods_over(2026, date(2026, 3, 31)) == [] and periods_over(2026, date(2026, 4, 1)) == [1]
    assert periods_over(2025, date(2026, 1, 1)) == [1, 2, 3, 4, YEAR]


def test_the_least_is_data_with_a_source_and_no_lower_than_five() -> None:
    least = least_on(date(2026, 1, 1))
    assert least.least >= 5 and least.source


def test_a_small_table_says_nothing_at_all() -> None:
    assert shown(table_of(cards(female_under_16=4), FEW, 2025)) == {}


def test_that_all_were_of_one_kind_is_not_said() -> None:
    """Whoever reads the trail knows which nine notices those are."""
    told = shown(table_of(cards(female_under_16=9), FEW, 2025))
    assert told == {TOTAL: 9}


def test_large_numbers_are_shown_and_what_is_left_beside_them_is_not() -> None:
    told = shown(
        table_of(cards(female_under_16=20, male_under_16=9, female_18_29=3, male_18_29=3), CODES, 2025)
    )
    assert told[TOTAL] == 35
    assert told["cell", "trafficking", "female", "under_16"] == 20
    assert all(number >= LEAST for number in told.values())


def test_a_quarter_says_how_many_and_no_more() -> None:
    assert shown(table_of(cards(female_under_16=9), CODES, 2025, 1)) == {TOTAL: 9}
    assert shown(table_of(cards(female_under_16=9), CODES, 2025, 2)) == {}


# An attacker who tries every table there can be.


def rows(parts: list[Key], whole: int, table: Table) -> Iterator[dict[Key, int]]:
    """Every way in which these parts make the whole and agree with what is shown."""
    if not parts:
        if whole == 0:
            yield {}
        return
    first, *others = parts
    told = table[first]
    for number in range(whole + 1) if told is None else [told] if told <= whole else []:
        for row in rows(others, whole - number, table):
            yield {first: number, **row}


def values(table: Table, total: int, codes: Codes) -> dict[Key, set[int]]:
    """What each number may be, for somebody who knows how many cards there are."""
    found: dict[Key, set[int]] = {}
    own = dict[Key, list[list[Key]]]()
    for whole, parts in partitions(counted((), codes, YEAR)):
        own.setdefault(whole, []).append(parts)
    for axis in own.pop(TOTAL):
        # A row of types stands only where each type's cells can be filled.
        for row in rows(axis, total, table):
            filled = [list(rows(cells, row[key], table)) for key in axis for cells in own.get(key, [])]
            if all(filled):
                for told in (row, *(one for ways in filled for one in ways)):
                    for key, number in told.items():
                        found.setdefault(key, set()).add(number)
    return found


pile = st.tuples(st.sampled_from([*product(FEW.type, FEW.sex, FEW.band)]), st.integers(1, 9))
ways = st.tuples(st.sampled_from(FEW.direction), st.sampled_from(FEW.outcome))


@settings(max_examples=60, deadline=None)
@given(st.lists(pile, max_size=4), st.lists(ways, min_size=36, max_size=36))
def test_nobody_computes_a_small_number_even_who_knows_how_many_there_are(
    piles: list[tuple[tuple[str, str, str], int]], ends: list[tuple[str, str]]
) -> None:
    three = [cell for cell, number in piles for _ in range(number)]
    held = tuple(Card(1, *cell, *end) for cell, end in zip(three, ends, strict=False))
    table, true = table_of(held, FEW, 2025), counted(held, FEW, YEAR)
    assert all(number == true[key] >= LEAST for key, number in shown(table).items())
    known = values(table, len(held), FEW)
    for key, number in true.items():
        if key != TOTAL and number < LEAST and len(held):
            assert number in known[key], "what is true is possible"
            assert len(known[key]) > 1, f"{key} is {number}, and can be computed"


def test_the_attacker_finds_what_a_careless_table_gives_away() -> None:
    held = cards(female_under_16=9, male_under_16=6, female_18_29=2)
    true = counted(held, FEW, YEAR)
    told = {key: number if number >= LEAST else None for key, number in true.items()}
    known = values(Table(2025, YEAR, least_on(date(2026, 1, 1)), told), len(held), FEW)
    assert known["type", "other"] == {0}
    assert (
        max(known["cell", "trafficking", "female", "18_29"]) == 2
    )  # of what is left, the small ones are made


@pytest.mark.parametrize("missing", ["is_recipient", "is_closed", "has_consent"])
def test_a_card_is_let_out_by_a_recipient_of_a_closed_side_with_consent(missing: str) -> None:
    told = {
        "type": "trafficking",
        "sex": "female",
        "band": "under_16",
        "direction": "none",
        "outcome": "home",
    }
    well = {"is_recipient": True, "is_closed": True, "is_released": False, "has_consent": True}
    check_card(told, CODES, **well)
    with pytest.raises(RuleBroken) as broken:
        check_card(told, CODES, **well | {missing: False})
    assert len(broken.value.messages) == 1
    with pytest.raises(RuleBroken, match="already"):
        check_card(told, CODES, **well | {"is_released": True})


def test_every_code_that_no_list_holds_is_named_at_once() -> None:
    told = {"type": "Mrs X of Dogwood", "sex": ["female"], "band": 15, "outcome": ""}
    with pytest.raises(RuleBroken) as broken:
        check_card(told, CODES, is_recipient=True, is_closed=True, is_released=False, has_consent=True)
    assert {one.where for one in broken.value.messages} == {"type", "sex", "band", "direction", "outcome"}


def test_what_is_shown_of_a_year_does_not_change_with_cards_of_another_quarter() -> None:
    first = table_of(cards(female_under_16=7), CODES, 2025, 1)
    later = Card(2, "other", "male", "60_up", "none", "home")
    assert first == table_of((*cards(female_under_16=7), later), CODES, 2025, 1)
