"""A gathering is planned by one side, read by the bodies that meet, and its minutes stand once the other confirms."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from chungtay.actions.gatherings import (
    change_gathering,
    give_by_gathering,
    list_speech,
    move_gathering,
    plan_gathering,
    write_gathering_minutes,
)
from chungtay.actions.registers import open_registered
from chungtay.models import Document, Gathering, Registered, RegisterKind
from chungtay.rules.gatherings import GatheringKind, Move
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

SOON = TODAY + timedelta(days=10)
PAPER = ("minutes.pdf", b"%PDF-1.7", "application/pdf")


def twins(world: World, *, pair: bool = True) -> Registered:
    kind = RegisterKind.objects.get(slug="club")
    if pair:
        kind = RegisterKind.objects.create(slug="twins", name="Twinned villages", is_pair=True)
    made = Registered(
        kind=kind, name="Ash and Elm", place=world.places["Dogwood"], village="Ash",
        twin_village="Elm" if pair else "", holder=world.bodies["dogwood"], served=world.served,
        opened_on=date(2020, 1, 1),
    )  # fmt: skip
    return open_registered(made, by=world.officer, at=NOW)


def planned(
    world: World, *, by: str = "officer", bodies: tuple[str, ...] = ("elm",), **told: Any
) -> Gathering:
    plain: dict[str, Any] = {
        "kind": GatheringKind.JOINT_EVENT,
        "title": "A talk at the gate",
        "held_on": TODAY,
    }
    gathering = Gathering(agreement=world.programme, holder=world.bodies["dogwood"], **plain | told)
    return plan_gathering(
        gathering, bodies=[world.bodies[name] for name in bodies], by=world.persons[by], at=NOW
    )


def sees(world: World, name: str) -> bool:
    return Gathering.objects.visible_to(world.persons[name], TODAY).exists()


def minuted(world: World) -> Gathering:
    gathering = planned(world)
    move_gathering(gathering, Move.SEND, by=world.officer, at=NOW)
    change_gathering(gathering, {"result": "Meet each quarter."}, by=world.officer, at=NOW)
    return move_gathering(gathering, Move.SEND_MINUTES, by=world.officer, at=NOW)


def test_the_bodies_that_meet_read_it_once_its_plan_was_sent(world: World) -> None:
    gathering = planned(world)
    assert sees(world, "officer") and sees(world, "leader") and not sees(world, "partner")
    move_gathering(gathering, Move.SEND, by=world.officer, at=NOW)
    assert sees(world, "partner") and not sees(world, "cedar") and not sees(world, "stranger")


def test_the_other_side_confirms_the_minutes_or_asks_for_changes(world: World) -> None:
    gathering = minuted(world)
    for name in ("officer", "leader", "provincial", "stranger", "auditor"):
        with pytest.raises(RuleBroken):
            move_gathering(gathering, Move.CONFIRM, by=world.persons[name], at=NOW)
    with pytest.raises(RuleBroken, match="Say why"):
        move_gathering(gathering, Move.ASK_CHANGES, by=world.partner, at=NOW)
    back = move_gathering(gathering, Move.ASK_CHANGES, note="It was each month.", by=world.partner, at=NOW)
    assert (back.state, back.minuted_at) == ("sent", None)
    change_gathering(gathering, {"result": "Meet each month."}, by=world.officer, at=NOW)
    move_gathering(gathering, Move.SEND_MINUTES, by=world.officer, at=NOW)
    stands = move_gathering(gathering, Move.CONFIRM, by=world.partner, at=NOW)
    assert (stands.state, stands.confirmed_by) == ("confirmed", world.partner)
    with pytest.raises(RuleBroken, match="confirmed and stand"):
        change_gathering(gathering, {"result": "Never"}, by=world.officer, at=NOW)
    assert [one.moved_for.pk for one in gathering.steps.filter(move="confirm")] == [world.bodies["elm"].pk]


def test_minutes_are_not_sent_before_the_day_nor_empty(world: World) -> None:
    gathering = planned(world, held_on=SOON)
    move_gathering(gathering, Move.SEND, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken) as refused:
        move_gathering(gathering, Move.SEND_MINUTES, by=world.officer, at=NOW)
    assert len(refused.value.messages) == 2


def test_only_twins_that_are_a_pair_meet_as_twins(world: World) -> None:
    no_pair = twins(world, pair=False)
    told = {"kind": GatheringKind.TWIN_MEETING, "title": "The villages meet"}
    with pytest.raises(RuleBroken, match="no twinned villages"):
        planned(world, twins=no_pair, **told)
    with pytest.raises(RuleBroken, match="Choose the twinned villages"):
        planned(world, **told)
    pair = twins(world)
    with pytest.raises(RuleBroken, match="own meeting only"):
        planned(world, twins=pair)
    with pytest.raises(RuleBroken, match="not twinned on the day"):
        planned(world, twins=pair, **told, held_on=date(2019, 1, 1))
    assert planned(world, twins=pair, **told).twins == pair


def test_both_sides_meet_and_only_bodies_of_the_programme(world: World) -> None:
    with pytest.raises(RuleBroken, match="Both sides meet"):
        planned(world, bodies=("cedar",))
    with pytest.raises(RuleBroken, match="does not stand in this programme"):
        planned(world, bodies=("elm", "farwood"))
    with pytest.raises(RuleBroken, match="comes after"):
        planned(world, next_on=TODAY)
    with pytest.raises(RuleBroken, match="post"):
        planned(world, by="stranger")
    assert not Gathering.objects.exists()


def test_speakers_stand_in_order_by_post_with_their_papers(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.FILES = tmp_path
    event = planned(world)
    told: dict[str, Any] = {"speaker": "President of the union", "title": "Ten clubs"}
    with pytest.raises(RuleBroken, match="for a conference"):
        list_speech(event, **told, by=world.officer, at=NOW)
    conference = planned(world, kind=GatheringKind.CONFERENCE, title="What we learned")
    first = list_speech(conference, **told, file=PAPER, by=world.officer, at=NOW)
    assert list_speech(conference, **told, by=world.officer, at=NOW) == first
    second = list_speech(
        conference, speaker="Coordinator", title="Two fairs", organisation=world.bodies["elm"],
        by=world.officer, at=NOW,
    )  # fmt: skip
    assert [first.position, second.position] == [1, 2]
    with pytest.raises(RuleBroken, match="next free place is 3"):
        list_speech(conference, speaker="Head", title="Late", position=2, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="takes part"):
        list_speech(
            conference, speaker="X", title="Y", organisation=world.bodies["far"], by=world.officer, at=NOW
        )
    theirs = Document.objects.visible_to(world.partner, TODAY).filter(pk=first.document_id)
    assert not theirs.exists()
    move_gathering(conference, Move.SEND, by=world.officer, at=NOW)
    assert theirs.exists()


def test_the_signed_minutes_go_to_the_other_side_with_the_minutes(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.FILES = tmp_path
    gathering = planned(world)
    move_gathering(gathering, Move.SEND, by=world.officer, at=NOW)
    paper = write_gathering_minutes(gathering, PAPER, by=world.officer, at=NOW)
    assert write_gathering_minutes(gathering, PAPER, by=world.officer, at=NOW) == paper
    theirs = Document.objects.visible_to(world.partner, TODAY).filter(pk=paper.pk)
    assert not theirs.exists()
    move_gathering(gathering, Move.SEND_MINUTES, by=world.officer, at=NOW)
    assert theirs.exists()
    with pytest.raises(RuleBroken):
        write_gathering_minutes(gathering, PAPER, by=world.officer, at=NOW)


def test_each_side_gives_its_own_bodies_tasks_that_come_of_it(world: World) -> None:
    gathering = minuted(world)
    given = give_by_gathering(
        gathering, world.bodies["dogwood"], text="Mend the path", due_on=SOON, by=world.officer, at=NOW
    )
    theirs = give_by_gathering(
        gathering, world.bodies["elm"], text="Mend the fence", due_on=SOON, by=world.partner, at=NOW
    )
    assert set(gathering.tasks.all()) == {given, theirs}
    with pytest.raises(RuleBroken, match="post"):
        give_by_gathering(gathering, world.bodies["elm"], text="Do it", due_on=SOON, by=world.officer, at=NOW)
