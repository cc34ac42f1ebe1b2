"""Every step that a side's part of a notice may take from every state, by whom; which warnings and clocks follow."""

from datetime import timedelta

import pytest

from chungtay.incidents.rules.clocks import HOURS, due_at, hours_of, is_late
from chungtay.incidents.rules.life import (
    ADDS,
    SAID,
    WAYS,
    Actor,
    Place,
    State,
    Step,
    Urgency,
    check_adding,
    check_moment,
    check_step,
    moves_open,
    state_of,
    warnings,
)
from chungtay.rules.messages import Phrase, RuleBroken
from tests.world import NOW

# An officer reads a row as: the part of this side stands so, and these steps may follow, said by whom, leading where.
# Whatever is not here is refused to everybody.
TOLD = """
    here  begun         told>sender>begun passed_on>recipient>passed_on closed>recipient>closed
    here  passed_on     told>sender>passed_on closed>recipient>closed
    here  closed        told>sender>closed reopened>recipient>before destroyed>keeper>destroyed
    here  destroyed
    here  received
    here  acknowledged
    there passed_on     told>sender>passed_on received>reader>received escalated>clock>passed_on
    there received      told>sender>received acknowledged>recipient>acknowledged escalated>clock>received
    there acknowledged  told>sender>acknowledged closed>recipient>closed
    there closed        told>sender>closed reopened>recipient>before destroyed>keeper>destroyed
    there destroyed
    there begun
"""
WAY_TO = {  # by which steps a part comes to stand so
    ("here", "begun"): [],
    ("here", "passed_on"): ["passed_on"],
    ("here", "closed"): ["passed_on", "closed"],
    ("here", "destroyed"): ["passed_on", "closed", "destroyed"],
    ("there", "passed_on"): ["passed_on"],
    ("there", "received"): ["passed_on", "received"],
    ("there", "acknowledged"): ["passed_on", "received", "acknowledged"],
    ("there", "closed"): ["passed_on", "received", "acknowledged", "closed"],
    ("there", "destroyed"): ["passed_on", "received", "acknowledged", "closed", "destroyed"],
}
BEFORE = {"here": "passed_on", "there": "acknowledged"}
EVERYBODY = set(Actor)


def allowed() -> dict[tuple[str, str, str], tuple[str, str]]:
    found = {}
    for line in TOLD.strip().splitlines():
        place, state, *ways = line.split()
        for way in ways:
            step, by, after = way.split(">")
            found[place, state, step] = by, BEFORE[place] if after == "before" else after
    return found


@pytest.mark.parametrize("place", list(Place))
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("step", list(Step))
def test_every_step_from_every_state_is_allowed_or_refused(place: Place, state: State, step: Step) -> None:
    said = allowed().get((place, state, step))
    if said is None:
        with pytest.raises(RuleBroken):
            check_step(place, state, step, EVERYBODY)
        return
    by, after = said
    check_step(place, state, step, {Actor(by)})
    with pytest.raises(RuleBroken):
        check_step(place, state, step, EVERYBODY - {Actor(by)})
    if (place, state) in WAY_TO:
        steps = [Step(one) for one in WAY_TO[place, state]]
        assert state_of(place, steps) is state
        assert state_of(place, [*steps, step]) == after


def test_the_table_says_nothing_else() -> None:
    assert {(place.value, state.value, step.value) for place, state, step in WAYS} == set(allowed())


def test_over_there_nothing_stands_before_it_is_passed_on() -> None:
    assert state_of(Place.THERE, []) is None
    assert moves_open(Place.THERE, None, EVERYBODY) == []
    with pytest.raises(RuleBroken):
        check_step(Place.THERE, None, Step.TOLD, EVERYBODY)


def test_what_was_closed_before_it_crossed_is_opened_again_where_it_was() -> None:
    assert state_of(Place.HERE, [Step.CLOSED, Step.REOPENED]) is State.BEGUN
    told = [Step.PASSED_ON, Step.CLOSED, Step.TOLD, Step.REOPENED]
    assert state_of(Place.HERE, told) is State.PASSED_ON


def test_a_page_offers_only_what_a_person_may_say() -> None:
    assert moves_open(Place.HERE, State.BEGUN, {Actor.SENDER}) == [Step.TOLD]
    both = {Actor.SENDER, Actor.RECIPIENT}
    assert moves_open(Place.THERE, State.RECEIVED, both) == [Step.TOLD, Step.ACKNOWLEDGED]
    assert {step for _, _, step in WAYS} >= set(SAID)


def test_nothing_is_added_to_a_part_that_is_closed() -> None:
    for state in State:
        if state in ADDS:
            check_adding(state)
        else:
            with pytest.raises(RuleBroken, match="Open it again"):
                check_adding(state)


def test_each_refusal_says_what_to_do() -> None:
    for place, state, step, words in (
        (Place.THERE, State.PASSED_ON, Step.ACKNOWLEDGED, "Open the notice first"),
        (Place.THERE, State.RECEIVED, Step.CLOSED, "Acknowledge the notice"),
        (Place.HERE, State.CLOSED, Step.PASSED_ON, "Open it again before"),
        (Place.HERE, State.PASSED_ON, Step.ACKNOWLEDGED, "The other side acknowledges it"),
        (Place.HERE, State.DESTROYED, Step.REOPENED, "Load the page again"),
    ):
        with pytest.raises(RuleBroken, match=words):
            check_step(place, state, step, EVERYBODY)


@pytest.mark.parametrize(
    ("days", "right"), [(-3653, False), (-367, False), (-365, True), (0, True), (0.003, True), (1, False)]
)
def test_a_moment_lies_within_the_last_year_by_the_servers_clock(days: float, right: bool) -> None:
    if right:
        check_moment(NOW + timedelta(days=days), NOW)
    else:
        with pytest.raises(RuleBroken, match="clock of your device"):
            check_moment(NOW + timedelta(days=days), NOW)


def test_below_two_recipients_a_side_is_warned_of() -> None:
    said = [str(one) for one in warnings({Phrase("West"): 2, Phrase("East"): 1, Phrase("North"): 0})]
    assert [one.split(" has ")[0] for one in said] == ["East", "North"]


def test_hours_of_the_agreement_go_before_those_of_the_house() -> None:
    soon = Urgency.SOON
    assert hours_of(soon, []) == HOURS[soon]
    assert hours_of(soon, [(Urgency.DANGER, 1, True)]) == HOURS[soon]
    assert hours_of(soon, [(soon, 12, False)]) == 12
    assert hours_of(soon, [(soon, 6, True), (soon, 12, False)]) == 6
    assert hours_of(soon, [(soon, 0, True), (soon, 12, False)]) == 0
    assert HOURS[Urgency.DANGER] < HOURS[Urgency.SOON] < HOURS[Urgency.NORMAL]


def test_a_clock_runs_out_to_the_moment_and_stops_when_somebody_acknowledges() -> None:
    due = due_at(NOW, 2)
    assert due - NOW == timedelta(hours=2)
    assert is_late(due, None, due)
    assert not is_late(due, None, due - timedelta(seconds=1))
    assert not is_late(due, NOW, due + timedelta(days=1))
    assert not is_late(None, None, NOW)
