"""A plan that runs: written in by nobody, amended with a reason, numbered after its paper, and what went before it."""

from datetime import date, timedelta
from typing import Any

import pytest

from chungtay.actions import plans as actions
from chungtay.actions.versions import edit_row, propose_version, withdraw_version
from chungtay.models import (
    Activity,
    AuditLine,
    Plan,
    Version,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.plans import PlanState
from tests.plans_made import drafted, faults, running, seat_of, state
from tests.world import NOW, TODAY, World

LATER = NOW + timedelta(hours=1)


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
    plan = drafted(world)
    given: dict[str, Any] = {"number": "1/KH", "issued_on": TODAY, "issuers": [world.bodies["west"]]}
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
            kind_id="session", title="A talk", first_on=on, last_on=on, place=world.places["Dogwood"],
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
