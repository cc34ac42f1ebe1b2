"""The list of work says that something waits in the annex, how many and since when, and nothing of what it is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.answers.work import duties_of
from chungtay.incidents.actions.escalating import escalate_due
from chungtay.incidents.actions.keys import enrol
from chungtay.incidents.actions.openings import open_items
from chungtay.incidents.models import KeyWarning, Notice, Opening
from chungtay.models import Person
from tests.incidents.life.test_notices import Sides, begin, passed_on
from tests.incidents.life.test_steps import say
from tests.incidents.made import drawn, make_sides
from tests.world import NOW, TODAY, World

SignedIn = Callable[..., Client]
LATE = NOW + timedelta(days=4)


@pytest.fixture
def sides(world: World) -> Sides:
    return make_sides(world)


def rows(person: Person) -> list[str]:
    """What the annex tells a person."""
    fresh = Person.objects.get(pk=person.pk)
    owed = [row for one in duties_of(fresh, TODAY) for row in one.rows if row.door]
    return sorted(str(row.door.words) for row in owed if row.door)


def test_where_nothing_waits_nothing_is_said_and_little_is_asked(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert rows(world.leader) == []
    annex = [one for one in asked.captured_queries if "incidents_" in one["sql"]]
    assert len(annex) == 1


def test_a_first_notice_waits_for_its_recipients_to_be_read_and_passed_on(world: World, sides: Sides) -> None:
    item = begin(world, sides).item
    assert rows(world.provincial) == ["A notice waits to be passed on."]  # she sealed it herself
    assert rows(world.leader) == ["A notice waits for you.", "A notice waits to be passed on."]
    begin(world, sides)
    assert rows(world.leader) == ["Notices wait for you: 2.", "Notices wait to be passed on: 2."]
    open_items(world.programme, [item.pk], Opening.How.READ, by=world.leader, at=NOW)
    assert rows(world.leader) == ["A notice waits for you.", "Notices wait to be passed on: 2."]
    for name in ("partner", "cedar", "stranger", "administrator", "auditor"):
        assert rows(world.persons[name]) == [], name


def test_what_crossed_waits_over_there_and_is_no_longer_to_be_passed_on(world: World, sides: Sides) -> None:
    notice = passed_on(world, sides)
    assert rows(world.partner) == ["A notice waits for you."]
    assert rows(world.provincial) == []
    open_items(world.programme, [notice.items.get(side=None).pk], Opening.How.READ, by=world.partner, at=NOW)
    assert rows(world.partner) == []


def test_what_its_side_closed_is_not_to_be_passed_on(world: World, sides: Sides) -> None:
    notice = begin(world, sides).notice
    say(notice, "closed", sides[0], world.leader)
    assert rows(world.provincial) == []
    say(notice, "reopened", sides[0], world.leader, at=NOW)
    assert rows(world.provincial) == ["A notice waits to be passed on."]


def test_a_clock_that_ran_out_is_told_to_both_sides_by_number_alone(world: World, sides: Sides) -> None:
    passed_on(world, sides)
    escalate_due(LATE)
    words = "Notice 1 of 2026 is unacknowledged."
    for name in ("provincial", "leader", "partner", "officer"):
        assert words in rows(world.persons[name]), name
    for name in ("cedar", "stranger", "administrator", "auditor"):
        assert rows(world.persons[name]) == [], name
    Notice.objects.update(acknowledged_at=LATE)
    assert words not in rows(world.leader)


def test_a_key_waits_for_whoever_keeps_the_keys_and_a_warning_is_told_to_both_sides(
    world: World, sides: Sides
) -> None:
    made = drawn("1 cedar", False)
    enrol(sides[0].seat, made.identity.card, made.wrapped, by=world.persons["cedar"], at=NOW)
    assert rows(world.leader) == ["A key waits to be listed."]
    assert rows(world.provincial) == []
    KeyWarning.objects.create(seat=sides[1].seat, kind="forked", at=NOW, by=world.leader)
    for person in (world.leader, world.provincial, world.partner):
        assert any("refused a key" in row for row in rows(person))
    assert rows(world.stranger) == []


@pytest.mark.parametrize("language", ["en", "vi", "lo"])
def test_the_page_of_work_leads_into_the_annex_and_tells_nothing_else(
    world: World, sides: Sides, signed_in: SignedIn, language: str
) -> None:
    begin(world, sides)
    text = signed_in("leader", language).get("/work/").content.decode()
    assert reverse("notice-room", args=["oak-elm"]) in text
    if language == "en":
        assert "A notice waits to be passed on." in text
        assert "Confidential" in text
    notice = Notice.objects.get()
    assert str(notice.pk) not in text
    assert str(notice.items.get().pk) not in text
