"""What activities add to a figure: cell by cell, once, and what was added by hand stays."""

from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.activities import (
    Adds,
    Contribution,
    Done,
    Money,
    all_who_came,
    by_hand,
    check_done,
    contribution,
    moved,
    part_of,
    together,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Qualifier

# What was written of one activity | which cell a report asks for | how many that is ("-": nobody can say).
PARTS = """
sex:female=51, sex:male=9                                     sex:female                     51
sex:female=51, sex:male=9                                     ethnicity:gia-rai              -
ethnicity:gia-rai|sex:female=7, ethnicity:gia-rai|sex:male=2  ethnicity:gia-rai              9
ethnicity:gia-rai|sex:female=7, ethnicity:kinh|sex:female=4   sex:female                     11
ethnicity:gia-rai|sex:female=7, sex:female=20                 sex:female                     20
ethnicity:gia-rai|sex:female=7, membership:member|sex:female=5  sex:female                   7
sex:female=20                                                 ethnicity:gia-rai|sex:female   -
"""


def said(text: str) -> dict[str, int]:
    pairs = (part.strip().rsplit("=", 1) for part in text.split(","))
    return {cell: int(number) for cell, number in pairs}


def test_a_cell_is_what_was_written_for_it_or_the_sum_of_a_finer_division() -> None:
    for line in PARTS.strip().splitlines():
        written, wanted, number = (part.strip() for part in line.rsplit(maxsplit=2))
        assert part_of(said(written), wanted) == (None if number == "-" else int(number)), line


def test_women_and_men_together_are_all_who_came_unless_somebody_wrote_the_whole() -> None:
    assert all_who_came(None, {"sex:female": 51, "sex:male": 9}) == 60
    assert all_who_came(65, {"sex:female": 51, "sex:male": 9}) == 65
    assert all_who_came(None, {"ethnicity:gia-rai": 5}) is None


def test_every_mistake_of_the_numbers_is_told_at_once_with_its_place() -> None:
    wrong = Done(
        came=10, parts={"sex:female": 8, "sex:male": 3, "membership:member": 11}, money=[Money(0, "VND")]
    )
    assert [message.where for message in check_done(wrong)] == ["sex:female", "membership:member", "money-0"]
    assert [message.where for message in check_done(Done(parts={"membership:member": 3}))] == ["came"]
    assert check_done(Done(came=10, parts={"sex:female": 8})) == []


def test_each_kind_of_counting_adds_what_it_says() -> None:
    talk = Done(60, Qualifier.NEARLY, {"sex:female": 51}, [Money(5 * SCALE, "VND"), Money(7 * SCALE, "LAK")])
    assert contribution(talk, Adds.ONE, cells=["sex:female"]) == Contribution(SCALE)
    came = contribution(talk, Adds.CAME, cells=["sex:female", "sex:male"])
    assert came == Contribution(60 * SCALE, {"sex:female": 51 * SCALE}, Qualifier.NEARLY)
    assert contribution(talk, Adds.MONEY, currency="LAK").amount == 7 * SCALE


def test_one_that_is_not_exact_makes_the_sum_not_exact() -> None:
    parts = [Contribution(SCALE), Contribution(2 * SCALE, {}, Qualifier.NEARLY)]
    assert together(parts) == Contribution(3 * SCALE, {}, Qualifier.ABOUT)
    assert together(parts[1:]).qualifier is Qualifier.NEARLY
    assert together([]) == Contribution()


numbers = st.integers(0, 10**6)
cells = st.dictionaries(st.sampled_from(["sex:female", "sex:male", "ethnicity:kinh"]), numbers)
contributions = st.builds(Contribution, numbers, cells)


@given(numbers, cells, contributions, contributions)
def test_what_was_added_by_hand_stays_added_whatever_the_activities_become(
    added: int, added_cells: dict[str, int], was: Contribution, now: Contribution
) -> None:
    total = added + was.amount
    written = {cell: added_cells.get(cell, 0) + was.cells.get(cell, 0) for cell in {*added_cells, *was.cells}}
    after = moved(total, written, was, now)
    assert by_hand(after.amount, now) == added
    for cell in {*written, *now.cells}:
        assert after.cells.get(cell, 0) == added_cells.get(cell, 0) + now.cells.get(cell, 0)


@given(st.integers(0, 100), contributions)
def test_no_figure_falls_below_zero_where_somebody_wrote_less_than_was_counted(
    total: int, was: Contribution
) -> None:
    after = moved(total, {}, was, Contribution())
    assert after.amount == max(0, total - was.amount)
    assert all(number >= 0 for number in after.cells.values())
