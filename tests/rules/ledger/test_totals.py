"""Figures from entries: windows, maps, programmes, categories, kinds."""

import pytest

from chungtay.rules.ledger import Window
from chungtay.rules.messages import RuleBroken
from tests.rules.book import WORLD, ask, asked, book, day, window

SESSIONS = book("""
    2025-01-14  Alder     2
    2025-01-15  Birch     3
    2025-06-30  Elm       5
    2025-07-01  Cedar     4
    2025-12-31  Dogwood   1
    2026-01-01  Dogwood   9
    2025-08-01  Juniper   6
    2025-09-01  Rowan     7
""")


def test_a_window_includes_both_its_days() -> None:
    assert asked(SESSIONS, "2025-01-15..2025-12-31", places=frozenset(["Dogwood"])) == ["= 1"]
    assert asked(SESSIONS, "2025-01-15..2025-01-15") == ["= 3"]
    with pytest.raises(RuleBroken, match="before it begins"):
        Window(day("2025-02-01"), day("2025-01-31"))


@pytest.mark.parametrize(
    ("map_day", "level", "rows"),
    [
        (None, "commune", "Cedar 9, Dogwood 1, Fir 3, Gum 2, Juniper 6, Rowan 7"),
        (None, "province", "Greatshire 21, Pineshire 7"),
        (None, "country", "Eastland 7, Westland 21"),
        ("2025-06-30", "commune", "Alder 2, Birch 3, Dogwood 1, Elm 5, Hilldale 4, Rowan 7, Westland 6"),
        ("2025-06-30", "province", "Oakshire 15, Pineshire 7, Westland 6"),
        (
            "2027-01-01",
            "commune",
            "Dogwood 1, Juniper 6, Laurel 1 assumed, Maple 1 assumed, Nettle 1 assumed, Oleander 11, Rowan 7",
        ),
        ("2027-01-01", "province", "Greatshire 21, Pineshire 7"),  # whole again, so nothing is assumed
    ],
)
def test_rows_by_place_stand_on_the_map_that_is_asked_for(map_day: str | None, level: str, rows: str) -> None:
    on = day(map_day) if map_day else None
    assert asked(SESSIONS, by="place", level=level, map_day=on) == [*rows.split(", "), "= 28"]


def test_a_unit_is_asked_for_with_all_that_lies_in_it() -> None:
    hilldale = frozenset(["Hilldale"])
    assert asked(SESSIONS, places=hilldale, map_day=day("2025-06-30"), by="place") == [
        "Alder 2", "Birch 3", "Hilldale 4", "= 9",
    ]  # fmt: skip
    both = frozenset(["Greatshire", "Cedar"])
    assert asked(SESSIONS, places=both) == ["= 21"]  # Cedar lies in Greatshire and counts once


def test_a_unit_must_be_on_the_map_that_is_asked_for() -> None:
    with pytest.raises(RuleBroken, match="Alder did not exist on 2025-12-31"):
        ask(SESSIONS, places=frozenset(["Alder"]))
    with pytest.raises(RuleBroken, match="There is no place Atlantis"):
        ask(SESSIONS, places=frozenset(["Atlantis"]))


def test_months_are_cut_where_the_window_is_cut() -> None:
    rows = asked(SESSIONS, "2024-12-15..2025-01-14", by="month")
    assert rows == ["2024-12 -", "2025-01 2", "= 2"]


def test_all_months_stand_on_one_map() -> None:
    assert asked(SESSIONS, "2025-06-15..2025-07-31", by="month", places=frozenset(["Greatshire"])) == [
        "2025-06 5", "2025-07 4", "= 9",
    ]  # fmt: skip


def test_zero_is_a_figure_and_no_report_is_none() -> None:
    entries = book("2025-01-10 Alder 0")
    assert asked(entries, by="place") == ["Cedar 0", "= 0"]
    assert asked(entries, "2024", by="place") == ["= -"]
    assert asked(entries, "2025-01-01..2025-02-28", by="month") == ["2025-01 0", "2025-02 -", "= 0"]


