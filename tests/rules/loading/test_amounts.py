"""A column of amounts is read in the one way in which it is written; what could be either is asked back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.amounts import LARGEST, SCALE, amount_text
from chungtay.rules.loading.amounts import read_amounts
from chungtay.rules.messages import Message

ASKED = "?"  # asked back

# A column, what each cell is read as.
COLUMNS = [
    ("3 60 0", "3 60 0"),
    ("1.100,50 1.100 7", "1100.5 1100 7"),
    ("1,100.50 1,100 7", "1100.5 1100 7"),
    ("1.100.000 1.100", "1100000 1100"),
    ("1.100 7", "? 7"),  # thousand one hundred, or one and a tenth
    ("1,100 7", "? 7"),
    ("1.100,50 1,100.50 2,5", "1100.5 ? 2.5"),  # one row is written otherwise
    ("1.100,50 1,100.50", "? ?"),  # nobody can say which is the rest
    ("1,100.50 1.100.000 2.5", "1100.5 ? 2.5"),
    ("2,5 1.500", "2.5 1500"),
    ("2,5 1,500", "2.5 ?"),  # a comma before three digits is looked at twice
    ("many 7", "? 7"),
    ("-3 7", "? 7"),
    ("0.125", "0.125"),
    ("1.10.0", "?"),
    ("922337203685477 922337203685478", "922337203685477 ?"),
    ("1,23456", "?"),
]


@pytest.mark.parametrize(("column", "wanted"), COLUMNS)
def test_a_column_is_read_as_it_is_written(column: str, wanted: str) -> None:
    cells = column.split()
    read = read_amounts(cells, [1] * len(cells))
    told = [ASKED if isinstance(one, Message) else amount_text(one, "en").replace(",", "") for one in read]
    assert " ".join(told) == wanted


def test_the_way_that_most_rows_are_written_in_is_the_way_of_the_column() -> None:
    read = read_amounts(["1.100,50", "1,100.50"], [1, 9])
    assert [str(one) if isinstance(one, Message) else one for one in read] == [
        "1.100,50 is written in another way than other rows. Write it as they are: 1,100.5.",
        11_005_000,
    ]


def test_both_readings_are_told() -> None:
    (message,) = read_amounts(["1.500"], [1])
    assert str(message) == (
        "1.500 can be read as 1500 or as 1,5, and no other row tells which. Write 1500 or 1,5."
    )


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (1100.0, 1100 * SCALE), (0.1 + 0.2, 3_000), (1100.5, 11_005_000), (2.0**53, "units"), (-1.0, "below zero"),
        (0.12345, "more than 4 decimals"), (922337203685478.0, "too large"), (0.0, 0), (8_000_000_000_000.25, None),
    ],
)  # fmt: skip
def test_a_number_of_a_sheet_is_taken_to_its_last_decimal(number: float, wanted: int | str | None) -> None:
    (read,) = read_amounts([number], [1])
    if isinstance(wanted, int):
        assert read == wanted
    elif wanted:
        assert wanted in str(read)
    else:
        assert read == 80_000_000_000_002_500


@given(st.lists(st.integers(0, LARGEST // 1000), min_size=1, max_size=6), st.sampled_from(["vi", "en"]))
def test_whatever_is_written_in_one_way_is_read_back_or_asked_back_but_never_read_as_another_number(
    amounts: list[int], language: str
) -> None:
    cells = [amount_text(amount, language) for amount in amounts]
    for amount, read in zip(amounts, read_amounts(cells, [1] * len(cells)), strict=True):
        assert read == amount or isinstance(read, Message)
