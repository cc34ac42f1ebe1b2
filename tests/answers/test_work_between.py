"""What stands between bodies is owed by the side whose word comes next, under the post that may say it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chungtay.answers.work import Owed, duties_of
from chungtay.models import (
    Addressee,
    Asked,
    Delegation,
    DelegationStep,
    MatterAction,
    PaperNeeded,
    Person,
    Problem,
    ShelfReader,
    ShelfReply,
    SupervisedBody,
    Vote,
)
from tests.answers.between import (
    DAYS,
    criticism,
    delegation,
    gathering,
    greeting,
    matter,
    problem,
    recommended,
    shelf_item,
    supervision,
    workshop,
)
from tests.world import NOW, TODAY, World

ROOMS = (
    "recommendation",
    "supervision",
    "criticism",
    "workshop",
    "matter",
    "shelf",
    "delegation",
    "gathering",
    "greeting",
)

# In which state, what is owed by whom: the sender's officer and leader, the addressee's officer.
OWED = """
state         decision  sender_officer  sender_leader  addressee

draft         -         -               send           -
sent          -         -               -              acknowledge
acknowledged  -         -               -              answer
day_proposed  -         day             day            -
answered      accepted  -               -              do
answered      in_part   -               -              do
answered      rejected  -               rejected       -
done          accepted  verify          verify         -
verified      accepted  -               close          -
closed        accepted  -               -              -
withdrawn     -         -               -              -
"""


def rows(world: World, name: str) -> list[Owed]:
    fresh = Person.objects.get(pk=world.persons[name].pk)
    held = [row for duties in duties_of(fresh, TODAY) for row in duties.rows]
    return [row for row in held if row.kind.partition("_")[0] in ROOMS]


def kinds(world: World, name: str) -> list[str]:
    return [row.kind for row in rows(world, name)]


@pytest.mark.parametrize("line", [line.split() for line in OWED.splitlines()[3:] if line], ids="-".join)
def test_each_state_of_a_recommendation_is_owed_by_the_side_whose_word_comes_next(
    world: World, line: list[str]
) -> None:
    state, decision, *owed = line
    more = {} if decision == "-" else {"decision": decision}
    recommended(world, state=state, **more)
    for name, step in zip(("provincial", "leader", "officer"), owed, strict=True):
        assert kinds(world, name) == ([] if step == "-" else [f"recommendation_{step}"]), name
    for stranger in ("stranger", "partner", "cedar", "auditor"):
        assert kinds(world, stranger) == []


def test_nobody_is_asked_to_verify_or_close_what_they_did(world: World) -> None:
    for state in ("done", "verified"):
        recommended(world, state=state, decision="accepted", done_by=world.leader)
    assert kinds(world, "leader") == []
    assert kinds(world, "provincial") == ["recommendation_verify"]


def test_an_answer_that_did_not_come_is_late_on_both_sides_until_it_is_escalated(world: World) -> None:
    made = recommended(world, due_on=TODAY - DAYS)
    (theirs,), (ours,) = rows(world, "officer"), rows(world, "provincial")
    assert (theirs.kind, theirs.due_on) == ("recommendation_acknowledge", TODAY - DAYS)
    assert (ours.kind, ours.due_on) == ("recommendation_overdue", TODAY - DAYS)
    Addressee.objects.update(escalated_to=world.bodies["east"], escalated_on=TODAY)
    assert kinds(world, "provincial") == []
    assert [(row.kind, row.thing) for row in rows(world, "partner")] == [("recommendation_escalated", made)]


def test_addressees_that_wait_for_the_same_share_one_row(world: World) -> None:
    recommended(world, "dogwood", "cedar", due_on=TODAY - DAYS)
    (row,) = rows(world, "provincial")
    assert len(row.others) == 2
    assert [len(one.others) for one in rows(world, "officer")] == [1]


def test_a_promise_is_due_on_the_day_that_was_named(world: World) -> None:
    recommended(world, state="answered", decision="accepted", act_by=TODAY + 9 * DAYS)
    assert [row.due_on for row in rows(world, "officer")] == [TODAY + 9 * DAYS]


def test_a_supervised_body_owes_its_report_until_it_has_come(world: World) -> None:
    one = SupervisedBody.objects.create(supervision=supervision(world), organisation=world.bodies["dogwood"])
    assert [(row.kind, row.due_on) for row in rows(world, "officer")] == [
        ("supervision_report", TODAY + 10 * DAYS)
    ]
    assert kinds(world, "cedar") == kinds(world, "provincial") == []
    one.reported_at = NOW
    one.save()
    assert kinds(world, "officer") == []


def test_an_opinion_is_owed_by_who_was_asked_and_a_reply_by_the_drafter(world: World) -> None:
    asked = criticism(world, state="asked", asked_at=NOW)
    Asked.objects.create(criticism=asked, organisation=world.bodies["dogwood"], due_on=TODAY + 5 * DAYS)
    Asked.objects.create(criticism=asked, organisation=world.bodies["cedar"], due_on=TODAY, answered_at=NOW)
    criticism(world, state="sent", sent_at=NOW, reply_due_on=TODAY + 15 * DAYS)
    assert [(row.kind, row.due_on) for row in rows(world, "officer")] == [
        ("criticism_opinion", TODAY + 5 * DAYS)
    ]
    assert kinds(world, "cedar") == []
    assert [(row.kind, row.due_on) for row in rows(world, "stranger")] == [
        ("criticism_reply", TODAY + 15 * DAYS)
    ]


def test_votes_are_asked_of_whoever_has_a_problem_left(world: World) -> None:
    held = workshop(world, opened_at=None)
    held.bodies.set([world.bodies["dogwood"]])
    criterion = held.criteria.create(position=1, text="How many it touches")
    type(held).objects.update(opened_at=NOW)
    assert kinds(world, "officer") == [], "there is nothing to vote on yet"
    raised = Problem.objects.create(
        workshop=held, number=1, raised_for=held.holder, raised_by=world.provincial, raised_at=NOW, text="No water",
        group="All",
    )  # fmt: skip
    assert kinds(world, "officer") == kinds(world, "leader") == ["workshop_vote"]
    Vote.objects.create(
        problem=raised, criterion=criterion, cast_by=world.officer, cast_for=world.bodies["dogwood"], score=3,
        cast_at=NOW,
    )  # fmt: skip
    assert kinds(world, "officer") == []
    assert kinds(world, "leader") == ["workshop_vote"]


def test_a_problem_of_which_nothing_came_is_owed_by_who_held_the_workshop(world: World) -> None:
    made = problem(world, "not_taken_up")
    made.workshop.bodies.set([world.bodies["dogwood"]])
    assert kinds(world, "provincial") == []
    for number in (2, 3):
        Problem.objects.create(
            workshop=made.workshop, number=number, raised_for=made.raised_for, raised_by=world.provincial,
            raised_at=NOW, text="No light", group="All",
        )  # fmt: skip
    (row,) = rows(world, "provincial")
    assert (row.kind, row.thing, [str(one) for one in row.others]) == (
        "workshop_outcome", made.workshop, ["No light", "No light"],
    )  # fmt: skip
    assert kinds(world, "officer") == kinds(world, "partner") == []
    type(made.workshop).objects.update(state="open")
    assert "workshop_outcome" not in kinds(world, "provincial"), "while the votes are open"


def test_a_matter_waits_for_the_side_that_has_not_spoken(world: World) -> None:
    held = matter(world)
    assert kinds(world, "partner") == ["matter_receive"]
    assert kinds(world, "leader") == []
    for state, name in (("solved_here", "partner"), ("solved_there", "leader")):
        type(held).objects.update(state=state)
        assert kinds(world, name) == ["matter_solved"]
    type(held).objects.update(state="solved")
    assert kinds(world, "partner") == kinds(world, "leader") == []


def test_what_a_side_agreed_to_do_is_owed_when_its_day_is_near(world: World) -> None:
    held = matter(world, state="agreed")
    told: dict[str, Any] = {"matter": held, "text": "Open the path", "proposed_by": world.leader,
                            "proposed_for": world.bodies["west"]}  # fmt: skip
    near = MatterAction.objects.create(
        owner=world.bodies["east"], due_on=TODAY + 5 * DAYS, state="agreed", **told
    )
    MatterAction.objects.create(owner=world.bodies["east"], due_on=TODAY + 90 * DAYS, state="agreed", **told)
    MatterAction.objects.create(owner=world.bodies["west"], due_on=TODAY + 90 * DAYS, **told)
    for rests in ("declined", "taken_back", "done"):
        MatterAction.objects.create(owner=world.bodies["east"], due_on=TODAY, state=rests, **told)
    found = {row.kind: row for row in rows(world, "partner")}
    assert found.keys() == {"matter_action", "matter_agree"}
    assert found["matter_action"].due_on == near.due_on
    assert kinds(world, "leader") == []
    type(held).objects.update(state="withdrawn")
    assert kinds(world, "partner") == []


def test_what_lies_on_the_shelf_is_received_and_answered(world: World) -> None:
    item = shelf_item(world, reply_by=TODAY + 7 * DAYS)
    reader = ShelfReader.objects.create(item=item, organisation=world.bodies["east"])
    assert [(row.kind, row.due_on) for row in rows(world, "partner")] == [("shelf_receive", TODAY + 7 * DAYS)]
    reader.received_at = NOW
    reader.save()
    assert kinds(world, "partner") == ["shelf_reply"]
    ShelfReply.objects.create(
        item=item,
        organisation=world.bodies["east"],
        text="Thank you",
        written_by=world.partner,
        written_at=NOW,
    )
    assert kinds(world, "partner") == []


def test_what_was_taken_back_from_the_shelf_is_asked_of_nobody(world: World) -> None:
    item = shelf_item(world, reply_by=TODAY + 7 * DAYS)
    ShelfReader.objects.create(item=item, organisation=world.bodies["east"])
    type(item).objects.update(withdrawn_at=NOW, withdrawn_reason="It was an old one")
    assert kinds(world, "partner") == []


def test_a_visit_waits_for_the_side_whose_word_is_missing(world: World) -> None:
    visit = delegation(world)
    waits = {"proposed": ("delegation_answer", "partner"), "returned": ("delegation_returned", "leader")}
    for state, (kind, name) in waits.items():
        type(visit).objects.update(state=state)
        assert kinds(world, name) == [kind]
        assert kinds(world, "leader" if name == "partner" else "partner") == []
    type(visit).objects.update(state="reported")
    assert kinds(world, "partner") == kinds(world, "leader") == ["delegation_confirm"]
    type(visit).objects.update(state="confirmed")
    visit_step(visit, "confirm", "west", world.leader, 1)
    assert kinds(world, "partner") == ["delegation_confirm"]
    assert kinds(world, "leader") == []


def test_a_report_that_was_written_anew_is_confirmed_anew(world: World) -> None:
    visit = delegation(world, state="confirmed")
    visit_step(visit, "report", "east", world.partner, 1)
    visit_step(visit, "confirm", "west", world.leader, 2)
    visit_step(visit, "dispute", "east", world.partner, 3)
    visit_step(visit, "report", "west", world.leader, 4)
    visit_step(visit, "confirm", "east", world.partner, 5)
    assert kinds(world, "partner") == [], "it has confirmed what now stands"
    assert kinds(world, "leader") == ["delegation_confirm"], (
        "of another report, and writing is not confirming"
    )


def visit_step(visit: Delegation, move: str, body: str, by: Person, minute: int) -> None:
    after = {"report": "reported", "confirm": "confirmed", "dispute": "visited"}[move]
    DelegationStep.objects.create(
        delegation=visit, move=move, before="reported", after=after, moved_by=by,
        moved_for=visit.host if body == "east" else visit.guest, side="host" if body == "east" else "guest",
        moved_at=NOW + timedelta(minutes=minute),
    )  # fmt: skip


def test_papers_of_a_visit_share_a_row_of_the_side_that_needs_them(world: World) -> None:
    visit = delegation(world, state="agreed")
    for text, days in (("Visa", 9), ("Permit", 4), ("Flag", 90)):
        PaperNeeded.objects.create(
            delegation=visit, text=text, side=world.bodies["west"], due_on=TODAY + days * DAYS
        )
    (row,) = rows(world, "leader")
    assert (row.kind, row.due_on, [str(one) for one in row.others]) == (
        "delegation_paper", TODAY + 4 * DAYS, ["Permit", "Visa"],
    )  # fmt: skip
    assert kinds(world, "partner") == []


def test_minutes_are_confirmed_by_the_other_side(world: World) -> None:
    held = gathering(world)
    assert kinds(world, "partner") == ["gathering_confirm"]
    assert kinds(world, "leader") == []
    for state in ("planned", "sent", "confirmed", "cancelled"):
        type(held).objects.update(state=state)
        assert kinds(world, "partner") == [], state


def test_minutes_are_not_confirmed_on_the_side_that_wrote_them(world: World) -> None:
    gathering(world).bodies.add(world.bodies["dogwood"])
    assert kinds(world, "officer") == []


def test_a_letter_is_asked_for_when_its_days_of_lead_begin(world: World) -> None:
    letter = greeting(world, TODAY + 15 * DAYS, lead_days=14)
    assert kinds(world, "provincial") == []
    type(letter).objects.update(due_on=TODAY + 14 * DAYS)
    assert kinds(world, "provincial") == ["greeting_begin"]
    type(letter).objects.update(state="drafted")
    assert kinds(world, "provincial") == []
    assert kinds(world, "leader") == ["greeting_approve"]
    type(letter).objects.update(state="left_out")
    assert kinds(world, "leader") == []


def test_fifty_recommendations_cost_no_more_questions_than_one(
    world: World, django_assert_max_num_queries: Callable
) -> None:
    for number in range(50):
        recommended(world, "dogwood", "cedar", text=f"Number {number}", due_on=TODAY - DAYS)
    leader = Person.objects.get(pk=world.leader.pk)
    with django_assert_max_num_queries(36):
        assert len([row for one in duties_of(leader, TODAY) for row in one.rows if row.thing]) > 50
