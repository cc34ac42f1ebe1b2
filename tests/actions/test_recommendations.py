"""A recommendation is drafted, sent, answered on a screen or on paper, done, verified by somebody else, and closed."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay import models
from chungtay.actions.deadlines import lay_deadlines, set_deadline
from chungtay.actions.recommendations import (
    Paper,
    carry_over,
    draft_recommendation,
    edit_recommendation,
    move_recommendation,
    send_recommendation,
    withdraw_draft,
)
from chungtay.models import AuditLine, Document, Recommendation, RecommendationStep
from chungtay.rules.deadlines import DeadlineKind
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Role
from chungtay.rules.recommendations import Decided, Move, Origin
from tests.actions.recommending import asked, day, draft, move, sent, way_of
from tests.world import NOW, TODAY, World


def test_a_draft_is_its_senders_alone(world: World) -> None:
    one = draft(world, "dogwood", "east", outside=("People's Committee of Oakshire",))
    assert {str(each) for each in one.addressees.all()} == {
        "Union of Dogwood", "Union of Elmshire", "People's Committee of Oakshire"
    }  # fmt: skip
    seen = {
        name
        for name, person in world.persons.items()
        if Recommendation.objects.visible_to(person, TODAY).exists()
    }
    assert seen == {"provincial", "leader", "auditor"}
    assert AuditLine.objects.get(thing_id=str(one.pk)).act == "draft_recommendation"


def test_every_fault_of_a_draft_is_said_at_once_and_nothing_is_kept(world: World) -> None:
    bad = asked(
        world, "west", "farwood", "farwood", text=" ", outside=("A", " a"), origin=Origin.REVIEW,
        agreement=world.bodies["far"].pk, evidence=(world.bodies["far"].pk,), place=world.bodies["far"].pk,
    )  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        draft_recommendation(bad, by=world.leader, at=NOW)
    where = [message.where for message in refused.value.messages]
    assert where == [
        "text", "addressees", "outside", "addressees", "origin", "agreement", "place", "addressees", "evidence",
    ]  # fmt: skip
    assert not Recommendation.objects.exists()


def test_a_second_click_drafts_it_once(world: World) -> None:
    assert draft(world) == draft(world)


@pytest.mark.parametrize("name", ["officer", "partner", "auditor", "stranger"])
def test_nobody_drafts_for_a_body_of_others(world: World, name: str) -> None:
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        draft(world, "cedar", by=name, agreement=None)


def test_a_draft_is_changed_by_its_office(world: World) -> None:
    one = draft(world)
    told = asked(world, "cedar", text="Ask again", agreement=None, grounds="Two villages have none")
    edit_recommendation(one, told, by=world.leader, at=NOW)
    one.refresh_from_db()
    assert (one.text, one.grounds, one.agreement) == ("Ask again", "Two villages have none", None)
    assert [str(each) for each in one.addressees.all()] == ["Union of Cedar"]


def test_whoever_was_addressed_before_keeps_their_row_and_a_paper_is_kept_once(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.FILES = tmp_path
    one, file = draft(world, outside=("The court",)), ("seen.pdf", b"%PDF-1.7", "application/pdf")
    before = {str(each): each.pk for each in one.addressees.all()}
    for _ in range(2):
        told = asked(world, "dogwood", "cedar", outside=("The  court",), agreement=world.programme.pk,
                     evidence=tuple(one.evidence.values_list("pk", flat=True)))  # fmt: skip
        edit_recommendation(one, told, file=file, by=world.provincial, at=NOW)
    after = {str(each): each.pk for each in one.addressees.all()}
    assert {name: after[name] for name in before} == before
    assert len(after) == 3
    assert one.evidence.count() == 1


def test_a_sent_one_bears_the_next_number_of_its_office_and_year_and_its_answer_is_due(world: World) -> None:
    numbers = [str(sent(world, text=f"Number {one}")) for one in range(3)]
    assert numbers == ["1/2026", "2/2026", "3/2026"]
    assert str(sent(world, at=NOW + timedelta(days=365), text="Next year")) == "1/2027"
    one = sent(world, "dogwood", "east", text="To two", outside=("The court",))
    assert {way.due_on for way in one.addressees.all()} == {day(20)}
    assert {(way.state, way.steps.get().move) for way in one.addressees.all()} == {("sent", "send")}


def test_an_office_that_gives_fewer_days_asks_for_an_answer_sooner(world: World) -> None:
    lay_deadlines(NOW)
    set_deadline(
        world.bodies["west"], DeadlineKind.ANSWER, days=7, source="QĐ 1", valid_from=TODAY, by=world.leader, at=NOW
    )  # fmt: skip
    assert way_of(sent(world)).due_on == day(7)
    one = draft(world, text="At once")
    with pytest.raises(RuleBroken, match="Say why"):
        send_recommendation(one, day=day(3), by=world.leader, at=NOW)
    send_recommendation(one, day=day(3), note="The flood", by=world.leader, at=NOW)
    assert way_of(one).due_on == day(3)


def test_a_second_click_sends_it_once_and_what_was_sent_stays(world: World) -> None:
    one = sent(world)
    assert send_recommendation(one, by=world.leader, at=NOW + timedelta(seconds=5)) == one
    assert RecommendationStep.objects.count() == 1
    with pytest.raises(RuleBroken, match="sent already"):
        send_recommendation(one, by=world.leader, at=NOW + timedelta(minutes=5))
    with pytest.raises(RuleBroken, match="sent already"):
        edit_recommendation(one, asked(world, "cedar"), by=world.leader, at=NOW)


@pytest.mark.parametrize("name", ["provincial", "officer", "auditor", "partner", "stranger"])
def test_only_who_signs_for_the_office_sends(world: World, name: str) -> None:
    lay_deadlines(NOW)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        send_recommendation(draft(world), by=world.persons[name], at=NOW)


def test_a_body_that_ended_is_not_asked(world: World) -> None:
    one = draft(world)
    models.Organisation.objects.filter(pk=world.bodies["dogwood"].pk).update(valid_to=TODAY)
    lay_deadlines(NOW)
    with pytest.raises(RuleBroken, match="Union of Dogwood ended on"):
        send_recommendation(one, by=world.leader, at=NOW)


def test_what_was_sent_is_read_by_its_addressees_and_nobody_else(world: World) -> None:
    one = sent(world, "dogwood", "east")
    seen = {
        name
        for name, person in world.persons.items()
        if one in Recommendation.objects.visible_to(person, TODAY)
    }
    assert seen == {"provincial", "leader", "auditor", "officer", "partner"}


# A recommendation's whole life with one addressee: who takes the step, and where it stands then.
LIVES = {
    "accepted, done, verified and closed": """
        officer     acknowledge
        officer     answer
        officer     report_done
        provincial  verify
        leader      close
        = closed
    """,
    "in part with a reason": """
        officer     answer in_part
        officer     report_done
        leader      verify
        leader      close
        = closed
    """,
    "rejected, and the sender insists": """
        officer     answer rejected
        leader      insist
        officer     answer
        = answered
    """,
    "rejected, and the sender lets it be": """
        officer     answer rejected
        leader      close
        = closed
    """,
    "another day is agreed": """
        officer     propose_day
        provincial  agree_day
        = acknowledged
    """,
    "another day is refused": """
        officer     propose_day
        provincial  refuse_day
        officer     answer
        = answered
    """,
    "not done yet, says the sender": """
        officer     answer
        officer     report_done
        provincial  ask_more
        = answered
    """,
    "taken back": """
        officer     acknowledge
        leader      withdraw
        = withdrawn
    """,
}


@pytest.mark.parametrize("life", LIVES)
def test_a_recommendation_goes_where_each_side_takes_it(world: World, life: str) -> None:
    way = way_of(sent(world))
    *steps, (_, end) = [line.split() for line in LIVES[life].strip().splitlines()]
    for number, (name, step, *decision) in enumerate(steps, 1):
        more: dict[str, object] = {"day": day(40)} if step == "propose_day" else {}
        more |= {"decision": Decided(decision[0])} if decision else {}
        way = move(world, way, step, name, at=NOW + timedelta(minutes=number), **more)
    assert way.state == end
    kept = [(one.moved_by.known_as.lower(), one.move) for one in way.steps.all() if one.moved_by]
    assert kept == [("leader", "send"), *((name, step) for name, step, *_ in steps)]
    acts = list(AuditLine.objects.filter(thing_id=str(way.recommendation_id)).values_list("act", flat=True))
    assert len(acts) == 2 + len(steps)


WHO_MOVES = """
    person      acknowledge  withdraw  note
    officer     yes          no        yes
    provincial  paper        no        yes
    leader      paper        yes       yes
    cedar       no           no        no
    partner     no           no        no
    auditor     no           no        no
    stranger    no           no        no
