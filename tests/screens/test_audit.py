"""The auditor's room: lines of the own bodies, filtered and checked, as a page and as a file."""

import csv
import re
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from chungtay.actions.deadlines import lay_deadlines
from chungtay.actions.intake import take_in
from chungtay.actions.recorded import audited_together, recorded
from chungtay.actions.reports import hand_in
from chungtay.actions.reviews import draft_review, freeze_review
from chungtay.models import (
    AuditLine,
    Deadline,
    Gathering,
    Greeting,
    Matter,
    Occasion,
    Person,
    ShelfItem,
    SupervisionPlan,
)
from chungtay.models.guards import drop_guards, put_guards
from chungtay.rules.audit import ACTS, KINDS
from chungtay.screens.audit.export import inert
from chungtay.screens.audit.words import ACT_WORDS, KIND_WORDS
from tests.actions import criticising, recommending, supervising, visiting, workshops_made
from tests.house.source import PACKAGE
from tests.papers_read import PLAN
from tests.world import NOW, World

SignedIn = Callable[..., Client]
PAGE = "/audit/"
FILE = "/audit/lines.csv"


def done(world: World, act: str, thing: Any, by: Person, **more: Any) -> AuditLine:
    with recorded(act, thing=thing, by=by, **{"at": NOW, **more}):
        pass
    return AuditLine.objects.latest("number")


@pytest.fixture
def some(world: World) -> World:
    """Three lines under Oakshire, one across the border, one of another province."""
    hand_in(world.reports["dogwood"], by=world.officer, at=NOW)
    done(
        world,
        "send_back",
        world.reports["dogwood"],
        world.leader,
        at=NOW + timedelta(days=1),
        reason="Line 2",
    )
    done(world, "accept", world.plan, world.leader)
    done(world, "write_report", world.reports["elm"], world.partner)
    done(world, "edit", world.bodies["farwood"], world.stranger)
    return world


def numbers(answer: Any) -> list[int]:
    return [row.line.number for row in answer.context["rows"]]


def test_an_auditor_reads_what_was_done_at_and_below_the_own_body_newest_first(
    some: World, signed_in: SignedIn
) -> None:
    answer = signed_in("auditor").get(PAGE)
    assert numbers(answer) == [3, 2, 1]
    text = answer.content.decode()
    for said in (
        "Handed a report in",
        "Officer of Union of Dogwood",
        "Line 2",
        "20/03/2026, 10:00",
        "Checked up to #3 at",
    ):
        assert said in text


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_the_audit_speaks_three_languages(some: World, signed_in: SignedIn, language: str) -> None:
    with translation.override(language):
        words = [str(ACT_WORDS["hand_in"]), str(KIND_WORDS["plan"])]
    text = signed_in("auditor", language).get(PAGE).content.decode()
    assert all(word in text for word in words)


@pytest.mark.parametrize("name", ["officer", "leader", "partner", "stranger"])
@pytest.mark.parametrize("address", [PAGE, FILE])
def test_to_whoever_is_no_auditor_there_is_no_audit(
    some: World, signed_in: SignedIn, name: str, address: str
) -> None:
    assert signed_in(name).get(address).status_code == 404
    assert "/audit/" not in signed_in(name).get("/work/").content.decode()


FILTERS = [
    ("act=hand_in", [1]),
    ("kind=plan", [3]),
    ("post=Leader", [3, 2]),
    ("from=21/03/2026", [2]),
    ("to=2026-03-20", [3, 1]),
    ("from=2026-03-20&to=2026-03-21&act=&kind=report", [2, 1]),
    ("post=%25", []),
]


@pytest.mark.parametrize(("asked", "found"), FILTERS)
def test_the_page_the_file_and_the_api_narrow_alike(
    some: World, signed_in: SignedIn, asked: str, found: list[int]
) -> None:
    auditor = signed_in("auditor")
    assert numbers(auditor.get(f"{PAGE}?{asked}")) == found
    by_api = asked.replace("21/03/2026", "2026-03-21").replace("act=&", "")
    assert [line["number"] for line in auditor.get(f"/api/audit?{by_api}").json()["items"]] == found
    assert [int(row[0]) for row in rows(auditor.get(f"{FILE}?{asked}"))[1:]] == found


def test_lines_are_narrowed_to_a_body_and_those_below_it(some: World, signed_in: SignedIn) -> None:
    auditor = signed_in("auditor")
    for body, found in (("dogwood", [2, 1]), ("west", [3, 2, 1]), ("cedar", [])):
        asked = f"organisation={some.bodies[body].pk}"
        assert numbers(auditor.get(f"{PAGE}?{asked}")) == found
        assert auditor.get(f"/api/audit?{asked}").json()["count"] == len(found)


