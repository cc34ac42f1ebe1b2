"""What a final review proposes for the next phase: its term, its targets, and the two phases side by side."""

from datetime import date
from uuid import UUID

import pytest

from chungtay.rules.ledger import Kind
from chungtay.rules.messages import RuleBroken
from chungtay.rules.next_phase import (
    SCALE,
    Pair,
    Standing,
    Term,
    as_offices_write,
    check_next_phase,
    next_term,
    paired,
    proposed_target,
)
from chungtay.rules.tables import rows_of

TERMS = """
name        first       last        next_name   next_first  next_last

2021–2025   2021-01-01  2025-12-31  2026–2030   2026-01-01  2030-12-31
2019–2024   2019-12-30  2024-12-29  2024–2029   2024-12-30  2029-12-29
2019-2024   2019-12-30  2024-12-29  2024–2029   2024-12-30  2029-12-29
One         2021-10-07  2025-10-06  2025–2029   2025-10-07  2029-10-06
2023–2024   2023-03-01  2024-02-28  2024–2025   2024-02-29  2025-02-27
"""


@pytest.mark.parametrize("row", rows_of(TERMS), ids=lambda row: row[0])
def test_the_next_phase_begins_on_the_day_after_and_lasts_as_long(row: list[str]) -> None:
    name, first, last, *wanted = row
    found = next_term(Term(name, date.fromisoformat(first), date.fromisoformat(last)))
    assert [found.name, found.first_on.isoformat(), found.last_on.isoformat()] == wanted


# Five years each time but the last two.
TARGETS = """
kind            promised  reached  years  next  proposed

flow            100       120      5      5     120
flow            100       80       5      5     100
flow            100       -        5      5     100
flow            -         40       5      5     40
flow            100       530      5      5     530
flow            9000      9809     5      5     9900
flow            100       120      4      5     150
flow            100       120      5      3     72
participations  1000      1234     5      5     1300
stock           10        12       5      3     12
persons         10        7        5      10    10
ratio           80        91       5      3     91
flow            -         -        5      5     -
flow            -         0        5      5     -
"""


@pytest.mark.parametrize("row", rows_of(TARGETS), ids=" ".join)
def test_a_target_follows_from_what_was_promised_and_what_was_reached(row: list[str]) -> None:
    kind, promised, reached, years, following, wanted = row

    def amount(written: str) -> int | None:
        return None if written == "-" else int(written) * SCALE

    found = proposed_target(
        Kind(kind),
        target=amount(promised),
        actual=amount(reached),
        years=int(years),
        next_years=int(following),
    )
    assert found == amount(wanted)


def test_a_proposal_is_a_number_that_an_office_would_write() -> None:
    written = {7: 7, 99: 99, 100: 100, 101: 110, 1_234: 1_300, 9_809: 9_900, 19_451_000_000: 20_000_000_000}
    assert {one: as_offices_write(one * SCALE) // SCALE for one in written} == written
    assert as_offices_write(SCALE + 1) == 2 * SCALE


BEFORE = Term("2021–2025", date(2021, 1, 1), date(2025, 12, 31))
AFTER = Term("2026–2030", date(2026, 1, 1), date(2030, 12, 31))


def refused(**otherwise: object) -> list[str]:
    asked = {
        "term": AFTER, "before": BEFORE, "is_final": True, "is_frozen": True, "is_drafted": False,
        "chosen": ["commitment:1"], "offered": ["commitment:1", "target:2", "task:3"], "amounts": {},
    }  # fmt: skip
    try:
        check_next_phase(**(asked | otherwise))  # type: ignore[arg-type]
    except RuleBroken as problem:
        return [message.where or str(message).split(":")[0] for message in problem.messages]
    return []


def test_all_that_stands_against_a_next_phase_is_said_at_once() -> None:
    assert refused() == []
    assert refused(is_final=False) == ["Only a final review opens the next phase."]
    assert refused(is_frozen=False) == ["Freeze the review first"]
    assert refused(chosen=["commitment:1", "target:2"]) == ["amount:target:2"]
    assert refused(chosen=["commitment:1", "target:2"], amounts={"target:2": 10}) == []
    assert refused(chosen=["task:3"]) == ["chosen"]
    assert refused(chosen=["commitment:9"]) == ["chosen"]
    backwards = Term(" ", date(2020, 5, 1), date(2020, 4, 1))
    assert refused(term=backwards, is_drafted=True) == [
        "A next phase is drafted from this review already. Go on with that draft.", "name", "last_on", "first_on",
    ]  # fmt: skip


def test_contents_stand_side_by_side_by_where_they_came_from_or_by_their_words() -> None:
    one, two, three, four, five = map(UUID, (f"{number:032x}" for number in range(1, 6)))
    before = {one: "Talks in border communes.", two: "Visit one another", three: "Learn Lao"}
    after = {four: "talks in  border communes", five: "Visit one another each spring", two: "Save water"}
    assert list(paired(before, after, {five: two})) == [
        Pair(one, four, Standing.KEPT),
        Pair(two, five, Standing.CHANGED),
        Pair(three, None, Standing.LEFT_OUT),
        Pair(None, two, Standing.NEW),
    ]