"""


@pytest.mark.parametrize("row", WHO_MOVES.strip().splitlines()[1:])
def test_each_step_is_for_whoever_speaks_for_its_side(world: World, row: str) -> None:
    name, *answers = row.split()
    wanted = {"yes": "", "no": "Your post does not allow this", "paper": "number of the dispatch"}
    for step, answer in zip(("acknowledge", "withdraw", "note"), answers, strict=True):
        way = way_of(sent(world, text=f"To {step}"))
        if answer == "yes":
            move(world, way, step, name)
        else:
            with pytest.raises(RuleBroken, match=wanted[answer]):
                move(world, way, step, name)


def test_days_that_are_agreed_and_promised_are_kept(world: World) -> None:
    way = way_of(sent(world))
    way = move(world, way, "propose_day", "officer", day=day(40))
    assert (way.due_on, way.proposed_on) == (day(20), day(40))
    way = move(world, way, "agree_day", "provincial")
    assert (way.due_on, way.proposed_on) == (day(40), None)
    way = move(world, way, "answer", "officer", day=day(90))
    assert (way.act_by, way.decision) == (day(90), "accepted")
    way = move(world, way, "report_done", "officer", day=TODAY)
    assert (way.done_on, way.done_by) == (TODAY, world.officer)
    way = move(world, way, "ask_more", "provincial", day=day(120))
    assert (way.done_on, way.done_by, way.act_by) == (None, None, day(120))


def test_nobody_verifies_or_closes_what_they_wrote_down_on_paper(world: World) -> None:
    paper = Paper("12/UBND", TODAY, ("answer.pdf", PDF, "application/pdf"))
    way = way_of(sent(world, outside=("People's Committee",)), "Committee")
    way = move(world, way, "answer", "provincial", paper=paper)
    way = move(world, way, "report_done", "leader", paper=paper)
    step = way.steps.get(move="answer")
    assert (step.paper_number, step.paper_on, step.moved_for) == ("12/UBND", TODAY, world.bodies["west"])
    assert step.document.number == "12/UBND" and step.document.files.count() == 1
    for name in ("provincial", "leader"):
        with pytest.raises(RuleBroken, match="Nobody verifies"):
            move(world, way, "verify", name)
    second = second_leader(world)
    move_recommendation(way, Move.VERIFY, by=second, at=NOW)
    with pytest.raises(RuleBroken, match="Nobody closes"):
        move(world, way, "close", "leader")
    assert move_recommendation(way, Move.CLOSE, by=second, at=NOW).state == "closed"


def test_whoever_holds_posts_on_both_sides_does_not_verify_their_own_work(world: World) -> None:
    models.Post.objects.create(
        person=world.officer, organisation=world.bodies["west"], role=Role.PROVINCIAL_LEADER, title="Deputy",
        valid_from=TODAY,
    )  # fmt: skip
    way = way_of(sent(world))
    way = move(world, way, "answer", "officer")
    way = move(world, way, "report_done", "officer")
    with pytest.raises(RuleBroken, match="Nobody verifies"):
        move(world, way, "verify", "officer")


def test_a_paper_answer_without_number_day_or_scan_is_refused_with_everything_at_once(world: World) -> None:
    way = way_of(sent(world, outside=("The court",)), "court")
    with pytest.raises(RuleBroken) as refused:
        move(world, way, "answer", "provincial", note="", decision=None)
    assert [one.where for one in refused.value.messages] == ["decision", "paper_number", "paper_on", "file"]
    assert not way.steps.filter(move="answer").exists() and not Document.objects.exists()


def test_a_sender_takes_a_draft_back_as_a_whole(world: World) -> None:
    one = draft(world, "dogwood", "east")
    withdraw_draft(one, by=world.leader, at=NOW)
    assert {way.state for way in one.addressees.all()} == {"withdrawn"}
    with pytest.raises(RuleBroken):
        send_recommendation(one, by=world.leader, at=NOW)


def test_what_is_open_goes_on_in_the_next_phase_and_is_asked_once(world: World) -> None:
    one = sent(world, "dogwood", "east", "cedar")
    move(world, way_of(one, "Cedar"), "answer", "cedar", decision=Decided.REJECTED)
    move(world, way_of(one, "Cedar"), "close", "leader")
    coming = models.Agreement.objects.create(slug="oak-elm-2", kind="memorandum", name="2029–2033")
    seat = models.Seat.objects.create(agreement=coming, number=1)
    models.SeatHolding.objects.create(seat=seat, organisation=world.bodies["west"], valid_from=TODAY)
    later = carry_over(one, coming, by=world.provincial, at=NOW)
    assert carry_over(one, coming, by=world.provincial, at=NOW) == later
    assert (later.follows, later.agreement, later.sent_at) == (one, coming, None)
    assert {str(way) for way in later.addressees.all()} == {"Union of Dogwood", "Union of Elmshire"}
    with pytest.raises(RuleBroken, match="carried over into this agreement already"):
        carry_over(one, coming, by=world.leader, at=NOW)
    send_recommendation(later, by=world.leader, at=NOW)
    assert {str(way): way.state for way in one.addressees.all()} == {
        "Union of Dogwood": "withdrawn", "Union of Elmshire": "withdrawn", "Union of Cedar": "closed"
    }  # fmt: skip
    with pytest.raises(RuleBroken, match="is not shared with you"):
        carry_over(
            sent(world, text="Other"),
            models.Agreement.objects.create(slug="x", name="x"),
            by=world.leader,
            at=NOW,
        )


PDF = b"%PDF-1.4\n%%EOF\n"


def second_leader(world: World) -> models.Person:
    person = models.Person.objects.create(known_as="Deputy")
    models.Post.objects.create(
        person=person, organisation=world.bodies["west"], role=Role.PROVINCIAL_LEADER, title="Deputy",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    return person
