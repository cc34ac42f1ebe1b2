"""A final review opens the next phase: a draft of the agreement's text in which every line has its origin."""

from datetime import date, timedelta

import pytest

from chungtay.actions.ledger import post
from chungtay.actions.next_phase import draft_next_phase
from chungtay.actions.reviews import draft_review, freeze_review, write_review
from chungtay.actions.versions import withdraw_version
from chungtay.answers.next_phase import ending_of, lines_for, seen_next_phases, side_by_side
from chungtay.models import CarriedLine, Commitment, Entry, NextPhase, Review, Source, Task, Version
from chungtay.rules.messages import RuleBroken
from chungtay.rules.next_phase import SCALE, Line, Origin, Standing, Term
from chungtay.rules.versions import RowKind
from tests.answers.between import problem, recommended
from tests.world import NOW, TODAY, World


@pytest.fixture
def review(world: World) -> Review:
    """The final review of the running phase, frozen, with a direction; a task is still open."""
    Task.objects.create(
        agreement=world.programme, content=world.contents[0], organisation=world.bodies["dogwood"],
        text="Book the bus", due_on=TODAY - timedelta(days=9), state="given",
    )  # fmt: skip
    promised = world.indicators["attendances"]
    talks = Entry(
        indicator=promised, place=world.places["Dogwood"], on=date(2026, 2, 1), holder=world.bodies["dogwood"],
        served=world.served, combination=world.cells["sex:female"], amount=9 * SCALE, qualifier="exact", is_base=True,
        source=Source.objects.create(kind="load"),
    )  # fmt: skip
    post([talks], kind="load", by=None, at=NOW)
    phase = world.programme.phases.get()
    draft = draft_review(
        world.programme, world.bodies["west"], kind="final", title="Final review", first_on=phase.first_on,
        last_on=phase.last_on, by=world.provincial, at=NOW,
    )  # fmt: skip
    write_review(
        draft, narratives={}, directions=["Help poor households"], recipients="", by=world.provincial, at=NOW
    )
    return freeze_review(draft, by=world.leader, at=NOW)


def offered(world: World, review: Review, person: str = "provincial") -> list[Line]:
    ending = ending_of(review)
    assert ending
    return lines_for(review, ending, world.persons[person], TODAY)


def drafted(world: World, review: Review, *texts: str, **more: object) -> NextPhase:
    lines = [
        line
        for line in offered(world, review)
        if (line.text in texts if texts else line.amount or not line.is_target)
    ]
    ending = ending_of(review)
    assert ending
    asked = {
        "term": ending.after, "chosen": [line.key for line in lines],
        "amounts": {line.key: line.amount for line in lines}, "by": world.provincial, "at": NOW,
    }  # fmt: skip
    return draft_next_phase(review, **(asked | more))  # type: ignore[arg-type]


def test_every_line_is_offered_with_its_origin(world: World, review: Review) -> None:
    found = {(line.origin, line.text) for line in offered(world, review)}
    assert {(Origin.COMMITMENT, "Visit one another"), (Origin.DIRECTION, "Help poor households")} <= found
    assert (Origin.TASK, "Book the bus") in found
    assert {line.origin for line in offered(world, review)} >= {Origin.TARGET}


def test_whoever_does_not_see_a_task_is_not_offered_it(world: World, review: Review) -> None:
    assert "Book the bus" not in {line.text for line in offered(world, review, "partner")}


def test_the_draft_is_a_text_of_the_agreement_with_contents_targets_and_origins(
    world: World, review: Review
) -> None:
    made = drafted(world, review)
    body, old = made.version.text, world.programme.phases.get()
    phase = body.by_key[str(made.phase)]
    assert phase.text("first_on") == (old.last_on + timedelta(days=1)).isoformat()
    signed = [row for row in body.of_kind(RowKind.COMMITMENT) if row.under == str(made.phase)]
    assert {"Visit one another", "Help poor households"} <= {row.text("text") for row in signed}
    assert [row.number for row in signed] == list(range(1, len(signed) + 1))
    for row in signed:
        assert CarriedLine.objects.filter(next_phase=made, row=row.key).exists()
    targets = [row for row in body.of_kind(RowKind.TARGET) if row.text("first_on") == phase.text("first_on")]
    assert targets and all(isinstance(row.get("amount"), int) for row in targets)
    task = CarriedLine.objects.get(next_phase=made, origin=Origin.TASK)
    assert (task.thing, task.row) == (Task.objects.get(text="Book the bus").pk, None)
    assert not Commitment.objects.filter(text="Help poor households").exists()  # nobody signed it yet


def test_the_two_phases_stand_on_one_page(world: World, review: Review) -> None:
    made = drafted(world, review, "Help poor households", "Book the bus")
    beside = side_by_side(made, world.provincial, TODAY)
    assert beside
    standings = {
        (pair.before or pair.after).said("text", "vi") if pair.before else "": pair.standing
        for pair in beside.contents
    }  # type: ignore[union-attr]
    assert standings["Visit one another"] == Standing.LEFT_OUT
    new = [pair for pair in beside.contents if pair.standing is Standing.NEW]
    assert [(pair.after.said("text", "vi"), pair.origin) for pair in new if pair.after] == [
        ("Help poor households", Origin.DIRECTION)
    ]
    assert [task.text for task in beside.tasks] == ["Book the bus"]


