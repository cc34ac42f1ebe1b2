"""The pages of recommendations: what waits for whom, one with each addressee's way, and its steps."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.actions.deadlines import lay_deadlines
from chungtay.models import Addressee, Document, Recommendation, Workshop
from chungtay.rules.recommendations import Origin
from tests.actions.recommending import draft, move, sent, way_of
from tests.world import NOW, World

SignedIn = Callable[..., Client]
PDF = b"%PDF-1.4\n%%EOF\n"


def page(browser: Client, asked: Recommendation) -> str:
    return browser.get(f"/recommendations/{asked.pk}/").content.decode()


def steps(browser: Client, way: Addressee, move: str, **more: Any) -> Any:
    address = f"/recommendations/{way.recommendation_id}/addressees/{way.pk}/moves/"
    return browser.post(address, {"move": move, **more}, follow=True)


def typed(world: World, **more: Any) -> dict[str, Any]:
    return {
        "text": "Open a trusted address", "addressee_1": world.bodies["dogwood"].pk, "outside": "The court\n",
        "agreement": world.programme.pk, **more,
    }  # fmt: skip


def test_a_recommendation_is_drafted_changed_and_sent(signed_in: SignedIn, world: World) -> None:
    lay_deadlines(NOW)
    browser = signed_in("leader")
    assert browser.get("/recommendations/new/").status_code == 200
    browser.post("/recommendations/new/", typed(world))
    one = Recommendation.objects.get()
    assert {str(way) for way in one.addressees.all()} == {"Union of Dogwood", "The court"}
    assert "Only your office sees it" in page(browser, one)
    assert signed_in("officer").get(f"/recommendations/{one.pk}/").status_code == 404
    browser.post(f"/recommendations/{one.pk}/text/", typed(world, text="Open two", outside=""))
    answer = browser.post(f"/recommendations/{one.pk}/sending/", {"day": "", "note": ""}, follow=True)
    assert "Sent. Each addressee finds it in its work." in answer.content.decode()
    one.refresh_from_db()
    assert (one.text, str(one), one.addressees.get().state) == ("Open two", "1/2026", "sent")
    assert "Open two" in page(signed_in("officer"), one)


def test_a_draft_says_where_in_both_languages_and_brings_the_paper_that_shows_it(
    signed_in: SignedIn, world: World
) -> None:
    lay_deadlines(NOW)
    desk = signed_in("leader")
    told = typed(world, text_lo="ເປີດທີ່ຢູ່", place="Dogwood", outside="")
    told["file"] = SimpleUploadedFile("photo.pdf", PDF, content_type="application/pdf")
    desk.post("/recommendations/new/", told)
    one, paper = Recommendation.objects.get(), Document.objects.get(title="photo.pdf")
    assert (one.place, paper.holder) == (world.places["Dogwood"], one.holder)
    assert list(one.evidence.all()) == [paper]
    form = desk.get(f"/recommendations/{one.pk}/text/").content.decode()
    assert "Dogwood – " in form and "photo.pdf" in form
    desk.post(
        f"/recommendations/{one.pk}/text/", typed(world, place="Dogwood", evidence=[paper.pk], outside="")
    )
    file = f"/recommendations/{one.pk}/papers/{paper.pk}/{paper.files.get().sha256}/"
    assert signed_in("officer").get(file).status_code == 404
    desk.post(f"/recommendations/{one.pk}/sending/", {"day": "", "note": ""})
    assert file in page(signed_in("officer"), one)
    assert b"".join(signed_in("officer").get(file).streaming_content) == PDF
    assert signed_in("officer").get(f"/api{file[:-1]}").status_code == 200
    assert signed_in("stranger").get(file).status_code == 404


def test_a_place_that_nobody_knows_is_named_on_the_form(signed_in: SignedIn, world: World) -> None:
    answer = signed_in("leader").post("/recommendations/new/", typed(world, place="Nowhere at all"))
    assert answer.status_code == 422 and "No unit is called" in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_a_paper_that_was_only_shared_with_the_sender_is_not_handed_on(
    signed_in: SignedIn, world: World
) -> None:
    one = sent(world)
    strange = Document.objects.create(
        type="Báo cáo", title="Of others", holder=world.bodies["cedar"], issued_on=NOW.date()
    )
    one.evidence.set([strange])
    assert "Of others" in page(signed_in("leader"), one)
    assert "Of others" not in page(signed_in("officer"), one)


def test_what_is_wrong_is_said_on_the_form_and_what_was_typed_stays(
    signed_in: SignedIn, world: World
) -> None:
    told = typed(world, addressee_1="", outside="")
    answer = signed_in("leader").post("/recommendations/new/", told)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Name at least one body that shall answer." in said and "Open a trusted address" in said


def test_an_addressee_answers_from_its_own_account_and_somebody_else_verifies(
    signed_in: SignedIn, world: World
) -> None:
    way = way_of(sent(world))
    officer = signed_in("officer")
    assert "It is your turn" in page(officer, way.recommendation)
    refused = steps(officer, way, "answer", decision="in_part", note="")
    assert refused.status_code == 422 and "Say why." in refused.content.decode()
    refused = steps(officer, way, "answer", note="So")
    assert "Choose a decision" in refused.content.decode()
    steps(officer, way, "answer", decision="in_part", note="One village has none to lend", day="30/06/2026")
    said = page(officer, way.recommendation)
    assert "It will be done by 30/06/2026." in said and "One village has none to lend" in said
    steps(officer, way, "report_done", day="20/03/2026", note="Opened")
    assert 'value="verify"' not in page(officer, way.recommendation)
    provincial = signed_in("provincial")
    steps(provincial, way, "verify")
    assert 'value="close"' not in page(provincial, way.recommendation)
    steps(signed_in("leader"), way, "close")
    way.refresh_from_db()
    assert way.state == "closed"


def test_an_answer_on_paper_asks_for_its_dispatch_and_its_scan_is_read_by_whoever_reads_it(
    signed_in: SignedIn, world: World
) -> None:
    way = way_of(sent(world, "dogwood", outside=("The court",)), "court")
    provincial = signed_in("provincial")
    assert "Note an answer on paper" in page(provincial, way.recommendation)
    bare = steps(provincial, way, "answer", decision="accepted").content.decode()
    assert "Write the number of the dispatch." in bare and "Add the scan of the dispatch" in bare
    scan = SimpleUploadedFile("answer.pdf", PDF, "application/pdf")
    steps(
        provincial, way, "answer", decision="accepted", paper_number="7/TA", paper_on="20/03/2026", file=scan
    )
    step = way.steps.get(move="answer")
    address = f"/recommendations/{way.recommendation_id}/papers/{step.pk}/{step.document.files.get().sha256}/"
    assert address in page(signed_in("officer"), way.recommendation)
    assert b"".join(signed_in("officer").get(address).streaming_content) == PDF
    assert signed_in("stranger").get(address).status_code == 404
    assert signed_in("officer").get(f"/documents/{Document.objects.get().pk}/").status_code == 404


def test_what_cannot_be_escalated_says_so_until_somebody_names_a_superior(
    signed_in: SignedIn, world: World
) -> None:
    one = sent(world, "dogwood", "east", at=NOW - timedelta(days=30))
    browser, way = signed_in("provincial"), way_of(one, "Elmshire")
    said = page(browser, one)
    assert "no body stands above this addressee" in said and "Escalate to the body above" in said
    refused = steps(browser, way, "escalate")
    assert "No body stands above this addressee" in refused.content.decode()
    browser.post(f"/recommendations/{one.pk}/addressees/{way.pk}/superior/", {"superior_name": "The centre"})
    steps(browser, way, "escalate")
    assert "The centre was told on 20/03/2026" in page(browser, one)
    assert "escalated on 20/03/2026" in browser.get("/recommendations/").content.decode()


def rows(browser: Client, query: str) -> list[str]:
    found = browser.get(f"/recommendations/?{query}").context["page"]
    return [f"{way.recommendation.text} {way}" for way in found]


def test_the_list_is_narrowed_and_sorted_as_somebody_asks(signed_in: SignedIn, world: World) -> None:
    first = sent(world, "dogwood", "east", text="Mở địa chỉ tin cậy")
    second = sent(world, "dogwood", text="Giữ câu lạc bộ", at=NOW - timedelta(days=40), agreement=None)
    move(world, way_of(first, "Dogwood"), "answer", "officer", decision="rejected")
    draft(world, text="Not sent")
    leader = signed_in("leader")
    assert rows(leader, "shown=late") == ["Giữ câu lạc bộ Union of Dogwood"]
    assert rows(leader, "shown=mine") == ["Mở địa chỉ tin cậy Union of Dogwood", "Not sent Union of Dogwood"]
    assert rows(leader, "state=answered") == ["Mở địa chỉ tin cậy Union of Dogwood"]
    assert rows(leader, "words=dia+chi+tin+cay&sort=addressee") == [
        "Mở địa chỉ tin cậy Union of Dogwood", "Mở địa chỉ tin cậy Union of Elmshire"
    ]  # fmt: skip
    assert len(rows(leader, f"programme={world.programme.slug}")) == 3
    assert rows(leader, "addressee=of+elm") == ["Mở địa chỉ tin cậy Union of Elmshire"]
    assert len(rows(leader, "year=2026")) == 3 and rows(leader, "year=2025&origin=own") == []
    assert rows(signed_in("officer"), "shown=answer") == ["Giữ câu lạc bộ Union of Dogwood"]
    assert rows(signed_in("stranger"), "shown=all") == []
    assert str(second) in leader.get("/recommendations/?shown=late").content.decode()


def test_the_front_page_says_what_waits_and_leads_on(signed_in: SignedIn, world: World) -> None:
    sent(world, at=NOW - timedelta(days=40))
    said = signed_in("officer").get("/oversight/").content.decode()
    assert "For me to answer (1)" in said and "Late (1)" in said and 'href="/deadlines/"' in said


def test_a_recommendation_begins_from_what_it_came_from(signed_in: SignedIn, world: World) -> None:
    workshop = Workshop.objects.create(
        holder=world.bodies["west"], agreement=world.programme, title="Border workshop", held_on=NOW.date(),
        drafted_by=world.leader,
    )  # fmt: skip
    address = f"/recommendations/new/?origin=problem&id={workshop.pk}"
    browser = signed_in("leader")
    assert "Border workshop" in browser.get(address).content.decode()
    browser.post(address, typed(world))
    one = Recommendation.objects.get()
    assert (one.origin, one.origin_id) == (Origin.PROBLEM, workshop.pk)
    assert signed_in("stranger").get(address).status_code == 404


def test_a_page_of_a_recommendation_asks_few_questions(
    signed_in: SignedIn, world: World, django_assert_max_num_queries: Any
) -> None:
    one = sent(world, "dogwood", "east", "cedar", "elm", outside=("The court", "The school"))
    browser = signed_in("leader")
    browser.get(f"/recommendations/{one.pk}/")
    with django_assert_max_num_queries(70):
        browser.get(f"/recommendations/{one.pk}/")


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_the_pages_speak_each_language(signed_in: SignedIn, world: World, language: str) -> None:
    one = sent(world, text_lo="ເປີດທີ່ຢູ່ໄວ້ວາງໃຈ")
    browser = signed_in("officer", language)
    for address in ("/oversight/", "/recommendations/", f"/recommendations/{one.pk}/", "/deadlines/"):
        assert browser.get(address).status_code == 200
    if language == "lo":
        said = page(browser, one)
        assert "ເປີດທີ່ຢູ່ໄວ້ວາງໃຈ" in said and "unchecked" in said
