"""Whose number of days holds on a day; what may be set."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from chungtay.rules.deadlines import DeadlineKind, Told, check_deadline, day_after, day_before, days_of
from chungtay.rules.messages import RuleBroken

WEST, FAR = UUID(int=1), UUID(int=2)
TODAY = date(2026, 3, 20)
ROWS = [
    Told(kind=DeadlineKind.ANSWER, days=20, valid_from=date(2017, 6, 15)),
    Told(kind=DeadlineKind.ANSWER, days=25, valid_from=date(2026, 1, 1)),
    Told(kind=DeadlineKind.ANSWER, days=10, valid_from=date(2025, 1, 1), holder=WEST),
    Told(kind=DeadlineKind.ANSWER, days=7, valid_from=date(2026, 6, 1), holder=WEST),
    Told(kind=DeadlineKind.CRITICISM_DRAFT, days=15, valid_from=date(2017, 6, 15)),
]

HOLDS = """
    holder  on          days
    far     2016-01-01  none
    far     2017-06-15  20
    far     2025-12-31  20
    far     2026-01-01  25
    west    2024-12-31  20
    west    2025-01-01  10
    west    2026-05-31  10
    west    2026-06-01  7
"""


@pytest.mark.parametrize("row", HOLDS.strip().splitlines()[1:])
def test_the_latest_of_an_office_holds_and_else_the_installations(row: str) -> None:
    holder, on, days = row.split()
    body, day = {"west": WEST, "far": FAR}[holder], date.fromisoformat(on)
    if days == "none":
        with pytest.raises(RuleBroken, match="No deadline is set"):
            days_of(DeadlineKind.ANSWER, ROWS, holder=body, on=day)
    else:
        assert days_of(DeadlineKind.ANSWER, ROWS, holder=body, on=day) == int(days)


def test_days_are_counted_from_the_day_itself() -> None:
    assert day_after(TODAY, 20) - TODAY == timedelta(days=20)
    assert day_before(TODAY, 15) == date(2026, 3, 5)


def test_every_fault_of_a_deadline_is_said_at_once() -> None:
    check_deadline(days=1, source="QĐ 1", valid_from=TODAY, today=TODAY, known=False)
    check_deadline(days=366, source="QĐ 1", valid_from=TODAY, today=TODAY, known=False)
    for days in (0, 367):
        with pytest.raises(RuleBroken) as refused:
            check_deadline(
                days=days, source=" ", valid_from=TODAY - timedelta(days=1), today=TODAY, known=True
            )
        assert [one.where for one in refused.value.messages] == ["days", "source", "valid_from", "valid_from"]
