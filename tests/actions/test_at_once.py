"""Of many clicks in the same moment one has an effect, and every other gets an answer that a person can read."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from chungtay.actions.activities import record_activity
from chungtay.actions.articles import draft_article, hand_in_article, publish_article
from chungtay.actions.intake import take_in
from chungtay.actions.ledger import post
from chungtay.actions.meetings import decide, hold_meeting, send_minutes
from chungtay.actions.plans import accept_plan
from chungtay.actions.recorded import note_view, recorded
from chungtay.actions.registers import close_registered
from chungtay.actions.reports import approve_report, hand_in, open_report, write_report
from chungtay.actions.tasks import add_task, move_task, wait_for
from chungtay.answers.ledger import faults
from chungtay.models import (
    Activity,
    Agreement,
    Article,
    AuditLine,
    Entry,
    Indicator,
    Meeting,
    Person,
    PlanAcceptance,
    Posting,
    Question,
    Reading,
    Registered,
    Report,
    Source,
    Task,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import RuleBroken
from chungtay.rules.tasks import Move, Repeat
from tests.actions.test_activities import talk
from tests.actions.test_registers import opened_club
from tests.actions.test_reports import answer
from tests.papers_read import PLAN
from tests.world import NOW, TODAY, World, make_world

CLICKS = 6


@pytest.fixture
def busy(transactional_db: None, tmp_path: Path, settings: Settings) -> World:
    if connection.vendor == "sqlite":
        pytest.skip("threads share no SQLite in memory; PostgreSQL runs this")
    settings.FILES = tmp_path
    return make_world()


def at_once(*acts: Callable[[], Any]) -> list[object]:
    """What each act gave or was refused with, all begun in the same moment on connections of their own."""
    told: list[object] = [None] * len(acts)
    start = Barrier(len(acts))

    def click(place: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            told[place] = act()
        except Exception as problem:  # noqa: BLE001 (the test looks at every one)
            told[place] = problem
        finally:
            connection.close()

    threads = [Thread(target=click, args=both) for both in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def clicked(act: Callable[[], Any]) -> int:
    """How many of the clicks were done; the others were refused in words."""
    told = at_once(*[act] * CLICKS)
    problems = [one for one in told if isinstance(one, Exception)]
    assert [one for one in problems if not isinstance(one, RuleBroken)] == []
    return CLICKS - len(problems)


def person(name: str) -> Person:
    """Read anew for each thread, as each request does."""
    return Person.objects.get(known_as=name.capitalize())


def test_a_report_is_handed_in_and_approved_once(busy: World) -> None:
    report = busy.reports["dogwood"].pk
    assert clicked(lambda: hand_in(Report.objects.get(pk=report), by=person("officer"), at=NOW)) == 1
    assert clicked(lambda: approve_report(Report.objects.get(pk=report), by=person("leader"), at=NOW)) == 1


def test_a_club_opens_once_and_closes_once(busy: World) -> None:
    assert clicked(lambda: opened_club(busy)) == 1
    club = Registered.objects.get()
    closing = date(2025, 6, 30)
    assert (
        clicked(
            lambda: close_registered(
                Registered.objects.get(pk=club.pk), on=closing, by=person("officer"), at=NOW
            )
        )
        == 1
    )
    assert [entry.amount for entry in Entry.objects.all()] == [SCALE, -SCALE]


def test_a_side_accepts_a_plan_once(busy: World) -> None:
    seat = busy.programme.seats.get(number=1)
    assert clicked(lambda: accept_plan(busy.plan, seat, by=person("leader"), at=NOW)) == 1
    assert PlanAcceptance.objects.count() == 1


def test_an_article_is_drafted_once_and_published_once(busy: World) -> None:
    told = {"holder_id": busy.bodies["west"].pk, "title": "A visit", "body": "Four days.", "author": "Office"}
    clicked(lambda: draft_article(Article(**told), by=person("provincial"), at=NOW))
    article = Article.objects.get()
    clicked(lambda: hand_in_article(Article.objects.get(pk=article.pk), by=person("provincial"), at=NOW))
    clicked(lambda: publish_article(Article.objects.get(pk=article.pk), by=person("leader"), at=NOW))
    acts = ["draft", "hand_in_article", "approve_article", "publish"]
    assert list(AuditLine.objects.values_list("act", flat=True)) == acts


def test_a_talk_a_task_and_a_paper_are_kept_once(busy: World) -> None:
    west, dogwood, content = busy.bodies["west"], busy.bodies["dogwood"], busy.contents[0]
    clicked(lambda: record_activity(talk(busy), attendances={}, by=person("officer"), at=NOW))
    clicked(lambda: add_task(content, dogwood, text="Talks", due_on=TODAY, by=person("leader"), at=NOW))
    paper = {"media_type": "text/plain", "holder": west}
    clicked(lambda: take_in("plan.txt", PLAN.encode(), **paper, by=person("leader"), at=NOW))
    assert (Activity.objects.count(), Task.objects.count(), Reading.objects.count()) == (1, 1, 1)


def test_a_task_that_repeats_is_done_once_and_comes_again_once(busy: World) -> None:
    dogwood, content = busy.bodies["dogwood"], busy.contents[0]
    told = {"due_on": TODAY, "asker": busy.bodies["west"], "repeats": Repeat.MONTHLY}
    task = add_task(content, dogwood, text="Talks", **told, by=person("leader"), at=NOW).pk  # type: ignore[arg-type]
    for move, name in ((Move.ACCEPT, "officer"), (Move.FINISH, "officer"), (Move.CONFIRM, "leader")):
        step = lambda move=move, name=name: move_task(  # noqa: E731
            Task.objects.get(pk=task), move, by=person(name), at=NOW
        )
        assert clicked(step) == 1, move
    assert Task.objects.filter(earlier=task).count() == 1


def test_two_halves_of_a_circle_are_not_both_kept(busy: World) -> None:
    dogwood, content = busy.bodies["dogwood"], busy.contents[0]
    one, two = (
        add_task(content, dogwood, text=text, due_on=TODAY, by=person("leader"), at=NOW)
        for text in ("Book the hall", "Print leaflets")
    )
    told = at_once(
        lambda: wait_for(one, [two], by=person("leader"), at=NOW),
        lambda: wait_for(two, [one], by=person("leader"), at=NOW),
    )
    assert sorted(isinstance(answer, RuleBroken) for answer in told) == [False, True]


def test_minutes_are_sent_once_and_each_decision_has_its_number(busy: World) -> None:
    meeting = hold_meeting(
        Meeting(agreement=busy.programme, holder=busy.bodies["west"], title="On talks", met_on=TODAY),
        by=person("leader"), at=NOW,
    )  # fmt: skip
    assert clicked(lambda: decide(meeting, text="Two talks", by=person("leader"), at=NOW)) == CLICKS
    assert set(meeting.decisions.values_list("number", flat=True)) == set(range(1, CLICKS + 1))
    assert clicked(lambda: send_minutes(meeting, by=person("leader"), at=NOW)) == 1


def test_stocks_that_are_stated_in_the_same_moment_add_up(busy: World) -> None:
    """Each posts the difference to what stands, so neither may miss what the other is about to post."""
    members = Indicator.objects.create(slug="members", kind=Kind.STOCK, name="Members", measure="person")
    asked = Question.objects.create(
        form=busy.form, number=3, indicator=members, base=busy.breakdowns["total"]
    )
    assert asked.number == 3
    reports = [stated(busy, month, total) for month, total in enumerate((10, 12, 9, 14), 1)]
    told = at_once(*[
        lambda report=report: approve_report(report, by=person("leader"), at=NOW) for report in reports
    ])  # fmt: skip
    assert [one for one in told if isinstance(one, Exception)] == []
    assert sum(entry.amount for entry in Entry.objects.filter(indicator=members)) == 14 * SCALE
    assert faults() == []


def stated(busy: World, month: int, total: int) -> Report:
    """A report of one month that waits for approval and says how many stand."""
    dogwood = busy.bodies["dogwood"]
    report = open_report(
        busy.form, dogwood, place=busy.places["Dogwood"], first_on=date(2025, month, 1),
        last_on=date(2025, month, 28), due_on=TODAY, by=busy.provincial, at=NOW,
    )  # fmt: skip
    write_report(report, {3: answer(str(total))}, by=busy.officer, at=NOW)
    hand_in(report, by=busy.officer, at=NOW)
    return Report.objects.get(pk=report.pk)


def test_those_who_post_and_those_who_only_audit_never_wait_for_each_other(busy: World) -> None:
    """Each act posts to the ledger, or writes lines only, or does both inside one: all queue in the same order."""
    club, programme = opened_club(busy), Agreement.objects.get()

    def only_audited() -> None:
        with recorded("look", thing=programme, by=person("leader"), at=NOW):
            note_view(club, by=person("officer"), at=NOW)

    def posts() -> None:
        with recorded("post", thing=programme, by=person("leader"), at=NOW):
            post([another(Entry.objects.get(seq=1))], kind="load", by=None, at=NOW)

    def audited_first() -> None:
        with recorded("outer", thing=programme, by=person("leader"), at=NOW):
            only_audited()
            posts()

    told = at_once(*[posts, only_audited, audited_first] * CLICKS)
    assert [one for one in told if one is not None] == []
    assert Posting.objects.count() == 1 + 2 * CLICKS
    acts = Counter(AuditLine.objects.values_list("act", flat=True))
    assert acts == {"open_registered": 1, "view": 1, "look": 2 * CLICKS, "post": 2 * CLICKS, "outer": CLICKS}
    assert faults() == []


def another(entry: Entry) -> Entry:
    entry.pk, entry.seq, entry._state.adding = None, None, True  # type: ignore[assignment]
    entry.source = Source.objects.create(kind="load")
    return entry
