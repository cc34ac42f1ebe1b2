"""How a plan's tasks are judged and laid out, in tables that an officer can check."""

from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.boards import (
    Asked,
    By,
    Known,
    Numbered,
    Pace,
    Shape,
    Span,
    Tally,
    check_due_day,
    check_rank,
    check_risk_days,
    check_view,
    folded,
    judge,
    matched,
    next_month,
    read_asked,
    same_day_a_year_before,
    span_in,
    tally,
    weeks_of,
)
from chungtay.rules.ledger import Window
from chungtay.rules.messages import RuleBroken
from chungtay.rules.tasks import TaskState

# Today is Friday 20 March; the plan says that a task is at risk within 7 days of its day. `other` is what the task
# waits for: its state and its day. "-" is none.
PACES = """
state         due    done   other               pace      why

given         19/03  -      -                   late      -
given         20/03  -      -                   at_risk   due_soon
given         27/03  -      -                   at_risk   due_soon
given         28/03  -      -                   on_track  -
accepted      19/03  -      -                   late      -
accepted      27/03  -      -                   at_risk   due_soon
accepted      28/03  -      -                   on_track  -
day_proposed  19/03  -      -                   late      -
day_proposed  30/06  -      -                   at_risk   day_proposed
day_proposed  24/03  -      -                   at_risk   due_soon,day_proposed
returned      19/03  -      -                   late      -
returned      30/06  -      -                   at_risk   sent_back
done          19/03  18/03  -                   -         -
done          30/06  18/03  -                   -         -
confirmed     19/03  18/03  -                   -         -
dropped       19/03  -      -                   -         -
accepted      30/06  -      accepted:19/03      at_risk   waits_for_late
accepted      30/06  -      given:19/03         at_risk   waits_for_late
accepted      30/06  -      accepted:20/03      on_track  -
accepted      30/06  -      accepted:30/06      on_track  -
accepted      30/06  -      accepted:01/07      at_risk   waits_for_later
accepted      30/06  -      done:19/03          on_track  -
accepted      30/06  -      confirmed:01/07     on_track  -
accepted      30/06  -      dropped:01/07       on_track  -
accepted      19/03  -      accepted:01/07      late      -
returned      24/03  -      accepted:01/07      at_risk   due_soon,waits_for_later,sent_back
done          19/03  18/03  accepted:18/03      -         -
"""
TODAY = date(2026, 3, 20)


def day_of(text: str) -> date:
    day, month = text.split("/")
    return date(2026, int(month), int(day))


def known(state: str, due: str, done: str = "-", waits_for: tuple[str, ...] = ()) -> Known:
    return Known(TaskState(state), day_of(due), None if done == "-" else day_of(done), waits_for)


@pytest.mark.parametrize("row", [line.split() for line in PACES.splitlines()[3:]], ids=" ".join)
def test_a_task_is_judged_as_the_table_says(row: list[str]) -> None:
    state, due, done, other, pace, why = row
    tasks = {"other": known(*other.split(":"))} if other != "-" else {}
    tasks["task"] = known(state, due, done, ("other",))
    judged = judge(tasks, today=TODAY, at_risk_days=7)["task"]
    assert (str(judged.pace or "-"), ",".join(judged.why) or "-") == (pace, why)


def test_every_state_is_judged_by_the_table() -> None:
    assert {line.split()[0] for line in PACES.splitlines()[3:]} == {str(state) for state in TaskState}


@pytest.mark.parametrize(
    ("days", "pace"), [(0, "on_track"), (9, "on_track"), (10, "at_risk"), (30, "at_risk")]
)
def test_how_near_is_too_near_is_the_plans_own_number(days: int, pace: str) -> None:
    tasks = {"task": known("accepted", "30/03")}
    assert judge(tasks, today=TODAY, at_risk_days=days)["task"].pace == pace


def test_on_its_very_day_a_task_is_at_risk_whatever_the_plan_says() -> None:
    assert judge({"task": known("accepted", "20/03")}, today=TODAY, at_risk_days=0)["task"].pace == "at_risk"


def test_a_chain_is_told_link_by_link() -> None:
    tasks = {
        "last": known("accepted", "30/06", waits_for=("middle",)),
        "middle": known("accepted", "30/05", waits_for=("first",)),
        "first": known("accepted", "01/03"),
    }
    judged = judge(tasks, today=TODAY, at_risk_days=7)
    assert [judged[name].pace for name in ("first", "middle", "last")] == ["late", "at_risk", "on_track"]


def test_what_is_not_known_puts_nothing_at_risk() -> None:
    tasks = {"task": known("accepted", "30/06", waits_for=("hidden",))}
    assert judge(tasks, today=TODAY, at_risk_days=7)["task"].pace == "on_track"


tasks_of_a_plan = st.dictionaries(
    st.integers(0, 9),
    st.builds(
        Known,
        state=st.sampled_from(TaskState),
        due_on=st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40)),
        done_on=st.none() | st.just(TODAY),
        waits_for=st.lists(st.integers(0, 9), max_size=3).map(tuple),
    ),
)


