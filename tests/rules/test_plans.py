"""The state of a plan follows from what was done; every step that the table has is open, and no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.ledger import Window
from chungtay.rules.messages import RuleBroken
from chungtay.rules.plans import (
    MENDS,
    STEPS,
    AskedLine,
    ContentText,
    Issuing,
    PlanFacts,
    PlanMove,
    PlanState,
    check_acceptance,
    check_asking,
    check_content,
    check_frame,
    check_move,
    check_number,
    check_order,
    check_settling,
    check_telling,
    check_text,
    check_year,
    may_move,
    share_of_year,
    state_of,
)

FIRST, LAST, TODAY = date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 20)


def wrong_with(check: Callable[[], object]) -> list[str]:
    """The fields that the faults speak of; none where nothing is wrong."""
    try:
        check()
    except RuleBroken as refused:
        return [message.where for message in refused.messages]
    return []


# Every state and every step. A dot: forbidden; else the state that follows, after a bar the one after the last.
# "changes" stands for "changes_asked".
EVERY_MOVE = """
joint     begin write   propose  ask_changes settle           accept           issue  number   amend   withdraw
draft     .     draft   proposed .           .                .                .      .        .       withdrawn
proposed  .     .       .        changes     .                proposed|running .      proposed .       withdrawn
changes   .     changes .        changes     changes|proposed changes          .      changes  .       withdrawn
running   .     .       .        .           .                .                .      running  running .
ended     .     .       .        .           .                .                .      ended    .       .
withdrawn .     .       .        .           .                .                .      .        .       .
received  .     .       .        .           .                .                .      .        .       .
issued    .     .       .        .           .                .                .      .        .       .

