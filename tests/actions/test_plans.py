"""A plan from its draft to the last yes: who writes it, who sees it, what each side says, and what stands then."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from chungtay.actions import plans as actions
from chungtay.models import (
    AuditLine,
    ChangeRequest,
    Content,
    Plan,
    PlanAcceptance,
    SeatRole,
    Target,
    Version,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.plans import PlanState
from tests.plans_made import accept, drafted, faults, proposed, seat_of, state
from tests.world import NOW, TODAY, World

# Drafting

WHO_DRAFTS = """
    person      body     joint  drafts
    provincial  west     yes    yes
    leader      west     yes    yes
    partner     east     yes    yes
    partner     west     yes    no
    provincial  dogwood  yes    no
    officer     dogwood  no     yes
    provincial  dogwood  no     yes
    officer     west     no     no
    stranger    far      yes    no
    stranger    far      no     no
    auditor     west     yes    no
"""


@pytest.mark.parametrize("row", WHO_DRAFTS.strip().splitlines()[1:])
def test_a_joint_plan_is_drafted_by_a_side_and_an_own_one_at_or_under_it(world: World, row: str) -> None:
    name, body, joint, drafts = row.split()
    if drafts == "yes":
        assert state(drafted(world, name, body, is_joint=joint == "yes")) is PlanState.DRAFT
    else:
        assert faults(lambda: drafted(world, name, body, is_joint=joint == "yes"))
        assert Plan.objects.count() == 1


def test_a_draft_takes_over_what_was_signed_with_its_targets_and_its_rank(world: World) -> None:
    signed = world.commitments[0]
    signed.rank = 1
    signed.save()
    five_years = {"first_on": date(2024, 1, 1), "last_on": date(2028, 12, 31)}
    for indicator, amount in (("sessions", 50), ("clubs", 10)):
        Target.objects.create(
            agreement=world.programme, indicator=world.indicators[indicator], commitment=signed,
            amount=amount * 10_000, **five_years,
        )  # fmt: skip
    plan = drafted(world)
    first, second = plan.contents.all()
    assert [first.text, second.text] == [one.text for one in world.commitments]
    assert list(first.commitments.all()) == [signed] and first.lead == world.bodies["west"]
    assert list(first.priorities.values_list("seat__number", "rank")) == [(1, 1), (2, 1)]
    told = first.targets.values_list("indicator__slug", "amount", "first_on", "last_on")
    year = (date(2027, 1, 1), date(2027, 12, 31))
    assert set(told) == {("sessions", 100_000, *year), ("clubs", 100_000, *year)}  # a tenth a year; ten stand
    assert not second.priorities.exists() and not second.targets.exists()


def test_pressed_twice_it_is_one_draft_and_a_second_plan_of_the_year_is_refused(world: World) -> None:
    assert drafted(world) == drafted(world)
    assert faults(lambda: drafted(world, name="leader", commitments=[], year=2026)) == ["year"]
    assert faults(lambda: drafted(world, year=2031)) == ["year"]
    assert AuditLine.objects.filter(act="draft_plan").count() == 1


def test_the_other_sides_draft_hinders_nobody_and_is_seen_by_nobody_else(world: World) -> None:
    theirs = drafted(world, "partner", "east")
    assert drafted(world) != theirs
    seen = {name for name, one in world.persons.items() if theirs in Plan.objects.visible_to(one, TODAY)}
    assert seen == {"partner"}


def test_once_proposed_both_sides_and_their_bodies_read_it(world: World) -> None:
    plan = proposed(world)
    seen = {name for name, one in world.persons.items() if plan in Plan.objects.visible_to(one, TODAY)}
    assert seen == set(world.persons) - {"stranger", "administrator"}


# Writing


def test_contents_are_added_changed_left_out_and_numbered_anew(world: World) -> None:
    plan, by = drafted(world), world.provincial
    told = {
        "text": "Learn Lao", "leads": [world.bodies["east"]], "coordinating": [seat_of(world, 1)],
        "begins_on": date(2027, 3, 1), "due_on": date(2027, 6, 30), "product": "30 learners",
        "budget": 20_000_000, "currency": "VND", "funds": "Own budget", "commitments": world.commitments[1:],
    }  # fmt: skip
    added = actions.add_content(plan, told, by=by, at=NOW)
    assert actions.add_content(plan, told, by=by, at=NOW) == added
    assert (added.number, added.lead, added.budget) == (3, world.bodies["east"], 20_000_000)
    actions.edit_content(added, {"due_on": date(2027, 7, 31)}, by=by, at=NOW)
    first, second, third = plan.contents.all()
    assert third.due_on == date(2027, 7, 31) and list(third.coordinating.all()) == [seat_of(world, 1)]
    actions.renumber_contents(plan, [third.pk, first.pk, second.pk], by=by, at=NOW)
    for _ in range(2):
        actions.drop_content(first, by=by, at=NOW)
    assert list(plan.contents.values_list("number", "text")) == [(1, "Learn Lao"), (3, second.text)]
    assert Content.ever.get(pk=first.pk).dropped_in == 1


def test_signed_contents_that_are_missing_are_added_once(world: World) -> None:
    plan = drafted(world, commitments=world.commitments[:1])
    for _ in range(2):
        actions.add_contents(plan, world.commitments, by=world.provincial, at=NOW)
    assert list(plan.contents.values_list("number", "text")) == [
        (number, one.text) for number, one in enumerate(world.commitments, 1)
    ]


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"text": " "}, "text"),
        ({"number": 1}, "number"),
        ({"due_on": date(2028, 1, 1)}, "due_on"),
        ({"begins_on": date(2026, 12, 31)}, "begins_on"),
        ({"budget": -1}, "budget"),
        ({"leads": ["west", "east"]}, "lead"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_is_kept(
    world: World, told: dict[str, Any], where: str
) -> None:
    if "leads" in told:
        told = {"leads": [world.bodies[name] for name in told["leads"]]}
    plan = drafted(world)
    before = list(Content.ever.values())
    content = plan.contents.get(number=2)
    assert faults(lambda: actions.edit_content(content, told, by=world.provincial, at=NOW)) == [where]
    assert faults(
        lambda: actions.add_content(plan, {"text": "More"} | told, by=world.provincial, at=NOW)
    ) == [where]
    assert list(Content.ever.values()) == before


def test_the_frame_of_a_plan_is_written_by_its_drafter_only(world: World) -> None:
    plan = proposed(world)
    actions.ask_changes(
        plan, seat_of(world, 2), [(None, "grounds", "Name the law")], by=world.partner, at=NOW
    )
    told = {"grounds": "The memorandum of 2024", "last_on": date(2027, 11, 30)}
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        actions.write_plan(plan, told, by=world.partner, at=NOW)
    actions.write_plan(plan, told, by=world.provincial, at=NOW)
    assert Plan.objects.get(pk=plan.pk).grounds == "The memorandum of 2024"
    early = {"name": "", "last_on": date(2026, 11, 30)}
    assert faults(lambda: actions.write_plan(plan, early, by=world.provincial, at=NOW)) == ["name", "last_on"]


# Proposing, asking, answering


def test_all_that_is_wrong_with_a_draft_is_said_before_it_is_proposed(world: World) -> None:
    plan, by = drafted(world), world.provincial
    content = plan.contents.get(number=2)
    actions.edit_content(content, {"leads": [], "due_on": date(2027, 12, 1)}, by=by, at=NOW)
    actions.write_plan(plan, {"last_on": date(2027, 11, 30)}, by=by, at=NOW)
    assert faults(lambda: actions.propose_plan(plan, by=by, at=NOW)) == [
        "contents.2.due_on",
        "contents.2.lead",
    ]
    assert Plan.objects.get(pk=plan.pk).proposed_at is None


def test_a_plan_without_contents_or_beside_another_of_its_year_is_not_proposed(world: World) -> None:
    by = world.provincial
    empty = drafted(world, commitments=[])
    assert faults(lambda: actions.propose_plan(empty, by=by, at=NOW)) == ["contents"]
    theirs = drafted(world, "partner", "east")
    actions.propose_plan(theirs, by=world.partner, at=NOW)
    actions.add_contents(empty, world.commitments, by=by, at=NOW)
    with pytest.raises(RuleBroken, match="a plan for 2027 already"):
        actions.propose_plan(empty, by=by, at=NOW)


def test_a_side_asks_line_by_line_and_the_text_is_the_next_version_when_it_is_written_in(
    world: World,
) -> None:
    plan = proposed(world)
    accept(world, plan, 1)
    content = plan.contents.get(number=1)
    lines = [(content, "due_on", "In June"), (None, "purpose", "Say why")]
    asked = [actions.ask_changes(plan, seat_of(world, 2), lines, by=world.partner, at=NOW) for _ in range(2)]
    assert asked[0] == asked[1] and state(plan) is PlanState.CHANGES_ASKED
    first, second = asked[0]
    with pytest.raises(RuleBroken, match="still open"):
        accept(world, plan, 2)
    with pytest.raises(RuleBroken, match="still stands as it was"):
        actions.settle_change(first, granted=True, by=world.provincial, at=NOW)
    actions.edit_content(content, {"due_on": date(2027, 6, 30)}, by=world.provincial, at=NOW)
    for _ in range(2):
        actions.settle_change(first, granted=True, by=world.provincial, at=NOW)
    assert state(plan) is PlanState.CHANGES_ASKED
    with pytest.raises(RuleBroken, match="Say why"):
        actions.settle_change(second, granted=False, answer=" ", by=world.provincial, at=NOW)
    actions.settle_change(
        second, granted=False, answer="It is in the memorandum", by=world.provincial, at=NOW
    )
    assert state(plan) is PlanState.PROPOSED
    accept(world, plan, 2)
    assert state(plan) is PlanState.PROPOSED, "the first side said yes to the text before"
    accept(world, plan, 1)
    assert state(plan) is PlanState.RUNNING
    kept = Version.objects.get(plan=plan)
    assert (kept.number, kept.in_force_on) == (2, TODAY)


def test_only_the_drafter_answers_and_only_a_seat_asks(world: World) -> None:
    plan = proposed(world)
    line = [(None, "", "Not yet")]
    for name in ("provincial", "officer", "auditor", "stranger"):
        asking = partial(actions.ask_changes, plan, seat_of(world, 1), line, by=world.persons[name], at=NOW)
        assert faults(asking) == [""]
    (asked,) = actions.ask_changes(plan, seat_of(world, 2), line, by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        actions.settle_change(asked, granted=False, answer="No", by=world.partner, at=NOW)
    assert ChangeRequest.objects.get().settled_at is None


def test_who_has_accepted_a_text_asks_for_no_change_of_it(world: World) -> None:
    plan = proposed(world)
    accept(world, plan, 2)
    with pytest.raises(RuleBroken, match="accepted this text already"):
        actions.ask_changes(plan, seat_of(world, 2), [(None, "", "Wait")], by=world.partner, at=NOW)


def test_what_was_not_read_is_not_accepted(world: World) -> None:
    plan = proposed(world)
    with pytest.raises(RuleBroken, match="Read it again"):
        actions.accept_plan(plan, seat_of(world, 2), version=2, by=world.partner, at=NOW)
    actions.accept_plan(plan, seat_of(world, 2), version=1, by=world.partner, at=NOW)


def test_a_witness_is_not_waited_for(world: World) -> None:
    seat = seat_of(world, 2)
    seat.role = SeatRole.WITNESS
    seat.save()
    plan = proposed(world)
    with pytest.raises(RuleBroken, match="witness"):
        accept(world, plan, 2)
    accept(world, plan, 1)
    assert state(plan) is PlanState.RUNNING


def test_nobody_accepts_a_draft_of_their_own_either(world: World) -> None:
    plan = drafted(world)
    with pytest.raises(RuleBroken, match="still a draft"):
        accept(world, plan, 1)
    assert not PlanAcceptance.objects.exists()


def test_a_proposal_is_withdrawn_with_a_reason_and_leaves_room_for_another(world: World) -> None:
    plan, by = proposed(world), world.provincial
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        actions.withdraw_plan(plan, reason="No", by=world.partner, at=NOW)
    assert faults(lambda: actions.withdraw_plan(plan, reason=" ", by=by, at=NOW)) == ["reason"]
    for _ in range(2):
        actions.withdraw_plan(plan, reason="The province merges", by=by, at=NOW)
    assert state(plan) is PlanState.WITHDRAWN
    with pytest.raises(RuleBroken, match="was withdrawn"):
        accept(world, plan, 2)
    assert drafted(world) != plan


def test_whoever_plans_above_the_holder_may_write_in_its_draft(world: World) -> None:
    plan = drafted(world, "officer", "dogwood", is_joint=False)
    actions.write_plan(plan, {"purpose": "Ours"}, by=world.leader, at=NOW)
    assert Plan.objects.get(pk=plan.pk).purpose == "Ours"
