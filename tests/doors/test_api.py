"""What a program meets at the API: the same journey, the same words, one shape of refusal, windows with a ceiling."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pytest_django import Settings

from chungtay.actions.articles import draft_article
from chungtay.actions.reports import open_report
from chungtay.doors.api.shapes import amount, ten_thousandths
from chungtay.models import Article, AuditLine, Entry, Report
from tests.actions.test_articles import written
from tests.world import NOW, World

Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def report(world: World) -> Report:
    return open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2025, 9, 1),
        last_on=date(2025, 12, 14), due_on=date(2025, 12, 25), by=world.officer, at=NOW,
    )  # fmt: skip


def send(browser: Client, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    answer = browser.generic(method, f"/api/{path}", json.dumps(body or {}), content_type="application/json")
    return answer.status_code, answer.json()


def said(body: Any) -> dict[str, str]:
    return {message["where"]: message["text"] for message in body["messages"]}


def given(number: int, total: object, **cells: object) -> dict[str, object]:
    told = {name.replace("_", ":"): value for name, value in cells.items()}
    return {"number": number, "state": "given", "total": total, "cells": told}


def test_a_report_goes_from_a_program_into_the_ledger(signed_in: Enter, report: Report) -> None:
    officer, provincial = signed_in("officer"), signed_in("provincial")
    answers = [given(1, 3), given(2, "120", sex_female="100", sex_male=20)]
    assert send(officer, "PUT", f"reports/{report.pk}/answers", {"answers": answers})[0] == 200
    assert send(officer, "POST", f"reports/{report.pk}/hand-in")[1]["state"] == "handed_in"
    status, approved = send(provincial, "POST", f"reports/{report.pk}/approval")
    assert (status, approved["state"], approved["posting"]) == (200, "approved", 1)
    approved = provincial.get(f"/api/reports/{report.pk}").json()
    assert [step["act"] for step in approved["history"]] == ["open_report", "hand_in", "approve"]
    assert approved["lines"][1]["cells"] == {"sex:female": "100", "sex:male": "20"}
    path = "figures/attendances?programme=oak-elm&from=2025-01-01&to=2025-12-31&by=place&level=commune"
    figure = provincial.get(f"/api/{path}").json()
    assert (figure["amount"], figure["reported"], figure["due"]) == ("120", 1, 1)
    assert [(row["key"], row["amount"]) for row in figure["rows"] if row["amount"]] == [("103", "120")]
    assert [entry["seq"] for entry in provincial.get("/api/entries").json()["items"]][-1] == 1


def test_a_report_is_handed_in_with_its_last_answers_or_not_at_all(signed_in: Enter, report: Report) -> None:
    officer = signed_in("officer")
    wrong = {"answers": [given(1, 3), given(2, 10, sex_female=100)]}
    status, body = send(officer, "POST", f"reports/{report.pk}/hand-in", wrong)
    assert (status, set(said(body))) == (422, {"2.sex"})
    assert officer.get(f"/api/reports/{report.pk}").json()["state"] == "open"
    good = {"answers": [given(1, 3), given(2, 100, sex_female=100)], "note": "Two talks moved."}
    status, body = send(officer, "POST", f"reports/{report.pk}/hand-in", good)
    assert (status, body["state"]) == (200, "handed_in")
    kept = officer.get(f"/api/reports/{report.pk}").json()
    assert (kept["hand_in"], kept["note"]) == (body["hand_in"], "Two talks moved.")
    assert [line["total"] for line in kept["lines"]] == ["3", "100"]


def test_many_reports_are_approved_at_once_as_they_were_read(signed_in: Enter, report: Report) -> None:
    officer, leader = signed_in("officer"), signed_in("leader")
    read = send(officer, "POST", f"reports/{report.pk}/hand-in", {"answers": [given(1, 3)]})[1]["hand_in"]
    one = {"report": str(report.pk), "hand_in": str(report.pk)}
    status, body = send(leader, "POST", "reports/approvals", {"reports": [one]})
    assert (status, set(said(body))) == (422, {str(report.pk)})
    status, body = send(leader, "POST", "reports/approvals", {"reports": [one | {"hand_in": read}]})
    assert (status, [(row["report"], row["posting"]) for row in body]) == (200, [(str(report.pk), 1)])


def test_approving_twice_counts_once(signed_in: Enter, report: Report) -> None:
    send(signed_in("officer"), "PUT", f"reports/{report.pk}/answers", {"answers": [given(1, 3)]})
    send(signed_in("officer"), "POST", f"reports/{report.pk}/hand-in")
    leader = signed_in("leader")
    assert send(leader, "POST", f"reports/{report.pk}/approval")[0] == 200
    status, body = send(leader, "POST", f"reports/{report.pk}/approval")
    assert (status, said(body)) == (422, {"": "This report is approved already."})
    assert Entry.objects.count() == 1


def test_an_approval_holds_for_the_hand_in_that_was_read_only(signed_in: Enter, report: Report) -> None:
    officer, leader = signed_in("officer"), signed_in("leader")
    send(officer, "PUT", f"reports/{report.pk}/answers", {"answers": [given(1, 3)]})
    read = send(officer, "POST", f"reports/{report.pk}/hand-in")[1]["hand_in"]
    send(leader, "POST", f"reports/{report.pk}/return", {"note": "Look again"})
    anew = send(officer, "POST", f"reports/{report.pk}/hand-in")[1]["hand_in"]
    assert send(leader, "POST", f"reports/{report.pk}/approval", {"hand_in": read})[0] == 422
    assert send(leader, "POST", f"reports/{report.pk}/approval", {"hand_in": anew})[0] == 200


def test_a_correction_reverses_and_says_why(signed_in: Enter, report: Report) -> None:
    send(signed_in("officer"), "PUT", f"reports/{report.pk}/answers", {"answers": [given(1, 3)]})
    send(signed_in("officer"), "POST", f"reports/{report.pk}/hand-in")
    leader = signed_in("leader")
    send(leader, "POST", f"reports/{report.pk}/approval")
    correction = {"answer": {"state": "given", "total": "2"}, "reason": "Counted again"}
    status, mended = send(leader, "POST", f"reports/{report.pk}/lines/1/correction", correction)
    assert (status, mended["lines"][0]["total"]) == (200, "2")
    assert [entry.amount for entry in Entry.objects.all()] == [30_000, -30_000, 20_000]


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_kept(
    signed_in: Enter, report: Report
) -> None:
    answers = [given(9, 1), given(1, 1, religion_none=1), given(2, 1, sex_female=1, age_old=2)]
    status, body = send(signed_in("officer"), "PUT", f"reports/{report.pk}/answers", {"answers": answers})
    assert status == 422
    assert set(said(body)) == {"9", "1.religion:none", "2.age:old"}
    assert set(report.lines.values_list("state", flat=True)) == {"not_reported"}


def test_a_half_of_what_is_counted_whole_is_refused_as_on_the_page(signed_in: Enter, report: Report) -> None:
    answers = [given(1, "2.5"), given(2, 3, sex_female="1.5")]
    status, body = send(signed_in("officer"), "PUT", f"reports/{report.pk}/answers", {"answers": answers})
    assert status == 422
    wrong = {"1.total": "2.5", "2.sex:female": "1.5"}
    assert said(body) == {where: f"{typed} must be a whole number." for where, typed in wrong.items()}


def test_what_the_rules_refuse_names_the_cell(signed_in: Enter, report: Report) -> None:
    answers = [given(2, 10, sex_female=100)]
    status, body = send(signed_in("officer"), "PUT", f"reports/{report.pk}/answers", {"answers": answers})
    assert status == 422 and set(said(body)) == {"2.sex"}


def test_a_refusal_speaks_the_callers_language(signed_in: Enter, report: Report) -> None:
    status, body = send(signed_in("officer", "vi"), "POST", f"reports/{report.pk}/approval")
    with translation.override("vi"):
        words = gettext("Your post does not allow this.")
    assert (status, said(body)) == (422, {"": words}) and words != "Your post does not allow this."


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"answers": [given(1, "-1")]}, "answers.0.total"),
        ({"answers": [given(1, "0.00001")]}, "answers.0.total"),
        ({"answers": [given(1, "many")]}, "answers.0.total"),
        ({"answers": [{"number": 1, "state": "perhaps"}]}, "answers.0.state"),
        ({}, "answers"),
    ],
)
def test_what_cannot_be_read_names_the_field(signed_in: Enter, report: Report, body: Any, where: str) -> None:
    status, told = send(signed_in("officer"), "PUT", f"reports/{report.pk}/answers", body)
    assert status == 422 and where in said(told)


@pytest.mark.parametrize(
    ("body", "where", "text"),
    [
        ({}, "answers", "Thiếu trường này."),
        ({"answers": [given(1, "many")]}, "answers.0.total", "Hãy ghi một số, ví dụ 1100.5."),
        ({"answers": [], "note": "x" * 10_001}, "note", "Chỉ ghi nhiều nhất 10000 ký tự."),
    ],
)
def test_what_cannot_be_read_is_told_in_the_callers_language(
    signed_in: Enter, report: Report, body: Any, where: str, text: str
) -> None:
    status, told = send(signed_in("officer", "vi"), "PUT", f"reports/{report.pk}/answers", body)
    assert status == 422 and said(told)[where] == text


@pytest.mark.parametrize("path", ["nothing", "reports/", "reports/7", "reports/7/approval/now"])
def test_an_address_that_is_none_says_so_in_json(client: Client, db: None, path: str) -> None:
    for answer in (client.get(f"/api/{path}"), client.post(f"/api/{path}", {})):
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/json; charset=utf-8")
        assert answer.json()["messages"][0]["text"]


def test_bytes_that_are_no_json_get_one_clear_answer(signed_in: Enter) -> None:
    answer = signed_in("leader").post("/api/articles", b"\xff\xfe{", content_type="application/json")
    assert answer.status_code == 400 and answer.json()["messages"][0]["text"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "articles", {"title": "A\0", "body": "b", "author": "c"}, 400),
        ("POST", "articles", {"title": "A\ud800", "body": "b", "author": "c"}, 400),
        ("GET", "documents?text=%00", None, 400),
        ("GET", "figures/clubs?known_at=9999-12-31", None, 422),
        ("GET", "figures/clubs?by=month&from=0001-01-01", None, 422),
        ("GET", f"entries/{10**30}", None, 404),
        ("POST", "activities", {"attendances": {"sex:female": 10**30}}, 422),
    ],
)
def test_what_no_database_could_hold_is_refused(
    signed_in: Enter, method: str, path: str, body: Any, status: int
) -> None:
    assert send(signed_in("leader"), method, path, body)[0] == status


def test_letters_are_kept_in_one_form(signed_in: Enter) -> None:
    words = {"title": "Tie\u0302\u0301ng Vie\u0323\u0302t", "body": "b", "author": "c"}
    assert send(signed_in("leader"), "POST", "articles", words)[1]["title"] == "Tiếng Việt"


@pytest.mark.parametrize("query", ["limit=201", "limit=0", "offset=-1", "limit=x"])
def test_a_list_has_a_ceiling(signed_in: Enter, query: str) -> None:
    assert signed_in("leader").get(f"/api/reports?{query}").status_code == 422


def test_a_list_comes_in_windows_and_counts_all(signed_in: Enter, world: World) -> None:
    pages = [signed_in("leader").get(f"/api/reports?limit=1&offset={n}").json() for n in (0, 1, 2)]
    assert [page["count"] for page in pages] == [2, 2, 2]
    assert [len(page["items"]) for page in pages] == [1, 1, 0]


def test_a_list_asks_the_database_the_same_however_long_it_is(
    signed_in: Enter, world: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        draft_article(written(world, title=f"Tin {number}"), by=world.provincial, at=NOW)
    browser = signed_in("leader")
    with django_assert_max_num_queries(12):
        assert browser.get("/api/articles").json()["count"] == 20


def test_what_changes_something_needs_the_token(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.leader.account)
    answer = browser.post("/api/articles", "{}", content_type="application/json")
    assert answer.status_code == 403 and "CSRF" in answer.json()["messages"][0]["text"]
    assert browser.get("/api/articles").status_code == 200


def test_a_stranger_is_asked_to_sign_in_before_any_token(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/api/articles", "{}", content_type="application/json").status_code == 401


def test_an_article_is_written_published_and_withdrawn(signed_in: Enter, client: Client) -> None:
    officer, leader = signed_in("provincial"), signed_in("leader")
    words = {
        "title": "Năm năm hợp tác",
        "body": "Một việc.",
        "author": "Ban biên tập",
        "programme": "oak-elm",
    }
    made = send(officer, "POST", "articles", words)[1]
    file = {"file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7"), "label": "The plan"}
    hung = officer.post(f"/api/articles/{made['id']}/files", file).json()["attachments"][0]
    assert (hung["label"], hung["media_type"]) == ("The plan", "application/pdf")
    got = officer.get(f"/api/articles/{made['id']}/files/{hung['id']}")
    assert b"".join(got.streaming_content) == b"%PDF-1.7"  # type: ignore[attr-defined]
    assert send(officer, "POST", f"articles/{made['id']}/publication")[0] == 422
    assert send(leader, "POST", f"articles/{made['id']}/publication")[0] == 422  # nobody handed it in
    assert send(officer, "POST", f"articles/{made['id']}/steps", {"step": "hand_in"})[0] == 200
    assert send(leader, "POST", f"articles/{made['id']}/publication")[1]["state"] == "published"
    assert client.get("/news/nam-nam-hop-tac/").status_code == 200
    gone = send(leader, "POST", f"articles/{made['id']}/withdrawal", {"reason": "A wrong day"})[1]
    assert gone["state"] == "withdrawn"
    assert AuditLine.objects.get(act="withdraw").reason == "A wrong day"


def test_a_refused_file_is_not_kept(signed_in: Enter, world: World) -> None:
    draft = draft_article(written(world), by=world.provincial, at=NOW)
    file = {"file": SimpleUploadedFile("run.exe", b"MZ")}
    answer = signed_in("provincial").post(f"/api/articles/{draft.pk}/files", file)
    assert answer.status_code == 422 and not Article.objects.get().attachments.exists()


def test_a_club_opened_by_a_program_stands_in_the_figure(signed_in: Enter) -> None:
    officer = signed_in("officer")
    club = {
        "kind": "club",
        "name": "Club 1",
        "place": "103",
        "programmes": ["oak-elm"],
        "opened_on": "2026-01-05",
    }
    made = send(officer, "POST", "registers", club)[1]
    assert officer.get("/api/figures/clubs?programme=oak-elm").json()["amount"] == "1"
    assert send(officer, "POST", f"registers/{made['id']}/closing", {"closed_on": "2026-02-01"})[0] == 200
    assert officer.get("/api/figures/clubs?programme=oak-elm").json()["amount"] == "0"


def test_a_program_reads_which_talks_stand_behind_a_line_and_changes_one(
    signed_in: Enter, world: World
) -> None:
    """What was counted by itself, what was added by hand, and a change that the draft follows."""
    send(signed_in("provincial"), "PUT", "activity-kinds/session/counting/attendances", {"adds": "came"})
    world.form.questions.update(counts_activities=True)
    world.reports["dogwood"].delete()
    report = open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 14), due_on=date(2026, 3, 25), by=world.officer, at=NOW,
    )  # fmt: skip
    officer = signed_in("officer")
    talk = {
        "kind": "session", "title": "A talk", "first_on": "2026-03-01", "place": "103", "programmes": ["oak-elm"],
        "came": 60, "came_qualifier": "nearly", "money": [{"amount": "1.5", "currency": "LAK"}],
    }  # fmt: skip
    made = send(officer, "POST", "activities", talk)[1]
    assert (made["came"], made["came_qualifier"], made["money"][0]["amount"]) == (60, "nearly", "1.5")
    address = f"/api/reports/{report.pk}/activities"
    line = next(one for one in officer.get(address).json() if one["number"] == 2)
    assert (line["counted"], line["added_by_hand"], line["activities"][0]["is_counted"]) == ("60", "0", True)
    fewer = talk | {"came": 50, "reason": "Counted anew"}
    assert send(officer, "PUT", f"activities/{made['id']}", fewer)[1]["came"] == 50
    assert next(one for one in officer.get(address).json() if one["number"] == 2)["counted"] == "50"


def test_an_activity_counts_who_came_and_names_a_category_that_is_none(signed_in: Enter) -> None:
    officer = signed_in("officer")
    talk = {
        "kind": "session", "title": "A talk", "first_on": "2026-03-01", "place": "103", "programmes": ["oak-elm"],
        "attendances": {"sex:female": 30, "sex:male": 4},
    }  # fmt: skip
    assert send(officer, "POST", "activities", talk)[1]["attendances"] == {"sex:female": 30, "sex:male": 4}
    status, body = send(officer, "POST", "activities", talk | {"attendances": {"sex:none": 1, "age:old": 1}})
    assert status == 422 and set(said(body)) == {"attendances.sex:none", "attendances.age:old"}


def test_the_work_of_an_officer_is_told_post_by_post(signed_in: Enter) -> None:
    (post,) = signed_in("officer").get("/api/work").json()
    assert post["role"] == "commune_officer"
    assert [(owed["thing"], owed["due_on"]) for owed in post["owed"]] == [("report", "2026-03-25")]


@pytest.mark.parametrize(
    ("kept", "written"), [(0, "0"), (30_000, "3"), (11_005_000, "1100.5"), (1, "0.0001"), (-5_000, "-0.5")]
)
def test_amounts_lose_no_digit_on_the_way(kept: int, written: str) -> None:
    told = amount(kept)
    assert told is not None and f"{told:f}" == written
    assert ten_thousandths(told) == kept


def test_the_documentation_is_our_own_and_complete(client: Client, db: None) -> None:
    page = client.get("/api/").content.decode()
    assert not re.search(r"<script|https?://", page)
    paths = client.get("/api/openapi.json").json()["paths"]
    assert len(paths) > 30 and all(path in page for path in paths)
