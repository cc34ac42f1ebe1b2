"""The review's table, read out of one block of memory, holds what the reference says of every cell and clock."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.cube import EVERYTHING, Table, history
from chungtay.cube.answer import Cube
from chungtay.rules.ledger import Kind, Question, Window, totals
from tests.cases import many

from .ledgers import INDICATORS
from .maps import BEGAN, TURNS, Chance, drawn_day
from .questions import Case, cases
from .test_cube import put

ASKED = ("sessions", "attendances", "clubs", "groups")
STOCKS = frozenset(name for name in ASKED if INDICATORS[name].kind is Kind.STOCK)


@pytest.fixture(scope="module", autouse=True)
def checkpoints_after_every_change() -> Any:
    """Small ledgers would else never reach a second checkpoint."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "EVERY", 1)
        patch.setattr(history, "SMALL", 3)
        yield


def asked_of(cube: Cube, case: Case, windows: tuple[Window, ...], clocks: dict[str, Any]) -> Table:
    return cube.table(ASKED, windows, case.world, stocks=STOCKS, sight=EVERYTHING, **clocks)


def in_cells(table: Table, windows: tuple[Window, ...]) -> dict[tuple[int, str, object], tuple[int, int]]:
    """Only what holds something: a unit without entries need not have a column."""
    return {
        (window, name, place): (int(table.amounts[window, at, unit]), int(table.counts[window, at, unit]))
        for window in range(len(windows))
        for at, name in enumerate(ASKED)
        for unit, place in enumerate(table.places)
        if table.counts[window, at, unit] or table.amounts[window, at, unit]
    }


def by_the_reference(case: Case, windows: tuple[Window, ...], clocks: dict[str, Any], last: int) -> Any:
    known = [entry for entry in case.ledger.entries if entry.posting <= last]
    found = {}
    for number, window in enumerate(windows):
        for name in ASKED:
            question = Question(
                indicator=name, window=window, by="place", level=clocks["level"], map_day=clocks["map_on"],
                as_known_at=clocks["known_at"], programmes=clocks["programmes"],
            )  # fmt: skip
            for row in totals(known, question, case.world, INDICATORS).rows:
                found[number, name, row.key] = row.amount, row.count
    return found


def drawn_clocks(chance: Chance, last: int) -> dict[str, Any]:
    return {
        "level": chance.one(("province", "commune", "")),
        "map_on": chance.one((TURNS[-1], *TURNS, BEGAN, date(2026, 3, 31))),
        "known_at": None if chance.seldom(2) else chance.number(last + 2),
        "programmes": frozenset({chance.one("abc")}) if chance.seldom(3) else None,
    }


@many(250)
@given(case=cases(questions=1), data=st.data())
def test_a_table_says_what_the_reference_says_of_each_cell_while_the_ledger_grows(
    case: Case, data: st.DataObject
) -> None:
    chance = Chance(data.draw)
    windows = tuple(Window(*sorted((drawn_day(chance), drawn_day(chance)))) for _ in range(2))
    last = len(case.ledger.postings)
    clocks = [drawn_clocks(chance, last) for _ in range(3)]
    cube = Cube()
    for step in sorted({last // 3, 2 * last // 3, last}):
        put(cube, case.ledger, cube.last_posting + 1, step)
        for told in clocks:
            right = by_the_reference(case, windows, told, step)
            assert in_cells(asked_of(cube, case, windows, told), windows) == right, (step, told)
