"""What activities tell stands on their days, the rest of a line on the last day of the period; nothing is lost."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.reports.dated import Added, DatedPart, dated
from chungtay.rules.reports.lines import TOTAL, Part
from chungtay.rules.tables import rows_of

END = date(2026, 1, 14)
DAYS = {"20/12": date(2025, 12, 20), "3/1": date(2026, 1, 3), "end": END}

# A line and its activities by cell (T: in all, f: female, m: male, ?: not stated, g: Gia Rai, an "of which"), and what
# lies on which day.
TABLE = """
line                activities                     lies

T=5                 20/12:T=1,3/1:T=1              20/12:T=1,3/1:T=1,end:T=3
T=2                 20/12:T=1,3/1:T=1              20/12:T=1,3/1:T=1
T=1                 20/12:T=1,3/1:T=1              end:T=1
T=0                 -                              end:T=0
f=30;m=10           20/12:T=20;f=20                20/12:f=20,end:f=10;m=10
f=30;m=10           20/12:T=40;f=30;m=10           20/12:f=30;m=10
f=30;?=10           20/12:T=25;f=20                20/12:f=20;?=5,end:f=10;?=5
f=30;m=10           20/12:T=25;f=20                end:f=30;m=10
f=30;m=10;g=15      20/12:T=20;f=20;g=15           20/12:f=20;g=15,end:f=10;m=10
f=30;m=10;g=25      20/12:T=20;f=20                end:f=30;m=10;g=25
f=30;m=10;g=15      20/12:T=20;f=20;g=5            20/12:f=20;g=5,end:f=10;m=10;g=10
f=30;m=10;g=15      20/12:T=20;f=20;g=20           end:f=30;m=10;g=15
"""
CELLS = {"T": TOTAL, "f": "sex:female", "m": "sex:male", "?": "sex:not-stated", "g": "ethnicity:gia-rai"}
MARKS = {cell: mark for mark, cell in CELLS.items()}


def read(text: str) -> dict[str, int]:
    return {CELLS[one.split("=")[0]]: int(one.split("=")[1]) for one in text.split(";")}


def read_days(text: str) -> list[tuple[str, dict[str, int]]]:
    pairs = [] if text == "-" else [one.split(":") for one in text.split(",")]
    return [(day, read(cells)) for day, cells in pairs]


def parts_of(cells: dict[str, int]) -> list[Part]:
    return [
        Part(cell, cell.split(":")[0] or "total", not cell.startswith("ethnicity"), n)
        for cell, n in cells.items()
    ]


def added(day: date, cells: dict[str, int]) -> Added:
    return Added(day, "there", cells[TOTAL], {cell: n for cell, n in cells.items() if cell != TOTAL})


@pytest.mark.parametrize("row", rows_of(TABLE), ids=" ".join)
def test_a_line_lies_on_days_as_the_table_says(row: list[str]) -> None:
    line, activities, lies = row
    done = [added(DAYS[day], cells) for day, cells in read_days(activities)]
    found = dated(parts_of(read(line)), done, on=END, place="here")
    wanted = {(DAYS[day], cell): n for day, cells in read_days(lies) for cell, n in cells.items()}
    assert {(one.on, one.part.combination): one.part.amount for one in found} == wanted


def test_what_an_activity_tells_stands_at_its_place() -> None:
    found = dated(parts_of({TOTAL: 3}), [added(DAYS["3/1"], {TOTAL: 1})], on=END, place="here")
    assert {(one.place, one.part.amount) for one in found} == {("there", 1), ("here", 2)}


numbers = st.integers(0, 30)
lines = st.dictionaries(
    st.sampled_from(sorted(set(CELLS.values()) - {TOTAL})), st.integers(1, 60), min_size=1
)
activities = st.lists(
    st.tuples(
        st.integers(0, 30), numbers, st.dictionaries(st.sampled_from(sorted(CELLS.values())[1:]), numbers)
    ),
    max_size=4,
)


@given(lines, activities)
def test_however_it_is_dated_a_line_says_the_same_in_all(
    line: dict[str, int], done: list[tuple[int, int, dict[str, int]]]
) -> None:
    told = [Added(END - timedelta(days=ago), "there", amount, cells) for ago, amount, cells in done]
    found = dated(parts_of(line), told, on=END, place="here")
    sums: Counter[str] = Counter()
    for one in found:
        assert one.part.amount > 0
        sums[one.part.combination] += one.part.amount
    assert dict(sums) == line


@given(lines, activities)
def test_on_no_day_a_part_is_greater_than_its_whole(
    line: dict[str, int], done: list[tuple[int, int, dict[str, int]]]
) -> None:
    whole = sum(n for cell, n in line.items() if cell.startswith("sex"))
    told = [Added(END - timedelta(days=ago), "there", amount, cells) for ago, amount, cells in done]
    found = dated(parts_of(line), told, on=END, place="here")
    if line.get("ethnicity:gia-rai", 0) > whole:
        return  # such a line is refused before
    by_day: dict[date, list[DatedPart]] = {}
    for one in found:
        by_day.setdefault(one.on, []).append(one)
    for held in by_day.values():
        base = sum(one.part.amount for one in held if one.part.is_base)
        assert sum(one.part.amount for one in held if not one.part.is_base) <= base
