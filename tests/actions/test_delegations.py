"""A visit goes from draft to closed by both sides; turns have one host; nobody travels twice at once."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay.actions.delegations import (
    add_usual,
    change_usual,
    give_by_content,
    just_moved,
    keep_row,
    own_list,
    ready_paper,
    remove_row,
    remove_usual,
    usual_papers,
    write_delegation,
)
from chungtay.models import (
    AgreedContent,
    AuditLine,
    Cost,
    Delegation,
    Gift,
    PaperNeeded,
    Person,
    Post,
    UsualPaper,
)
from chungtay.rules.delegations import Direction, Move, Part
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Role
from tests.actions.visiting import FIRST, LAST, agreed, drafted, hour, member, moved, page, ready
from tests.world import NOW, TODAY, World

# The way


def test_a_visit_goes_from_draft_to_closed_by_both_sides(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.FILES = tmp_path
    visit = moved(agreed(world), Move.VISIT, world.provincial)
    keep_row(AgreedContent(delegation=visit, kind="agreed", text="A club"), by=world.partner, at=NOW)
    paper = ("report.pdf", b"%PDF-1.7", "application/pdf")
    moved(visit, Move.REPORT, world.provincial, result="Two clubs", file=paper)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        moved(visit, Move.CONFIRM, world.provincial)  # signs for nobody
    assert moved(visit, Move.CONFIRM, world.leader).state == "confirmed"
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        moved(visit, Move.CONFIRM, world.leader)
    closed = moved(visit, Move.CONFIRM, world.partner)
    assert (closed.state, closed.result) == ("closed", "Two clubs")
    report = page(visit, world.partner).report
    assert report and report.holder == world.bodies["west"]
    steps = list(visit.steps.values_list("move", "side"))
    assert steps == [
        ("propose", "guest"), ("agree", "host"), ("visit", "guest"), ("report", "guest"),
        ("confirm", "guest"), ("confirm", "host"),
    ]  # fmt: skip
    assert set(AuditLine.objects.values_list("act", flat=True)) >= {"draft_delegation", "confirm_visit"}


def test_a_draft_is_its_drafters_alone_until_it_is_proposed(world: World) -> None:
    visit = ready(world)

    def sees(name: str) -> bool:
        return Delegation.objects.visible_to(world.persons[name], TODAY).filter(pk=visit.pk).exists()

    names = ("provincial", "partner", "officer", "stranger")
    assert [sees(name) for name in names] == [True, False, False, False]
    moved(visit, Move.PROPOSE, world.leader)
    assert [sees(name) for name in names] == [True, True, False, False]
    moved(visit, Move.SEND_BACK, world.partner, note="Harvest")
    assert [sees(name) for name in names] == [True, True, False, False]


def test_what_is_disputed_is_reported_and_confirmed_anew(world: World) -> None:
    visit = moved(agreed(world), Move.VISIT, world.leader)
    moved(visit, Move.REPORT, world.leader, result="Ten clubs")
    moved(visit, Move.CONFIRM, world.leader)
    moved(visit, Move.DISPUTE, world.partner, note="There were two")
    moved(visit, Move.REPORT, world.leader, result="Two clubs")
    assert page(visit, world.partner).confirmed == set()
    moved(visit, Move.CONFIRM, world.partner)
    assert moved(visit, Move.CONFIRM, world.leader).state == "closed"


def test_nobody_confirms_for_both_sides_even_with_posts_in_both(world: World) -> None:
    Post.objects.create(
        person=world.leader, organisation=world.bodies["east"], role=Role.PARTNER_OFFICER, title="Guest",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    both = Person.objects.get(pk=world.leader.pk)
    visit = moved(agreed(world), Move.VISIT, both)
    moved(visit, Move.REPORT, both, result="Two clubs")
    moved(visit, Move.CONFIRM, both)
    with pytest.raises(RuleBroken, match="Nobody confirms for both sides"):
        moved(visit, Move.CONFIRM, both)


def test_the_second_of_two_clicks_finds_the_step_taken(world: World) -> None:
    visit = moved(ready(world), Move.PROPOSE, world.leader)
    assert just_moved(visit, Move.PROPOSE, by=world.leader, at=NOW + timedelta(seconds=2))
    assert not just_moved(visit, Move.PROPOSE, by=world.provincial, at=NOW)
    assert not just_moved(visit, Move.AGREE, by=world.leader, at=NOW)


def test_a_visit_that_is_not_over_did_not_take_place(world: World) -> None:
    with pytest.raises(RuleBroken, match="The visit lasts until"):
        moved(agreed(world, last_on=date(2026, 3, 21)), Move.VISIT, world.leader)


def test_a_delegation_is_drafted_once_and_names_what_is_wrong(world: World) -> None:
    assert drafted(world) == drafted(world)
    with pytest.raises(RuleBroken, match="does not stand in this programme"):
        drafted(world, host=world.bodies["farwood"])
    with pytest.raises(RuleBroken, match="same side"):
        drafted(world, host=world.bodies["dogwood"])
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        drafted(world, by="partner")
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        drafted(world, by="auditor")


def test_what_was_agreed_is_changed_only_when_it_is_reopened_with_a_reason(world: World) -> None:
    visit = agreed(world)
    with pytest.raises(RuleBroken, match="cannot be changed"):
        write_delegation(visit, {"first_on": date(2026, 3, 19)}, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="Say why"):
        moved(visit, Move.REOPEN, world.partner)
    moved(visit, Move.REOPEN, world.partner, note="The road is closed on the first day")
    with pytest.raises(RuleBroken, match="this lies outside: Talks"):
        write_delegation(visit, {"first_on": date(2026, 3, 19)}, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="knows this delegation already"):
        write_delegation(visit, {"host": world.bodies["elm"]}, by=world.leader, at=NOW)
    assert write_delegation(visit, {"title": "Later"}, by=world.leader, at=NOW).title == "Later"
    with pytest.raises(RuleBroken, match="Only the other side"):
        write_delegation(visit, {"title": "Mine"}, by=world.partner, at=NOW)


# Members and hours


def test_one_person_is_in_two_delegations_only_with_a_reason_and_then_marked(world: World) -> None:
    first, second = agreed(world), drafted(world, title="Another visit", first_on=LAST, last_on=LAST)
    keep_row(member(first, world.bodies["west"], person=world.leader, role="member"), by=world.leader, at=NOW)
    twice = member(second, world.bodies["west"], person=world.leader)
    with pytest.raises(RuleBroken, match="with another delegation"):
        keep_row(twice, by=world.leader, at=NOW)
    twice.overlap_reason = "She goes on from there"
    assert keep_row(twice, by=world.leader, at=NOW).overlap_reason == "She goes on from there"
    free = member(
        drafted(world, title="Third", first_on=date(2026, 4, 1), last_on=date(2026, 4, 2)),
        world.bodies["west"], person=world.leader, overlap_reason="Not needed",
    )  # fmt: skip
    assert keep_row(free, by=world.leader, at=NOW).overlap_reason == ""


def test_two_drafts_that_took_the_same_person_are_told_apart_when_days_move_or_it_is_proposed(
    world: World,
) -> None:
    first = drafted(world, title="First", first_on=date(2026, 4, 1), last_on=date(2026, 4, 2))
    second = drafted(world, title="Second", first_on=date(2026, 4, 3), last_on=date(2026, 4, 4))
    for visit in (first, second):
        keep_row(member(visit, world.bodies["west"], person=world.leader), by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="is with another delegation"):
        write_delegation(first, {"last_on": date(2026, 4, 3)}, by=world.leader, at=NOW)
    Delegation.objects.filter(pk=first.pk).update(last_on=date(2026, 4, 3))
    with pytest.raises(RuleBroken, match="is with another delegation"):
        moved(first, Move.PROPOSE, world.leader)


def test_who_holds_no_post_in_the_body_is_not_sent_in_its_name(world: World) -> None:
    with pytest.raises(RuleBroken, match="holds a post in this body"):
        row = member(drafted(world), world.bodies["west"], person=world.stranger)
        keep_row(row, by=world.leader, at=NOW)


def test_hours_lie_in_the_days_and_over_one_another_only_with_a_reason(world: World) -> None:
    visit = ready(world)
    with pytest.raises(RuleBroken, match="At this hour there is already: Talks"):
        keep_row(hour(visit, "10:00", "12:00", text="A market"), by=world.leader, at=NOW)
    over = hour(visit, "10:00", "12:00", text="A market", overlap_reason="Two groups")
    assert keep_row(over, by=world.leader, at=NOW).overlap_reason == "Two groups"
    assert keep_row(hour(visit, "12:00", "13:00", text="Lunch"), by=world.leader, at=NOW).pk
    with pytest.raises(RuleBroken, match="this lies outside"):
        late = hour(visit, "22:00", "23:00")
        late.starts_at += timedelta(days=3)
        late.ends_at += timedelta(days=3)
        keep_row(late, by=world.leader, at=NOW)
    remove_row(over, by=world.leader, at=NOW)
    assert visit.items.count() == 2


def test_a_row_pressed_twice_is_one(world: World) -> None:
    visit = drafted(world)
    for _ in range(2):
        keep_row(hour(visit), by=world.leader, at=NOW)
        keep_row(member(visit, world.bodies["west"], role="member"), by=world.leader, at=NOW)
    assert (visit.items.count(), visit.members.count()) == (1, 1)


# What each side writes


def test_after_the_proposal_each_side_writes_its_own_rows_and_no_others(world: World) -> None:
    visit = moved(ready(world), Move.PROPOSE, world.leader)
    ours = Cost(delegation=visit, side=world.bodies["west"], text="Bus", planned=12_000_000, currency="vnd")
    theirs = Cost(
        delegation=visit, side=world.bodies["east"], text="Meals", planned=9_000_000, currency="LAK"
    )
    assert keep_row(ours, by=world.provincial, at=NOW).currency == "VND"
    keep_row(theirs, by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="Only the other side"):
        keep_row(theirs, by=world.provincial, at=NOW)
    theirs.side = world.bodies["west"]
    with pytest.raises(RuleBroken, match="Only the other side"):
        keep_row(theirs, by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="Only the other side"):
        remove_row(ours, by=world.partner, at=NOW)
    sums = [(body.pk, one.currency, one.planned) for body, one in page(visit, world.partner).sums]
    assert sums == [
        (world.bodies["west"].pk, "VND", 12_000_000), (world.bodies["east"].pk, "LAK", 9_000_000)
    ]  # fmt: skip


def test_a_row_is_of_the_host_or_the_guests(world: World) -> None:
    with pytest.raises(RuleBroken, match="Choose the host or the guests"):
        gift = Gift(
            delegation=drafted(world), giver=world.bodies["far"], text="Rice", receiver_name="A school"
        )
        keep_row(gift, by=world.leader, at=NOW)


def test_contents_come_with_the_visit_and_tasks_with_the_report(world: World) -> None:
    visit = agreed(world)
    content = AgreedContent(delegation=visit, kind="agreed", text="A club", content=world.contents[0])
    with pytest.raises(RuleBroken, match="cannot be changed"):
        keep_row(content, by=world.leader, at=NOW)
    moved(visit, Move.VISIT, world.leader)
    keep_row(content, by=world.leader, at=NOW)
    keep_row(AgreedContent(delegation=visit, kind="evaluated", text="Talks held"), by=world.leader, at=NOW)
    told = {"text": "Open a club", "due_on": date(2026, 6, 1), "asker": world.bodies["west"]}
    with pytest.raises(RuleBroken, match="cannot be changed"):
        give_by_content(content, world.bodies["dogwood"], **told, by=world.leader, at=NOW)
    moved(visit, Move.REPORT, world.leader, result="One club")
    task = give_by_content(content, world.bodies["dogwood"], **told, by=world.leader, at=NOW)
    assert (task.content, list(content.tasks.all())) == (world.contents[0], [task])
    with pytest.raises(RuleBroken, match="not of what was evaluated"):
        evaluated = AgreedContent.objects.get(kind="evaluated")
        give_by_content(evaluated, world.bodies["dogwood"], **told, by=world.leader, at=NOW)


def test_a_content_of_a_plan_that_one_does_not_see_cannot_be_linked(world: World) -> None:
    visit = moved(agreed(world), Move.VISIT, world.leader)
    world.plan.holder = world.bodies["west"]
    world.plan.save()
    row = AgreedContent(delegation=visit, kind="agreed", text="A club", content=world.contents[0])
    with pytest.raises(RuleBroken, match="Choose a content of a plan that you see"):
        keep_row(row, by=world.partner, at=NOW)


# Papers


def test_each_side_finds_its_own_checklist_with_days_and_says_when_a_paper_is_ready(world: World) -> None:
    visit = ready(world)
    assert {paper.side for paper in visit.papers_needed.all()} == {world.bodies["west"]}
    moved(visit, Move.PROPOSE, world.leader)
    theirs = visit.papers_needed.filter(side=world.bodies["east"])
    assert [paper.text for paper in theirs] == [
        one.text for one in usual_papers(world.bodies["east"], Direction.IN)
    ]
    first = theirs.first()
    assert first and first.due_on == FIRST - timedelta(45)
    with pytest.raises(RuleBroken, match="Only the other side"):
        ready_paper(first, on=TODAY, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="still to come"):
        ready_paper(first, on=TODAY + timedelta(1), by=world.partner, at=NOW)
    kept = ready_paper(first, on=TODAY, by=world.partner, at=NOW)
    assert (kept.ready_on, kept.ready_by) == (TODAY, world.partner)
    assert ready_paper(first, on=TODAY, by=world.partner, at=NOW) == kept


def test_papers_that_are_not_ready_move_with_the_days(world: World) -> None:
    visit = drafted(world)
    done, waits = list(visit.papers_needed.all())[:2]
    ready_paper(done, on=TODAY, by=world.leader, at=NOW)
    write_delegation(
        visit, {"first_on": FIRST + timedelta(7), "last_on": LAST + timedelta(7)}, by=world.leader, at=NOW
    )
    assert PaperNeeded.objects.get(pk=done.pk).due_on == done.due_on
    assert waits.due_on and PaperNeeded.objects.get(pk=waits.pk).due_on == waits.due_on + timedelta(7)


def test_an_office_makes_the_checklist_its_own(world: World) -> None:
    west = world.bodies["west"]
    of_the_house = [one.text for one in usual_papers(west, Direction.OUT)]
    one = UsualPaper(holder=west, direction="out", text="Giấy khám sức khỏe", days_before=10)
    add_usual(one, by=world.provincial, at=NOW)
    assert {paper.text for paper in usual_papers(west, Direction.OUT)} == {*of_the_house, one.text}
    change_usual(one, {"days_before": 12}, by=world.provincial, at=NOW)
    remove_usual(own_list(west, Direction.OUT, by=world.leader, at=NOW)[0], by=world.leader, at=NOW)
    assert UsualPaper.objects.filter(holder=west).count() == len(of_the_house)
    assert not UsualPaper.objects.filter(holder=west, direction="in").exists()
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        change_usual(one, {"days_before": 1}, by=world.partner, at=NOW)


def test_parts_that_stand_offer_no_forms(world: World) -> None:
    visit = moved(ready(world), Move.PROPOSE, world.leader)
    ours, theirs = page(visit, world.provincial), page(visit, world.partner)
    assert not ours.writes(Part.HOURS) and not theirs.writes(Part.HOURS)
    assert [side.value for side in ours.sides_written(Part.COSTS)] == ["guest"]
    assert [side.value for side in theirs.sides_written(Part.COSTS)] == ["host"]
    assert (ours.direction, theirs.direction) == (Direction.OUT, Direction.IN)
    assert (ours.moves, theirs.moves) == ([], [Move.AGREE, Move.SEND_BACK, Move.CANCEL])
