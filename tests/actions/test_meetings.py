"""A meeting is written down by its body, sent to the sides, and stands from then on; tasks come of its decisions."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay.actions.meetings import (
    decide,
    give_by_decision,
    hold_meeting,
    reword,
    send_minutes,
    write_minutes,
)
from chungtay.models import AuditLine, Decision, Document, Meeting, Share, Task
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

PAPER = ("minutes.pdf", b"%PDF-1.7", "application/pdf")


def held(world: World, *, by: str = "provincial", title: str = "On the talks", **told: object) -> Meeting:
    kept: dict[str, object] = {"holder": world.bodies["west"], "plan": world.plan, "met_on": TODAY} | told
    meeting = Meeting(agreement=world.programme, title=title, **kept)
    bodies = [world.bodies["west"], world.bodies["east"]]
    return hold_meeting(meeting, bodies=bodies, by=world.persons[by], at=NOW)


def test_a_meeting_is_its_holders_until_it_is_sent_and_the_sides_from_then_on(world: World) -> None:
    meeting = held(world)
    decide(meeting, text="Two talks in each commune", by=world.provincial, at=NOW)
    seen = {name: sees(world, name) for name in ("provincial", "leader", "partner", "officer", "stranger")}
    assert seen == {"provincial": True, "leader": True, "partner": False, "officer": False, "stranger": False}
    send_minutes(meeting, by=world.provincial, at=NOW)
    seen = {name: sees(world, name) for name in ("provincial", "leader", "partner", "officer", "stranger")}
    assert seen == {"provincial": True, "leader": True, "partner": True, "officer": True, "stranger": False}


def sees(world: World, name: str) -> bool:
    return Meeting.objects.visible_to(world.persons[name], TODAY).exists()


def test_the_minutes_are_the_holders_paper_and_go_to_the_sides_with_the_meeting(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.FILES = tmp_path
    meeting = held(world)
    paper = write_minutes(meeting, PAPER, by=world.provincial, at=NOW)
    partner = Document.objects.visible_to(world.partner, TODAY)
    assert (paper.holder, paper.type, partner.exists()) == (world.bodies["west"], "Biên bản", False)
    send_minutes(meeting, by=world.leader, at=NOW)
    assert partner.get() == paper
    assert set(Share.objects.exclude(kind="results").values_list("kind", "state")) == {
        ("meeting", "sent"),
        ("document", "sent"),
    }


def test_what_was_sent_stands(world: World, tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path
    meeting = held(world)
    decision = decide(meeting, text="Two talks", by=world.provincial, at=NOW)
    assert reword(decision, text="Three talks", by=world.provincial, at=NOW).text == "Three talks"
    sent = send_minutes(meeting, by=world.provincial, at=NOW)
    for change in (
        lambda: decide(meeting, text="One more", by=world.provincial, at=NOW),
        lambda: reword(decision, text="Four talks", by=world.provincial, at=NOW),
        lambda: write_minutes(meeting, PAPER, by=world.provincial, at=NOW),
        lambda: send_minutes(meeting, by=world.provincial, at=NOW),
    ):
        with pytest.raises(RuleBroken, match="The minutes were sent on .* and stand"):
            change()
    assert (Decision.objects.get().text, sent.sent_by) == ("Three talks", world.provincial)
    assert not Document.objects.exists()


def test_every_fault_of_a_meeting_is_said_at_once(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        held(world, title=" ", met_on=TODAY + timedelta(days=1))
    assert [message.where for message in refused.value.messages] == ["title", "met_on"]
    assert not Meeting.objects.exists()


def test_decisions_have_each_their_number(world: World) -> None:
    meeting = held(world)
    first = decide(meeting, text="Two talks", by=world.provincial, at=NOW)
    assert (first.number, decide(meeting, text="A visit", by=world.provincial, at=NOW).number) == (1, 2)
    with pytest.raises(RuleBroken, match="There is a decision 2 already. The next one is 3.") as refused:
        decide(meeting, text=" ", number=2, by=world.provincial, at=NOW)
    assert [message.where for message in refused.value.messages] == ["number", "text"]
    with pytest.raises(RuleBroken, match="numbered from 1"):
        decide(meeting, text="So", number=0, by=world.provincial, at=NOW)


def test_nothing_is_sent_that_says_nothing(world: World) -> None:
    with pytest.raises(RuleBroken, match="nothing to send yet"):
        send_minutes(held(world), by=world.provincial, at=NOW)
    assert not Share.objects.filter(kind="meeting").exists()


def test_a_task_comes_of_a_decision_and_points_back_to_it(world: World) -> None:
    meeting = held(world)
    decision = decide(meeting, text="Two talks", by=world.provincial, at=NOW)
    send_minutes(meeting, by=world.provincial, at=NOW)
    for _ in range(2):
        task = give_by_decision(
            decision, world.bodies["dogwood"], content=world.contents[0], text="Two talks", asker=world.bodies["west"],
            due_on=TODAY + timedelta(days=9), by=world.provincial, at=NOW,
        )  # fmt: skip
    assert (Task.objects.get(), task.decisions.get()) == (task, decision)
    assert (task.content, task.asker) == (world.contents[0], world.bodies["west"])


WHO_WRITES = """
    person      west  dogwood
    provincial  yes   yes
    leader      yes   yes
    officer     no    yes
    partner     no    no
    auditor     no    no
    stranger    no    no
"""


@pytest.mark.parametrize("row", WHO_WRITES.strip().splitlines()[1:])
def test_a_meeting_is_written_down_by_the_body_that_keeps_it(world: World, row: str) -> None:
    name, *answers = row.split()
    for body, answer in zip(("west", "dogwood"), answers, strict=True):
        if answer == "yes":
            held(world, by=name, holder=world.bodies[body])
        else:
            with pytest.raises(RuleBroken, match="Your post does not allow this"):
                held(world, by=name, holder=world.bodies[body])


def test_pressed_twice_a_meeting_is_kept_once(world: World) -> None:
    assert held(world) == held(world)
    assert AuditLine.objects.filter(act="hold_meeting").count() == 1


def test_only_bodies_of_the_programme_were_there(world: World) -> None:
    meeting = Meeting(
        agreement=world.programme, holder=world.bodies["west"], title="On talks", met_on=date(2026, 3, 1)
    )
    with pytest.raises(RuleBroken, match="Union of Farwood does not stand in this programme"):
        hold_meeting(meeting, bodies=[world.bodies["farwood"]], by=world.provincial, at=NOW)