TWICE = book("""
    2025-03-01  Dogwood  4  for=first
    2025-03-02  Dogwood  5  for=second
    2025-03-03  Dogwood  6  for=first,second
    2025-03-04  Dogwood  7
""")


@pytest.mark.parametrize(
    ("programmes", "total"),
    [("first", 10), ("second", 11), ("first second", 15), ("third", None), (None, 22)],
)
def test_what_serves_two_programmes_counts_in_each_and_once_across(
    programmes: str | None, total: int | None
) -> None:
    chosen = None if programmes is None else frozenset(programmes.split())
    amount = ask(TWICE, programmes=chosen).total.amount
    assert amount == (None if total is None else total * 10_000)


def test_only_the_holders_asked_for_count() -> None:
    entries = book("2025-03-01 Dogwood 4 by=union\n2025-03-01 Dogwood 5 by=ministry")
    assert asked(entries, holders=frozenset(["ministry"])) == ["= 5"]


BROKEN_DOWN = book("""
    2025-03-01  Dogwood  6  sex=female  people=kinh
    2025-03-01  Dogwood  3  sex=female  people=brau
    2025-03-01  Dogwood  1
    2025-03-01  Dogwood  4  of=ages  age=young
    2025-03-01  Dogwood  2  of=ages  age=old
""")


@pytest.mark.parametrize(
    ("level", "rows"),
    [
        ("sex", "female 9, nowhere 1"),  # the last row: not stated
        ("people", "brau 3, kinh 6, nowhere 1"),
        ("age", "old 2, young 4"),  # "of which": read when asked for, never summed in
        ("", "all 1, brau+female 3, female+kinh 6"),
        ("religion", "nowhere 10"),
    ],
)
def test_only_the_base_breakdown_adds_up_to_the_total(level: str, rows: str) -> None:
    assert asked(BROKEN_DOWN, by="category", level=level) == [*rows.split(", "), "= 10"]


def test_a_total_can_be_asked_for_some_categories_only() -> None:
    assert asked(BROKEN_DOWN, categories=frozenset({("sex", "female")})) == ["= 9"]
    assert asked(BROKEN_DOWN, categories=frozenset({("age", "old")})) == ["= 2"]
    assert asked(BROKEN_DOWN, categories=frozenset({("sex", "female")}), by="category", level="people") == [
        "brau 3", "kinh 6", "= 9",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        ("2025-03-01 Dogwood 9900 nearly", "9900 nearly"),  # one figure keeps its own word
        ("2025-03-01 Dogwood 9900 nearly\n2025-03-02 Dogwood 5", "9905 about"),
        ("2025-03-01 Dogwood 10 over\n2025-03-02 Dogwood 5 over", "15 about"),
        ("2025-03-01 Dogwood 10\n2025-03-02 Dogwood 5", "15"),
        ("2025-03-01 Elm 10 over", "10 over"),  # one figure, though it lies in two communes now
        ("2025-03-01 Dogwood 10 estimated\n2025-03-02 Dogwood 5", "15 estimated"),
    ],
)
def test_a_total_is_about_if_any_part_is_not_exact(lines: str, total: str) -> None:
    assert asked(book(lines)) == [f"= {total}"]


def test_every_row_names_the_entries_behind_it() -> None:
    answer = ask(SESSIONS, by="place", level="commune")
    assert {row.key: row.entries for row in answer.rows}["Cedar"] == (1, 2, 4)
    assert answer.total.entries == (1, 2, 3, 4, 5, 7, 8)


def test_figures_are_as_they_were_known_then() -> None:
    assert asked(SESSIONS, as_known_at=2) == ["= 5"]
    assert asked(SESSIONS, as_known_at=0) == ["= -"]
    assert ask(SESSIONS, as_known_at=3).known_at == 3
    assert ask(SESSIONS).known_at == 8


