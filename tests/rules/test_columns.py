"""Lũy kế while a line is still being written: what adds up, what stands, what may not be added."""

import pytest

from chungtay.rules.ledger import Kind, Qualifier
from chungtay.rules.reports.columns import Value, cumulated
from chungtay.rules.tables import rows_of

# What stood before the period, what the line says, and what stands beside it. "-": nothing; "~": about; "+": at least.
TABLE = """
kind            before  line  cumulative

flow            12      3     15
flow            -       3     3
flow            12      -     12
flow            ~12     3     ~15
flow            -       ~3    ~3
participations  100     0     100
stock           10      9     9
stock           10      -     10
stock           -       2     2
persons         40      55    +55
persons         40      30    +40
persons         -       30    30
ratio           3       4     -
"""


def value(text: str) -> Value | None:
    if text == "-":
        return None
    qualifier = Qualifier.ABOUT if "~" in text else Qualifier.EXACT
    return Value(int(text.strip("~+")), qualifier, at_least="+" in text)


@pytest.mark.parametrize("row", rows_of(TABLE), ids=" ".join)
def test_lines_cumulate_as_the_table_says(row: list[str]) -> None:
    kind, before, line, cumulative = row
    assert cumulated(Kind(kind), value(before), value(line)) == value(cumulative)
