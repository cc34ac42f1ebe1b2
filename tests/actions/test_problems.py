"""A workshop is prepared, opened, voted and followed up; what was voted, and the figures it was voted on, stand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay.actions.problems import (
    WRITTEN,
    Told,
    cast_vote,
    close_votes,
    draft_workshop,
    give_task,
    keep_minutes,
    not_take_up,
    note_for_next_phase,
    note_for_next_year,
    open_workshop,
    raise_problem,
    recommend,
    reword_problem,
    weigh_criteria,
    write_workshop,
)
from chungtay.answers.problems import WorkshopPage
from chungtay.models import (
    AuditLine,
    Document,
    Outcome,
    Problem,
    Recommendation,
    Task,
    Vote,
    Workshop,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.problems import Weighed
from chungtay.rules.recommendations import Asked
from tests.actions.workshops_made import opened, pinned, prepared, raised, ranked, voted
from tests.world import NOW, TODAY, World

PAPER = ("minutes.pdf", b"%PDF-1.7", "application/pdf")
NAMES = ("provincial", "leader", "officer", "partner", "auditor", "cedar", "stranger")


def sees(world: World) -> set[str]:
    return {name for name in NAMES if Workshop.objects.visible_to(world.persons[name], TODAY).exists()}


def test_a_workshop_is_its_holders_until_it_is_opened_and_its_bodies_from_then_on(world: World) -> None:
    workshop = prepared(world)
    assert sees(world) == {"provincial", "leader", "auditor"}
    open_workshop(workshop, by=world.provincial, at=NOW)
    assert sees(world) == {"provincial", "leader", "auditor", "officer", "partner"}  # Cedar was not invited


def test_pressed_twice_a_workshop_is_one(world: World) -> None:
    assert prepared(world) == prepared(world)
    assert AuditLine.objects.filter(act="draft_workshop").count() == 1


WHO_PREPARES = """
    person      west  dogwood
    provincial  yes   yes
    leader      yes   yes
    officer     no    yes
    partner     no    no
    auditor     no    no
    stranger    no    no
"""


@pytest.mark.parametrize("row", WHO_PREPARES.strip().splitlines()[1:])
def test_a_workshop_is_prepared_by_the_body_that_holds_it(world: World, row: str) -> None:
    name, *answers = row.split()
    for body, answer in zip(("west", "dogwood"), answers, strict=True):
        told = Workshop(
            agreement=world.programme, holder=world.bodies[body], title=f"Of {body}", held_on=TODAY
        )
        if answer == "yes":
            draft_workshop(told, by=world.persons[name], at=NOW)
        else:
            with pytest.raises(RuleBroken, match="Your post does not allow this"):
                draft_workshop(told, by=world.persons[name], at=NOW)


def test_what_it_ranks_by_stands_from_the_opening_on(world: World) -> None:
    workshop = prepared(world)
    weigh_criteria(workshop, [Weighed("How grave it is", 2)], by=world.leader, at=NOW)
    open_workshop(workshop, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="agreed before and stands"):
        weigh_criteria(workshop, [Weighed("How dear it is", 1)], by=world.provincial, at=NOW)
    assert [(one.text, one.weight) for one in workshop.criteria.all()] == [("How grave it is", 2)]


def test_a_workshop_without_criteria_is_not_opened(world: World) -> None:
    told = Workshop(agreement=world.programme, holder=world.bodies["west"], title="So", held_on=TODAY)
    workshop = draft_workshop(told, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Agree on the criteria first"):
        open_workshop(workshop, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="at least one criterion"):
        weigh_criteria(workshop, [], by=world.provincial, at=NOW)


def test_once_it_is_open_further_bodies_come_in_and_nobody_is_sent_away(world: World) -> None:
    workshop = opened(world)
    write_workshop(workshop, bodies=[world.bodies["cedar"]], by=world.provincial, at=NOW)
    assert {body.name for body in workshop.bodies.all()} == {
        "Union of Elmshire", "Union of Dogwood", "Union of Cedar",
    }  # fmt: skip


def test_only_bodies_of_the_programme_take_part(world: World) -> None:
    with pytest.raises(RuleBroken, match="Union of Farwood does not stand in this programme"):
        prepared(world, bodies=("farwood",))


WHO_RAISES = """
    person      body     may
    officer     dogwood  yes
    provincial  west     yes
    provincial  dogwood  yes
    partner     east     yes
    officer     west     no
    partner     dogwood  no
    cedar       cedar    no
    auditor     west     no
    stranger    far      no
