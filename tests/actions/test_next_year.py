"""This year's plan becomes next year's draft; every line says where it comes from, and no task is given too early."""

from datetime import date, timedelta

import pytest

from chungtay.actions.next_year import draft_next_year, hand_on_tasks
from chungtay.answers.next_year import compared_years, suggestions, year_before
from chungtay.models import Addressee, AuditLine, Commitment, Direction, Outcome, Plan, Priority, Review, Task
from chungtay.rules.messages import RuleBroken
from chungtay.rules.next_year import Standing
from tests.answers.between import problem, recommended
from tests.world import NOW, TODAY, World


@pytest.fixture
def told(world: World) -> World:
    """The plan of 2026 with a priority, an open and a finished task, and a review that gave a direction."""
    visit, talks = world.contents[1], world.contents[0]
    Priority.objects.create(content=visit, seat=world.programme.seats.get(number=2), rank=1)
    for text, done in (("Book the bus", None), ("Write the letter", TODAY)):
        Task.objects.create(
            agreement=world.programme, content=talks, organisation=world.bodies["dogwood"], text=text,
            due_on=TODAY + timedelta(days=20), done_on=done, done_by=world.officer if done else None,
            state="done" if done else "given",
        )  # fmt: skip
    review = Review.objects.create(
        agreement=world.programme, holder=world.bodies["west"], kind="interim", title="Half of 2026",
        first_on=date(2026, 1, 1), last_on=date(2026, 6, 30), drafted_by=world.provincial, drafted_at=NOW,
    )  # fmt: skip
    Direction.objects.create(review=review, number=1, text="Help poor households")
    return world


def keys(world: World, person: str = "provincial") -> dict[str, str]:
    return {one.text: one.key for one in suggestions(world.plan, world.persons[person], TODAY)}


def test_what_may_go_into_next_year_is_told_with_its_origin(told: World) -> None:
    found = [(one.origin, one.text) for one in suggestions(told.plan, told.provincial, TODAY)]
    assert found == [
        ("content", "A visit in October"),  # a side presses for it
        ("content", "Talks in border communes"),
        ("task", "Book the bus"),
        ("commitment", "Visit one another"),
        ("direction", "Help poor households"),
    ]


def test_who_does_not_read_the_review_is_not_told_its_directions(told: World) -> None:
    assert "Help poor households" not in keys(told, "partner")
    assert "Book the bus" not in keys(told, "partner")


def test_a_draft_for_next_year_carries_contents_days_priorities_and_origins(told: World) -> None:
    plan = draft_next_year(told.plan, list(keys(told).values()), by=told.provincial, at=NOW)
    assert (plan.year, plan.name, plan.follows, plan.holder) == (
        2027,
        "Plan 2027",
        told.plan,
        told.bodies["west"],
    )
    contents = list(plan.contents.all())
    assert [(one.number, one.text, one.origin_kind) for one in contents] == [
        (1, "Talks in border communes", "content"),
        (2, "A visit in October", "content"),
        (3, "Visit one another", "commitment"),
        (4, "Help poor households", "direction"),
    ]
    assert contents[0].due_on == date(2027, 11, 30)
    assert contents[0].follows == told.contents[0]
    assert list(contents[0].commitments.all()) == told.commitments[:1]
    assert contents[1].priorities.get().rank == 1
    assert list(contents[2].commitments.all()) == told.commitments[1:]
    assert contents[3].origin_id == Direction.objects.get().pk
    assert AuditLine.objects.filter(act="draft_next_year").count() == 1


def test_the_draft_is_its_offices_own_until_it_is_proposed(told: World) -> None:
    plan = draft_next_year(told.plan, list(keys(told).values()), by=told.provincial, at=NOW)
    assert plan in Plan.objects.visible_to(told.leader, TODAY)
    for stranger in ("partner", "officer", "stranger"):
        assert plan not in Plan.objects.visible_to(told.persons[stranger], TODAY)


def test_a_chosen_task_brings_its_content_and_is_given_only_when_the_plan_runs(told: World) -> None:
    offered = keys(told)
    plan = draft_next_year(
        told.plan, [offered["Book the bus"], offered["Help poor households"]], by=told.provincial, at=NOW
    )
    assert [one.text for one in plan.contents.all()] == ["Talks in border communes", "Help poor households"]
    assert Task.objects.count() == 2
    made = hand_on_tasks(plan, by=told.leader, at=NOW)
    assert [(one.text, one.due_on, one.follows.text) for one in made if one.follows] == [
        ("Book the bus", date(2027, 4, 9), "Book the bus")
    ]
    assert hand_on_tasks(plan, by=told.leader, at=NOW) == []  # once


