"""A content is given tasks by whoever plans for own bodies; what it makes concrete and targets, for a side."""

from datetime import date, timedelta

import pytest

from chungtay.actions.plans import make_concrete, set_target
from chungtay.actions.tasks import add_task
from chungtay.answers.work import duties_of
from chungtay.models import AuditLine, Content, Phase, Plan, Target, Task
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

SOON = TODAY + timedelta(days=20)

WHO_PLANS_FOR_WHOM = """
    person      body     set
    provincial  west     yes
    provincial  dogwood  yes
    leader      cedar    yes
    provincial  elm      no
    provincial  far      no
    officer     dogwood  yes
    officer     cedar    no
    officer     west     no
    partner     elm      yes
    partner     dogwood  no
    auditor     dogwood  no
    stranger    farwood  no
"""


@pytest.mark.parametrize("row", WHO_PLANS_FOR_WHOM.strip().splitlines()[1:])
def test_tasks_are_set_by_whoever_plans_for_own_bodies(world: World, row: str) -> None:
    name, body, is_set = row.split()
    if is_set == "yes":
        tell(world, name, body)
    else:
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            tell(world, name, body)
    assert Task.objects.exists() is (is_set == "yes")


def tell(world: World, name: str, body: str, text: str = "Two talks", due_on: date = SOON) -> Task:
    return add_task(
        world.contents[0], world.bodies[body], text=text, due_on=due_on, by=world.persons[name], at=NOW
    )


def test_a_task_stands_in_the_work_of_the_body_that_does_it(world: World) -> None:
    task = tell(world, "provincial", "dogwood")
    assert task.place == world.places["Dogwood"]
    owed = [row.thing for duties in duties_of(world.officer, TODAY) for row in duties.rows]
    assert task in owed
    elsewhere = [row.thing for duties in duties_of(world.persons["cedar"], TODAY) for row in duties.rows]
    assert task not in elsewhere


def test_a_task_set_twice_is_one_task(world: World) -> None:
    assert tell(world, "provincial", "dogwood") == tell(world, "provincial", "dogwood", text=" Two talks ")
    assert AuditLine.objects.filter(act="add_task").count() == 1


def test_what_is_wrong_with_a_task_is_said_at_once(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        tell(world, "provincial", "dogwood", text=" ", due_on=TODAY - timedelta(days=1))
    assert [message.where for message in refused.value.messages] == ["text", "due_on"]
    assert tell(world, "provincial", "dogwood", due_on=TODAY).due_on == TODAY


def test_a_body_that_has_ended_gets_no_task(world: World) -> None:
    world.bodies["dogwood"].valid_to = TODAY
    world.bodies["dogwood"].save()
    with pytest.raises(RuleBroken):
        tell(world, "provincial", "dogwood")


def test_a_content_makes_concrete_what_was_chosen_and_what_was_written(world: World) -> None:
    content = world.contents[1]
    for _ in range(2):
        make_concrete(content, world.commitments[1:], signed=" Learn Lao ", by=world.leader, at=NOW)
    linked = content.commitments.values_list("number", "text")
    assert list(linked) == [(2, "Visit one another"), (3, "Learn Lao")]
    make_concrete(content, world.commitments[:1], by=world.leader, at=NOW)
    assert list(content.commitments.all()) == world.commitments[:1]


def test_the_first_signed_content_of_a_phase_is_number_one(world: World) -> None:
    phase = Phase.objects.create(
        agreement=world.programme, name="2029", first_on=date(2029, 1, 1), last_on=date(2029, 12, 31)
    )
    content = Content.objects.create(plan=Plan.objects.create(phase=phase, year=2029), number=1, text="Talks")
    make_concrete(content, [], signed="Learn Lao", by=world.leader, at=NOW)
    assert phase.commitments.get().number == 1


@pytest.mark.parametrize("name", ["officer", "partner", "auditor", "stranger"])
def test_whoever_does_not_plan_for_a_side_changes_no_content(world: World, name: str) -> None:
    before = Target.objects.count()
    with pytest.raises(RuleBroken):
        make_concrete(world.contents[1], world.commitments, by=world.persons[name], at=NOW)
    with pytest.raises(RuleBroken):
        aim(world, 5, name)
    assert (world.contents[1].commitments.count(), Target.objects.count()) == (0, before)


def aim(world: World, amount: int, name: str = "provincial") -> Target:
    by = world.persons[name]
    return set_target(world.contents[1], world.indicators["sessions"], amount=amount * 10_000, by=by, at=NOW)


def test_a_target_speaks_of_the_year_of_the_plan_and_said_anew_replaces_the_old(world: World) -> None:
    aim(world, 12)
    aim(world, 15)
    target = world.contents[1].targets.get()
    assert (target.amount, target.first_on, target.last_on) == (150_000, date(2026, 1, 1), date(2026, 12, 31))
    reasons = AuditLine.objects.filter(act="set_target").order_by("number").values_list("reason", flat=True)
    assert list(reasons) == ["Sessions: 12", "Sessions: 15"]


def test_a_target_of_nothing_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken, match="above zero"):
        aim(world, 0)
