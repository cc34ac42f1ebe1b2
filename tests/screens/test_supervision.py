"""The pages of supervision: from the plan of the year to what came of a finding, and what each side sees of it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from chungtay.actions.deadlines import lay_deadlines
from chungtay.actions.supervision import Member, plan_supervision
from chungtay.models import (
    Directive,
    Finding,
    Recommendation,
    Supervision,
    SupervisionPlan,
    SupervisionSession,
    Task,
)
from tests.world import World

Enter = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.FILES = tmp_path
    lay_deadlines(timezone.now())
    yield


def day(offset: int = 0) -> str:
    return f"{timezone.localdate() + timedelta(days=offset):%d/%m/%Y}"


def drawn(world: World) -> Supervision:
    today = timezone.localdate()
    one = Supervision(
        holder=world.bodies["west"], agreement=world.programme, form="team", subject="Clubs at the border",
        first_on=today, last_on=today + timedelta(days=5),
    )  # fmt: skip
    return plan_supervision(
        one, bodies=[world.bodies["dogwood"]], members=[Member(world.bodies["west"], "Vice-president", True)],
        by=world.provincial, at=timezone.now(),
    )  # fmt: skip


def sent(world: World, signed_in: Enter) -> Supervision:
    """With one working session, held an hour ago; the notice is late, and says why."""
    one, officer, leader = drawn(world), signed_in("provincial"), signed_in("leader")
    at = f"/supervisions/{one.pk}/"
    officer.post(f"{at}outline/", {"outline": "1. Clubs", "reports_due_on": day()})
    paper = SimpleUploadedFile("decision.pdf", b"%PDF-1.7 d")
    officer.post(f"{at}decision/", {"number": "12/QĐ", "on": day(), "file": paper})
    leader.post(f"{at}moves/", {"move": "decide"})
    refused = officer.post(f"{at}moves/", {"move": "send"})
    assert refused.status_code == 422
    assert officer.post(f"{at}moves/", {"move": "send", "late_reason": "A flood"}).status_code == 302
    now = timezone.now()
    SupervisionSession.objects.create(
        supervision=one, supervised=one.supervised.get(), starts_at=now - timedelta(hours=2),
        ends_at=now - timedelta(hours=1), venue="Hall of Dogwood",
    )  # fmt: skip
    one.refresh_from_db()
    return one


def test_a_finding_becomes_the_ground_of_a_directive(world: World, signed_in: Enter) -> None:
    one, officer = sent(world, signed_in), signed_in("provincial")
    found = Finding.objects.create(
        supervision=one, number=1, kind="shortcoming", text="One club has no register", found_on=one.first_on,
        supervised=one.supervised.get(), written_by=world.provincial, written_at=timezone.now(),
    )  # fmt: skip
    Supervision.objects.filter(pk=one.pk).update(state="under_way")
    here, new = f"/supervisions/{one.pk}/", f"/programmes/oak-elm/directives/new/?finding={found.pk}"
    assert new in officer.get(here).content.decode()
    begun = officer.get(new).content.decode()
    assert "One club has no register" in begun and begun.count(" checked") == 1
    told = {
        "text": "Keep a register",
        "due_on": day(9),
        "units": [world.bodies["dogwood"].pk],
        "note": "Because",
    }
    made = officer.post(new, told)
    directive = Directive.objects.get()
    assert made["Location"] == f"/directives/{directive.pk}/"
    assert f"{here}#finding-1" in officer.get(made["Location"]).content.decode()
    assert made["Location"] in officer.get(here).content.decode()
    officer.post(new, told)
    assert list(found.directives.all()) == [directive]
    auditor = signed_in("auditor")
    assert new not in auditor.get(here).content.decode()


def test_only_who_works_on_the_team_directs_because_of_a_finding(world: World, signed_in: Enter) -> None:
    one = sent(world, signed_in)
    found = Finding.objects.create(
        supervision=one, number=1, kind="shortcoming", text="No register", found_on=one.first_on,
        written_by=world.provincial, written_at=timezone.now(),
    )  # fmt: skip
    new = "/programmes/oak-elm/directives/new/?finding="
    assert signed_in("partner").get(f"{new}{found.pk}").status_code == 404
    assert signed_in("provincial").get(f"{new}{world.programme.pk}").status_code == 404
    assert signed_in("provincial").get(f"{new}no").status_code == 404
    told = {"text": "Keep a register", "due_on": day(9), "units": [world.bodies["dogwood"].pk]}
    Supervision.objects.filter(pk=one.pk).update(agreement=None)
    assert signed_in("provincial").post(f"{new}{found.pk}", told).status_code == 404
    assert not Directive.objects.exists()


def test_over_the_api_a_directive_names_the_finding_that_is_its_ground(
    world: World, signed_in: Enter
) -> None:
    one = sent(world, signed_in)
    Finding.objects.create(
        supervision=one, number=3, kind="shortcoming", text="No register", found_on=one.first_on,
        written_by=world.provincial, written_at=timezone.now(),
    )  # fmt: skip
    due_on = f"{timezone.localdate() + timedelta(days=9)}"
    told = {
        "text": "Keep a register", "due_on": due_on, "units": [f"{world.bodies['dogwood'].pk}"],
        "supervision": f"{one.pk}", "finding": 3,
    }  # fmt: skip
    at = "/api/programmes/oak-elm/directives"
    made = signed_in("provincial").post(at, told, content_type="application/json").json()
    assert made["findings"] == [{"supervision": f"{one.pk}", "number": 3}]
    read = signed_in("provincial").get(f"/api/supervisions/{one.pk}").json()
    assert read["findings"][0]["directives"] == [made["id"]]
    strange = signed_in("provincial").post(at, told | {"finding": 4}, content_type="application/json")
    assert strange.status_code == 404
    unnamed = told | {"supervision": None, "text": "Otherwise"}
    assert signed_in("provincial").post(at, unnamed, content_type="application/json").status_code == 404


def test_a_plan_is_drawn_filled_and_issued(world: World, signed_in: Enter) -> None:
    officer, leader = signed_in("provincial"), signed_in("leader")
    year = timezone.localdate().year
    made = officer.post(
        "/supervisions/plans/new/", {"title": "Supervision", "year": year, "agreement": "oak-elm"}
    )
    plan = SupervisionPlan.objects.get()
    assert made["Location"] == f"/supervisions/plans/{plan.pk}/"
    empty = leader.post(f"{made['Location']}issue/", {"on": day()})
    assert empty.status_code == 422
    row = {
        "subject": "Clubs", "form": "team", "first_on": f"01/12/{year}", "last_on": f"05/12/{year}",
        "bodies": [world.bodies["dogwood"].pk], "member_1": world.bodies["west"].pk, "member_1_post": "Vice-president",
    }  # fmt: skip
    assert officer.post(f"/supervisions/new/?plan={plan.pk}", row).status_code == 302
    assert "Union of Dogwood" in officer.get(made["Location"]).content.decode()
    assert leader.post(f"{made['Location']}issue/", {"on": day()}).status_code == 302
    plan.refresh_from_db()
    assert plan.issued_on == timezone.localdate()
    assert officer.post(f"/supervisions/new/?plan={plan.pk}", row).status_code == 422
    assert signed_in("stranger").get(made["Location"]).status_code == 404
    assert officer.post(f"{made['Location']}draft/").status_code == 302
    assert f"/supervisions/plans/{plan.pk}/" in officer.get("/supervisions/plans/").content.decode()


def test_the_body_reads_it_from_its_sending_on_and_reports_itself(world: World, signed_in: Enter) -> None:
    one, body = drawn(world), signed_in("officer")
    at = f"/supervisions/{one.pk}/"
    assert body.get(at).status_code == 404
    one.delete()
    one = sent(world, signed_in)
    at, row = f"/supervisions/{one.pk}/", one.supervised.get()
    page = body.get(at).content.decode()
    assert "Clubs at the border" in page
    assert "A flood" in page
    assert f"{at}moves/" not in page
    assert body.post(f"{at}bodies/{row.pk}/receipt/").status_code == 302
    assert body.post(f"{at}bodies/{row.pk}/report/", {"report": "We keep two clubs."}).status_code == 302
    row.refresh_from_db()
    assert (row.report, row.reported_by, row.told_by) == ("We keep two clubs.", world.officer, world.officer)
    assert "We keep two clubs." in signed_in("provincial").get(at).content.decode()
    file = one.decision.files.get()  # type: ignore[union-attr]
    paper = f"{at}papers/{file.sha256}/"
    assert body.get(paper).status_code == 200
    assert signed_in("stranger").get(paper).status_code == 404


def test_what_is_found_is_the_teams_until_the_conclusion_and_leads_on(world: World, signed_in: Enter) -> None:
    one = sent(world, signed_in)
    at, officer, leader, body = (
        f"/supervisions/{one.pk}/", signed_in("provincial"), signed_in("leader"), signed_in("officer")
    )  # fmt: skip
    session = one.sessions.get()
    assert officer.post(f"{at}sessions/{session.pk}/minutes/", {"minutes": "Said."}).status_code == 302
    assert officer.post(f"{at}moves/", {"move": "begin"}).status_code == 302
    told = {
        "kind": "shortcoming", "text": "One club has no register.", "found_on": day(),
        "supervised": one.supervised.get().pk, "indicator": "clubs",
        "file": SimpleUploadedFile("photo.pdf", b"%PDF-1.7 p"),
    }  # fmt: skip
    assert officer.post(f"{at}findings/", told).status_code == 302
    finding = Finding.objects.get()
    assert "One club has no register." in officer.get(at).content.decode()
    assert "One club has no register." not in body.get(at).content.decode()
    evidence = finding.evidence.get()
    paper = f"{at}papers/{evidence.files.get().sha256}/"
    assert body.get(paper).status_code == 404
    anew = {"kind": "shortcoming", "text": "Two clubs have no register.", "found_on": day()}
    assert officer.post(f"{at}findings/1/", {**anew, "evidence": [evidence.pk]}).status_code == 302
    asked = {"text": "Keep a register.", "addressees": [world.bodies["dogwood"].pk]}
    made = officer.post(f"{at}findings/1/recommendations/", asked)
    assert made["Location"] == f"/recommendations/{Recommendation.objects.get().pk}/"
    task = {"text": "Keep a register", "organisation": world.bodies["dogwood"].pk, "due_on": day(90)}
    assert officer.post(f"{at}findings/1/tasks/", task).status_code == 302
    assert list(finding.tasks.all()) == [Task.objects.get(text="Keep a register")]
    assert leader.post(f"{at}moves/", {"move": "conclude"}).status_code == 422
    said = {"move": "conclude", "conclusion": "Well kept.", "note": "It was cut off."}
    assert leader.post(f"{at}moves/", said).status_code == 302
    page = body.get(at).content.decode()
    assert "Two clubs have no register." in page
    assert "Well kept." in page
    assert body.get(paper).status_code == 200
    assert leader.post(f"{at}moves/", {"move": "close"}).status_code == 422
    assert officer.post(f"{at}findings/", told).status_code == 422
    assert officer.post(f"{at}drafts/", {"paper": "supervision_report"}).status_code == 302


def test_the_list_is_narrowed_by_year_and_state(world: World, signed_in: Enter) -> None:
    one, officer = drawn(world), signed_in("provincial")
    year = one.first_on.year
    for query, there in (
        ("", True), (f"?year={year}", True), ("?state=planned", True), ("?state=open", True), ("?state=closed", False),
    ):  # fmt: skip
        assert (str(one.pk) in officer.get(f"/supervisions/{query}").content.decode()) is there, query
    assert str(one.pk) not in signed_in("stranger").get("/supervisions/").content.decode()


def test_who_looks_into_nothing_there_is_refused_kindly(world: World, signed_in: Enter) -> None:
    one = sent(world, signed_in)
    at, body = f"/supervisions/{one.pk}/", signed_in("officer")
    for address in ("moves/", "outline/", "decision/", "drafts/", "sessions/", "findings/"):
        assert body.post(at + address, {"move": "begin"}).status_code in (403, 422), address
    assert signed_in("stranger").post(f"{at}moves/", {"move": "begin"}).status_code == 404


def test_a_session_over_another_is_refused_and_then_marked(world: World, signed_in: Enter) -> None:
    one = sent(world, signed_in)
    at, officer = f"/supervisions/{one.pk}/", signed_in("provincial")
    told = {
        "on": day(20), "begins": "08:00", "ends": "10:00", "venue": "Hall", "supervised": one.supervised.get().pk
    }  # fmt: skip
    assert officer.post(f"{at}sessions/", told).status_code == 302
    over = {**told, "begins": "09:00", "ends": "11:00"}
    assert officer.post(f"{at}sessions/", over).status_code == 422
    assert officer.post(f"{at}sessions/", {**over, "overlap_reason": "Two groups"}).status_code == 302
    assert "Two groups" in officer.get(at).content.decode()
    last = one.sessions.order_by("starts_at").last()
    assert officer.post(f"{at}sessions/{last.pk}/dropping/").status_code == 302
    assert one.sessions.count() == 2
    assert isinstance(one.first_on, date)
