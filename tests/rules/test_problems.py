"""A workshop goes by its table, ranks as a slow count by hand would, and says every fault at once."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import RuleBroken
from chungtay.rules.problems import (
    Ballot,
    OutcomeKind,
    Side,
    Step,
    Weighed,
    WorkshopState,
    check_ballot,
    check_closing,
    check_criteria,
    check_opening,
    check_outcome,
    check_pin,
    check_problem,
    check_workshop,
    ranking,
    row_of,
)
from tests.rules.test_tasks import TODAY, faults

# Who takes which step in which state, and where it leads; "-" is forbidden.
MOVES = """
step          draft         open         closed

write         holder>draft  holder>open  -
invite        holder>draft  holder>open  -
weigh         holder>draft  -            -
raise         holder>draft  body>open    -
reword        holder>draft  body>open    -
pin           holder>draft  body>open    -
open          holder>open   -            -
vote          -             body>open    -
close         -             holder>closed  -
keep_minutes  -             holder>open  holder>closed
say_outcome   -             -            holder>closed
"""
CELLS = {
    (state, Step(step)): cell
    for step, *cells in (line.split() for line in MOVES.splitlines()[2:] if line.strip())
    for state, cell in zip(WorkshopState, cells, strict=True)
}


@pytest.mark.parametrize(("state", "step"), list(product(WorkshopState, Step)))
def test_every_step_is_allowed_or_forbidden_as_the_table_says(state: WorkshopState, step: Step) -> None:
    cell = CELLS[state, step]
    if cell == "-":
        with pytest.raises(RuleBroken):
            row_of(state, step)
        return
    by, after = cell.split(">")
    row = row_of(state, step)
    assert (row.by, row.after) == (Side(by), WorkshopState(after))


def test_after_the_opening_the_criteria_stand() -> None:
    for step in (Step.WEIGH, Step.OPEN):
        with pytest.raises(RuleBroken, match="agreed before and stands"):
            row_of(WorkshopState.OPEN, step)
    with pytest.raises(RuleBroken, match="votes are closed"):
        row_of(WorkshopState.CLOSED, Step.WEIGH)


FIRST = date(2024, 1, 1)
WORKSHOPS = [
    ("Urgent problems", TODAY, FIRST, []),
    ("", TODAY, FIRST, ["title"]),
    ("Urgent problems", date(2023, 12, 31), FIRST, ["held_on"]),
    ("", date(2023, 12, 31), FIRST, ["title", "held_on"]),
    ("Urgent problems", date(2023, 12, 31), None, []),
]


@pytest.mark.parametrize(("title", "held_on", "agreed_on", "where"), WORKSHOPS)
def test_a_workshop_is_refused_for_all_that_it_lacks(
    title: str, held_on: date, agreed_on: date | None, where: list[str]
) -> None:
    assert faults(lambda: check_workshop(title=title, held_on=held_on, agreed_on=agreed_on)) == where


CRITERIA: list[tuple[list[tuple[str, int]], int]] = [
    ([("How many it touches", 3)], 0),
    ([("How many it touches", 1), ("How grave it is", 100)], 0),
    ([], 1),
    ([("", 1)], 1),
    ([("How many", 0)], 1),
    ([("How many", 101)], 1),
    ([("How many", 1), ("how MANY", 2)], 1),
    ([("", 0), ("So", 1), ("so", 200)], 4),
    ([(f"Criterion {number}", 1) for number in range(13)], 1),
]


@pytest.mark.parametrize(("criteria", "count"), CRITERIA)
def test_criteria_say_what_they_ask_once_each_with_its_weight(
    criteria: list[tuple[str, int]], count: int
) -> None:
    rows = [Weighed(text, weight) for text, weight in criteria]
    assert faults(lambda: check_criteria(rows)) == ["criteria"] * count


def test_nothing_is_opened_before_it_is_agreed_by_what_it_ranks() -> None:
    check_opening(criteria=1)
    assert faults(lambda: check_opening(criteria=0)) == ["criteria"]


PROBLEMS = [
    ("Girls marry at fifteen", "Girls of 13 to 15", 1, []),
    ("", "Girls", 1, ["text"]),
    ("Girls marry", "", 2, ["group"]),
    ("Girls marry", "Girls", 0, ["places"]),
    ("", "", 0, ["text", "group", "places"]),
]


@pytest.mark.parametrize(("text", "group", "places", "where"), PROBLEMS)
def test_a_problem_says_what_whom_and_where(text: str, group: str, places: int, where: list[str]) -> None:
    assert faults(lambda: check_problem(text=text, group=group, places=places, votes=0)) == where


def test_what_was_voted_on_stands_with_its_evidence() -> None:
    with pytest.raises(RuleBroken, match="stands as it was when people voted"):
        check_problem(text="Otherwise", group="Girls", places=1, votes=1)
    with pytest.raises(RuleBroken, match="stands as it was when people voted"):
        check_pin(first_on=FIRST, last_on=TODAY, today=TODAY, votes=1, pinned=False)


PINS = [
    (FIRST, TODAY, False, []),
    (TODAY, TODAY, False, []),
    (FIRST, date(2030, 1, 1), False, []),
    (TODAY, FIRST, False, ["last_on"]),
    (date(2030, 1, 1), date(2030, 1, 2), False, ["first_on"]),
    (FIRST, TODAY, True, ["indicator"]),
]


@pytest.mark.parametrize(("first_on", "last_on", "pinned", "where"), PINS)
def test_a_figure_is_pinned_for_days_of_which_something_can_be_known(
    first_on: date, last_on: date, pinned: bool, where: list[str]
) -> None:
    assert (
        faults(lambda: check_pin(first_on=first_on, last_on=last_on, today=TODAY, votes=0, pinned=pinned))
        == where
    )


MANY, GRAVE, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
BALLOTS: list[tuple[dict[UUID, int], str, str, list[str]]] = [
    ({MANY: 1, GRAVE: 5}, "West", "", []),
    ({MANY: 1, GRAVE: 5}, "West", "West", []),
    ({MANY: 1}, "West", "", ["scores"]),
    ({}, "West", "", ["scores"]),
    ({MANY: 0, GRAVE: 5}, "West", "", ["scores"]),
    ({MANY: 6, GRAVE: 5}, "West", "", ["scores"]),
    ({MANY: 1, GRAVE: 5, OTHER: 1}, "West", "", ["scores"]),
    ({MANY: 1, GRAVE: 5}, "East", "West", ["body"]),
    ({MANY: 9, OTHER: 1}, "East", "West", ["body", "scores", "scores", "scores"]),
]


@pytest.mark.parametrize(("scores", "cast_for", "spoke_for", "where"), BALLOTS)
def test_a_ballot_scores_each_criterion_and_is_for_one_body(
    scores: dict[UUID, int], cast_for: str, spoke_for: str, where: list[str]
) -> None:
    def check() -> None:
        check_ballot(scores, [MANY, GRAVE], voted=False, cast_for=cast_for, spoke_for=spoke_for)

    assert faults(check) == where


def test_a_vote_stands_once_it_is_cast() -> None:
    with pytest.raises(RuleBroken, match="stands once it is cast"):
        check_ballot({MANY: 1}, [MANY], voted=True, cast_for="West", spoke_for="West")


CLOSINGS: list[tuple[dict[int, int], list[str], str, int]] = [
    ({1: 3, 2: 1}, [], "", 0),
    ({}, [], "So", 1),
    ({1: 0, 2: 0}, [], "So", 1),
    ({1: 1, 2: 0}, [], "", 1),
    ({1: 1, 2: 0}, [], "It came too late", 0),
    ({1: 1}, ["East"], "", 1),
    ({1: 1}, ["East"], "They were not there", 0),
    ({1: 1, 2: 0}, ["East", "West"], "", 2),
]


@pytest.mark.parametrize(("votes", "silent", "reason", "count"), CLOSINGS)
def test_votes_close_when_they_are_in_or_with_the_reason_why_not(
    votes: dict[int, int], silent: list[str], reason: str, count: int
) -> None:
    assert len(faults(lambda: check_closing(votes=votes, silent=silent, reason=reason))) == count


# What came of it before; which kinds may come now. A refusal needs its reason, which is given here.
OUTCOMES = """
before          task  content  commitment  recommendation  not_taken_up

