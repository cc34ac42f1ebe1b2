"""A task is given, accepted, moved, done and confirmed by those whose turn it is, and repeats once for each turn."""

from datetime import date, timedelta

import pytest

from chungtay.actions.activities import record_activity
from chungtay.actions.documents import add_document
from chungtay.actions.tasks import add_task, finish_part, finish_task, move_task, wait_for
from chungtay.models import AuditLine, Document, Task, TaskMove
from chungtay.rules.messages import RuleBroken
from chungtay.rules.tasks import Move, Repeat, TaskState
from tests.actions.test_activities import talk
from tests.world import NOW, TODAY, World

SOON = TODAY + timedelta(days=20)
LATER = TODAY + timedelta(days=40)


def give(
    world: World, lead: str = "dogwood", *, by: str = "provincial", text: str = "Two talks", **more: object
) -> Task:
    told: dict[str, object] = {"asker": world.bodies["west"], "due_on": SOON} | more
    return add_task(
        world.contents[0], world.bodies[lead], text=text, by=world.persons[by], at=NOW, **told  # type: ignore[arg-type]
    )  # fmt: skip


def move(world: World, task: Task, step: str, name: str, **more: object) -> Task:
    return move_task(task, Move(step), by=world.persons[name], at=NOW, **more)  # type: ignore[arg-type]


# A task's whole life, step by step: who takes the step, and where the task stands then.
LIVES = {
    "done and confirmed": """
        officer     accept
        officer     finish
        provincial  confirm
        = confirmed
    """,
    "another day is agreed": """
        officer     propose_day
        provincial  agree_day
        = accepted
    """,
    "another day is refused": """
        officer     accept
        officer     propose_day
        leader      refuse_day
        = accepted
    """,
    "sent back and given again": """
        officer     send_back
        provincial  give_again
        officer     accept
        = accepted
    """,
    "not yet done, says the asker": """
        officer     finish
        provincial  ask_more
        = accepted
    """,
    "taken back": """
        officer     accept
        provincial  drop
        = dropped
    """,
}


@pytest.mark.parametrize("life", LIVES)
def test_a_task_goes_where_each_side_takes_it(world: World, life: str) -> None:
    task = give(world)
    *steps, (_, end) = [line.split() for line in LIVES[life].strip().splitlines()]
    for name, step in steps:
        day = LATER if step == "propose_day" else None
        task = move(world, task, step, name, note="So it must be", day=day)
    assert task.state == end
    kept = [(one.moved_by.known_as.lower(), one.move) for one in TaskMove.objects.filter(task=task)]
    assert kept == [(name, step) for name, step in steps]


def test_an_agreed_day_is_the_new_day_and_a_refused_one_is_not(world: World) -> None:
    task = give(world)
    task = move(world, task, "propose_day", "officer", note="Harvest", day=LATER)
    assert (task.due_on, task.proposed_on) == (SOON, LATER)
    task = move(world, task, "refuse_day", "provincial", note="The visit is before")
    assert (task.due_on, task.proposed_on) == (SOON, None)
    task = move(world, task, "propose_day", "officer", note="Harvest", day=LATER)
    task = move(world, task, "agree_day", "provincial")
    assert (task.due_on, task.proposed_on) == (LATER, None)
    days = TaskMove.objects.filter(task=task).values_list("move", "day", "note")
    assert list(days)[-2:] == [("propose_day", LATER, "Harvest"), ("agree_day", LATER, "")]


WHO_MOVES = """
    person      accept  drop
    officer     yes     no
    provincial  yes     yes
    leader      yes     yes
    cedar       no      no
    partner     no      no
    auditor     no      no
    stranger    no      no
"""


