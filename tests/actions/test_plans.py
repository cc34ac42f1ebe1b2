"""A plan from its draft to its amendment: who writes it, who sees it, what each side says, and what stands then."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chungtay.actions import plans as actions
from chungtay.actions.versions import edit_row, propose_version, withdraw_version
from chungtay.answers.plans import state_of_plan
from chungtay.models import (
    Activity,
    AuditLine,
    ChangeRequest,
    Content,
    Plan,
    PlanAcceptance,
    Seat,
    SeatRole,
    Target,
    Version,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.plans import PlanState
from tests.world import NOW, TODAY, World

LATER = NOW + timedelta(hours=1)


def seat_of(world: World, number: int) -> Seat:
    return world.programme.seats.get(number=number)


def drafted(world: World, name: str = "provincial", body: str = "west", **more: Any) -> Plan:
    """A draft for 2027 by one of the two sides, with a content for each signed one."""
    told: dict[str, Any] = {"year": 2027, "name": "Plan 2027", "commitments": world.commitments} | more
    return actions.draft_plan(world.phase, holder=world.bodies[body], by=world.persons[name], at=NOW, **told)


def proposed(world: World) -> Plan:
    return actions.propose_plan(drafted(world), by=world.provincial, at=NOW)


def accept(world: World, plan: Plan, number: int, at: datetime = NOW) -> PlanAcceptance:
    by = world.leader if number == 1 else world.partner
    return actions.accept_plan(plan, seat_of(world, number), by=by, at=at)


def running(world: World) -> Plan:
    plan = proposed(world)
    for number in (1, 2):
        accept(world, plan, number)
    return Plan.objects.get(pk=plan.pk)


def state(plan: Plan, today: date = TODAY) -> PlanState:
    return state_of_plan(Plan.objects.get(pk=plan.pk), today)


def faults(act: Callable[[], object]) -> list[str]:
    with pytest.raises(RuleBroken) as refused:
        act()
    return [message.where for message in refused.value.messages]


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
        assert faults(
            lambda by=world.persons[name]: actions.ask_changes(plan, seat_of(world, 1), line, by=by, at=NOW)
        )
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


# Running


def test_a_running_plan_is_written_in_by_nobody(world: World) -> None:
    plan, by = running(world), world.provincial
    content = plan.contents.get(number=1)
    for act in (
        lambda: actions.write_plan(plan, {"purpose": "More"}, by=by, at=NOW),
        lambda: actions.add_content(plan, {"text": "More"}, by=by, at=NOW),
        lambda: actions.edit_content(content, {"text": "More"}, by=by, at=NOW),
        lambda: actions.drop_content(content, by=by, at=NOW),
        lambda: actions.renumber_contents(plan, [], by=by, at=NOW),
        lambda: actions.set_target(content, world.indicators["clubs"], amount=9, by=by, at=NOW),
        lambda: actions.make_concrete(content, [], by=by, at=NOW),
        lambda: actions.withdraw_plan(plan, reason="No", by=by, at=NOW),
    ):
        with pytest.raises(RuleBroken, match="changed by an amendment"):
            act()


def amendment(world: World, plan: Plan) -> Version:
    by = world.provincial
    version = actions.amend_plan(plan, world.bodies["west"], reason="Floods in May", by=by, at=NOW)
    edit_row(version, str(plan.contents.get(number=1).pk), {"due_on": "2027-10-31"}, by=by, at=NOW)
    return propose_version(version, by=by, at=NOW)


def test_an_amendment_comes_into_force_when_every_seat_has_accepted_it(world: World) -> None:
    plan = running(world)
    version = amendment(world, plan)
    actions.accept_amendment(version, seat_of(world, 1), by=world.leader, at=LATER)
    assert plan.contents.get(number=1).due_on != date(2027, 10, 31)
    with pytest.raises(RuleBroken, match="already"):
        actions.accept_amendment(version, seat_of(world, 1), by=world.leader, at=LATER)
    actions.accept_amendment(version, seat_of(world, 2), by=world.partner, at=LATER)
    assert plan.contents.get(number=1).due_on == date(2027, 10, 31)
    assert Plan.objects.get(pk=plan.pk).version == 2 and state(plan) is PlanState.RUNNING


def test_who_said_yes_to_a_withdrawn_amendment_has_said_nothing_of_the_next(world: World) -> None:
    plan = running(world)
    old = amendment(world, plan)
    actions.accept_amendment(old, seat_of(world, 2), by=world.partner, at=NOW)
    withdraw_version(old, reason="Too late", by=world.provincial, at=LATER)
    with pytest.raises(RuleBroken):
        actions.accept_amendment(old, seat_of(world, 1), by=world.leader, at=LATER)
    by, at = world.provincial, LATER + timedelta(minutes=5)
    new = actions.amend_plan(plan, world.bodies["west"], reason="Floods", by=by, at=at)
    edit_row(new, str(plan.contents.get(number=1).pk), {"due_on": "2027-09-30"}, by=by, at=at)
    new = propose_version(new, by=by, at=at)
    actions.accept_amendment(new, seat_of(world, 1), by=world.leader, at=at + timedelta(minutes=5))
    assert state(plan) is PlanState.RUNNING and Plan.objects.get(pk=plan.pk).version == 1
    actions.accept_amendment(new, seat_of(world, 2), by=world.partner, at=at + timedelta(minutes=6))
    assert plan.contents.get(number=1).due_on == date(2027, 9, 30)


def test_only_a_running_plan_is_amended_and_only_with_a_reason(world: World) -> None:
    west, by = world.bodies["west"], world.provincial
    with pytest.raises(RuleBroken, match="still a draft"):
        actions.amend_plan(drafted(world), west, reason="Floods", by=by, at=NOW)
    actions.withdraw_plan(drafted(world), reason="", by=by, at=NOW)
    assert faults(lambda: actions.amend_plan(running(world), west, reason=" ", by=by, at=NOW)) == ["reason"]


# The number of the paper


def test_a_number_is_typed_after_the_signing_once_a_year_for_each_issuer(world: World) -> None:
    plan, by = running(world), world.provincial
    west, east, far = (world.bodies[name] for name in ("west", "east", "far"))

    def number(text: str, day: date, *bodies: Any) -> Plan:
        return actions.number_plan(plan, number=text, issued_on=day, issuers=bodies, by=by, at=NOW)

    assert faults(lambda: number("18/KH-BTV", date(2026, 2, 1), west, east)) == ["number"]
    assert faults(lambda: number("", date(2026, 12, 1), far)) == ["number", "issued_on", "issuers"]
    assert faults(lambda: number("19/KH", TODAY)) == ["issuers"]
    number(" 18/KH-BTV ", date(2025, 12, 20), west, east)  # numbers begin anew each year
    number("19/KH-BTV", TODAY, west, east)
    told = Plan.objects.get(pk=plan.pk)
    assert (told.number, told.issued_on, set(told.issuers.all())) == ("19/KH-BTV", TODAY, {west, east})


def test_a_draft_has_no_number_and_the_other_side_gives_none(world: World) -> None:
    plan, given = drafted(world), {"number": "1/KH", "issued_on": TODAY, "issuers": [world.bodies["west"]]}
    with pytest.raises(RuleBroken, match="still a draft"):
        actions.number_plan(plan, **given, by=world.provincial, at=NOW)
    actions.propose_plan(plan, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Your post"):
        actions.number_plan(plan, **given, by=world.partner, at=NOW)


# What was done before the plan


def test_an_activity_is_put_under_a_content_later_by_whoever_may_record_it(world: World) -> None:
    content = world.contents[0]

    def activity(on: date) -> Activity:
        return Activity.objects.create(
            kind="session", title="A talk", first_on=on, last_on=on, place=world.places["Dogwood"],
            holder=world.bodies["dogwood"], served=world.served, recorded_by=world.officer,
        )  # fmt: skip

    early, talk = activity(date(2025, 12, 31)), activity(TODAY)
    for who in (world.partner, world.stranger):
        with pytest.raises(RuleBroken, match="Your post"):
            actions.link_activity(talk, content, by=who, at=NOW)
    assert faults(lambda: actions.link_activity(early, content, by=world.officer, at=NOW)) == ["content"]
    actions.link_activity(talk, content, by=world.officer, at=NOW)
    assert Activity.objects.get(pk=talk.pk).content == content
    actions.link_activity(talk, None, by=world.officer, at=NOW)
    assert Activity.objects.get(pk=talk.pk).content is None


def test_every_step_leaves_its_line(world: World) -> None:
    plan = running(world)
    acts = AuditLine.objects.filter(thing_id=str(plan.pk)).order_by("number").values_list("act", flat=True)
    assert list(acts) == ["draft_plan", "propose_plan", "accept", "keep_text", "accept"]


def test_whoever_plans_above_the_holder_may_write_in_its_draft(world: World) -> None:
    plan = drafted(world, "officer", "dogwood", is_joint=False)
    actions.write_plan(plan, {"purpose": "Ours"}, by=world.leader, at=NOW)
    assert Plan.objects.get(pk=plan.pk).purpose == "Ours"
