"""A program brings papers: documents with their files, and readings accepted with what was corrected in them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from chungtay.doors.api.intake import changed
from chungtay.models import Document, Reading
from tests.papers_read import PLAN
from tests.world import World

Enter = Callable[..., Client]
LETTER = {"type": "Thư", "title": "Về chuyến thăm", "number": "5/HPN", "issued_on": "2026-03-01"}


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path


def pdf(content: bytes = b"%PDF-1.7", name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def test_a_document_is_kept_with_its_files_where_it_belongs(signed_in: Enter, world: World) -> None:
    officer = signed_in("officer")
    sent = LETTER | {"programmes": ["oak-elm"], "content": str(world.contents[0].pk)}
    answer = officer.post("/api/documents", sent | {"files": [pdf(), pdf(b"two", "two.pdf")]})
    made = answer.json()
    assert (answer.status_code, made["number"], made["programmes"]) == (200, "5/HPN", ["oak-elm"])
    got = officer.get(f"/api/documents/{made['id']}/files/{made['files'][0]['sha256']}")
    assert b"".join(got.streaming_content) == b"%PDF-1.7"  # type: ignore[attr-defined]
    told = signed_in("partner").get(f"/api/contents/{world.contents[0].pk}").json()
    assert told["documents"] == [made["id"]]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"files": [pdf(), pdf(b"")]}, 422),
        ({"files": [pdf(name=f"{n}.pdf") for n in range(21)]}, 422),
        ({"files": pdf(), "programmes": ["nowhere"]}, 422),
        ({"files": pdf(), "issued_on": "01/03/2026"}, 422),
        ({"files": pdf(), "title": ""}, 422),
        ({"files": pdf(), "content": "content-of-oak-elm"}, 404),
    ],
)
def test_a_document_that_is_refused_leaves_nothing(
    signed_in: Enter, world: World, more: dict[str, Any], status: int
) -> None:
    """The last one names a content of a programme that the paper does not belong to."""
    more = {
        name: str(world.contents[0].pk) if value == "content-of-oak-elm" else value
        for name, value in more.items()
    }
    assert signed_in("officer").post("/api/documents", LETTER | more).status_code == status
    assert not Document.objects.exists()


def test_a_reading_says_what_is_held_already(signed_in: Enter, world: World) -> None:
    reading = taken_in(signed_in("provincial"), PLAN.replace("Hội LHPN tỉnh Bình Minh", "Union of Oakshire"))
    assert set(reading["known"]) == {"document", "programme", "parties", "leads", "partners", "indicators"}


def test_what_is_corrected_before_acceptance_is_kept(signed_in: Enter, world: World) -> None:
    officer = signed_in("provincial")
    reading = taken_in(officer, PLAN)
    draft = reading["draft"]
    contents = [{"text": draft["contents"][0]}, {"text": "Trao đổi đoàn vào tháng 11"}]
    accepted = {
        "kind": draft["kind"], "title": draft["title"], "said_by": ", ".join(draft["parties"]),
        "number": "13/KH-BTV", "issued_on": "2026-02-05", "programme": "oak-elm", "plan_year": 2026,
        "contents": contents,
    }  # fmt: skip
    answer = officer.post(
        f"/api/readings/{reading['id']}/acceptance", json.dumps(accepted), content_type="application/json"
    )
    assert answer.status_code == 200
    kept = Reading.objects.get(pk=reading["id"]).corrections.all()
    told = {one.path: (one.read_value, one.given_value) for one in kept}
    assert told["number"] == ("12/KH-BTV", "13/KH-BTV")
    assert told["agreement"] == ("new", str(world.programme.pk))
    assert told["contents.1"] == (draft["contents"][1], "Trao đổi đoàn vào tháng 11")
    assert told["contents.2"] == (draft["contents"][2], "")
    assert {"kind", "title", "issued_on", "plan_year", "contents.0"}.isdisjoint(told)


@pytest.mark.parametrize(
    ("read", "given", "corrections"),
    [
        ("a b c", "a b c", {}),
        ("a b c", "a c", {1: ""}),
        ("a b c", "a x c", {1: "x"}),
        ("a b c", "", {0: "", 1: "", 2: ""}),
        ("a", "a b", {}),
        ("a b c d", "a x d", {1: "x", 2: ""}),
    ],
)
def test_a_list_is_compared_entry_by_entry(read: str, given: str, corrections: dict[int, str]) -> None:
    assert dict(changed(read.split(), given.split())) == corrections


def taken_in(browser: Client, text: str) -> Any:
    return browser.post("/api/readings", {"file": SimpleUploadedFile("p.txt", text.encode())}).json()
