"""Who is late, who is rung, who can be asked for a period, and what a leader should look at twice."""

from datetime import date

import pytest

from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from chungtay.rules.rounds import (
    Asked,
    Reminding,
    Told,
    check_phone,
    check_reminder,
    check_stop,
    days_late,
    dialled,
    is_to_ring,
    oddities,
    twins,
    why_not,
)
from chungtay.rules.tables import rows_of

MARCH = {"first_on": date(2026, 1, 1), "last_on": date(2026, 3, 14)}


def day(text: str) -> date | None:
    return None if text == "-" else date(2026, *(int(part) for part in reversed(text.split("/"))))


LATE = """
state      due    today  handed-in  days-late
open       25/3   24/3   -          0
open       25/3   25/3   -          0
open       25/3   26/3   -          1
returned   25/3   1/4    23/3       7
handed_in  25/3   1/4    25/3       0
handed_in  25/3   1/4    28/3       3
approved   25/3   1/5    20/3       0
approved   25/3   1/5    26/3       1
"""


@pytest.mark.parametrize("row", list(rows_of(LATE)), ids=" ".join)
def test_a_report_is_late_from_the_day_after_the_due_day_until_it_is_handed_in(row: list[str]) -> None:
    state, due, today, handed_in, days = row
    due_on, now = day(due), day(today)
    assert due_on and now
    assert days_late(state, due_on=due_on, today=now, handed_in_on=day(handed_in)) == int(days)


RING = """
state      let-off  promised  reminded  ring  why
open       no       -         -         yes   owes, and nobody asked yet
open       no       -         20/3      no    was rung today already
open       no       -         19/3      yes   was rung yesterday
open       no       22/3      19/3      no    promised a day that is still to come
open       no       20/3      19/3      no    promised it for today
open       no       19/3      18/3      yes   did not keep the promise
open       yes      -         -         no    was let off
returned   no       -         -         yes   must mend it
handed_in  no       -         -         no    has sent: reminders stop
approved   no       -         -         no    is done
"""


@pytest.mark.parametrize("row", RING.strip().splitlines()[1:])
def test_whom_to_ring_tonight(row: str) -> None:
    state, let_off, promised, reminded, ring, _why = row.split(maxsplit=5)
    found = is_to_ring(
        state, is_stopped=let_off == "yes", promised_on=day(promised), reminded_on=day(reminded),
        today=date(2026, 3, 20),
    )  # fmt: skip
    assert found == (ring == "yes")


REMINDED = """
today  stands  next   over
20/3   -       22/3   no
22/3   22/3    25/3   no
24/3   22/3    25/3   no
27/3   25/3    28/3   no
28/3   28/3    -      no
29/3   28/3    -      yes
"""


@pytest.mark.parametrize("row", list(rows_of(REMINDED)), ids=" ".join)
def test_reminders_of_the_calendar_stop_after_the_last_one(row: list[str]) -> None:
    today, stands, then, over = row
    reminding = Reminding((date(2026, 3, 22), date(2026, 3, 25), date(2026, 3, 28)))
    now = day(today)
    assert now
    told = (reminding.reached_on(now), reminding.next_on(now), reminding.is_over(now))
    assert told == (day(stands), day(then), over == "yes")


def test_without_days_nobody_is_reminded_by_itself() -> None:
    none = Reminding(())
    assert (none.reached_on(date(2026, 3, 20)), none.is_over(date(2030, 1, 1)), none.last_on) == (
        None,
        False,
        None,
    )


ASKED = [
    (Asked(name="Dogwood"), ""),
    (Asked(name="Dogwood", place_from=date(2026, 3, 14)), ""),
    (Asked(name="Dogwood", place_from=date(2026, 3, 15)), "its place did not exist"),
    (Asked(name="Alder", place_until=date(2026, 2, 1), heirs=("Cedar",)), "Ask %(heirs)s"),
    (Asked(name="Alder", place_until=date(2026, 3, 14), heirs=("Cedar",)), "Ask %(heirs)s"),
    (Asked(name="Alder", place_until=date(2026, 3, 15), heirs=("Cedar",)), ""),
    (Asked(name="Alder", until=date(2026, 2, 1)), "before the period was over"),
    (Asked(name="Office", has_place=False), "no place of its own"),
    (Asked(name="Dogwood", overlapping=((date(2026, 1, 1), date(2026, 1, 31)),)), "must not overlap"),
]


