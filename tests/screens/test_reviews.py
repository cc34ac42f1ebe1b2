"""A review on screen: drafted, written, frozen, printed, numbered, and carried on into an article."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from chungtay.actions.reviews import draft_review, freeze_review
from chungtay.models import Article, Organisation, Review
from tests.actions.test_reviews import attended
from tests.world import NOW, World

SignIn = Callable[[str], Client]


@pytest.fixture
def review(world: World) -> Review:
    attended(world, "Dogwood", 617)
    return draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Sơ kết năm 2026",
        first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip


def address(name: str, review: Review, *more: str) -> str:
    return reverse(name, args=[review.pk, *more])


def test_a_draft_is_made_from_a_window(world: World, signed_in: SignIn) -> None:
    form = {"kind": "interim", "title": "Sơ kết", "first_on": "01/01/2026", "last_on": "31/12/2026"}
    answer = signed_in("provincial").post(reverse("review-draft", args=["oak-elm"]), form)
    assert answer.url == address("review", Review.objects.get())


def test_wrong_days_are_said_at_their_fields_and_kept(world: World, signed_in: SignIn) -> None:
    form = {"kind": "interim", "title": "", "first_on": "soon", "last_on": "31/12/2026"}
    answer = signed_in("provincial").post(reverse("review-draft", args=["oak-elm"]), form)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "first_on"}
    assert b'value="soon"' in answer.content


def test_the_page_shows_the_paper_and_opens_its_figures(signed_in: SignIn, review: Review) -> None:
    Organisation.objects.filter(pk=review.holder_id).update(
        authority="TM. BAN THƯỜNG VỤ", signing_post="CHỦ TỊCH"
    )
    page = signed_in("provincial").get(address("review", review)).content.decode()
    assert "TM. BAN THƯỜNG VỤ<br>CHỦ TỊCH" in page
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert "617" in page
    assert "?indicator=attendances&amp;programme=oak-elm&amp;from=2026-01-01&amp;to=2026-12-31" in page


def test_a_leader_freezes_and_the_fingerprint_is_shown(
    world: World, signed_in: SignIn, review: Review
) -> None:
    browser = signed_in("leader")
    browser.post(address("review-freezing", review))
    review.refresh_from_db()
    page = browser.get(address("review", review)).content.decode()
    assert review.fingerprint[:4] in page
    assert browser.post(address("review-freezing", review)).status_code == 422


def test_what_changed_in_the_ledger_since_is_said_beside_the_frozen_paper(
    world: World, signed_in: SignIn, review: Review
) -> None:
    freeze_review(review, by=world.leader, at=NOW)
    attended(world, "Dogwood", 3)
    answer = signed_in("provincial").get(address("review", review))
    assert [(result.actual, figure.amount) for result, figure in answer.context["changed"]] == [
        (6_170_000, 6_200_000)
    ]


def test_the_same_paper_comes_as_docx_and_pdf(signed_in: SignIn, review: Review) -> None:
    browser = signed_in("provincial")
    docx = browser.get(address("review-paper", review, "docx"))
    words = "\n".join(p.text for p in Document(BytesIO(docx.content)).paragraphs)
    assert "Sơ kết năm 2026" in words.replace("\n", " ")
    pdf = browser.get(address("review-paper", review, "pdf"))
    assert pdf.content.startswith(b"%PDF-")
    assert "attachment" in pdf["Content-Disposition"]


def test_passages_are_written_and_printed(signed_in: SignIn, review: Review) -> None:
    browser = signed_in("provincial")
    words = {"assessment": "Hai bên phối hợp tốt", "directions": "Tiếp tục\nMở rộng", "recipients": "Lưu: VT"}
    browser.post(address("review-passages", review), words)
    page = browser.get(address("review", review)).content.decode()
    assert "Hai bên phối hợp tốt" in page
    assert "Mở rộng" in page


def test_a_number_is_typed_after_freezing(world: World, signed_in: SignIn, review: Review) -> None:
    browser = signed_in("provincial")
    freeze_review(review, by=world.leader, at=NOW)
    assert (
        browser.post(address("review-numbering", review), {"number": "x", "signed_on": ""}).status_code == 422
    )
    browser.post(address("review-numbering", review), {"number": "7", "signed_on": "20/03/2026"})
    assert "07/BC-BTV" in browser.get(address("review", review)).content.decode()


def test_one_click_drafts_an_article(world: World, signed_in: SignIn, review: Review) -> None:
    browser = signed_in("provincial")
    assert browser.post(address("review-article", review)).status_code == 422
    freeze_review(review, by=world.leader, at=NOW)
    browser.post(address("review-article", review))
    assert "617" in Article.objects.get().body


def test_a_draft_is_hidden_from_the_partner_until_it_is_frozen(
    world: World, signed_in: SignIn, review: Review
) -> None:
    browser = signed_in("partner")
    assert browser.get(address("review", review)).status_code == 404
    freeze_review(review, by=world.leader, at=NOW)
    assert browser.get(address("review", review)).status_code == 200


@pytest.mark.parametrize(
    "name", ["review", "review-passages", "review-freezing", "review-numbering", "review-article"]
)
def test_a_stranger_finds_no_review(signed_in: SignIn, review: Review, name: str) -> None:
    browser = signed_in("stranger")
    method = browser.get if name in {"review", "review-passages"} else browser.post
    assert method(address(name, review)).status_code == 404


@pytest.mark.parametrize("name", ["review-freezing", "review-numbering", "review-article"])
def test_state_changes_only_by_post(signed_in: SignIn, review: Review, name: str) -> None:
    assert signed_in("leader").get(address(name, review)).status_code == 405


@pytest.mark.parametrize("name", ["officer", "auditor"])
def test_whoever_may_not_review_is_refused(
    world: World, signed_in: SignIn, review: Review, name: str
) -> None:
    form = {"kind": "interim", "title": "x", "first_on": "01/01/2026", "last_on": "31/12/2026"}
    assert signed_in(name).post(reverse("review-draft", args=["oak-elm"]), form).status_code == 422


def test_an_unsigned_paper_bears_the_year_in_which_it_is_written(
    world: World, signed_in: SignIn, review: Review
) -> None:
    Review.objects.filter(pk=review.pk).update(first_on=date(2024, 1, 1), last_on=date(2024, 12, 31))
    page = signed_in("provincial").get(address("review", review)).content.decode()
    assert re.search(r"ngày\s+tháng\s+năm 2026", page)
