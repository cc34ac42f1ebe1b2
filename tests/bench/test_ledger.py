"""Whoever takes part in the bench of the ledger answers every question alike, on entries that are always the same."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from bench.ledger import home
from bench.ledger.contestants import Contestant, Missing
from bench.ledger.contestants.django_objects import DjangoObjects
from bench.ledger.contestants.duckdb_sorted import DuckdbSorted
from bench.ledger.contestants.pandas_frame import PandasFrame
from bench.ledger.contestants.product import Product
from bench.ledger.contestants.sqlite_raw import SqliteRaw
from bench.ledger.country import FIRST_NEW_COMMUNE, NOWHERE, UNITS, WHOLE, made_country
from bench.ledger.entries import SIZES, made_ledger
from bench.ledger.questions import mid_month, questions
from bench.ledger.race import Race, race, table
from bench.ledger.reference import cells

COUNTRY = made_country()
LEDGER = made_ledger(SIZES["S0"], COUNTRY)
ASKED = [*questions(LEDGER), mid_month(questions(LEDGER)[5])]


def test_the_country_has_as_many_units_as_were_counted_before_and_after_its_merger() -> None:
    assert UNITS == 1 + 63 + 34 + 700 + 10_035 + 3_321
    assert len(set(COUNTRY.new_province[FIRST_NEW_COMMUNE:].tolist())) == 34
    assert (COUNTRY.old_province[FIRST_NEW_COMMUNE:] == NOWHERE).sum() == 24, (
        "which hold parts of two old provinces"
    )


def test_the_shares_of_every_unit_that_ended_add_up_to_one() -> None:
    shares = np.bincount(COUNTRY.successions[:, 0], COUNTRY.successions[:, 2])
    assert set(shares[shares > 0]) == {WHOLE}


def test_the_entries_are_the_same_each_time() -> None:
    again = made_ledger(SIZES["S0"], made_country())
    assert all((again.columns[name] == column).all() for name, column in LEDGER.columns.items())


def test_what_was_wrong_is_taken_back_by_the_opposite_and_later() -> None:
    amount, reverses = LEDGER.columns["amount"], LEDGER.columns["reverses"]
    rows = np.flatnonzero(reverses)
    assert len(rows) > 100
    assert (amount[rows] == -amount[reverses[rows] - 1]).all()
    assert (LEDGER.columns["posting"][rows] > LEDGER.columns["posting"][reverses[rows] - 1]).all()


@pytest.mark.parametrize("contestant", [SqliteRaw(), DuckdbSorted(), PandasFrame()], ids=lambda one: one.name)
def test_a_contestant_gives_the_cells_of_the_reference(contestant: Contestant, tmp_path: Path) -> None:
    try:
        contestant.take_in(LEDGER, tmp_path)
    except Missing as reason:
        pytest.skip(str(reason))
    try:
        assert wrong(contestant) == []
    finally:
        contestant.leave()


@pytest.mark.django_db
def test_our_own_answers_and_those_of_objects_are_the_cells_of_the_reference(tmp_path: Path) -> None:
    laid = home.laid_home(LEDGER)
    home.load(laid, LEDGER)
    objects = DjangoObjects(laid)
    objects.take_in(LEDGER, tmp_path)
    assert wrong(objects) == []
    assert wrong(Product(laid)) == []


def test_a_contestant_that_answers_wrongly_is_found_out_and_named() -> None:
    class Wrong(PandasFrame):
        name = "one who counts one too many"

        def cells(self, question, answer):  # type: ignore[no-untyped-def]
            return {key: amount + 1 for key, amount in super().cells(question, answer).items()}

    liar = Wrong()
    try:
        liar.take_in(LEDGER, Path())
    except Missing as reason:
        pytest.skip(str(reason))
    found = race([liar], ASKED[:1], LEDGER, rounds=1, say=lambda _: None)
    assert [line.split(":")[0] for line in found.disagreements] == ["one who counts one too many, Q1"]


def test_the_table_says_how_many_times_ours_another_took() -> None:
    medians = {("a", "Q1"): 0.001, ("b", "Q1"): 0.25, ("a", "Q2"): 0.002}
    result = Race(("a", "b"), tuple(ASKED[:2]), medians, {("a", "Q1"): 0.5}, 1)
    assert table(result, first="a").splitlines()[2:] == [
        "| a | **1** | **2** |",
        "| a, the first time in a process | 500 | – |",
        "| b | 250 (250×) | – |",
    ]


def test_windows_from_the_15th_to_the_14th_are_as_long_as_the_others() -> None:
    assert mid_month(ASKED[5]).windows[0] == (date(2023, 12, 15), date(2025, 12, 14))


def wrong(contestant: Contestant) -> list[str]:
    """The questions that it answers otherwise."""
    return [
        question.name
        for question in ASKED
        if contestant.can_answer(question)
        and contestant.cells(question, contestant.ask(question)) != cells(LEDGER, question)
    ]