@given(tasks=tasks_of_a_plan, days=st.integers(0, 60), later=st.integers(0, 30))
def test_time_alone_never_brings_a_task_back_on_track(
    tasks: dict[object, Known], days: int, later: int
) -> None:
    now = judge(tasks, today=TODAY, at_risk_days=days)  # type: ignore[arg-type]
    then = judge(tasks, today=TODAY + timedelta(days=later), at_risk_days=days)  # type: ignore[arg-type]
    order = [Pace.ON_TRACK, Pace.AT_RISK, Pace.LATE]
    for key, one in now.items():
        assert (one.pace is None) == (then[key].pace is None)
        if one.pace:
            assert order.index(then[key].pace) >= order.index(one.pace)  # type: ignore[arg-type]
        assert bool(one.why) == (one.pace is Pace.AT_RISK)


# Weeks and the line


def test_a_month_is_whole_weeks_from_monday_to_sunday() -> None:
    weeks = weeks_of(date(2026, 3, 1))
    assert weeks[0][0] == date(2026, 2, 23) and weeks[-1][-1] == date(2026, 4, 5)
    assert len(weeks_of(date(2027, 2, 1))) == 4, "28 days from a Monday on need no more"


@given(st.dates(date(1990, 1, 1), date(2190, 12, 1)))
def test_every_day_of_a_month_lies_once_in_its_weeks(day: date) -> None:
    month = day.replace(day=1)
    days = [one for week in weeks_of(month) for one in week]
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks_of(month))
    assert days == [days[0] + timedelta(days=step) for step in range(len(days))]
    assert days[0] <= month and days[-1] >= next_month(month) - timedelta(days=1)
    assert next_month(next_month(month), -1) == month


YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), Span(0, 10_000)),
        (None, date(2026, 1, 1), Span(0, 27)),  # one day of 365
        (None, date(2026, 12, 31), Span(9_973, 27)),
        (date(2025, 6, 1), date(2026, 1, 1), Span(0, 27)),  # it began before the plan
        (date(2026, 12, 31), date(2027, 6, 1), Span(9_973, 27)),
        (date(2027, 1, 1), date(2027, 6, 1), Span(10_000, 0)),
    ],
)
def test_a_task_lies_on_the_line_from_morning_to_evening(first: date | None, last: date, span: Span) -> None:
    assert span_in(YEAR, first, last) == span


def test_the_same_day_a_year_before_29_february_is_the_28th() -> None:
    assert same_day_a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert same_day_a_year_before(TODAY) == date(2025, 3, 20)


# Two years side by side


def test_a_content_goes_on_with_the_one_it_follows_else_with_its_number() -> None:
    before = [Numbered("a", 1), Numbered("b", 2), Numbered("c", 3)]
    now = [Numbered("x", 1, "b"), Numbered("y", 2), Numbered("z", 3), Numbered("new", 4)]
    assert matched(now, before) == {"x": "b", "z": "c"}, "2 is gone on with by another already"


def test_a_content_that_follows_another_plan_is_matched_by_number() -> None:
    assert matched([Numbered("x", 1, "of an older plan")], [Numbered("a", 1)]) == {"x": "a"}


@given(
    st.lists(st.tuples(st.integers(1, 8), st.none() | st.integers(1, 8)), max_size=8),
    st.sets(st.integers(1, 8)),
)
def test_no_two_contents_go_on_with_the_same_one(
    rows: list[tuple[int, int | None]], before: set[int]
) -> None:
    contents = [
        Numbered(f"new {place}", number, f"old {follows}") for place, (number, follows) in enumerate(rows)
    ]
    found = matched(contents, [Numbered(f"old {number}", number) for number in before])
    assert len(set(found.values())) == len(found)
    assert set(found.values()) <= {f"old {number}" for number in before}


def test_a_tally_counts_as_it_was_at_the_end_of_the_day() -> None:
    tasks = [
        known("done", "01/03", "01/03"),
        known("confirmed", "19/03", "25/03"),  # done, but only after the day
        known("accepted", "20/03"),
        known("accepted", "30/06"),
        known("dropped", "01/03"),
    ]
    assert tally(tasks, TODAY) == Tally(set=4, due=3, done=1, late=1)
    assert tally(tasks, date(2026, 12, 31)) == Tally(set=4, due=4, done=2, late=2)


# What may be asked for


@pytest.mark.parametrize(
    ("typed", "written"),
    [("dak blo", "Đăk Blô"), ("DAK  BLO", "đăk blô"), ("quang ngai", "Quảng Ngãi"), ("ສະຫະພັນ", "ສະຫະພັນແມ່ຍິງ")],
)
def test_text_is_found_without_its_marks(typed: str, written: str) -> None:
    assert folded(typed) in folded(written)


