"""From the year's plan to the last answer: who may do what, what is refused, and what is marked."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay.actions.deadlines import lay_deadlines
from chungtay.actions.drafts import issue_draft, withdraw_draft
from chungtay.actions.supervision import (
    Member,
    begin_plan_paper,
    begin_supervision_paper,
    draft_supervision_plan,
    edit_supervision_plan,
    hold_session,
    issue_supervision_plan,
    keep_decision,
    move_supervision,
    plan_supervision,
    receive_decision,
    redraw_supervision,
    report_by_outline,
    write_finding,
    write_outline,
)
from chungtay.answers.drafts import live_paper
from chungtay.models import (
    Document,
    Organisation,
    Supervision,
    SupervisionPlan,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.supervision import Move
from tests.actions.supervising import LATER, PAPER, decided, drawn, finding, sent, session_of, where
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.FILES = tmp_path
    lay_deadlines(NOW)
    yield


def test_a_plan_of_the_year_is_drafted_changed_and_issued_by_who_signs(world: World) -> None:
    plan = SupervisionPlan(
        holder=world.bodies["west"], agreement=world.programme, year=2026, title="Supervision in 2026"
    )
    draft_supervision_plan(plan, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="The plan is empty"):
        issue_supervision_plan(plan, on=TODAY, by=world.leader, at=NOW)
    row = drawn(world, plan=plan)
    assert (row.holder, row.agreement) == (plan.holder, plan.agreement)
    with pytest.raises(RuleBroken) as refused:
        edit_supervision_plan(plan, title="Anew", year=2027, purpose="", by=world.provincial, at=NOW)
    assert where(refused) == ["year"]
    edit_supervision_plan(plan, title="Anew", year=2026, purpose="To see", by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        issue_supervision_plan(plan, on=TODAY, by=world.provincial, at=NOW)
    issued = issue_supervision_plan(plan, on=TODAY, by=world.leader, at=NOW)
    assert (issued.title, issued.issued_on, issued.issued_by) == ("Anew", TODAY, world.leader)
    for change in (
        lambda: issue_supervision_plan(plan, on=TODAY, by=world.leader, at=NOW),
        lambda: edit_supervision_plan(
            plan, title="Again", year=2026, purpose="", by=world.provincial, at=NOW
        ),
        lambda: drawn(world, plan=plan, subject="One more"),
    ):
        with pytest.raises(RuleBroken, match="was issued on .* and stands"):
            change()


def test_what_is_pressed_twice_is_kept_once(world: World) -> None:
    plans = [
        draft_supervision_plan(
            SupervisionPlan(holder=world.bodies["west"], year=2026, title="Of 2026"),
            by=world.provincial,
            at=NOW,
        )
        for _ in range(2)
    ]
    assert plans[0] == plans[1]
    assert drawn(world) == drawn(world)
    one = sent(world)
    hold_session(session_of(one), by=world.provincial, at=NOW)
    assert one.sessions.count() == 1
    one = move_supervision(one, Move.BEGIN, by=world.provincial, at=LATER)
    assert {write_finding(finding(one, world), by=world.provincial, at=LATER).pk for _ in range(2)} == set(
        one.findings.values_list("pk", flat=True)
    )


def test_bodies_of_elsewhere_cannot_be_named(world: World) -> None:
    for told in (
        {"bodies": [world.bodies["far"]], "members": []},
        {"bodies": [], "members": [Member(world.bodies["farwood"], "Officer")]},
    ):
        one = Supervision(
            holder=world.bodies["west"], agreement=world.programme, form="team", subject="Abroad", first_on=TODAY,
            last_on=TODAY,
        )  # fmt: skip
        with pytest.raises(RuleBroken, match="Choose bodies of the programme"):
            plan_supervision(one, **told, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        plan_supervision(
            Supervision(
                holder=world.bodies["west"],
                form="team",
                subject="Not mine",
                first_on=TODAY,
                last_on=TODAY,
            ),
            by=world.officer,
            at=NOW,
        )


def test_the_team_is_decided_by_who_signs_with_a_paper(world: World) -> None:
    one = drawn(world)
    with pytest.raises(RuleBroken) as refused:
        move_supervision(one, Move.DECIDE, by=world.leader, at=NOW)
    assert where(refused) == ["decision"]
    keep_decision(one, number="12/QĐ-BTV", on=TODAY, file=PAPER, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        move_supervision(one, Move.DECIDE, by=world.provincial, at=NOW)
    assert move_supervision(one, Move.DECIDE, by=world.leader, at=NOW).state == "decided"
    with pytest.raises(RuleBroken, match="decided or sent already"):
        redraw_supervision(one, bodies=[], members=[], by=world.provincial, at=NOW)
    back = move_supervision(one, Move.RECONSIDER, note="Another head", by=world.leader, at=NOW)
    back.subject = "Clubs and teams"
    again = redraw_supervision(
        back, bodies=[world.bodies["cedar"]], members=[Member(world.bodies["west"], "Head", True)],
        by=world.provincial, at=NOW,
    )  # fmt: skip
    assert [row.organisation for row in again.supervised.all()] == [world.bodies["cedar"]]
    assert [(row.post, row.leads) for row in again.members.all()] == [("Head", True)]


def test_a_paper_of_another_office_is_not_handed_on(world: World) -> None:
    one = drawn(world)
    foreign = Document.objects.create(type="Thư", title="Between us", holder=world.bodies["east"])
    with pytest.raises(RuleBroken, match="papers of your own office"):
        keep_decision(one, document=foreign, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken) as refused:
        keep_decision(one, by=world.provincial, at=NOW)
    assert where(refused) == ["file", "number", "on"]


def test_the_decision_may_be_drawn_here_and_must_be_numbered_before_it_goes_out(world: World) -> None:
    one = drawn(world, purpose="To see how clubs live")
    write_outline(one, outline="1. Clubs", reports_due_on=date(2026, 4, 10), by=world.provincial, at=NOW)
    draft = begin_supervision_paper(one, "supervision_plan", by=world.provincial, at=NOW)
    assert begin_supervision_paper(one, "supervision_plan", by=world.provincial, at=NOW) == draft
    paper = live_paper(draft, world.provincial, TODAY)
    assert paper.bodies == ("Union of Dogwood",)  # type: ignore[attr-defined]
    assert paper.team[0].startswith("Vice-president, Union of Oakshire")  # type: ignore[attr-defined]
    assert paper.matters == ("Clubs at the border",)  # type: ignore[attr-defined]
    assert [part.title for part in paper.outline]  # type: ignore[attr-defined]
    move_supervision(one, Move.DECIDE, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken) as refused:
        move_supervision(one, Move.SEND, by=world.provincial, at=NOW)
    assert where(refused) == ["decision"]
    Organisation.objects.filter(pk=world.bodies["west"].pk).update(signing_post="CHỦ TỊCH")
    draft.refresh_from_db()
    issue_draft(draft, number=7, on=TODAY, by=world.provincial, at=NOW)
    assert move_supervision(one, Move.SEND, by=world.provincial, at=NOW).state == "sent"


def test_a_draft_that_was_withdrawn_decides_nothing(world: World) -> None:
    one = drawn(world)
    draft = begin_supervision_paper(one, "supervision_plan", by=world.provincial, at=NOW)
    withdraw_draft(draft, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken) as refused:
        move_supervision(one, Move.DECIDE, by=world.leader, at=NOW)
    assert where(refused) == ["decision"]
    assert begin_supervision_paper(one, "supervision_plan", by=world.provincial, at=LATER) != draft


def test_the_year_plan_is_drawn_as_a_paper_from_its_rows(world: World) -> None:
    plan = draft_supervision_plan(
        SupervisionPlan(
            holder=world.bodies["west"], agreement=world.programme, year=2026, title="Of 2026"
        ),
        by=world.provincial, at=NOW,
    )  # fmt: skip
    drawn(world, plan=plan)
    drawn(world, plan=plan, subject="Teams", form="reports")
    draft = begin_plan_paper(plan, by=world.provincial, at=NOW)
    assert begin_plan_paper(plan, by=world.provincial, at=NOW) == draft
    paper = live_paper(draft, world.provincial, TODAY)
    assert paper.matters == ("Clubs at the border", "Teams")  # type: ignore[attr-defined]
    assert len(paper.steps) == 2  # type: ignore[attr-defined]


def test_only_from_its_sending_on_do_the_bodies_read_it(world: World) -> None:
    one = decided(world)
    assert one not in Supervision.objects.visible_to(world.officer, TODAY)
    sent_one = move_supervision(one, Move.SEND, by=world.provincial, at=NOW)
    assert sent_one.late_reason == ""
    assert sent_one.notice_days == 15
    assert one in Supervision.objects.visible_to(world.officer, TODAY)
    for other in (world.partner, world.stranger, world.persons["cedar"]):
        assert one not in Supervision.objects.visible_to(other, TODAY)


@pytest.mark.parametrize(("days", "late"), [(15, False), (14, True)])
def test_a_notice_that_comes_too_late_needs_a_reason_and_is_marked(
    world: World, days: int, late: bool
) -> None:
    one = decided(world, first_on=TODAY + timedelta(days=days), last_on=TODAY + timedelta(days=30))
    if late:
        with pytest.raises(RuleBroken) as refused:
            move_supervision(one, Move.SEND, by=world.provincial, at=NOW)
        assert where(refused) == ["late_reason"]
    done = move_supervision(one, Move.SEND, late_reason="A flood", by=world.provincial, at=NOW)
    assert done.late_reason == ("A flood" if late else "")
    assert done.steps.get(move="send").note == "A flood"


def test_the_body_receives_and_reports_from_its_own_account_and_others_only_on_paper(world: World) -> None:
    one = sent(world)
    body = one.supervised.get()
    for other in (world.provincial, world.partner, world.persons["cedar"]):
        with pytest.raises(RuleBroken, match="Only the body itself"):
            receive_decision(body, by=other, at=NOW)
    assert receive_decision(body, by=world.officer, at=NOW).told_by == world.officer
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        report_by_outline(body, report="Not ours", by=world.persons["cedar"], at=NOW)
    with pytest.raises(RuleBroken) as refused:
        report_by_outline(body, report="By post", by=world.provincial, at=NOW)
    assert where(refused) == ["paper_number", "paper_on"]
    report_by_outline(
        body, report="By post", paper_number="9/BC", paper_on=TODAY, by=world.provincial, at=NOW
    )
    own = report_by_outline(
        body, report="We keep two clubs.", file=("report.pdf", b"%PDF-1.7 r", ""), by=world.officer, at=NOW
    )
    assert (own.report, own.paper_number, own.reported_by) == ("We keep two clubs.", "", world.officer)
    assert own.report_document is not None
    assert own.report_document.holder == world.bodies["dogwood"]
    with pytest.raises(RuleBroken, match="only it changes that"):
        report_by_outline(body, report="No", paper_number="9", paper_on=TODAY, by=world.provincial, at=NOW)
