"""Many tasks are acted on together or not at all; each refusal names its task; views are one's own."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chungtay.actions.boards import Deed, act_together, delete_view, save_view, set_risk_days
from chungtay.models import AuditLine, Plan, SavedView, Task, TaskMove
from chungtay.rules.boards import Setting, Shape
from chungtay.rules.messages import RuleBroken
from chungtay.rules.tasks import Move, TaskState
from tests.world import NOW, TODAY, World

LATER = TODAY + timedelta(days=30)


@pytest.fixture
def tasks(world: World) -> list[Task]:
    """Three that Oakshire asked of Dogwood; nobody has answered yet."""
    return [
        Task.objects.create(
            agreement=world.programme, content=world.contents[0], organisation=world.bodies["dogwood"],
            place=world.places["Dogwood"], asker=world.bodies["west"], text=f"Talk {number}",
            due_on=TODAY + timedelta(days=number),
        )
        for number in range(1, 4)
    ]  # fmt: skip


def together(world: World, tasks: list[Task], person: str, act: Move | Setting, **more: Any) -> list[Task]:
    deed = Deed(act=act, **more)
    return act_together(
        world.plan, [task.pk for task in tasks], deed, by=world.persons[person], at=more.get("at", NOW)
    )


def refused(world: World, tasks: list[Task], person: str, act: Move | Setting, **more: Any) -> list[str]:
    before = kept()
    with pytest.raises(RuleBroken) as problem:
        together(world, tasks, person, act, **more)
    assert kept() == before, "nothing is kept half-way"
    return [str(message) for message in problem.value.messages]


def kept() -> tuple[Any, ...]:
    rows = Task.objects.order_by("pk").values_list("pk", "state", "due_on", "rank", "done_on")
    return list(rows), TaskMove.objects.count(), AuditLine.objects.count()


def states() -> list[str]:
    return list(Task.objects.order_by("due_on").values_list("state", flat=True))


def test_a_lead_accepts_and_finishes_many_at_once(world: World, tasks: list[Task]) -> None:
    together(world, tasks, "officer", Move.ACCEPT)
    assert states() == ["accepted"] * 3
    together(world, tasks[:2], "officer", Move.FINISH)
    assert states() == ["done", "done", "accepted"]
    assert TaskMove.objects.count() == 5
    assert list(AuditLine.objects.order_by("number").values_list("act", flat=True)) == (
        ["accept_task"] * 3 + ["finish"] * 2
    )


def test_the_asker_confirms_puts_off_and_ranks_many(world: World, tasks: list[Task]) -> None:
    together(world, tasks, "provincial", Setting.PUT_OFF, day=LATER)
    together(world, tasks, "provincial", Setting.RANK, rank=1)
    assert set(Task.objects.values_list("due_on", "rank")) == {(LATER, 1)}
    line = AuditLine.objects.filter(act="put_off").first()
    assert line and line.reason == "21/03/2026 → 19/04/2026"
    together(world, tasks, "officer", Move.FINISH)
    together(world, tasks, "provincial", Move.CONFIRM)
    assert states() == ["confirmed"] * 3


def test_one_that_refuses_stops_all_and_is_named(world: World, tasks: list[Task]) -> None:
    together(world, tasks[1:2], "officer", Move.FINISH)
    said = refused(world, tasks, "officer", Move.ACCEPT)
    assert said == ["Talk 2: This task does not stand where this could be done. Look at it anew."]
    said = refused(world, tasks, "provincial", Setting.PUT_OFF, day=LATER)
    assert said == ["Talk 2: It has ended; nothing is changed about it any more."]


def test_every_refusal_is_told_at_once(world: World, tasks: list[Task]) -> None:
    together(world, tasks[:1], "officer", Move.FINISH)
    together(world, tasks[1:2], "provincial", Move.DROP, note="Not needed")
    assert [one.split(":")[0] for one in refused(world, tasks, "officer", Move.ACCEPT)] == [
        "Talk 1",
        "Talk 2",
    ]


def test_what_the_form_lacks_for_all_is_said_once(world: World, tasks: list[Task]) -> None:
    assert refused(world, tasks, "officer", Move.SEND_BACK) == ["Say why."]
    together(world, tasks[:1], "officer", Move.FINISH)
    said = refused(world, tasks, "officer", Move.SEND_BACK)
    assert len(said) == 3 and said[1] == "Talk 2: Say why."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "Write until when the task is put off."),
        (TODAY - timedelta(days=1), "This day has passed already."),
        (date(2027, 1, 1), "The plan ends on 2026-12-31; choose a day up to then."),
    ],
)
def test_nothing_is_put_off_out_of_the_plan(
    world: World, tasks: list[Task], day: date | None, said: str
) -> None:
    assert refused(world, tasks, "provincial", Setting.PUT_OFF, day=day) == [said]


WHO = """
person      accept  put_off