@pytest.mark.parametrize(("unit", "said"), ASKED)
def test_who_stands_on_the_last_day_reports_for_the_whole_period(unit: Asked, said: str) -> None:
    fault = why_not(unit, **MARCH)
    assert (fault.text if fault else "").find(said) >= 0
    assert (fault is None) == (said == "")


PHONES = """
0260 3862 301        02603862301
0260.3862.301        02603862301
(0260) 3862-301      02603862301
+856 36 211 045      +85636211045
0085636211045        +85636211045
113                  113
0260 3862 301; 302   02603862301
ask the guard        -
12                   -
"""


@pytest.mark.parametrize("row", PHONES.strip().splitlines())
def test_a_number_is_dialled_as_it_was_written_down(row: str) -> None:
    written, wanted = row[:21].strip(), row[21:].strip()
    assert dialled(written) == ("" if wanted == "-" else wanted)


def test_what_is_no_number_is_not_kept_and_an_empty_one_is_none() -> None:
    check_phone("")
    with pytest.raises(RuleBroken):
        check_phone("ask the guard")


def test_a_reminder_of_those_who_have_sent_and_a_promise_for_yesterday_are_both_named() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_reminder(
            owing=0, promised_on=date(2026, 3, 19), today=date(2026, 3, 20), latest=date(2026, 6, 18)
        )
    assert [message.where for message in refused.value.messages] == ["reports", "promised_on"]
    with pytest.raises(RuleBroken):
        check_reminder(
            owing=1, promised_on=date(2026, 7, 1), today=date(2026, 3, 20), latest=date(2026, 6, 18)
        )


def test_nobody_is_let_off_without_a_reason() -> None:
    with pytest.raises(RuleBroken):
        check_stop(owing=1, reason=" ")


def told(text: str) -> dict[int, Told]:
    """`1=12 2=-`: number and figure; "-" is not reported."""
    pairs = (one.split("=") for one in text.split() if "=" in one)
    return {
        int(number): Told("not_reported") if figure == "-" else Told("given", int(figure) * SCALE)
        for number, figure in pairs
    }


ODD = """
now           before        odd
1=12 2=340    1=11 2=300
1=12 2=340    nothing
1=12 2=1700   1=11 2=300    far_above
1=12 2=50     1=11 2=300    far_below
1=12 2=0      1=11 2=300    far_below
1=12 2=-      1=11 2=300    not_reported
1=4           1=0
1=11 2=300    1=11 2=300    same_as_before
1=0 2=0       1=0 2=0
"""


@pytest.mark.parametrize("row", ODD.strip().splitlines()[1:])
def test_what_a_leader_looks_at_twice(row: str) -> None:
    now, before, odd = row[:14].strip(), row[14:28].strip(), row[28:].split()
    days = {"ends_on": date(2026, 3, 14), "handed_in_on": date(2026, 3, 16)}
    assert [one.odd for one in oddities(told(now), told(before), **days)] == odd


def test_a_report_before_the_end_of_its_period_is_odd_even_with_calm_figures() -> None:
    found = oddities(told("1=1"), told("1=1 2=9"), ends_on=date(2026, 3, 14), handed_in_on=date(2026, 3, 13))
    assert [one.odd for one in found] == ["before_the_end"]


def test_two_units_with_the_very_same_figures_are_both_named_but_one_equal_number_is_chance() -> None:
    same, other = told("1=12 2=340 3=0"), told("1=12 2=341")
    assert twins({"a": same, "b": other, "c": same}) == {"a": "c", "c": "a"}
    assert twins({"a": told("1=3"), "b": told("1=3")}) == {}
