"""How far a result has come, and how far it should be."""

import pytest

from chungtay.rules.ledger import due_share, progress
from tests.rules.book import day, whole, window


@pytest.mark.parametrize(
    ("actual", "target", "share"),
    [
        ("5", "10", 5_000),
        ("0", "10", 0),
        ("53", "10", 53_000),  # five times the target is a normal result and is not cut off
        ("1", "3", 3_333),
        ("2", "3", 6_667),
        ("0.5", "1", 5_000),
        (None, "10", None),  # nothing reported
        ("5", None, None),  # nothing promised
        ("5", "0", None),
    ],
)
def test_progress_is_the_share_of_the_target(
    actual: str | None, target: str | None, share: int | None
) -> None:
    assert progress(actual and whole(actual), target and whole(target)) == share  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "share"),
    [
        ("2024-12-31", 0),
        ("2025-01-01", 27),  # the first of 365 days
        ("2025-07-02", 5_014),
        ("2025-12-31", 10_000),
        ("2026-03-01", 10_000),
    ],
)
def test_an_even_pace_stands_where_the_days_stand(today: str, share: int) -> None:
    assert due_share(window("2025"), day(today)) == share
