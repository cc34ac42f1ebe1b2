"""The running year fits the day of loading, whatever day that is."""

from datetime import date, timedelta

import pytest

from chungtay.demo.clock import BEGINS_ON, closed_halves, running_half

DAYS = [BEGINS_ON + timedelta(days=days) for days in range(0, 1200, 7)]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_half_years_follow_one_another_up_to_the_day_of_loading(today: date) -> None:
    halves = [*closed_halves(today), running_half(today)]
    for before, after in zip(halves, halves[1:], strict=False):
        assert before.last_on < after.first_on <= before.last_on + timedelta(days=11)
    assert all(half.first_on < half.last_on < half.due_on < today for half in halves)


def test_the_old_communes_close_their_books_before_they_end() -> None:
    first = closed_halves(BEGINS_ON)[0]
    assert first.due_on + timedelta(days=5) < date(2025, 7, 1)


def test_the_past_that_is_over_leaves_nothing_to_be_approved_on_the_day_of_loading() -> None:
    for today in DAYS:
        assert all(half.due_on + timedelta(days=5) < today for half in closed_halves(today))
