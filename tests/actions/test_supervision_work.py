"""Sessions, findings, the conclusion and what comes of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay.actions.deadlines import lay_deadlines
from chungtay.actions.supervision import (
    Member,
    drop_session,
    give_by_finding,
    hold_session,
    keep_decision,
    keep_supervision_report,
    move_supervision,
    plan_supervision,
    recommend_by_finding,
    report_by_outline,
    rewrite_finding,
    write_finding,
    write_outline,
    write_session_minutes,
)
from chungtay.models import (
    Addressee,
    AuditLine,
    Document,
    SupervisedBody,
    Supervision,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.supervision import Move
from tests.actions.supervising import (
    FIRST,
    LATER,
    PAPER,
    decided,
    drawn,
    finding,
    sent,
    session_of,
    under_way,
    where,
)
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.FILES = tmp_path
    lay_deadlines(NOW)
    yield


def test_sessions_that_overlap_are_refused_or_marked(world: World) -> None:
    one, other = sent(world), decided(world, subject="Money")
    with pytest.raises(RuleBroken) as refused:
        hold_session(session_of(other), by=world.provincial, at=NOW)
    assert where(refused) == ["overlap_reason"]
    marked = hold_session(session_of(other, overlap_reason="Two groups"), by=world.provincial, at=NOW)
    assert marked.overlap_reason == "Two groups"
    free = session_of(one, FIRST + timedelta(days=1), overlap_reason="Perhaps")
    assert hold_session(free, by=world.provincial, at=NOW).overlap_reason == ""


def test_a_session_before_the_notice_is_over_needs_a_reason(world: World) -> None:
    one = sent(world)
    early = datetime(2026, 3, 25, 1, 0, tzinfo=UTC)
    with pytest.raises(RuleBroken) as refused:
        hold_session(session_of(one, early), by=world.provincial, at=NOW)
    assert where(refused) == ["notice_reason"]
    assert hold_session(session_of(one, early, notice_reason="It asked"), by=world.provincial, at=NOW)


def test_a_session_is_dropped_while_it_has_no_minutes(world: World) -> None:
    one = sent(world)
    extra = hold_session(session_of(one, FIRST + timedelta(days=2)), by=world.provincial, at=NOW)
    drop_session(extra, by=world.provincial, at=NOW)
    held = write_session_minutes(one.sessions.get(), minutes="Said", by=world.provincial, at=LATER)
    with pytest.raises(RuleBroken, match="has its minutes and stays"):
        drop_session(held, by=world.provincial, at=LATER)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        write_session_minutes(held, minutes="Otherwise", by=world.officer, at=LATER)


def test_a_finding_has_evidence_and_place_and_only_what_one_sees(world: World) -> None:
    one = under_way(world)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        write_finding(finding(one, world), by=world.officer, at=LATER)
    foreign = Document.objects.create(type="Thư", title="Between us", holder=world.bodies["east"])
    with pytest.raises(RuleBroken, match="papers of your own office"):
        write_finding(finding(one, world), evidence=[foreign], by=world.provincial, at=LATER)
    strange = SupervisedBody.objects.create(
        supervision=drawn(world, subject="Other"), organisation=world.bodies["cedar"]
    )
    with pytest.raises(RuleBroken) as refused:
        write_finding(finding(one, world, supervised=strange), by=world.provincial, at=LATER)
    assert where(refused) == ["supervised"]
    with pytest.raises(RuleBroken) as refused:
        write_finding(finding(one, world, place=world.places["Alder"]), by=world.provincial, at=LATER)
    assert where(refused) == ["place"]
    kept = write_finding(
        finding(one, world, indicator=world.indicators["clubs"]), file=("photo.pdf", b"%PDF-1.7 e", ""),
        by=world.provincial, at=LATER,
    )  # fmt: skip
    assert (kept.number, kept.evidence.count()) == (1, 1)
    kept.text = "Two clubs have no register."
    assert rewrite_finding(kept, evidence=kept.evidence.all(), by=world.provincial, at=LATER).text.startswith(
        "Two"
    )
    assert kept.evidence.count() == 1


def test_it_is_concluded_by_somebody_with_findings_and_then_stands(world: World) -> None:
    one = under_way(world)
    with pytest.raises(RuleBroken) as refused:
        move_supervision(one, Move.CONCLUDE, by=world.leader, at=LATER)
    assert where(refused) == ["conclusion", "findings"]
    kept = write_finding(finding(one, world), by=world.provincial, at=LATER)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        move_supervision(one, Move.CONCLUDE, conclusion="Well kept.", by=world.provincial, at=LATER)
    done = move_supervision(one, Move.CONCLUDE, conclusion="Well kept.", by=world.leader, at=LATER)
    assert (done.state, done.concluded_by) == ("concluded", world.leader)
    for change in (
        lambda: write_finding(finding(one, world, text="More"), by=world.provincial, at=LATER),
        lambda: rewrite_finding(kept, by=world.provincial, at=LATER),
        lambda: report_by_outline(one.supervised.get(), report="Late", by=world.officer, at=LATER),
        lambda: hold_session(session_of(one, LATER), by=world.provincial, at=LATER),
        lambda: keep_decision(one, number="1", on=TODAY, file=PAPER, by=world.provincial, at=LATER),
    ):
        with pytest.raises(RuleBroken, match="stands; nothing is added"):
            change()
    with pytest.raises(RuleBroken, match="does not stand where"):
        move_supervision(one, Move.CANCEL, note="No", by=world.leader, at=LATER)
    assert keep_supervision_report(
        one, number="3/BC", on=TODAY, file=PAPER, by=world.provincial, at=LATER
    ).report


def test_who_has_not_reported_is_left_out_with_a_reason_and_marked(world: World) -> None:
    one = sent(world)
    write_session_minutes(one.sessions.get(), minutes="Said", by=world.provincial, at=LATER)
    one = move_supervision(one, Move.BEGIN, by=world.provincial, at=LATER)
    write_finding(finding(one, world), by=world.provincial, at=LATER)
    with pytest.raises(RuleBroken) as refused:
        move_supervision(one, Move.CONCLUDE, conclusion="So", by=world.leader, at=LATER)
    assert where(refused) == ["note"]
    done = move_supervision(one, Move.CONCLUDE, conclusion="So", note="Water", by=world.leader, at=LATER)
    assert done.missing_reason == "Water"


def test_it_is_closed_once_each_recommendation_is(world: World) -> None:
    one = under_way(world)
    kept = write_finding(finding(one, world), by=world.provincial, at=LATER)
    asked = recommend_by_finding(
        kept, text="Keep a register.", addressees=[world.bodies["dogwood"].pk], by=world.provincial, at=LATER
    )
    assert (asked.origin, asked.origin_id, asked.origin_part) == ("supervision", one.pk, kept.pk)
    move_supervision(one, Move.CONCLUDE, conclusion="So.", by=world.leader, at=LATER)
    with pytest.raises(RuleBroken) as refused:
        move_supervision(one, Move.CLOSE, by=world.leader, at=LATER)
    assert where(refused) == ["recommendations"]
    Addressee.objects.filter(recommendation=asked).update(state="closed")
    assert move_supervision(one, Move.CLOSE, by=world.leader, at=LATER).state == "closed"


def test_a_joint_visit_gives_a_task_out_of_a_finding(world: World) -> None:
    one = plan_supervision(
        Supervision(
            holder=world.bodies["west"], agreement=world.programme, form="joint_visit", framework="Project 8",
            subject="Clubs", first_on=date(2026, 4, 20), last_on=date(2026, 4, 24),
        ),
        bodies=[world.bodies["dogwood"]],
        members=[
            Member(world.bodies["west"], "Head", True), Member(world.bodies["east"], "Officer of the other side")
        ],
        by=world.provincial, at=NOW,
    )  # fmt: skip
    write_outline(one, outline="1. Clubs", reports_due_on=date(2026, 4, 10), by=world.provincial, at=NOW)
    keep_decision(one, number="12", on=TODAY, file=PAPER, by=world.provincial, at=NOW)
    move_supervision(one, Move.DECIDE, by=world.leader, at=NOW)
    hold_session(session_of(one), by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        hold_session(session_of(one, LATER), by=world.partner, at=NOW)  # nobody told the other side yet
    move_supervision(one, Move.SEND, by=world.provincial, at=NOW)
    one = move_supervision(one, Move.BEGIN, by=world.provincial, at=LATER)
    theirs = write_finding(finding(one, world, text="Seen by us"), by=world.partner, at=LATER)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        move_supervision(one, Move.CANCEL, note="No", by=world.partner, at=LATER)
    task = give_by_finding(
        theirs, world.bodies["dogwood"], text="Keep a register", due_on=date(2026, 9, 1), asker=world.bodies["west"],
        by=world.provincial, at=LATER,
    )  # fmt: skip
    assert list(theirs.tasks.all()) == [task]


def test_whoever_calls_it_off_says_why(world: World) -> None:
    one = drawn(world)
    with pytest.raises(RuleBroken) as refused:
        move_supervision(one, Move.CANCEL, by=world.leader, at=NOW)
    assert where(refused) == ["note"]
    done = move_supervision(one, Move.CANCEL, note="Merged with another", by=world.leader, at=NOW)
    step = done.steps.get()
    assert (done.state, step.before, step.after, step.moved_by, step.note) == (
        "cancelled", "planned", "cancelled", world.leader, "Merged with another",
    )  # fmt: skip
    assert AuditLine.objects.filter(act="cancel_supervision", thing_id=str(one.pk)).count() == 1
