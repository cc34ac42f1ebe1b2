"""Into which period of each regime a day falls: the year's end, due days, the same period a year before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import RuleBroken
from chungtay.rules.regimes import (
    PARTS,
    CutOff,
    Regime,
    Span,
    check_regime,
    period_of,
    periods_of,
    periods_on,
    read_cut_offs,
    year_before,
    year_start,
)
from chungtay.rules.tables import rows_of

DECREE_09 = Regime(
    "Decree 09/2019",
    read_cut_offs("""
        month    14/*   25/*
        quarter  14/3   25/3
        quarter  14/6   25/6
        quarter  14/9   25/9
        quarter  14/12  25/12
        half     14/6   25/6
        half     14/12  25/12
        year     14/12  25/12
    """),
)
CALENDAR = Regime(
    "Statistics",
    read_cut_offs("""
        month        31/*   12/*
        quarter      31/3   12/4
        quarter      30/6   12/7
        quarter      30/9   12/10
        quarter      31/12  12/1
        nine_months  30/9   12/10
        year         31/12  31/1
    """),
)
PROGRAMME_1719 = Regime(
    "Programme 1719",
    read_cut_offs("""
        once  10/9   15/9
        year  31/12  31/1
    """),
)
PROJECT_8 = Regime("Project 8", read_cut_offs("once 10/5 31/5"))
REGIMES = {"decree-09": DECREE_09, "calendar": CALENDAR, "1719": PROGRAMME_1719, "project-8": PROJECT_8}

# The day on which something happened, and the period of each regime that it belongs to.
DAYS = """
day         regime     span         first       last        due

14-12-2024  decree-09  month        15-11-2024  14-12-2024  25-12-2024
15-12-2024  decree-09  month        15-12-2024  14-01-2025  25-01-2025
31-12-2024  decree-09  month        15-12-2024  14-01-2025  25-01-2025
14-01-2025  decree-09  month        15-12-2024  14-01-2025  25-01-2025
15-01-2025  decree-09  month        15-01-2025  14-02-2025  25-02-2025
28-02-2025  decree-09  month        15-02-2025  14-03-2025  25-03-2025
29-02-2024  decree-09  month        15-02-2024  14-03-2024  25-03-2024
14-12-2024  decree-09  quarter      15-09-2024  14-12-2024  25-12-2024
15-12-2024  decree-09  quarter      15-12-2024  14-03-2025  25-03-2025
14-03-2025  decree-09  quarter      15-12-2024  14-03-2025  25-03-2025
15-03-2025  decree-09  quarter      15-03-2025  14-06-2025  25-06-2025
15-12-2024  decree-09  half         15-12-2024  14-06-2025  25-06-2025
14-06-2025  decree-09  half         15-12-2024  14-06-2025  25-06-2025
15-06-2025  decree-09  half         15-06-2025  14-12-2025  25-12-2025
14-12-2025  decree-09  half         15-06-2025  14-12-2025  25-12-2025
14-12-2024  decree-09  year         15-12-2023  14-12-2024  25-12-2024
15-12-2024  decree-09  year         15-12-2024  14-12-2025  25-12-2025
30-12-2024  decree-09  year         15-12-2024  14-12-2025  25-12-2025
01-01-2025  decree-09  year         15-12-2024  14-12-2025  25-12-2025
15-12-2025  decree-09  year         15-12-2025  14-12-2026  25-12-2026

14-12-2024  calendar   month        01-12-2024  31-12-2024  12-01-2025
31-12-2024  calendar   month        01-12-2024  31-12-2024  12-01-2025
01-01-2025  calendar   month        01-01-2025  31-01-2025  12-02-2025
29-02-2024  calendar   month        01-02-2024  29-02-2024  12-03-2024
28-02-2025  calendar   month        01-02-2025  28-02-2025  12-03-2025
01-03-2025  calendar   month        01-03-2025  31-03-2025  12-04-2025
31-12-2024  calendar   quarter      01-10-2024  31-12-2024  12-01-2025
01-01-2025  calendar   quarter      01-01-2025  31-03-2025  12-04-2025
30-09-2025  calendar   nine_months  01-01-2025  30-09-2025  12-10-2025
01-10-2025  calendar   nine_months  none
15-12-2024  calendar   year         01-01-2024  31-12-2024  31-01-2025
01-01-2025  calendar   year         01-01-2025  31-12-2025  31-01-2026

01-01-2025  1719       once         01-01-2025  10-09-2025  15-09-2025
10-09-2025  1719       once         01-01-2025  10-09-2025  15-09-2025
11-09-2025  1719       once         none
15-12-2024  1719       year         01-01-2024  31-12-2024  31-01-2025
31-12-2024  1719       year         01-01-2024  31-12-2024  31-01-2025
01-01-2025  1719       year         01-01-2025  31-12-2025  31-01-2026

01-01-2024  project-8  once         01-01-2024  10-05-2024  31-05-2024
10-05-2024  project-8  once         01-01-2024  10-05-2024  31-05-2024
11-05-2024  project-8  once         none
15-12-2024  project-8  year         none
"""

# Cùng kỳ: the last day of a period, and the first and last day of the one a year before.
BEFORE = """
regime     span         last        first_before  last_before

decree-09  month        14-01-2025  15-12-2023    14-01-2024
decree-09  quarter      14-03-2025  15-12-2023    14-03-2024
decree-09  half         14-06-2025  15-12-2023    14-06-2024
decree-09  year         14-12-2025  15-12-2023    14-12-2024
calendar   month        29-02-2024  01-02-2023    28-02-2023
calendar   month        28-02-2025  01-02-2024    29-02-2024
calendar   nine_months  30-09-2025  01-01-2024    30-09-2024
calendar   year         31-12-2025  01-01-2024    31-12-2024
1719       once         10-09-2025  01-01-2024    10-09-2024
project-8  once         10-05-2025  01-01-2024    10-05-2024
"""

# From where lũy kế counts on a day.
STARTS = """
regime     day         start

decree-09  14-12-2024  15-12-2023
decree-09  15-12-2024  15-12-2024
decree-09  01-01-2025  15-12-2024
decree-09  14-12-2025  15-12-2024
calendar   31-12-2024  01-01-2024
calendar   01-01-2025  01-01-2025
1719       15-12-2024  01-01-2024
project-8  15-12-2024  01-01-2024
"""


def day(text: str) -> date:
    number, month, year = map(int, text.split("-"))
    return date(year, month, number)


@pytest.mark.parametrize("row", rows_of(DAYS), ids=" ".join)
def test_a_day_falls_into_each_regimes_own_period(row: list[str]) -> None:
    on, regime, span, *said = row
    if said == ["none"]:
        with pytest.raises(RuleBroken, match="has no such period"):
            period_of(REGIMES[regime], span, day(on))
        assert span not in {period.span for period in periods_on(REGIMES[regime], day(on))}
        return
    period = period_of(REGIMES[regime], span, day(on))
    assert [period.first_on, period.last_on, period.due_on] == [day(one) for one in said]
    assert period in periods_on(REGIMES[regime], day(on))


@pytest.mark.parametrize("row", rows_of(BEFORE), ids=" ".join)
def test_the_same_period_a_year_before_ends_on_the_same_cut_off(row: list[str]) -> None:
    regime, span, last, *before = row
    period = period_of(REGIMES[regime], span, day(last))
    assert period.last_on == day(last)
    earlier = year_before(REGIMES[regime], period)
    assert [earlier.first_on, earlier.last_on] == [day(one) for one in before]


@pytest.mark.parametrize("row", rows_of(STARTS), ids=" ".join)
def test_what_is_cumulated_counts_from_the_beginning_of_the_regimes_year(row: list[str]) -> None:
    regime, on, start = row
    assert year_start(REGIMES[regime], day(on)) == day(start)


def test_a_talk_of_mid_december_belongs_to_another_year_in_each_regime() -> None:
    talk = date(2024, 12, 20)
    years = {
        name: period_of(regime, Span.YEAR, talk).last_on
        for name, regime in REGIMES.items()
        if regime.of("year")
    }
    assert years == {
        "decree-09": date(2025, 12, 14),
        "calendar": date(2024, 12, 31),
        "1719": date(2024, 12, 31),
    }


def test_all_periods_of_a_year_are_listed_in_the_order_of_their_ends() -> None:
    found = periods_of(DECREE_09, date(2025, 1, 1), date(2025, 6, 30))
    assert [(period.span, f"{period.last_on:%d-%m}") for period in found] == [
        ("month", "14-01"), ("month", "14-02"), ("month", "14-03"), ("quarter", "14-03"), ("month", "14-04"),
        ("month", "14-05"), ("month", "14-06"), ("quarter", "14-06"), ("half", "14-06"), ("month", "14-07"),
        ("quarter", "14-09"), ("half", "14-12"), ("year", "14-12"),
    ]  # fmt: skip


SPANS_OF_THE_DECREE = [Span.MONTH, Span.QUARTER, Span.HALF, Span.YEAR]
anywhen = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(anywhen, st.sampled_from(SPANS_OF_THE_DECREE))
def test_periods_follow_one_another_without_gap_or_overlap(on: date, span: Span) -> None:
    period = period_of(DECREE_09, span, on)
    assert period.holds(on)
    assert period_of(
        DECREE_09, span, period.last_on + timedelta(days=1)
    ).first_on == period.last_on + timedelta(1)
    assert period_of(DECREE_09, span, period.first_on) == period
    assert period.due_on >= period.last_on


@given(
    anywhen, st.sampled_from([(DECREE_09, span) for span in SPANS_OF_THE_DECREE] + [(CALENDAR, Span.MONTH)])
)
def test_a_year_has_as_many_periods_as_its_kind_says(on: date, asked: tuple[Regime, Span]) -> None:
    regime, span = asked
    period = period_of(regime, span, on)
    between = periods_of(regime, year_before(regime, period).last_on + timedelta(1), period.last_on, span)
    assert len(between) == PARTS[span]


@given(anywhen)
def test_shorter_periods_fill_the_year_of_their_regime(on: date) -> None:
    year = period_of(DECREE_09, Span.YEAR, on)
    for span in SPANS_OF_THE_DECREE:
        parts = periods_of(DECREE_09, year.first_on, year.last_on, span)
        assert (parts[0].first_on, parts[-1].last_on, len(parts)) == (
            year.first_on,
            year.last_on,
            PARTS[span],
        )


# Cut-offs as an office might write them, and where the rules find them wrong.
WRONG = {
    "": "cut_offs",
    "year 14/12 25/12": "",
    "year 31/2 25/3": "",
    "year 30/2 25/3": "cut_offs.1.ends",
    "year 14/13 25/12": "cut_offs.1.ends",
    "year 14/12 31/4": "",
    "year 14/12 0/1": "cut_offs.1.due",
    "half 14/6 25/6": "cut_offs.1.span",
    "half 14/6 25/6\nhalf 14/6 25/7": "cut_offs.2.ends",
    "half 14/6 25/6\nhalf 14/12 25/12": "",
    "month 14/* 25/*": "",
    "month 31/* 5/*": "",
    "month 14/1 25/1": "cut_offs.1.span",
    "once 10/5 31/5\nonce 10/9 15/9": "",
}


@pytest.mark.parametrize(("text", "where"), WRONG.items())
def test_cut_offs_that_no_year_has_are_named(text: str, where: str) -> None:
    found = ""
    try:
        check_regime(name="Ours", source="Decision 6", cut_offs=read_cut_offs(text))
    except RuleBroken as problem:
        found = " ".join(message.where for message in problem.messages)
    assert found == where


@pytest.mark.parametrize("text", ["year", "year 14 25", "year x/12 25/12", "decade 14/12 25/12"])
def test_a_line_that_is_no_cut_off_says_how_to_write_one(text: str) -> None:
    with pytest.raises(RuleBroken, match="such as"):
        read_cut_offs(text)


def test_every_fault_of_a_regime_is_said_at_once() -> None:
    with pytest.raises(RuleBroken) as problem:
        check_regime(
            name=" ", source="", cut_offs=(), reminders=[-3, -3, 99], valid_from=date(2026, 1, 1),
            valid_to=date(2026, 1, 1),
        )  # fmt: skip
    assert [message.where for message in problem.value.messages] == [
        "name", "source", "cut_offs", "reminders", "reminders", "valid_to",
    ]  # fmt: skip


def test_a_report_due_before_its_period_ended_is_due_in_the_next_year() -> None:
    assert CutOff(Span.YEAR, 12, 31, 1, 25).due(date(2024, 12, 31)) == date(2025, 1, 25)
    assert CutOff(Span.YEAR, 12, 14, 12, 25).due(date(2024, 12, 14)) == date(2024, 12, 25)