@pytest.mark.parametrize("row", WHO_MOVES.strip().splitlines()[1:])
def test_each_step_is_for_whoever_speaks_for_its_side(world: World, row: str) -> None:
    name, *answers = row.split()
    for step, answer in zip(("accept", "drop"), answers, strict=True):
        task = give(world, text=f"To {step}")
        if answer == "yes":
            move(world, task, step, name, note="So")
        else:
            with pytest.raises(RuleBroken, match="Your post does not allow this"):
                move(world, task, step, name, note="So")


def test_a_coordinating_body_reads_the_task_and_does_its_part_alone(world: World) -> None:
    task = give(world, parts=[(world.bodies["cedar"], "Lend the hall"), (world.bodies["elm"], "")])
    part = task.parts.get(organisation=world.bodies["cedar"])
    for name in ("cedar", "partner"):
        assert task in Task.objects.visible_to(world.persons[name], TODAY)
        with pytest.raises(RuleBroken):
            move(world, task, "accept", name)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        finish_part(part, on=TODAY, by=world.officer, at=NOW)
    finish_part(part, on=TODAY, by=world.persons["cedar"], at=NOW)
    with pytest.raises(RuleBroken, match="already"):
        finish_part(part, on=TODAY, by=world.persons["cedar"], at=NOW)
    part.refresh_from_db()
    assert (part.done_on, part.done_by) == (TODAY, world.persons["cedar"])
    assert task not in Task.objects.visible_to(world.stranger, TODAY)


def test_every_fault_of_a_task_is_said_at_once_and_nothing_of_it_is_kept(world: World) -> None:
    dogwood = world.bodies["dogwood"]
    with pytest.raises(RuleBroken) as refused:
        give(
            world, text=" ", due_on=date(2027, 1, 1), begins_on=date(2027, 2, 1), parts=[(dogwood, ""), (dogwood, "")],
            rank=4, repeats_until=SOON,
        )  # fmt: skip
    where = [message.where for message in refused.value.messages]
    assert where == ["text", "due_on", "begins_on", "rank", "parts", "parts", "repeats_until"]
    assert not Task.objects.exists()


def test_only_bodies_of_the_programme_coordinate(world: World) -> None:
    with pytest.raises(RuleBroken, match="Union of Farwood does not stand in this programme today"):
        give(world, parts=[(world.bodies["farwood"], "")])


def test_what_nobody_asked_for_is_done_when_it_is_done(world: World) -> None:
    own = give(world, "west", asker=world.bodies["west"])
    assert (own.asker, own.state) == (None, TaskState.ACCEPTED)
    moved = move(world, own, "propose_day", "provincial", note="Harvest", day=LATER)
    assert (moved.due_on, moved.state) == (LATER, TaskState.ACCEPTED)
    assert finish_task(own, on=TODAY, by=world.provincial, at=NOW).state == TaskState.DONE
    with pytest.raises(RuleBroken):
        move(world, own, "confirm", "leader")
    assert move(world, own, "ask_more", "provincial", note="One is missing").done_on is None