"""


@pytest.mark.parametrize("row", WHO_RAISES.strip().splitlines()[1:])
def test_a_problem_is_raised_for_a_body_of_the_workshop_by_whoever_speaks_for_it(
    world: World, row: str
) -> None:
    workshop = opened(world)
    name, body, may = row.split()
    if may == "yes":
        assert raised(workshop, world, by=name, body=body).raised_for == world.bodies[body]
        return
    with pytest.raises(RuleBroken):
        raised(workshop, world, by=name, body=body)
    assert not Problem.objects.exists()


def test_before_the_opening_only_the_holder_raises(world: World) -> None:
    workshop = prepared(world)
    assert raised(workshop, world, by="provincial", body="west").number == 1
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        raised(workshop, world, by="officer", body="dogwood")


def test_every_fault_of_a_problem_is_said_at_once_and_nothing_is_kept(world: World, tmp_path: Path) -> None:
    inner = Document.objects.create(type="Letter", title="Inner", holder=world.bodies["far"], issued_on=TODAY)
    with pytest.raises(RuleBroken) as refused:
        raised(opened(world), world, text=" ", group="", places=[], evidence=[inner])
    assert [one.where for one in refused.value.messages] == ["text", "group", "places", "evidence"]
    assert not Problem.objects.exists()


def test_a_partner_may_write_in_lao_alone(world: World) -> None:
    told = {"text": "", "text_lo": "ເດັກຍິງແຕ່ງງານກ່ອນໄວ", "group": "", "group_lo": "ເດັກຍິງ"}
    problem = raised(opened(world), world, by="partner", body="east", **told)
    assert problem.said("text", "vi") == "ເດັກຍິງແຕ່ງງານກ່ອນໄວ"


def test_a_paper_that_is_brought_is_read_by_every_side(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.FILES = tmp_path
    raised(opened(world), world, file=("count.pdf", b"%PDF-1.7", "application/pdf"), file_title="A count")
    assert (
        Document.objects.visible_to(world.partner, TODAY).get(title="A count").holder
        == world.bodies["dogwood"]
    )


def test_a_problem_stands_from_the_first_vote_on(world: World) -> None:
    workshop = opened(world)
    problem = raised(workshop, world)
    told = Told(text="Girls marry at fourteen", group="Girls", places=[world.places["Dogwood"]])
    assert reword_problem(problem, told, by=world.officer, at=NOW).text == "Girls marry at fourteen"
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        reword_problem(problem, told, by=world.partner, at=NOW)  # another body raised it
    voted(problem, world, (5, 5), by="partner", body="east")
    for change in (
        lambda: reword_problem(problem, told, by=world.officer, at=NOW),
        lambda: pinned(world, problem),
    ):
        with pytest.raises(RuleBroken, match="stands as it was when people voted"):
            change()
    assert set(WRITTEN) >= {"text", "group"}


def test_a_person_votes_once_on_a_problem_and_for_one_body(world: World) -> None:
    workshop = opened(world)
    first, second = raised(workshop, world), raised(workshop, world, text="No well")
    voted(first, world, (5, 4), by="officer", body="dogwood")
    with pytest.raises(RuleBroken, match="stands once it is cast"):
        voted(first, world, (1, 1), by="officer", body="dogwood")
    voted(first, world, (1, 1), by="provincial", body="west")
    voted(first, world, (1, 1), by="leader", body="west")  # another person of the same body
    voted(second, world, (1, 1), by="officer", body="dogwood")
    assert Vote.objects.count() == 8


def test_nobody_votes_for_a_body_in_which_they_hold_no_post(world: World) -> None:
    problem = raised(opened(world), world)
    with pytest.raises(RuleBroken, match="in which you hold a post"):
        voted(problem, world, (1, 1), by="provincial", body="dogwood")  # though Oakshire stands above Dogwood
    for name, body in (("partner", "west"), ("auditor", "west"), ("cedar", "dogwood"), ("stranger", "west")):
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            voted(problem, world, (1, 1), by=name, body=body)
    assert not Vote.objects.exists()


def test_a_ballot_that_lacks_a_score_keeps_none(world: World) -> None:
    problem = raised(opened(world), world)
    one = problem.workshop.criteria.first()
    assert one
    with pytest.raises(RuleBroken, match="each criterion"):
        cast_vote(problem, {one.pk: 7}, body=world.bodies["dogwood"], by=world.officer, at=NOW)
    assert not Vote.objects.exists()


def test_votes_close_with_a_reason_where_some_are_missing(world: World) -> None:
    workshop = opened(world)
    with pytest.raises(RuleBroken, match="No problem was raised"):
        close_votes(workshop, reason="So", by=world.provincial, at=NOW)
    problem = raised(workshop, world)
    voted(problem, world, (5, 5), by="partner", body="east")
    with pytest.raises(RuleBroken, match="Union of Oakshire; Union of Dogwood") as refused:
        close_votes(workshop, by=world.provincial, at=NOW)
    assert [one.where for one in refused.value.messages] == ["reason"]
    closed = close_votes(workshop, reason="The road was flooded", by=world.provincial, at=NOW)
    assert (closed.state, closed.closing_reason) == ("closed", "The road was flooded")
    with pytest.raises(RuleBroken, match="votes are closed"):
        voted(problem, world, (1, 1), by="officer", body="dogwood")
    with pytest.raises(RuleBroken, match="votes are closed"):
        raised(workshop, world, text="Too late")


def test_only_the_holder_opens_and_closes(world: World) -> None:
    workshop = prepared(world)
    steps: tuple[Callable[[str], object], ...] = (
        lambda name: open_workshop(workshop, by=world.persons[name], at=NOW),
        lambda name: close_votes(workshop, reason="So", by=world.persons[name], at=NOW),
        lambda name: weigh_criteria(workshop, [Weighed("So", 1)], by=world.persons[name], at=NOW),
        lambda name: keep_minutes(workshop, PAPER, by=world.persons[name], at=NOW),
    )
    for name in ("officer", "partner", "auditor", "stranger"):
        for step in steps:
            with pytest.raises(RuleBroken, match="Your post does not allow this"):
                step(name)


def test_how_others_voted_is_shown_once_the_votes_are_closed(world: World) -> None:
    workshop = opened(world)
    problem = raised(workshop, world)
    voted(problem, world, (5, 4), by="partner", body="east")
    page = WorkshopPage(workshop, world.officer, TODAY)
    assert (page.lines[0].votes, page.lines[0].ranked, page.kept_votes) == (1, None, [])
    closed = close_votes(workshop, reason="So", by=world.provincial, at=NOW)
    page = WorkshopPage(closed, world.officer, TODAY)
    assert [scores for _, scores in page.kept_votes] == [[5, 4]]
    assert page.lines[0].mean == 47_500  # (5 × 3 + 4) / 4


def test_the_most_urgent_stands_first(world: World) -> None:
    page = WorkshopPage(ranked(world), world.partner, TODAY)
    assert [(one.problem.number, one.ranked.rank if one.ranked else None, one.mean) for one in page.lines] == [
        (2, 1, 47_500), (1, 2, 22_500),
    ]  # fmt: skip
    assert page.silent == []


def test_the_minutes_are_the_holders_paper_and_read_by_every_side(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.FILES = tmp_path
    workshop = ranked(world)
    paper = keep_minutes(workshop, PAPER, by=world.provincial, at=NOW)
    assert keep_minutes(workshop, PAPER, by=world.provincial, at=NOW) == paper  # pressed twice
    assert Document.objects.visible_to(world.partner, TODAY).get() == paper


def top(world: World) -> Problem:
    return ranked(world).problems.get(number=2)


def test_nothing_comes_of_a_problem_before_the_votes_are_closed(world: World) -> None:
    problem = raised(opened(world), world)
    with pytest.raises(RuleBroken, match="The votes are still open"):
        note_for_next_year(problem, by=world.provincial, at=NOW)


def test_a_task_comes_of_a_problem_and_stands_in_the_register_with_its_state(world: World) -> None:
    problem = top(world)
    told = {"text": "Dig a well", "due_on": TODAY, "asker": world.bodies["west"]}
    for _ in range(2):  # pressed twice
        outcome = give_task(problem, world.bodies["dogwood"], **told, by=world.provincial, at=NOW)  # type: ignore[arg-type]
    assert outcome.thing_id == Task.objects.get().pk and Outcome.objects.count() == 1
    page = WorkshopPage(problem.workshop, world.partner, TODAY)
    came = page.lines[0].came[0]
    assert (came.thing, came.is_hidden) == (None, True)  # the task is the West's and Dogwood's business
    page = WorkshopPage(problem.workshop, world.officer, TODAY)
    assert page.lines[0].came[0].thing == Task.objects.get()


def test_a_recommendation_is_drafted_and_says_from_which_problem_it_came(world: World) -> None:
    problem = top(world)
    asked = Asked(holder=world.bodies["east"].pk, text="Pay for a well", addressees=(world.bodies["elm"].pk,))
    recommend(problem, asked, by=world.provincial, at=NOW)
    made = Recommendation.objects.get()
    assert (made.holder, made.origin, made.origin_id, made.origin_part) == (
        world.bodies["west"], "problem", problem.workshop_id, problem.pk,
    )  # fmt: skip


def test_noted_for_next_year_and_the_next_phase_it_waits(world: World) -> None:
    problem = top(world)
    note_for_next_year(problem, note="With the wells", by=world.provincial, at=NOW)
    note_for_next_phase(problem, by=world.leader, at=NOW)
    came = WorkshopPage(problem.workshop, world.officer, TODAY).lines[0].came
    assert [(one.kind.value, one.waits) for one in came] == [("content", True), ("commitment", True)]
    with pytest.raises(RuleBroken, match="noted for next year's plan already"):
        note_for_next_year(problem, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="so it was taken up"):
        not_take_up(problem, reason="No money", by=world.provincial, at=NOW)


def test_what_is_not_taken_up_says_why_and_may_be_taken_up_later(world: World) -> None:
    problem = top(world)
    with pytest.raises(RuleBroken, match="Say why"):
        not_take_up(problem, reason=" ", by=world.provincial, at=NOW)
    not_take_up(problem, reason="The ministry does it", by=world.provincial, at=NOW)
    note_for_next_year(problem, by=world.provincial, at=NOW)
    assert [one.kind for one in problem.outcomes.all()] == ["not_taken_up", "content"]


def test_only_the_holder_says_what_came_of_it(world: World) -> None:
    problem = top(world)
    for name in ("officer", "partner", "auditor", "stranger"):
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            not_take_up(problem, reason="So", by=world.persons[name], at=NOW)
    assert not Outcome.objects.exists()


def test_the_same_problem_raised_twice_is_one(world: World) -> None:
    workshop = opened(world)
    assert raised(workshop, world) == raised(workshop, world)
    told = Told(text="No well", group="Women", places=[world.places["Dogwood"]])
    other = raise_problem(workshop, told, body=world.bodies["east"], by=world.partner, at=NOW)
    assert other.number == 2