-               x     x        x           x               x
task            x     x        x           x               -
content         x     -        x           x               -
commitment      x     x        -           x               -
recommendation  x     x        x           x               -
not_taken_up    x     x        x           x               -
"""
AFTER = [
    (before, kind, mark == "x")
    for before, *marks in (line.split() for line in OUTCOMES.splitlines()[2:] if line.strip())
    for kind, mark in zip(OutcomeKind, marks, strict=True)
]


@pytest.mark.parametrize(("before", "kind", "allowed"), AFTER)
def test_what_may_still_come_of_a_problem(before: str, kind: OutcomeKind, allowed: bool) -> None:
    known = [] if before == "-" else [OutcomeKind(before)]
    found = faults(lambda: check_outcome(kind, before=known, reason="No money this year"))
    assert found == ([] if allowed else ["kind"])


def test_whoever_does_not_take_a_problem_up_says_why() -> None:
    assert faults(lambda: check_outcome(OutcomeKind.NOT_TAKEN_UP, before=[], reason="")) == ["reason"]
    assert faults(lambda: check_outcome(OutcomeKind.TASK, before=[], reason="")) == []


def test_ties_share_a_rank_and_who_has_no_vote_has_none() -> None:
    weights = {MANY: 3, GRAVE: 1}
    cast = [
        Ballot(1, {MANY: 5, GRAVE: 1}),  # 16/4
        Ballot(2, {MANY: 4, GRAVE: 4}),  # 16/4
        Ballot(3, {MANY: 5, GRAVE: 5}),
        Ballot(4, {MANY: 1, GRAVE: 1}),
        Ballot(4, {MANY: 2, GRAVE: 1}),  # 11/8 of both
    ]
    found = ranking([1, 2, 3, 4, 5], weights, cast)
    assert [(one.problem, one.rank, one.votes) for one in found] == [
        (3, 1, 1), (1, 2, 1), (2, 2, 1), (4, 4, 2), (5, None, 0),
    ]  # fmt: skip
    assert [one.mean for one in found] == [5, 4, 4, Fraction(11, 8), None]
    assert found[3].by_criterion == {MANY: Fraction(3, 2), GRAVE: 1}


@st.composite
def workshops(draw: st.DrawFn) -> tuple[list[int], dict[UUID, int], list[Ballot]]:
    problems = draw(st.lists(st.integers(1, 9), unique=True, max_size=6))
    keys = [UUID(int=number) for number in range(draw(st.integers(1, 4)))]
    weights = {key: draw(st.integers(1, 5)) for key in keys}
    one = st.builds(
        Ballot, st.sampled_from(problems), st.fixed_dictionaries({k: st.integers(1, 5) for k in keys})
    )
    return problems, weights, draw(st.lists(one, max_size=12)) if problems else []


def slow_mean(problem: int, weights: Mapping[UUID, int], ballots: list[Ballot]) -> Fraction | None:
    """By laying every score on the table as often as its criterion weighs."""
    laid = [
        score
        for ballot in ballots
        if ballot.problem == problem
        for criterion, score in ballot.scores.items()
        for _ in range(weights[criterion])
    ]
    return Fraction(sum(laid), len(laid)) if laid else None


@given(workshops())
def test_the_ranking_is_what_counting_by_hand_gives(
    drawn: tuple[list[int], dict[UUID, int], list[Ballot]],
) -> None:
    problems, weights, ballots = drawn
    means = {number: slow_mean(number, weights, ballots) for number in problems}
    found = ranking(problems, weights, ballots)
    assert sorted(one.problem for one in found) == sorted(problems)
    for one in found:
        mean = means[one.problem]
        assert one.mean == mean
        better = [
            other for other in means.values() if mean is not None and other is not None and other > mean
        ]
        assert one.rank == (None if mean is None else 1 + len(better))
    order = [(one.rank is None, one.rank or 0, one.problem) for one in found]
    assert order == sorted(order)


@given(workshops(), st.randoms())
def test_the_ranking_does_not_care_in_which_order_people_voted(
    drawn: tuple[list[int], dict[UUID, int], list[Ballot]], chance: object
) -> None:
    problems, weights, ballots = drawn
    shuffled = list(ballots)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ranking(problems, weights, shuffled) == ranking(problems, weights, ballots)
