"""Whether the cells of a report line fit its total."""

import pytest

from chungtay.rules.ledger import Breakdown, check_line
from tests.rules.book import whole

TABLE = """
    total | by sex (base) | by age (of which) | said
    10    | 6 3 1         | 4 2               |
    10    | 6 3           | 4 2               | Sex: the cells add up to 9 but the total is 10: 1 missing.
    10    | 6 5           |                   | Sex: the cells add up to 11 but the total is 10: 1 too many.
    10    | 6 4           | 8 3               | Age: the cells add up to 11, more than the total of 10
    10    | 6 4           | 8 2               |
    -     | 6 4           |                   | Sex: the cells add up to 10 but the total is empty.
    -     |               |                   |
    10    |               |                   |
    0     | 0 0           | 0                 |
    10    | 0 0           |                   | Sex: the cells add up to 0 but the total is 10: 10 missing.
    -     | 0 0           |                   | Sex: the cells add up to 0 but the total is empty.
    0     | 0 - 1         |                   | Sex: the cells add up to 1 but the total is 0: 1 too many.
    10.5  | 6 4           |                   | Sex: the cells add up to 10 but the total is 10,5: 0,5 missing
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines()[1:])
def test_the_base_adds_up_to_the_total_and_the_others_stay_within_it(row: str) -> None:
    total, sexes, ages, said = (cell.strip() for cell in row.split("|"))
    breakdowns = [Breakdown("Sex", cells(sexes), is_base=True), Breakdown("Age", cells(ages))]
    found = [str(message) for message in check_line(cells(total)[0], breakdowns)]
    assert [text[: len(said)] for text in found] == ([said] if said else [])


def cells(text: str) -> list[int | None]:
    return [None if cell == "-" else whole(cell) for cell in text.split()]


def test_every_wrong_breakdown_is_named_and_marked() -> None:
    wrong = [Breakdown("Sex", cells("6 5"), is_base=True), Breakdown("Age", cells("6 6"))]
    messages = check_line(whole("10"), wrong)
    assert [message.where for message in messages] == ["Sex", "Age"]
    assert messages[0].values == {
        "breakdown": "Sex", "sum": whole("11"), "total": whole("10"), "difference": whole("1"),
    }  # fmt: skip


def test_what_is_missing_is_told_where_it_belongs() -> None:
    (message,) = check_line(whole("10"), [Breakdown("Sex", cells("6 3"), is_base=True)])
    assert "“not stated”" in str(message)
