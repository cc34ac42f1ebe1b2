"""A plan is sent down to units; each draws, hands up and issues its own, and answers what changes above."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay.actions.plans import accept_plan, answer_change, begin_drawing, draw, issue_own_plan, send_down
from chungtay.actions.versions import keep_text
from chungtay.answers.plans.cascade import Cascade
from chungtay.answers.plans.changes import changes_above
from chungtay.answers.versions import versions_in_force
from chungtay.models import AuditLine, Content, Organisation, Person, Plan, Post, Target, Task
from chungtay.rules.amounts import SCALE
from chungtay.rules.cascade import Added, Change, Kept, Stage
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Role
from tests.world import NOW, TODAY, World


@pytest.fixture
def running(world: World) -> World:
    """The plan of 2026, accepted by both sides."""
    for seat, name in zip(world.programme.seats.all(), ("leader", "partner"), strict=True):
        accept_plan(world.plan, seat, by=world.persons[name], at=NOW)
    return world


@pytest.fixture
def head(world: World) -> Person:
    """The leader of Dogwood's union."""
    person = Person.objects.create(known_as="Head of Dogwood")
    Post.objects.create(
        person=person, organisation=world.bodies["dogwood"], role=Role.COMMUNE_LEADER, title="Head",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    return person


def sent(world: World, *names: str) -> list[Plan]:
    units = [world.bodies[name] for name in names or ("dogwood", "cedar")]
    return send_down(world.plan, units, by=world.provincial, at=NOW)


def test_each_unit_gets_a_plan_of_its_own_with_all_contents_in_it(running: World) -> None:
    Content.objects.filter(pk=running.contents[0].pk).update(text_lo="ເວົ້າ", product_en="Minutes", budget=5)
    own = {plan.holder: plan for plan in sent(running)}[running.bodies["dogwood"]]
    assert (own.is_joint, own.drawn_from, own.year, own.sent_by) == (
        False,
        running.plan,
        2026,
        running.provincial,
    )
    first, second = own.contents.all()
    assert (first.number, first.text, first.text_lo, first.product_en) == (
        1, "Talks in border communes", "ເວົ້າ", "Minutes",
    )  # fmt: skip
    assert (first.drawn_from, first.lead, first.due_on) == (
        running.contents[0], running.bodies["dogwood"], date(2026, 11, 30),
    )  # fmt: skip
    assert first.budget is None
    assert list(first.commitments.all()) == running.commitments[:1]
    assert second.drawn_version == running.plan.version


def test_sending_twice_sends_once_and_one_that_was_missed_is_sent_later(running: World) -> None:
    sent(running, "dogwood")
    lines = AuditLine.objects.count()
    assert sent(running, "dogwood") == []
    assert AuditLine.objects.count() == lines
    (late,) = sent(running, "dogwood", "cedar")
    assert late.holder == running.bodies["cedar"]
    assert Plan.objects.filter(drawn_from=running.plan).count() == 2


def test_a_plan_that_not_every_side_accepted_goes_nowhere(world: World) -> None:
    with pytest.raises(RuleBroken, match="Only a plan that runs"):
        sent(world)
    assert not Plan.objects.filter(drawn_from=world.plan).exists()


@pytest.mark.parametrize("body", ["elm", "farwood", "west"])
def test_no_plan_goes_to_a_body_that_does_not_stand_below(running: World, body: str) -> None:
    with pytest.raises(RuleBroken, match="does not stand under"):
        sent(running, "dogwood", body)
    assert not Plan.objects.filter(drawn_from=running.plan).exists()


@pytest.mark.parametrize("name", ["officer", "auditor", "stranger"])
def test_only_whoever_plans_for_a_side_sends_its_plan_down(running: World, name: str) -> None:
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        send_down(running.plan, [running.bodies["dogwood"]], by=running.persons[name], at=NOW)


def test_each_side_sends_the_joint_plan_to_its_own_units(running: World) -> None:
    (own,) = send_down(running.plan, [running.bodies["elm"]], by=running.partner, at=NOW)
    assert own.holder == running.bodies["elm"]
    with pytest.raises(RuleBroken, match="does not stand under"):
        send_down(running.plan, [running.bodies["dogwood"]], by=running.partner, at=NOW)


def drawn(world: World, **more: Any) -> Plan:
    own = sent(world, "dogwood")[0]
    kept = [
        Kept(
            number=1, text="Talks in four villages", due_on=date(2026, 9, 30), targets={"attendances": 60 * SCALE},
            task="Find a room", task_due_on=date(2026, 4, 30),
        ),
        Kept(number=2, keeps=False, reason="The visit is the province's."),
    ]  # fmt: skip
    return draw(own, kept, [Added(text="A club evening")], by=world.officer, at=NOW, **more)


def test_a_unit_draws_its_own_plan_on_one_page(running: World) -> None:
    own = drawn(running)
    first, added = own.contents.all()
    assert (first.text, first.due_on, added.number, added.text) == (
        "Talks in four villages", date(2026, 9, 30), 3, "A club evening",
    )  # fmt: skip
    left_out = Content.ever.get(plan=own, number=2)
    assert (left_out.dropped_in, left_out.dropped_because) == (1, "The visit is the province's.")
    task = Task.objects.get(content=first)
    assert (task.organisation, task.due_on) == (running.bodies["dogwood"], date(2026, 4, 30))
    target = Target.objects.get(content=first)
    assert (target.amount, target.organisation) == (60 * SCALE, running.bodies["dogwood"])
    assert (own.begun_by, own.proposed_at) == (running.officer, None)


def test_saving_the_page_twice_changes_nothing_more(running: World) -> None:
    own = drawn(running)
    again = [Kept(number=1, task="Find a room", task_due_on=date(2026, 4, 30))]
    draw(own, again, [Added(text="A club evening")], by=running.officer, at=NOW)
    assert (own.contents.count(), Task.objects.filter(content__plan=own).count()) == (2, 1)


def test_what_was_left_out_can_be_kept_after_all(running: World) -> None:
    own = drawn(running)
    draw(own, [Kept(number=2)], by=running.officer, at=NOW)
    assert [content.number for content in own.contents.all()] == [1, 2, 3]


def test_nothing_of_a_wrong_page_is_kept(running: World) -> None:
    own = sent(running, "dogwood")[0]
    with pytest.raises(RuleBroken) as problem:
        draw(
            own,
            [Kept(number=1, text="Changed", due_on=date(2027, 1, 1)), Kept(number=2, keeps=False)],
            [Added(text="Ours")],
            by=running.officer,
            at=NOW,
        )
    assert {message.where for message in problem.value.messages} == {"1.due_on", "2.reason"}
    own.refresh_from_db()
    assert own.begun_at is None
    assert [content.text for content in own.contents.all()] == [one.text for one in running.contents]


def test_new_words_take_the_old_translations_with_them_and_a_translation_takes_nothing(
    running: World,
) -> None:
    Content.objects.filter(pk=running.contents[0].pk).update(text_lo="ເວົ້າ", text_en="Talks")
    own = sent(running, "dogwood")[0]
    draw(own, [Kept(number=1, text="ເວົ້າໃໝ່")], language="lo", by=running.officer, at=NOW)
    first = own.contents.get(number=1)
    assert (first.text, first.text_lo, first.text_en) == ("Talks in border communes", "ເວົ້າໃໝ່", "Talks")
    draw(own, [Kept(number=1, text="Bốn buổi")], by=running.officer, at=NOW)
    first.refresh_from_db()
    assert (first.text, first.text_lo, first.text_en) == ("Bốn buổi", "", "")


def test_the_leader_issues_what_was_drawn_and_the_officer_cannot(running: World, head: Person) -> None:
    own = drawn(running, hand_up=True)
    assert own.proposed_by == running.officer
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        issue_own_plan(own, "7/KH", TODAY, by=running.officer, at=NOW)
    own = issue_own_plan(own, "7/KH", TODAY, by=head, at=NOW)
    assert (own.number, own.issued_on, own.issued_by) == ("7/KH", TODAY, head)
    assert list(own.issuers.all()) == [running.bodies["dogwood"]]
    with pytest.raises(RuleBroken, match="This plan is issued"):
        issue_own_plan(own, "7/KH", TODAY, by=head, at=NOW)
    with pytest.raises(RuleBroken, match="This plan is issued"):
        draw(own, [Kept(number=2)], by=running.officer, at=NOW)


def test_a_plan_that_nobody_went_through_is_not_issued(running: World, head: Person) -> None:
    with pytest.raises(RuleBroken, match="Nobody has gone through"):
        issue_own_plan(sent(running, "dogwood")[0], "7/KH", TODAY, by=head, at=NOW)


def test_a_number_is_used_once_a_body_and_year(running: World, head: Person) -> None:
    Plan.objects.create(
        phase=running.phase, is_joint=False, holder=running.bodies["dogwood"], year=2026, name="Other",
        number="7/KH", issued_on=date(2026, 1, 5),
    )  # fmt: skip
    own = drawn(running)
    with pytest.raises(RuleBroken, match="has used the number 7/KH already"):
        issue_own_plan(own, "7/KH", TODAY, by=head, at=NOW)
    issue_own_plan(own, "", TODAY, by=head, at=NOW)


def test_a_unit_begins_by_itself_from_the_joint_plan_that_it_reads(running: World) -> None:
    dogwood = running.bodies["dogwood"]
    own = begin_drawing(running.plan, dogwood, by=running.officer, at=NOW)
    assert (own.begun_by, own.sent_at, own.contents.count()) == (running.officer, None, 2)
    assert begin_drawing(running.plan, dogwood, by=running.officer, at=NOW) == own
    assert sent(running, "dogwood") == []
    with pytest.raises(RuleBroken):
        begin_drawing(running.plan, running.bodies["cedar"], by=running.officer, at=NOW)


def test_a_plan_goes_on_from_the_commune_to_its_villages(running: World, head: Person) -> None:
    village = Organisation.objects.create(
        kind="womens_union", name="Village 1", parent=running.bodies["dogwood"]
    )
    own = issue_own_plan(drawn(running), "7/KH", TODAY, by=head, at=NOW)
    (below,) = send_down(own, [village], by=running.officer, at=NOW)
    assert (below.drawn_from, [content.number for content in below.contents.all()]) == (own, [1, 3])
    shown = {row.body: row for row in Cascade(running.plan, running.provincial, TODAY).units}
    dogwood = shown[running.bodies["dogwood"]]
    assert set(shown) == {running.bodies["dogwood"], running.bodies["cedar"]}
    assert (dogwood.below, dogwood.passed_on) == (1, 1)


def test_from_above_one_sees_who_has_and_who_has_not(running: World, head: Person) -> None:
    issue_own_plan(drawn(running), "7/KH", TODAY, by=head, at=NOW)
    shown = Cascade(running.plan, running.provincial, TODAY)
    dogwood, cedar = sorted(shown.units, key=lambda row: row.stage is Stage.NOT_SENT)
    assert (dogwood.stage, cedar.stage) == (Stage.ISSUED, Stage.NOT_SENT)
    assert (dogwood.kept, [content.text for content in dogwood.added], dogwood.tasks) == (
        1,
        ["A club evening"],
        1,
    )
    assert [(one.content.number, one.reason) for one in dogwood.left_out] == [
        (2, "The visit is the province's.")
    ]
    assert shown.without == [running.bodies["cedar"]]
    first, second = shown.spread
    assert (first.kept, second.kept, second.left_out) == (1, 0, 1)
    attendances = next(one for one in first.promises if one.indicator.slug == "attendances")
    assert (attendances.above, attendances.below, attendances.missing) == (
        500 * SCALE,
        60 * SCALE,
        440 * SCALE,
    )


def amend(world: World) -> Content:
    """The plan above, as an amendment leaves it: one content changed, one dropped, one added."""
    first, second = world.contents
    Content.objects.filter(pk=first.pk).update(text="Talks and films")
    Content.objects.filter(pk=second.pk).update(dropped_in=2)
    Plan.objects.filter(pk=world.plan.pk).update(version=2)
    return Content.objects.create(plan=world.plan, number=3, text="A fair", lead=world.bodies["west"])


def test_what_changes_above_is_shown_below_and_answered_content_by_content(running: World) -> None:
    own = sent(running, "dogwood")[0]
    draw(own, [Kept(number=1)], by=running.officer, at=NOW)
    assert changes_above(own) == []
    added = amend(running)
    own = Plan.objects.get(pk=own.pk)
    told = {one.change: one.above for one in changes_above(own)}
    assert told == {
        Change.CHANGED: running.contents[0],
        Change.DROPPED: running.contents[1],
        Change.ADDED: added,
    }
    for above, takes in ((told[Change.CHANGED], True), (told[Change.DROPPED], False), (added, True)):
        answer_change(own, Content.ever.get(pk=above.pk), takes=takes, by=running.officer, at=NOW)
    assert changes_above(own) == []
    assert [(one.number, one.text) for one in own.contents.all()] == [
        (1, "Talks and films"), (2, "A visit in October"), (3, "A fair"),
    ]  # fmt: skip


def test_only_what_was_changed_above_waits_and_not_what_the_unit_adapted(running: World) -> None:
    plan = running.plan
    keep_text(running.programme, plan=plan, on=TODAY, by=running.provincial, at=NOW)
    own = sent(running, "dogwood")[0]
    draw(
        own, [Kept(number=1, text="Four talks"), Kept(number=2, text="See them")], by=running.officer, at=NOW
    )
    Content.objects.filter(pk=running.contents[1].pk).update(text="A visit in November")
    keep_text(running.programme, plan=plan, on=TODAY, by=running.provincial, at=NOW)
    assert Plan.objects.get(pk=plan.pk).version == 2
    assert [one.above.number for one in changes_above(Plan.objects.get(pk=own.pk))] == [2]
    row = next(
        row for row in Cascade(Plan.objects.get(pk=plan.pk), running.provincial, TODAY).units if row.own
    )
    assert row.unanswered == 1


def test_what_was_issued_stays_readable_beside_its_next_version(running: World, head: Person) -> None:
    own = issue_own_plan(drawn(running), "7/KH", TODAY, by=head, at=NOW)
    amend(running)
    answer_change(own, Content.ever.get(pk=running.contents[0].pk), takes=True, by=head, at=NOW)
    assert [one.number for one in versions_in_force(running.programme, own)] == [1, 2]


def test_a_change_of_an_issued_plan_is_its_next_version_by_the_leader(running: World, head: Person) -> None:
    own = issue_own_plan(drawn(running), "7/KH", TODAY, by=head, at=NOW)
    amend(running)
    above = Content.ever.get(pk=running.contents[0].pk)
    with pytest.raises(RuleBroken):
        answer_change(own, above, takes=True, by=running.officer, at=NOW)
    assert answer_change(own, above, takes=True, by=head, at=NOW).version == 2
    assert own.contents.get(number=1).text == "Talks and films"


def units_of(world: World, number: int) -> list[Organisation]:
    return Organisation.objects.bulk_create(
        Organisation(kind="womens_union", name=f"Commune {place}", parent=world.bodies["west"])
        for place in range(number)
    )


def test_sending_to_a_hundred_units_asks_no_more_than_sending_to_one(running: World) -> None:
    def asked(number: int) -> int:
        units = units_of(running, number)
        with CaptureQueriesContext(connection) as queries:
            send_down(running.plan, units, by=running.provincial, at=NOW)
        return len(queries)

    few = asked(1)
    assert asked(40) <= few + 6  # rows travel in batches
    assert few <= 45


def test_the_view_from_above_costs_the_same_however_many_units_there_are(running: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown = Cascade(running.plan, Person.objects.get(pk=running.provincial.pk), TODAY)
            assert shown.units
            assert shown.spread
        return len(queries)

    sent(running, "dogwood")
    few = asked()
    send_down(running.plan, units_of(running, 40), by=running.provincial, at=NOW)
    assert asked() == few
    assert few <= 16


def test_a_unit_sees_its_own_plan_and_nobody_beside_or_across_does(running: World) -> None:
    own = {plan.holder: plan for plan in sent(running)}[running.bodies["dogwood"]]
    seen = {
        name for name, person in running.persons.items()
        if Plan.objects.visible_to(person, TODAY).filter(pk=own.pk).exists()
    }  # fmt: skip
    assert seen == {"officer", "provincial", "leader", "auditor"}