def test_lao_tones_are_no_marks_to_be_dropped() -> None:
    assert folded("ກ່າ") != folded("ກາ")


GOOD = [
    "state=given&state=done&pace=late&text=%C4%91%C4%83k&month=2026-03",
    "organisation=01a201b4-e7bf-756b-97a6-26658600dead&content=0&rank=1",
]


@pytest.mark.parametrize("address", GOOD)
@pytest.mark.parametrize("shape", list(Shape))
def test_what_was_asked_is_written_as_it_was_read(address: str, shape: Shape) -> None:
    asked = read_asked(parse_qsl(address), shape)
    assert read_asked(parse_qsl(asked.address(shape)), shape) == asked
    assert asked.narrows


def test_only_a_board_has_columns_and_only_a_table_an_order() -> None:
    assert read_asked([("by", "content")], Shape.BOARD).by is By.CONTENT
    assert read_asked([("sort", "-rank")], Shape.TABLE).sort == "-rank"
    for pair in (("by", "content"), ("sort", "rank")):
        refused = [shape for shape in Shape if is_refused([pair], shape)]
        assert len(refused) == 3


def is_refused(pairs: list[tuple[str, str]], shape: Shape = Shape.TABLE) -> list[str]:
    try:
        read_asked(pairs, shape)
    except RuleBroken as problem:
        return [message.where for message in problem.messages]
    return []


@pytest.mark.parametrize(
    "pair",
    [
        ("state", "gone"), ("pace", "fast"), ("organisation", "x"), ("organisation", "01A201B4"), ("content", "-1"),
        ("content", "12345"), ("content", "١"), ("rank", "0"), ("rank", "4"), ("month", "2026-13"), ("month", "2026-3"),
        ("month", "0000-01"), ("sort", "--due"), ("sort", "asker"), ("text", "x" * 101), ("agreement__slug", "x"),
        ("holder", ""), ("State", "given"),
    ],
)  # fmt: skip
def test_what_is_not_offered_is_refused_and_named(pair: tuple[str, str]) -> None:
    assert is_refused([pair]) == [pair[0]]


def test_every_fault_is_told_at_once() -> None:
    pairs = [("rank", "9"), ("rank", "1"), ("nonsense", "1"), ("month", "May"), ("pace", "late")]
    assert sorted(is_refused(pairs)) == ["month", "nonsense", "rank"]


def test_an_empty_field_of_a_form_asks_for_nothing() -> None:
    assert read_asked([("state", ""), ("text", "  "), ("rank", "")], Shape.BOARD) == Asked()


# Changes in bulk

DUE_DAYS = """
state         day    where

accepted      21/03  -
given         20/03  -
returned      31/12  -
accepted      19/03  day
accepted      -      day
accepted      10/03  day
day_proposed  21/03  whole
done          21/03  whole
confirmed     21/03  whole
dropped       19/03  whole,day
"""


@pytest.mark.parametrize("row", [line.split() for line in DUE_DAYS.splitlines()[3:]], ids=" ".join)
def test_a_due_day_is_set_within_the_plan_while_the_task_is_open(row: list[str]) -> None:
    state, day, where = row
    given_day = None if day == "-" else day_of(day)
    got = refusals(
        lambda: check_due_day(
            state=TaskState(state), day=given_day, today=TODAY, begins_on=None, last_on=date(2026, 12, 31)
        )
    )
    assert (",".join(one or "whole" for one in got) or "-") == where


def test_a_due_day_lies_neither_after_the_plan_nor_before_the_task_begins() -> None:
    for begins_on, last_on in ((None, date(2026, 4, 30)), (date(2026, 5, 2), date(2026, 12, 31))):
        got = refusals(
            lambda begins_on=begins_on, last_on=last_on: check_due_day(
                state=TaskState.GIVEN, day=date(2026, 5, 1), today=TODAY, begins_on=begins_on, last_on=last_on
            )
        )
        assert got == ["day"]


def refusals(act: object) -> list[str]:
    try:
        act()  # type: ignore[operator]
    except RuleBroken as problem:
        return [message.where for message in problem.messages]
    return []


def test_ranks_days_and_names_are_checked() -> None:
    assert refusals(lambda: check_rank(state=TaskState.GIVEN, rank=3)) == []
    assert refusals(lambda: check_rank(state=TaskState.DONE, rank=4)) == ["", "rank"]
    assert refusals(lambda: check_rank(state=TaskState.GIVEN, rank=None)) == ["rank"]
    for days, where in ((0, []), (90, []), (91, ["days"]), (-1, ["days"]), (None, ["days"])):
        assert refusals(lambda days=days: check_risk_days(days)) == where
    assert refusals(lambda: check_view(name="Monday", asked="pace=late", held=0)) == []
    assert refusals(lambda: check_view(name="", asked="", held=50)) == ["name", ""]
    assert refusals(lambda: check_view(name="x" * 81, asked="x" * 501, held=0)) == ["name", "text"]
