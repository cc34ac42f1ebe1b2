"""Which columns stand beside the lines of a form."""

import re
from collections.abc import Iterable
from enum import StrEnum

from ..messages import Message, RuleBroken


class Column(StrEnum):
    """A column beside a line, as offices print them."""

    PERIOD = "period"  # kỳ này
    CUMULATIVE = "cumulative"  # lũy kế
    SAME_PERIOD = "same_period"  # cùng kỳ năm trước
    PERCENT_OF_PLAN = "percent_of_plan"  # % kế hoạch
    FORECAST = "forecast"  # ước thực hiện: typed, with its author, never posted


def read_columns(text: str) -> tuple[Column, ...]:
    """`period, cumulative`, in the order in which offices print them; this period is always among them."""
    named = set(re.split(r"[\s,]+", text.strip())) - {""} | {Column.PERIOD.value}
    unknown = sorted(named - set(Column))
    if unknown:
        raise RuleBroken(
            Message("There is no column “%(column)s”.", {"column": one}, "columns") for one in unknown
        )
    return tuple(column for column in Column if column in named)


def columns_text(columns: Iterable[str]) -> str:
    """As a form keeps them."""
    return ",".join(read_columns(",".join(columns)))