def test_a_promise_stands_beside_its_result_and_the_next_promise(world: World, review: Review) -> None:
    made = drafted(world, review)
    beside = side_by_side(made, world.provincial, TODAY)
    assert beside
    pairs = [target for pair in beside.contents for target in pair.targets] + beside.others
    told = {pair.indicator.slug: (pair.before, pair.actual, pair.share, pair.after) for pair in pairs}
    assert told["attendances"] == (500 * SCALE, 9 * SCALE, 180, 500 * SCALE)


def test_only_one_draft_follows_a_review_and_a_withdrawn_one_makes_room(world: World, review: Review) -> None:
    made = drafted(world, review)
    with pytest.raises(RuleBroken, match="drafted from this review already"):
        drafted(world, review)
    withdraw_version(made.version, reason="Too early", by=world.provincial, at=NOW)
    assert drafted(world, review).pk != made.pk


def test_a_review_that_can_still_change_opens_nothing(world: World) -> None:
    phase = world.programme.phases.get()
    draft = draft_review(
        world.programme, world.bodies["west"], kind="final", title="Final review", first_on=phase.first_on,
        last_on=phase.last_on, by=world.provincial, at=NOW,
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="Freeze the review first"):
        drafted(world, draft)
    assert not Version.objects.filter(agreement=world.programme, in_force_on=None).exists()


def test_a_refused_draft_leaves_nothing_behind(world: World, review: Review) -> None:
    before = Version.objects.count()
    with pytest.raises(RuleBroken) as problem:
        drafted(world, review, term=Term("", date(2020, 1, 1), date(2019, 1, 1)), amounts={})
    assert len(problem.value.messages) >= 3
    assert (Version.objects.count(), NextPhase.objects.count()) == (before, 0)


def test_who_may_not_propose_may_not_draft(world: World, review: Review) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        drafted(world, review, by=world.officer)


def test_the_other_side_does_not_read_what_is_only_drafted(world: World, review: Review) -> None:
    drafted(world, review)
    assert len(list(seen_next_phases(world.provincial, TODAY))) == 1
    assert list(seen_next_phases(world.persons["partner"], TODAY)) == []


def test_amounts_are_kept_as_they_were_typed(world: World, review: Review) -> None:
    lines = [line for line in offered(world, review) if line.is_target]
    made = drafted(world, review, amounts={line.key: 77 * SCALE for line in lines})
    kept = CarriedLine.objects.filter(next_phase=made, origin=Origin.TARGET).values_list("row", flat=True)
    assert {made.version.text.by_key[str(key)].get("amount") for key in kept} == {77 * SCALE}


def test_a_workshop_problem_becomes_a_content_of_the_next_phase(world: World, review: Review) -> None:
    noted = problem(world, "commitment")
    problem(world, "content", text="For the plan")
    made = drafted(world, review, noted.text)
    row = made.lines.get(origin="problem", thing=noted.pk).row
    assert made.version.text.by_key[str(row)].text("text_lo") == noted.text_lo
    assert noted.text not in {line.text for line in offered(world, review)}
    assert "For the plan" not in {line.text for line in offered(world, review)}
    withdraw_version(made.version, reason="Otherwise", by=world.provincial, at=NOW)
    assert noted.text in {line.text for line in offered(world, review)}


def test_a_problem_that_was_written_in_lao_alone_keeps_its_words(world: World, review: Review) -> None:
    noted = problem(world, "commitment", text="")
    made = drafted(world, review, "ບໍ່ມີນ້ຳ")
    row = made.lines.get(origin="problem", thing=noted.pk).row
    assert made.version.text.by_key[str(row)].text("text") == "ບໍ່ມີນ້ຳ"


def test_open_recommendations_go_on_into_the_next_phase_as_they_are(world: World, review: Review) -> None:
    open_one = recommended(world, "dogwood", "cedar", text="Pay what is owed")
    recommended(world, text="closed", state="closed")
    recommended(world, text="withdrawn", state="withdrawn")
    recommended(world, text="only drafted", state="draft")
    recommended(world, text="of others", holder=world.bodies["far"], agreement=None)
    found = [line.text for line in offered(world, review) if line.origin == Origin.RECOMMENDATION]
    assert found == ["Pay what is owed"]
    assert "Pay what is owed" not in {line.text for line in offered(world, review, "partner")}
    made = drafted(world, review, "Pay what is owed", "Visit one another")
    assert made.lines.get(origin="recommendation", thing=open_one.pk).row is None
    beside = side_by_side(made, world.provincial, TODAY)
    assert beside and beside.recommendations == [open_one]
    assert {one.state for one in open_one.addressees.all()} == {"sent"}


def test_a_phase_of_recommendations_alone_is_none(world: World, review: Review) -> None:
    recommended(world, text="Pay what is owed")
    with pytest.raises(RuleBroken, match="a phase without contents is none"):
        drafted(world, review, "Pay what is owed")