@pytest.mark.parametrize(
    "asked",
    [
        "person_id=1", "order_by=hash", "o=person", "holder_id__in=1", "act=drop", "kind=password", "from=yesterday",
        "from=2026-03-21&to=2026-03-20", "organisation=1", "organisation={other}", "before=-1", "before=x", "page=2",
        "post=" + "x" * 101,
    ],
)  # fmt: skip
def test_what_is_no_filter_is_refused_by_name(some: World, signed_in: SignedIn, asked: str) -> None:
    auditor, asked = signed_in("auditor"), asked.format(other=some.bodies["far"].pk)
    field = asked.split("=")[0]
    for address in (PAGE, FILE):
        answer = auditor.get(f"{address}?{asked}")
        assert answer.status_code == 422
        assert not (answer.context or {}).get("rows")
        if field in ("person_id", "order_by", "o", "holder_id__in", "page"):
            assert f"ordered by “{field}”" in answer.content.decode()
    by_api = auditor.get(f"/api/audit?{asked}")
    if asked != "from=2026-03-21&to=2026-03-20":
        assert by_api.status_code == 422
        assert by_api.json()["messages"][0]["where"].split(".")[-1] == field


def test_no_person_is_named(some: World, signed_in: SignedIn) -> None:
    auditor = signed_in("auditor")
    for thing in (some.officer, some.officer.account):
        done(some, "view", thing, some.leader)
    Person.objects.update(known_as="Somebody known")
    told: list[str] = [
        auditor.get(PAGE).content.decode(),
        auditor.get("/api/audit").content.decode(),
        b"".join(auditor.get(FILE).streaming_content).decode(),  # type: ignore[attr-defined]
    ]
    for text in told:
        assert "Somebody known" not in text
        assert not any(str(person.pk) in text for person in some.persons.values())
        assert str(some.officer.account.pk) not in text


def test_a_thing_is_linked_where_the_auditor_may_open_it(some: World, signed_in: SignedIn) -> None:
    some.persons["auditor"].posts.update(organisation=some.bodies["dogwood"])
    done(some, "view", some.contents[0], some.officer)
    text = signed_in("auditor").get(PAGE).content.decode()
    assert f'href="/reports/{some.reports["dogwood"].pk}/"' in text
    assert f'href="/programmes/oak-elm/contents/{some.contents[0].pk}/"' in text


def test_what_stands_between_bodies_is_linked_and_opens(some: World, signed_in: SignedIn) -> None:
    for thing in between_bodies(some):
        done(some, "view", thing, some.provincial)
    auditor, shown = signed_in("auditor"), 0
    for row in auditor.get(f"{PAGE}?act=view").context["rows"]:
        assert row.address, row.line.kind
        assert auditor.get(row.address).status_code == 200, row.line.kind
        shown += 1
    assert shown == 13


def between_bodies(world: World) -> list[Any]:
    """One of each kind that oversight and exchange brought, of the union above Dogwood."""
    lay_deadlines(NOW)
    west, east = world.bodies["west"], world.bodies["east"]
    ours: dict[str, Any] = {"holder": west, "agreement": world.programme}
    drafted = {"drafted_by": world.provincial, "drafted_at": NOW}
    matter = Matter(title="A path", text="It is closed.", other=east, **ours, **drafted)
    shelved = ShelfItem(title="On the law", text="It holds.", **ours, **drafted)
    fair = Gathering(
        kind="joint_event", title="A fair", held_on=date(2026, 4, 1), drafted_by=world.provincial, **ours
    )
    feast = Occasion(slug="day", name="Day", rule="fixed", month=4, day=1, source="Ours", **ours)
    letter = Greeting(partner=east, occasion=feast, year=2026, due_on=date(2026, 4, 1), **ours)
    plan = SupervisionPlan(year=2026, title="Of 2026", drafted_by=world.provincial, **ours)
    made = [matter, shelved, fair, feast, letter, plan]
    for one in made:
        one.save()
    return [
        *made, Deadline.objects.first(), recommending.draft(world), supervising.drawn(world),
        criticising.received(world), workshops_made.prepared(world), visiting.rotation(world),
        visiting.drafted(world),
    ]  # fmt: skip