own       begin write   propose  ask_changes settle           accept           issue  number   amend   withdraw
received  draft .       .        .           .                .                .      .        .       .
draft     .     draft   .        .           .                .                issued .        .       withdrawn
issued    .     .       .        .           .                .                .      issued   issued  withdrawn
ended     .     .       .        .           .                .                .      ended    .       .
withdrawn .     .       .        .           .                .                .      .        .       .
proposed  .     .       .        .           .                .                .      .        .       .
changes   .     .       .        .           .                .                .      .        .       .
running   .     .       .        .           .                .                .      .        .       .
"""


def every_move() -> list[tuple[str, str, str, str]]:
    found = []
    for part in EVERY_MOVE.strip().split("\n\n"):
        (of, *moves), *rows = [line.split() for line in part.splitlines()]
        found += [
            (of, row[0], move, after) for row in rows for move, after in zip(moves, row[1:], strict=True)
        ]
    return found


@pytest.mark.parametrize("state", PlanState)
def test_what_is_promised_for_a_content_is_said_until_the_plan_runs(state: PlanState) -> None:
    is_open = state in (PlanState.DRAFT, PlanState.PROPOSED, PlanState.CHANGES_ASKED)
    assert wrong_with(lambda: check_telling(state)) == ([] if is_open else [""])


@pytest.mark.parametrize(("of", "state", "move", "after"), every_move())
def test_a_step_is_open_as_the_table_says_and_no_other(of: str, state: str, move: str, after: str) -> None:
    before, asked, joint = named(state), PlanMove(move), of == "joint"
    if after == ".":
        assert not may_move(before, asked, is_joint=joint)
        with pytest.raises(RuleBroken) as refused:
            check_move(before, asked, is_joint=joint)
        assert str(refused.value) == MENDS[before]
    else:
        step, (then, *last) = check_move(before, asked, is_joint=joint), after.split("|")
        assert (step.after, step.if_last) == (named(then), named(last[0] if last else then))


def named(state: str) -> PlanState:
    return PlanState("changes_asked" if state == "changes" else state)


def test_every_state_with_every_step_stands_in_the_table_above() -> None:
    told = {(of == "joint", named(state), PlanMove(move)) for of, state, move, _ in every_move()}
    assert told == set(product((True, False), PlanState, PlanMove)) >= set(STEPS)


# Of a plan of two seats, west and east: what was done, the day, and the state that follows.
STATES = """
of     done                                day         state
joint  -                                   2026-03-20  draft
joint  -                                   2027-03-20  draft
joint  proposed                            2026-03-20  proposed
joint  proposed,west                       2026-03-20  proposed
joint  proposed,asked                      2026-03-20  changes_asked
joint  proposed,west,asked                 2026-03-20  changes_asked
joint  proposed,west,east                  2026-03-20  running
joint  proposed,west,east                  2026-12-31  running
joint  proposed,west,east                  2027-01-01  ended
joint  proposed,west                       2027-01-01  ended
joint  proposed,west,asked                 2027-01-01  ended
joint  proposed,withdrawn                  2026-03-20  withdrawn
joint  withdrawn                           2026-03-20  withdrawn
joint  issued                              2026-03-20  draft
own    -                                   2026-03-20  draft
own    sent                                2026-03-20  received
own    sent                                2027-03-20  received
own    issued                              2026-03-20  issued
own    issued                              2027-01-01  ended
own    issued,withdrawn                    2026-03-20  withdrawn
own    proposed                            2026-03-20  draft
"""


@pytest.mark.parametrize("row", STATES.strip().splitlines()[1:])
def test_the_state_follows_from_what_was_done(row: str) -> None:
    of, told, day, state = row.split()
    done = set(told.split(","))
    facts = PlanFacts(
        is_joint=of == "joint",
        ends_on=LAST,
        is_begun="sent" not in done,
        is_proposed="proposed" in done,
        is_issued="issued" in done,
        is_withdrawn="withdrawn" in done,
        asked=frozenset({"west", "east"}),
        accepted=frozenset(done & {"west", "east"}),
        unanswered=frozenset({"east"} if "asked" in done else ()),
    )
    assert state_of(facts, date.fromisoformat(day)) == PlanState(state)


def test_a_plan_that_nobody_is_asked_about_does_not_run() -> None:
    assert state_of(PlanFacts(is_joint=True, ends_on=LAST, is_proposed=True), TODAY) == PlanState.PROPOSED


@given(st.frozensets(st.sampled_from("abcd"), min_size=1), st.frozensets(st.sampled_from("abcd")))
def test_a_plan_runs_exactly_when_every_seat_that_is_asked_has_accepted(
    asked: frozenset[str], accepted: frozenset[str]
) -> None:
    facts = PlanFacts(is_joint=True, ends_on=LAST, is_proposed=True, asked=asked, accepted=accepted)
    assert (state_of(facts, TODAY) is PlanState.RUNNING) is (not asked - accepted)


# The text

GOOD = ContentText(number=1, text="Talks", leads=["West"], due_on=date(2026, 11, 30), budget=0)

FAULTS = """
what                     where      said
text=                    text       says nothing
leads=West,East          lead       names 2 leads
leads=                   lead       has no lead
begins_on=2025-12-31     begins_on  before the plan begins
begins_on=2026-12-01     due_on     would end before it begins
due_on=2025-12-31        due_on     before the plan begins
due_on=2027-01-01        due_on     after the plan ends
budget=-1                budget     zero or more
currency=dong            currency   three letters
"""


@pytest.mark.parametrize("row", FAULTS.strip().splitlines()[1:])
def test_what_is_wrong_with_a_content_is_said_at_its_field_with_the_mend(row: str) -> None:
    what, where, said = row.split(maxsplit=2)
    content = replace(GOOD, **typed(*what.split("=")), where="1.")
    with pytest.raises(RuleBroken, match=said) as refused:
        check_text("Plan", [content], first_on=FIRST, last_on=LAST)
    assert [message.where for message in refused.value.messages] == [f"1.{where}"]
    if where == "lead" and not content.leads:
        check_content(content, first_on=FIRST, last_on=LAST, taken=[])  # a draft may wait for its lead
    else:
        with pytest.raises(RuleBroken, match=said):
            check_content(content, first_on=FIRST, last_on=LAST, taken=[])


def typed(field: str, value: str) -> dict[str, Any]:
    match field:
        case "leads":
            return {"leads": value.split(",") if value else []}
        case "budget":
            return {"budget": int(value)}
        case "text" | "currency":
            return {field: value}
    return {field: date.fromisoformat(value)}


def test_every_fault_of_a_whole_plan_is_said_at_once() -> None:
    contents = [GOOD, replace(GOOD, leads=[], budget=-5), replace(GOOD, number=2, due_on=date(2027, 2, 1))]
    with pytest.raises(RuleBroken) as refused:
        check_text("", contents, first_on=FIRST, last_on=LAST)
    assert len(refused.value.messages) == 5
    assert [message.where for message in refused.value.messages][:2] == ["name", "contents"]


def test_a_plan_without_a_content_is_not_sent_on() -> None:
    with pytest.raises(RuleBroken, match="no content"):
        check_text("Plan", [], first_on=FIRST, last_on=LAST)


def test_a_number_stands_at_one_content_only() -> None:
    with pytest.raises(RuleBroken, match="content 1 already"):
        check_content(GOOD, first_on=FIRST, last_on=LAST, taken=[1, 2])
    check_content(GOOD, first_on=FIRST, last_on=LAST, taken=[2])


def test_the_first_and_the_last_day_of_the_plan_are_days_of_it() -> None:
    check_content(replace(GOOD, begins_on=FIRST, due_on=LAST), first_on=FIRST, last_on=LAST, taken=[])


def test_a_plan_does_not_end_before_it_begins() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_frame(" ".strip(), first_on=FIRST, last_on=date(2025, 12, 31))
    assert [message.where for message in refused.value.messages] == ["name", "last_on"]


@pytest.mark.parametrize("order", ["ab", "abcd", "abb", "abd"])
def test_a_new_order_names_every_content_once(order: str) -> None:
    with pytest.raises(RuleBroken, match="its own"):
        check_order(list(order), list("abc"))
    check_order(list("cab"), list("abc"))


@pytest.mark.parametrize(
    ("year", "there", "wrong"), [(2026, False, 0), (2023, False, 1), (2029, True, 2), (2026, True, 1)]
)
def test_a_plan_is_of_a_year_of_its_phase_and_the_only_one(year: int, there: bool, wrong: int) -> None:
    days = {"first_on": date(2024, 6, 1), "last_on": date(2028, 5, 31)}
    assert wrong_with(lambda: check_year(year, **days, is_there=there)) == ["year"] * wrong


SHARES = """
promised               adds  of       year   share
2024-12-30/2029-12-29  yes   10000    2027    2000
2024-12-30/2029-12-29  yes   10000    2029    1988
2024-01-01/2028-12-31  yes   7        2026       1
2026-01-01/2026-12-31  yes   7        2026       7
2026-07-01/2026-12-31  yes   7        2026       7
2024-01-01/2028-12-31  no    10       2026      10
2024-01-01/2025-12-31  yes   10       2026       0
2024-01-01/2025-12-31  no    10       2026       0
"""


@pytest.mark.parametrize("row", SHARES.strip().splitlines()[1:])
def test_a_year_takes_its_part_of_what_the_phase_promised(row: str) -> None:
    days, adds, amount, year, share = row.split()
    promised = Window(*map(date.fromisoformat, days.split("/")))
    whole = Window(date(int(year), 1, 1), date(int(year), 12, 31))
    found = share_of_year(int(amount) * 10_000, promised, whole, adds=adds == "yes", decimals=0)
    assert found == int(share) * 10_000


# What the sides say


@pytest.mark.parametrize(
    ("holds", "accepted", "unanswered", "latest", "asked", "faults"),
    [
        (True, False, False, True, True, 0),
        (False, False, False, True, True, 1),
        (True, True, False, True, True, 1),
        (True, False, True, True, True, 1),
        (True, False, False, False, True, 1),
        (True, False, False, True, False, 1),
        (False, False, True, False, False, 4),
    ],
)
def test_a_seat_accepts_by_whoever_holds_it_the_text_that_was_read_without_open_changes(
    holds: bool, accepted: bool, unanswered: bool, latest: bool, asked: bool, faults: int
) -> None:
    told = {"holds_seat": holds, "accepted": accepted, "unanswered": unanswered}
    found = wrong_with(lambda: check_acceptance(**told, is_latest=latest, is_asked=asked))
    assert len(found) == faults


def test_changes_are_asked_line_by_line_and_every_wrong_line_is_named() -> None:
    lines = [
        AskedLine(True, "due_on", "In December"),
        AskedLine(True, "grounds", "Another law"),
        AskedLine(False, "due_on", "Later"),
        AskedLine(False, "grounds", ""),
        AskedLine(True, "", "Leave it out", is_known=False),
    ]
    with pytest.raises(RuleBroken) as refused:
        check_asking(lines, holds_seat=True, accepted=False)
    said = [message.where for message in refused.value.messages]
    assert said == ["lines.1.field", "lines.2.field", "lines.3.text", "lines.4.content"]
    check_asking(lines[:1], holds_seat=True, accepted=False)


def test_whoever_holds_no_seat_has_accepted_or_says_nothing_asks_for_no_change() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_asking([], holds_seat=False, accepted=True)
    assert len(refused.value.messages) == 3


@pytest.mark.parametrize(
    ("settled", "granted", "answer", "changed", "wrong"),
    [
        (False, True, "", True, []),
        (False, True, "", False, ["granted"]),
        (False, False, "Because", False, []),
        (False, False, "", True, ["answer"]),
        (True, False, "Because", True, [""]),
    ],
)
def test_a_change_is_granted_by_writing_it_and_refused_with_a_reason(
    settled: bool, granted: bool, answer: str, changed: bool, wrong: list[str]
) -> None:
    told = {"is_settled": settled, "granted": granted, "is_changed": changed}
    assert wrong_with(lambda: check_settling(**told, answer=answer)) == wrong


@pytest.mark.parametrize(
    ("issuing", "wrong"),
    [
        (Issuing("18/KH-BTV", TODAY, ["West"]), []),
        (Issuing("", TODAY, ["West"]), ["number"]),
        (Issuing("18/KH-BTV", LAST, ["West"]), ["issued_on"]),
        (Issuing("18/KH-BTV", TODAY, []), ["issuers"]),
        (Issuing("18/KH-BTV", TODAY, ["West", "Far"], outside=["Far"]), ["issuers"]),
        (Issuing("18/KH-BTV", TODAY, ["West", "East"], taken_by=["West", "East"]), ["number", "number"]),
        (Issuing("", LAST, []), ["number", "issued_on", "issuers"]),
    ],
)
def test_a_number_is_that_of_the_paper_and_given_once_a_year_by_each_issuer(
    issuing: Issuing, wrong: list[str]
) -> None:
    assert wrong_with(lambda: check_number(issuing, today=TODAY)) == wrong