officer     yes     no
provincial  yes     yes
leader      yes     yes
auditor     no      no
"""


@pytest.mark.parametrize("row", [line.split() for line in WHO.splitlines()[3:]], ids=lambda row: row[0])
def test_each_does_only_what_their_side_may(world: World, tasks: list[Task], row: list[str]) -> None:
    person, *may = row
    deeds: tuple[tuple[Move | Setting, dict[str, Any]], ...] = (
        (Move.ACCEPT, {}), (Setting.PUT_OFF, {"day": LATER}),
    )  # fmt: skip
    for (act, more), word in zip(deeds, may, strict=True):
        if person == "auditor":
            assert refused(world, tasks, person, act, **more) == ["Your post does not allow this."]
        elif word == "yes":
            together(world, tasks, person, act, **more)
        else:
            said = refused(world, tasks, person, act, **more)
            assert said[0] == "Talk 1: Your post does not allow this." and len(said) == 3


def test_what_nobody_asked_for_its_lead_puts_off(world: World, tasks: list[Task]) -> None:
    Task.objects.update(asker=None)
    together(world, tasks, "officer", Setting.PUT_OFF, day=LATER)
    assert set(Task.objects.values_list("due_on", flat=True)) == {LATER}


@pytest.mark.parametrize("person", ["stranger", "partner", "cedar"])
def test_a_foreign_task_in_the_list_refuses_the_whole_call(
    world: World, tasks: list[Task], person: str
) -> None:
    said = refused(world, tasks, person, Move.ACCEPT)
    assert said == [
        f"The task at place {place} is not in this plan, or it is not shared with you." for place in (1, 2, 3)
    ]


def test_a_task_of_another_plan_and_one_of_nowhere_are_told_alike(world: World, tasks: list[Task]) -> None:
    other = Plan.objects.create(phase=world.phase, year=2025, name="Plan 2025")
    elsewhere = tasks[0]
    content = other.contents.create(number=1, text="Before")
    Task.objects.filter(pk=elsewhere.pk).update(content=content)
    for key in (elsewhere.pk, uuid4()):
        before = kept()
        with pytest.raises(RuleBroken, match="The task at place 2 is not in this plan"):
            act_together(world.plan, [tasks[1].pk, key], Deed(act=Move.ACCEPT), by=world.officer, at=NOW)
        assert kept() == before


def test_no_task_and_too_many_are_refused(world: World, tasks: list[Task]) -> None:
    for keys in ([], [UUID(int=number) for number in range(501)]):
        with pytest.raises(RuleBroken) as problem:
            act_together(world.plan, keys, Deed(act=Move.ACCEPT), by=world.officer, at=NOW)
        assert [message.where for message in problem.value.messages] == ["tasks"]


def test_pressing_twice_does_nothing_more(world: World, tasks: list[Task]) -> None:
    for act, person, more in (
        (Move.ACCEPT, "officer", {}),
        (Setting.PUT_OFF, "provincial", {"day": LATER}),
        (Setting.RANK, "provincial", {"rank": 3}),
    ):
        together(world, tasks, person, act, **more)
        once = kept()
        together(world, tasks, person, act, **more)
        assert kept() == once


def test_what_another_did_is_no_second_click(world: World, tasks: list[Task]) -> None:
    together(world, tasks, "provincial", Move.ACCEPT)
    assert len(refused(world, tasks, "officer", Move.ACCEPT)) == 3


def test_the_day_that_a_lead_asks_for_is_answered_first(world: World, tasks: list[Task]) -> None:
    together(world, tasks[:1], "officer", Move.PROPOSE_DAY, note="The bus", day=LATER)
    said = refused(world, tasks, "provincial", Setting.PUT_OFF, day=LATER)
    assert said == ["Talk 1: Whoever does it asks for another day; answer that first."]
    together(world, tasks[:1], "provincial", Move.AGREE_DAY)
    assert Task.objects.get(pk=tasks[0].pk).due_on == LATER


def test_what_must_be_done_before_stops_it(world: World, tasks: list[Task]) -> None:
    tasks[1].blocked_by.add(tasks[2])
    said = refused(world, tasks[:2], "officer", Move.FINISH)
    assert said == ["Talk 2: This must be done before: Talk 3."]


# How near is too near


def test_the_drafter_says_how_near_is_too_near(world: World) -> None:
    set_risk_days(world.plan, 14, by=world.provincial, at=NOW)
    set_risk_days(world.plan, 14, by=world.provincial, at=NOW)
    assert Plan.objects.get().at_risk_days == 14
    assert list(AuditLine.objects.values_list("act", "reason")) == [("set_risk_days", "7 → 14")]
    for person in ("officer", "auditor", "stranger"):
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            set_risk_days(world.plan, 3, by=world.persons[person], at=NOW)
    with pytest.raises(RuleBroken, match="from 0 to 90"):
        set_risk_days(world.plan, 91, by=world.provincial, at=NOW)


def test_of_a_plan_that_one_side_drew_up_only_that_side_says_it(world: World) -> None:
    Plan.objects.update(holder=world.bodies["west"], proposed_by=world.leader, proposed_at=NOW)
    world.plan.refresh_from_db()
    set_risk_days(world.plan, 5, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        set_risk_days(world.plan, 3, by=world.partner, at=NOW)


# Views


def test_a_view_is_kept_under_its_name_and_replaced_under_the_same(world: World) -> None:
    first = save_view(
        world.plan, " Monday ", shape=Shape.TABLE, asked="sort=rank&pace=late", by=world.provincial, at=NOW
    )
    assert (first.name, first.shape, first.asked) == ("Monday", "table", "pace=late&sort=rank")
    again = save_view(world.plan, "Monday", shape=Shape.BOARD, asked="", by=world.provincial, at=NOW)
    assert again.pk == first.pk and SavedView.objects.get().shape == "board"
    save_view(world.plan, "Monday", shape=Shape.BOARD, asked="", by=world.provincial, at=NOW)
    assert AuditLine.objects.filter(act="save_view").count() == 2


def test_two_persons_keep_views_of_the_same_name_and_delete_their_own(world: World) -> None:
    mine, theirs = (
        save_view(world.plan, "Monday", shape=Shape.BOARD, asked="", by=by, at=NOW)
        for by in (world.provincial, world.partner)
    )
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        delete_view(theirs, by=world.provincial, at=NOW)
    delete_view(mine, by=world.provincial, at=NOW)
    assert SavedView.objects.get() == theirs


@pytest.mark.parametrize("asked", ["holder__name=x", "pace=fast", f"text={'x' * 101}"])
def test_a_view_of_what_cannot_be_asked_for_is_not_kept(world: World, asked: str) -> None:
    with pytest.raises(RuleBroken):
        save_view(world.plan, "Monday", shape=Shape.BOARD, asked=asked, by=world.provincial, at=NOW)
    assert not SavedView.objects.exists() and not AuditLine.objects.exists()


def test_a_stranger_keeps_no_view_of_our_plan(world: World) -> None:
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        save_view(world.plan, "Monday", shape=Shape.BOARD, asked="", by=world.stranger, at=NOW)


def test_a_task_dropped_by_its_asker_can_no_longer_be_accepted(world: World, tasks: list[Task]) -> None:
    together(world, tasks, "provincial", Move.DROP, note="Not needed")
    assert states() == [TaskState.DROPPED] * 3
    assert len(refused(world, tasks, "officer", Move.ACCEPT)) == 3