def test_pages_go_on_by_number(some: World, signed_in: SignedIn) -> None:
    with audited_together():
        for _ in range(120):
            with recorded("view", thing=some.plan, by=some.leader, at=NOW):
                pass
    auditor, seen = signed_in("auditor"), []
    answer = auditor.get(f"{PAGE}?act=view")
    while True:
        seen += numbers(answer)
        link = re.search(r'rel="next" href="([^"]+)"', answer.content.decode())
        if not link:
            break
        answer = auditor.get(PAGE + link[1].replace("&amp;", "&"))
    assert seen == list(range(125, 5, -1))
    back = re.search(r'rel="prev" href="([^"]+)"', answer.content.decode())
    assert back
    assert numbers(auditor.get(PAGE + back[1].replace("&amp;", "&"))) == list(range(75, 25, -1))


def rows(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    return list(csv.reader(StringIO(text[1:])))


def test_taking_the_audit_out_is_audited_once_a_minute(
    some: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=2))
    auditor = signed_in("auditor")
    for _ in range(3):
        rows(auditor.get(f"{FILE}?act=accept"))
    line = AuditLine.objects.latest("number")
    assert (line.number, line.act, line.kind, line.reason) == (6, "export", "audithead", "act=accept")
    assert line.holder_id == some.bodies["west"].pk


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_no_cell_is_a_formula(some: World, signed_in: SignedIn, cell: str) -> None:
    done(some, "correct", some.reports["dogwood"], some.leader, reason=cell)
    assert rows(signed_in("auditor").get(f"{FILE}?act=correct"))[1][7] == f"'{cell}" == inert(cell)


def test_an_altered_line_and_the_one_after_a_lost_one_are_shown_as_broken(
    some: World, signed_in: SignedIn
) -> None:
    drop_guards(connection)
    AuditLine.objects.filter(number=1).update(post="Somebody else")
    AuditLine.objects.filter(number=4).delete()
    put_guards(connection)
    answer = signed_in("auditor").get(PAGE)
    assert answer.context["broken"] == [1, 3]
    assert "changed behind the house's back" in answer.content.decode()


def test_the_page_costs_the_same_however_many_lines_there_are(some: World, signed_in: SignedIn) -> None:
    auditor = signed_in("auditor")
    auditor.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        auditor.get(PAGE)
    with audited_together():
        for _ in range(60):
            with recorded("view", thing=some.plan, by=some.leader, at=NOW):
                pass
    with CaptureQueriesContext(connection) as many:
        auditor.get(PAGE)
    assert len(many) <= len(few)


def test_every_act_of_the_sources_has_a_word() -> None:
    called = re.compile(r'recorded\(\s*(?:act=)?"(\w+)"|act(?:: str)? ?= ?"(\w+)"')
    places = ("actions", "demo", "screens", "doors")
    found = {
        one or other
        for place in places
        for file in (PACKAGE / place).rglob("*.py")
        for one, other in called.findall(file.read_text())
    }
    assert {"approve", "view", "export"} <= found
    assert found - set(ACTS) == set(), "write it into rules/audit/ and screens/audit/words*.py"
    assert set(ACTS) == set(ACT_WORDS)
    assert set(KINDS) == set(KIND_WORDS)


def test_opening_a_draft_paper_is_remembered_and_a_frozen_one_is_not(
    some: World, signed_in: SignedIn
) -> None:
    review = draft_review(
        some.programme, some.bodies["west"], kind="interim", title="x", first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 1), by=some.provincial, at=NOW,
    )  # fmt: skip
    seen = AuditLine.objects.filter(act="view", thing_id=str(review.pk))
    for address in (f"/reviews/{review.pk}/paper.docx", f"/api/reviews/{review.pk}/paper?form=docx"):
        assert signed_in("leader").get(address).status_code == 200
    assert seen.count() == 1
    freeze_review(review, by=some.leader, at=NOW)
    assert signed_in("provincial").get(f"/reviews/{review.pk}/paper.docx").status_code == 200
    assert seen.count() == 1
    assert signed_in("leader").get(f"/reviews/{uuid4()}/paper.docx").status_code == 404


def test_opening_the_text_of_an_incoming_paper_is_remembered_until_it_is_accepted(
    some: World, signed_in: SignedIn
) -> None:
    reading = take_in(
        "plan.txt", PLAN.encode(), media_type="text/plain", holder=some.bodies["west"], by=some.leader, at=NOW
    )
    seen = AuditLine.objects.filter(act="view", thing_id=str(reading.pk))
    for address in (f"/readings/{reading.pk}/", f"/api/readings/{reading.pk}"):
        assert signed_in("leader").get(address).status_code == 200
    assert seen.count() == 1
    reading.accepted_at, reading.accepted_by = NOW, some.leader
    reading.save()
    assert signed_in("provincial").get(f"/readings/{reading.pk}/").status_code == 200
    assert seen.count() == 1
