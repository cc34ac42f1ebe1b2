"""A border matter goes between two sides: nobody else reads it, each speaks for itself, both say that it is solved."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay.actions.exchange import say_also
from chungtay.actions.matters import (
    change_matter,
    draft_matter,
    move_action,
    move_matter,
    propose_action,
)
from chungtay.actions.wordings import translate
from chungtay.models import AuditLine, Document, Matter, MatterAction, MatterStep, Wording
from chungtay.rules.matters import ActionMove, Move
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

DUE = TODAY + timedelta(days=30)
LATER = NOW + timedelta(hours=1)


def drafted(
    world: World, *, by: str = "officer", here: str = "dogwood", there: str = "elm", **told: str
) -> Matter:
    words = {"title": "Cattle cross the line", "text": "Three cows crossed at the stone."} | told
    matter = Matter(agreement=world.programme, holder=world.bodies[here], other=world.bodies[there], **words)
    return draft_matter(matter, by=world.persons[by], at=NOW)


def raised(world: World) -> Matter:
    return move_matter(drafted(world), Move.RAISE, by=world.officer, at=NOW)


def received(world: World) -> Matter:
    return move_matter(raised(world), Move.RECEIVE, by=world.partner, at=NOW)


def proposed(world: World, matter: Matter, *, by: str = "officer", owner: str = "elm") -> MatterAction:
    return propose_action(
        matter, world.bodies[owner], text="Mend the fence", due_on=DUE, by=world.persons[by], at=NOW
    )


def readers(world: World) -> set[str]:
    return {
        name for name, person in world.persons.items() if Matter.objects.visible_to(person, TODAY).exists()
    }


def test_a_matter_is_its_sides_alone_until_it_is_raised_and_the_two_sides_from_then_on(world: World) -> None:
    matter = drafted(world)
    own = {"officer", "provincial", "leader", "auditor"}
    assert readers(world) == own
    move_matter(matter, Move.RAISE, by=world.officer, at=NOW)
    assert readers(world) == own | {"partner"}


def test_a_matter_is_solved_when_both_sides_say_so_and_either_may_be_the_first(world: World) -> None:
    matter = received(world)
    action = proposed(world, matter)
    matter.refresh_from_db()
    assert matter.state == "received"
    move_action(action, ActionMove.AGREE, by=world.partner, at=NOW)
    matter.refresh_from_db()
    assert matter.state == "agreed"
    move_action(action, ActionMove.FINISH, on=TODAY, by=world.partner, at=NOW)
    assert move_matter(matter, Move.SAY_SOLVED, by=world.partner, at=NOW).state == "solved_there"
    assert move_matter(matter, Move.SAY_SOLVED, by=world.officer, at=NOW).state == "solved"
    told = list(MatterStep.objects.filter(matter=matter, action=None).values_list("move", "moved_for__name"))
    here, there = world.bodies["dogwood"].name, world.bodies["elm"].name
    assert told == [("raise", here), ("receive", there), ("say_solved", there), ("say_solved", here)]


def test_whoever_said_solved_may_take_it_back_before_the_other_says_so_and_the_other_may_contradict(
    world: World,
) -> None:
    matter = received(world)
    move_matter(matter, Move.SAY_SOLVED, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="Say why"):
        move_matter(matter, Move.TAKE_BACK, by=world.officer, at=NOW)
    back = move_matter(matter, Move.TAKE_BACK, note="They came again.", by=world.officer, at=NOW)
    assert (back.state, back.solved_here_at, back.solved_here_by) == ("received", None, None)
    move_matter(matter, Move.SAY_SOLVED, by=world.officer, at=NOW)
    assert (
        move_matter(matter, Move.NOT_SOLVED, note="Not here.", by=world.partner, at=NOW).state == "received"
    )


def test_a_matter_solved_while_an_action_is_open_says_why(world: World) -> None:
    matter = received(world)
    move_action(proposed(world, matter), ActionMove.AGREE, by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="not done: 1"):
        move_matter(matter, Move.SAY_SOLVED, by=world.officer, at=NOW)
    half = move_matter(matter, Move.SAY_SOLVED, note="A ditch does it.", by=world.officer, at=NOW)
    assert (half.state, half.unfinished_reason) == ("solved_here", "A ditch does it.")


def test_each_side_takes_only_its_own_steps_and_strangers_none(world: World) -> None:
    matter = raised(world)
    for name in ("officer", "provincial", "auditor", "administrator", "stranger", "cedar"):
        with pytest.raises(RuleBroken):
            move_matter(matter, Move.RECEIVE, by=world.persons[name], at=NOW)
    with pytest.raises(RuleBroken, match="other side"):
        move_matter(matter, Move.WITHDRAW, note="Not ours", by=world.partner, at=NOW)
    action = proposed(world, move_matter(matter, Move.RECEIVE, by=world.partner, at=NOW))
    for name in ("officer", "provincial", "stranger", "auditor"):
        with pytest.raises(RuleBroken):
            move_action(action, ActionMove.AGREE, by=world.persons[name], at=NOW)
    move_action(action, ActionMove.AGREE, by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="other side"):
        move_action(action, ActionMove.FINISH, by=world.officer, at=NOW)


def test_nobody_in_a_matter_can_be_recognised_in_any_of_its_words(world: World) -> None:
    with pytest.raises(RuleBroken, match="without who"):
        drafted(world, text="Bà Lan gọi 0912 345 678")
    matter = received(world)
    with pytest.raises(RuleBroken, match="without who"):
        move_matter(matter, Move.SAY, note="anh Blơi biết", by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="without who"):
        propose_action(matter, world.bodies["elm"], text="Ask chị Mai", due_on=DUE, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="without who"):
        translate(matter, "text", "lo", "ນາງ ຄຳແພງ ຮູ້", by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="without who"):
        say_also(matter, {"text_lo": "ໂທ 020 5555 1234"}, by=world.partner, at=NOW)
    assert not MatterAction.objects.exists() and not MatterStep.objects.filter(move="say").exists()


def test_only_a_body_of_another_side_of_a_programme_that_one_sees_can_be_asked(world: World) -> None:
    for there in ("cedar", "west", "far"):
        with pytest.raises(RuleBroken, match="other side"):
            drafted(world, there=there)
    with pytest.raises(RuleBroken, match="post"):
        drafted(world, by="stranger")
    with pytest.raises(RuleBroken, match="other side|not shared"):
        drafted(world, by="stranger", here="far")
    assert not Matter.objects.exists()


def test_what_was_raised_is_not_rewritten(world: World) -> None:
    matter = drafted(world)
    assert change_matter(matter, {"title": "Cattle"}, by=world.provincial, at=NOW).title == "Cattle"
    move_matter(matter, Move.RAISE, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="was raised on"):
        change_matter(matter, {"title": "Goats"}, by=world.officer, at=NOW)


def test_what_a_partner_writes_in_lao_alone_is_said_so_and_either_side_may_add_the_vietnamese(
    world: World,
) -> None:
    matter = drafted(
        world, by="partner", here="elm", there="dogwood", title="", text="", title_lo="ງົວ", text_lo="ງົວຂ້າມ"
    )
    move_matter(matter, Move.RAISE, by=world.partner, at=NOW)
    assert matter.said("title", "vi") == "ງົວ" and not Wording.objects.exists()
    say_also(matter, {"title": "Bò", "text": "Bò lạc"}, by=world.officer, at=LATER)
    matter.refresh_from_db()
    assert (matter.said("title", "vi"), matter.said("title", "lo")) == ("Bò", "ງົວ")
    assert set(Wording.objects.values_list("field", "language", "state")) == {
        ("title", "lo", "draft"),
        ("text", "lo", "draft"),
    }
    with pytest.raises(RuleBroken, match="already"):
        say_also(matter, {"title": "Trâu"}, by=world.officer, at=LATER)
    with pytest.raises(RuleBroken, match="post"):
        say_also(matter, {"title_lo": "ຄວາຍ"}, by=world.stranger, at=LATER)


def test_who_says_that_an_action_is_done_may_add_a_paper_that_both_sides_read(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.FILES = tmp_path
    matter = received(world)
    action = proposed(world, matter)
    move_action(action, ActionMove.AGREE, by=world.partner, at=NOW)
    file = ("fence.pdf", b"%PDF-1.7", "application/pdf")
    move_action(action, ActionMove.FINISH, on=TODAY, file=file, by=world.partner, at=NOW)
    paper = action.evidence.get()
    assert paper.holder == world.bodies["elm"]
    assert Document.objects.visible_to(world.officer, TODAY).filter(pk=paper.pk).exists()


def test_a_second_click_keeps_one_matter_and_one_proposal_and_every_act_leaves_a_line(world: World) -> None:
    assert drafted(world) == drafted(world)
    matter = received(world)
    assert proposed(world, matter) == proposed(world, matter)
    acts = list(AuditLine.objects.order_by("number").values_list("act", flat=True))
    assert acts == ["draft_matter", "raise_matter", "receive_matter", "propose_action"]


def test_a_word_sent_twice_is_said_once_and_another_word_is_another_step(world: World) -> None:
    matter = received(world)
    for words in ("We saw them", "We saw them", "They are gone"):
        move_matter(matter, Move.SAY, note=words, by=world.officer, at=NOW)
    assert [step.note for step in matter.steps.filter(move=Move.SAY)] == ["We saw them", "They are gone"]