@pytest.mark.parametrize("name", ["officer", "auditor", "stranger"])
def test_who_does_not_plan_for_a_side_draws_no_next_year(told: World, name: str) -> None:
    with pytest.raises(RuleBroken):
        draft_next_year(told.plan, list(keys(told).values()), by=told.persons[name], at=NOW)
    assert Plan.objects.count() == 1


def test_a_key_that_was_not_offered_is_refused_whole(told: World) -> None:
    foreign = Commitment.objects.get(number=1)
    with pytest.raises(RuleBroken):
        draft_next_year(
            told.plan, [*keys(told).values(), f"commitment:{foreign.pk}"], by=told.provincial, at=NOW
        )
    assert Plan.objects.count() == 1


def test_a_second_draft_of_the_same_year_is_refused_with_the_way_on(told: World) -> None:
    chosen = list(keys(told).values())
    draft_next_year(told.plan, chosen, by=told.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Go on with that one"):
        draft_next_year(told.plan, chosen, by=told.leader, at=NOW)
    assert Plan.objects.filter(year=2027).count() == 1


def test_without_a_phase_for_the_year_nothing_is_drawn(told: World) -> None:
    told.phase.last_on = date(2026, 12, 31)
    told.phase.save()
    with pytest.raises(RuleBroken, match="No phase covers 2027"):
        draft_next_year(told.plan, list(keys(told).values()), by=told.provincial, at=NOW)


def test_two_years_stand_side_by_side(told: World) -> None:
    offered = keys(told)
    plan = draft_next_year(
        told.plan,
        [offered["Talks in border communes"], offered["Help poor households"]],
        by=told.provincial,
        at=NOW,
    )
    plan.contents.filter(number=1).update(text="Talks in every commune")
    assert year_before(plan, told.provincial, TODAY) == told.plan
    lines = compared_years(told.plan, plan, "vi")
    assert [(line.standing, line.changed) for line in lines] == [
        (Standing.CHANGED, ("text",)),
        (Standing.NEW, ()),
        (Standing.LEFT_OUT, ()),
    ]


def test_a_workshop_problem_becomes_a_content_of_next_years_plan(told: World) -> None:
    noted = problem(told, "content")
    offered = {one.text: one for one in suggestions(told.plan, told.provincial, TODAY)}
    assert offered[noted.text].origin == "problem"
    plan = draft_next_year(told.plan, [offered[noted.text].key], by=told.provincial, at=NOW)
    content = plan.contents.get()
    assert (content.text, content.text_lo) == (noted.text, noted.text_lo)
    assert (content.origin_kind, content.origin_id) == ("problem", noted.pk)
    assert Outcome.objects.get().thing_id == content.pk
    assert noted.text not in keys(told), "it is taken up once"
    Plan.objects.filter(pk=plan.pk).update(withdrawn_at=NOW, withdrawn_by=told.provincial)
    assert noted.text in keys(told), "a plan that was withdrawn took nothing up"


def test_a_problem_that_was_written_in_lao_alone_keeps_its_words(told: World) -> None:
    noted = problem(told, "content", text="")
    (offered,) = (one for one in suggestions(told.plan, told.provincial, TODAY) if one.thing == noted.pk)
    plan = draft_next_year(told.plan, [offered.key], by=told.provincial, at=NOW)
    assert plan.contents.get().said("text", "vi") == "ບໍ່ມີນ້ຳ"


def test_a_problem_that_is_no_business_of_the_plan_is_not_offered(told: World) -> None:
    for outcome in ("task", "commitment", "not_taken_up"):
        problem(told, outcome, text=outcome)
    problem(told, "content", text="of a workshop elsewhere", holder=told.bodies["far"])
    assert not {"task", "commitment", "not_taken_up", "of a workshop elsewhere"} & set(keys(told))


def test_what_a_body_of_the_plan_accepted_and_did_not_do_is_offered_once(told: World) -> None:
    """The plan is the sides' together; a commune under one of them answers for itself."""
    for text, more in (
        ("to do", {"state": "answered", "decision": "accepted"}),
        ("to do in part", {"state": "answered", "decision": "in_part"}),
        ("refused", {"state": "answered", "decision": "rejected"}),
        ("done", {"state": "done", "decision": "accepted"}),
        ("unanswered", {}),
    ):
        recommended(told, "west", "east", text=text, holder=told.bodies["far"], **more)
    recommended(told, "dogwood", text="of a commune", state="answered", decision="accepted")
    found = {one.text: one for one in suggestions(told.plan, told.provincial, TODAY)}
    told_ = [one.text for one in found.values() if one.origin == "recommendation"]
    assert sorted(told_) == ["to do", "to do in part"]
    plan = draft_next_year(told.plan, [found["to do"].key], by=told.provincial, at=NOW)
    assert plan.contents.get().origin_kind == "recommendation"
    assert Addressee.objects.filter(state="answered").count() == 7, (
        "the recommendation itself goes its own way on"
    )