def test_nobody_confirms_what_they_finished_themselves(world: World) -> None:
    task = give(world)
    finish_task(task, on=TODAY, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Nobody confirms"):
        move(world, task, "confirm", "provincial")
    assert move(world, task, "confirm", "leader").state == TaskState.CONFIRMED


def test_a_task_waits_for_what_must_come_before_and_says_for_what(world: World) -> None:
    first, second = give(world, text="Book the hall"), give(world, text="Print leaflets")
    task = give(world, blocked_by=[first, second])
    finish_task(first, on=TODAY, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match=r"This must be done before: Print leaflets\."):
        finish_task(task, on=TODAY, by=world.officer, at=NOW)
    move(world, second, "drop", "provincial", note="No paper")
    assert finish_task(task, on=TODAY, by=world.officer, at=NOW).state == TaskState.DONE


def test_tasks_never_wait_for_each_other_in_a_circle(world: World) -> None:
    one, two, three = (give(world, text=text) for text in ("One", "Two", "Three"))
    wait_for(two, [one], by=world.provincial, at=NOW)
    wait_for(three, [two], by=world.provincial, at=NOW)
    for blockers in ([one], [two], [three]):
        with pytest.raises(RuleBroken, match="itself|circle"):
            wait_for(one, blockers, by=world.provincial, at=NOW)
    assert not one.blocked_by.exists()


def test_what_was_promised_is_shown_when_it_is_done(world: World) -> None:
    paper = Document(type="Minutes", title="Of the talks", holder=world.bodies["dogwood"])
    add_document(paper, agreements=[], files=[], by=world.officer, at=NOW)
    for evidence, note in (([paper], ""), ([], "In the hall's folder")):
        task = give(world, text=f"Talks {note}", product="Minutes of two talks")
        with pytest.raises(RuleBroken, match="This task promised: Minutes of two talks"):
            move(world, task, "finish", "officer")
        assert move(world, task, "finish", "officer", evidence=evidence, note=note).state == TaskState.DONE
    assert paper.evidence_of.count() == 1


def test_an_activity_shows_what_was_done_and_one_that_is_not_seen_does_not(world: World) -> None:
    held = talk(world)
    activity = record_activity(held, attendances={}, by=world.officer, at=NOW)
    task = give(world, "cedar", product="A talk")
    with pytest.raises(RuleBroken, match="that you see"):
        move(world, task, "finish", "cedar", evidence=[activity])
    task = give(world, product="A talk")
    move(world, task, "finish", "officer", evidence=[activity])
    activity.refresh_from_db()
    assert activity.task == task


def test_a_task_that_repeats_comes_again_once_by_the_day_it_began(world: World) -> None:
    task = give(
        world, due_on=date(2026, 3, 31), repeats=Repeat.MONTHLY, parts=[(world.bodies["cedar"], "Lend the hall")]
    )  # fmt: skip
    days = []
    for _ in range(3):
        finish_task(task, on=TODAY, by=world.officer, at=NOW)
        task = move(world, task, "ask_more", "provincial", note="The list is missing")
        finish_task(task, on=TODAY, by=world.officer, at=NOW)  # done a second time: no second one comes
        task = Task.objects.get(earlier=task)
        days.append(task.due_on)
    assert days == [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]
    assert Task.objects.count() == 4
    assert (task.state, task.parts.get().text, task.asker) == (
        "accepted",
        "Lend the hall",
        world.bodies["west"],
    )


def test_a_day_that_was_moved_once_does_not_move_the_series(world: World) -> None:
    task = give(world, due_on=date(2026, 3, 31), repeats=Repeat.MONTHLY)
    task = move(world, task, "propose_day", "officer", note="Harvest", day=date(2026, 4, 10))
    move(world, task, "agree_day", "provincial")
    finish_task(task, on=TODAY, by=world.officer, at=NOW)
    assert Task.objects.get(earlier=task).due_on == date(2026, 4, 30)


@pytest.mark.parametrize("until", [date(2026, 4, 29), None])
def test_a_series_ends_on_its_day_or_with_its_plan(world: World, until: date | None) -> None:
    due_on = date(2026, 3, 30) if until else date(2026, 12, 30)
    task = give(world, due_on=due_on, repeats=Repeat.MONTHLY, repeats_until=until)
    finish_task(task, on=TODAY, by=world.officer, at=NOW)
    assert Task.objects.count() == 1


def test_each_step_leaves_its_line_with_its_reason(world: World) -> None:
    task = give(world)
    move(world, task, "send_back", "officer", note="No hall")
    lines = AuditLine.objects.order_by("number").values_list("act", "reason", "holder_id")
    assert list(lines)[-1] == ("return_task", "No hall", world.bodies["dogwood"].pk)
    with pytest.raises(RuleBroken):
        move(world, task, "send_back", "officer", note="No hall")
    assert (AuditLine.objects.count(), TaskMove.objects.count()) == (2, 1)
