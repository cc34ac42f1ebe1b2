"""A program translates, checks and keeps terms as people do on the pages."""

import json
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.actions.wordings import translate
from chungtay.models import Term
from tests.world import NOW, World

Enter = Callable[..., Client]


def sent(desk: Client, method: str, address: str, body: dict[str, Any]) -> Any:
    return desk.generic(method, f"/api/{address}", json.dumps(body), content_type="application/json")


def test_a_text_is_written_over_only_by_whoever_saw_it(signed_in: Enter, world: World) -> None:
    where = f"programmes/oak-elm/words/content/{world.contents[0].pk}/text/lo"
    desk = signed_in("provincial")
    seen = desk.get(f"/api/{where}").json()["lo"]["seen"]
    translate(world.contents[0], "text", "lo", "ໂອ້ລົມ", by=world.partner, at=NOW)
    refused = sent(desk, "PUT", where, {"text": "ການໂອ້ລົມ", "seen": seen})
    assert refused.status_code == 422 and refused.json()["messages"][0]["where"] == "text"
    told = desk.get(f"/api/{where}").json()["lo"]
    assert (told["words"], told["translated_by"], told["standing"]) == ("ໂອ້ລົມ", "Partner", "draft")
    assert sent(desk, "PUT", where, {"text": "ການໂອ້ລົມ", "seen": told["seen"]}).status_code == 200
    checked = sent(signed_in("partner"), "POST", f"{where}/check", {}).json()["lo"]
    assert (checked["standing"], checked["checked_by"]) == ("checked", "Partner")


def test_words_are_listed_by_plan_and_by_how_far_they_are(signed_in: Enter, world: World) -> None:
    translate(world.contents[1], "text", "en", "A visit", by=world.partner, at=NOW)
    desk = signed_in("auditor")
    listed = desk.get(f"/api/programmes/oak-elm/words?of={world.plan.pk}&state=draft").json()
    assert [(one["vi"], one["en"]["words"]) for one in listed["items"]] == [("A visit in October", "A visit")]
    assert desk.get("/api/programmes/oak-elm/words?state=x").status_code == 422
    assert desk.get("/api/programmes/oak-elm/words?translated_by=x").status_code == 422


def test_terms_come_one_by_one_or_in_a_file(signed_in: Enter, world: World) -> None:
    desk = signed_in("provincial")
    made = sent(desk, "POST", "terms", {"text": "xã", "text_lo": "ຕາແສງ", "never": "village"})
    assert made.json()["state"] == "proposed"
    assert (
        sent(desk, "POST", "terms", {"text": "bản", "text_lo": "ບ້ານ", "state": "approved"}).status_code == 422
    )
    wrong = SimpleUploadedFile("t.csv", "text,text_lo\nbản,ບ້ານ\nxã,ຕາແສງ\n".encode())
    assert "row 3" in desk.post("/api/terms/file", {"file": wrong}).json()["messages"][0]["where"]
    assert signed_in("leader").post(f"/api/terms/{made.json()['id']}/approval").json()["state"] == "approved"
    assert [one["text"] for one in desk.get("/api/terms?words=xa&state=approved").json()["items"]] == ["xã"]
    assert Term.objects.count() == 1