def test_an_answer_says_which_map_it_stands_on() -> None:
    assert ask(SESSIONS).map_on == day("2025-12-31")
    assert ask(SESSIONS, map_day=day("2020-01-01")).map_on == day("2020-01-01")


WOMEN = book(
    """
    2025-03-31  Alder    30  period=2025-01-01..2025-03-31
    2025-03-31  Dogwood  20  period=2025-01-01..2025-03-31
    2025-06-30  Alder    45  period=2025-04-01..2025-06-30
    2025-12-31  Dogwood  50  period=2025
    2025-12-31  Cedar    60  period=2025-07-01..2025-12-31
""",
    "women",
)


@pytest.mark.parametrize(
    ("within", "rows"),
    [
        ("2025-01-01..2025-03-31", "Alder 30, Dogwood 20, = 50"),  # exactly a period that was counted
        ("2025", "Dogwood 50, = 50"),  # only who counted for the year
        ("2025-01-01..2025-06-30", "Alder 45 at_least, Dogwood 20 at_least, = 50 at_least"),
        ("2025-01-01..2025-05-31", "Alder 30 at_least, Dogwood 20 at_least, = 50 at_least"),
        ("2025-02-01..2025-03-31", "= -"),  # no counted period lies inside
        ("2025-01-01..2026-06-30", "Cedar 60 at_least, Dogwood 50 at_least, = 60 at_least"),
    ],
)
def test_distinct_persons_add_only_within_the_period_they_were_counted_for(within: str, rows: str) -> None:
    assert asked(WOMEN, within, "women", by="place", level="commune") == rows.split(", ")


def test_persons_of_one_province_do_not_depend_on_how_another_counted() -> None:
    entries = book(
        """
        2025-03-31  Dogwood  20  period=2025-01-01..2025-03-31
        2025-12-31  Rowan    50  period=2025
        """,
        "women",
    )
    assert asked(entries, "2025", "women", places=frozenset(["Dogwood"])) == ["= 20 at_least"]


RATIO = book("""
    2025-01-10  Alder    4   what=sessions
    2025-01-10  Alder    2   what=attendances
    2025-08-10  Dogwood  3   what=sessions
    2025-08-10  Dogwood  5   what=attendances
    2025-08-10  Rowan    7   what=attendances
    2025-08-10  Fir      0   what=sessions
    2025-08-10  Fir      0   what=attendances
""")


def test_a_ratio_is_made_anew_from_its_parts_and_never_added() -> None:
    assert asked(RATIO, "2025", "per session", by="place", level="commune") == [
        "Cedar 0.5", "Dogwood 1.6667", "Fir -", "Rowan -", "= 2",
    ]  # fmt: skip
    assert asked(RATIO, "2025-01-01..2025-02-28", "per session", by="month") == [
        "2025-01 0.5",
        "2025-02 -",
        "= 0.5",
    ]


STOCK = book(
    """
    2024-05-01  Alder    1
    2024-06-01  Alder    1
    2025-02-01  Birch    1
    2025-08-01  Cedar   -1
    2026-01-01  Cedar    1
    """,
    "clubs",
)


def test_a_stock_is_what_stands_on_the_last_day() -> None:
    assert asked(STOCK, "2025", "clubs", by="place") == ["Cedar 2", "= 2"]
    assert asked(STOCK, "2024-01-01..2024-05-31", "clubs") == ["= 1"]
    assert asked(STOCK, "2025-06-01..2025-08-31", "clubs", by="month") == [
        "2025-06 3", "2025-07 3", "2025-08 2", "= 2",
    ]  # fmt: skip
    assert asked(STOCK, "2023", "clubs") == ["= -"]


def test_a_year_is_twelve_months_and_a_lone_day_is_one() -> None:
    assert len(window("2025").months()) == 12
    assert window("2025-01-15..2025-01-15").months() == [window("2025-01-15..2025-01-15")]
    assert window("2024").days == 366


def test_the_small_world_is_one_that_could_be_entered() -> None:
    assert len(WORLD.places) == 26
