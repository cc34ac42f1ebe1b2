"""A review on screen: drafted, written, frozen, printed, numbered, and carried on into an article."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as Docx

from chungtay.actions.reports import hand_in, write_report
from chungtay.actions.reviews import draft_review, freeze_review
from chungtay.models import Article, Document, NumberBook, Organisation, Review
from chungtay.rules.registry import Grammar, Way
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
    form = {"window": "other", "title": "", "first_on": "soon", "last_on": ""}
    answer = signed_in("provincial").post(reverse("review-draft", args=["oak-elm"]), form)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"first_on", "last_on"}
    assert b'value="soon"' in answer.content


def test_the_page_shows_the_paper_and_opens_its_figures(signed_in: SignIn, review: Review) -> None:
    Organisation.objects.filter(pk=review.holder_id).update(
        authority="TM. BAN THƯỜNG VỤ", signing_post="CHỦ TỊCH"
    )
    page = signed_in("provincial").get(address("review", review) + "?language=vi").content.decode()
    assert "TM. BAN THƯỜNG VỤ<br>CHỦ TỊCH" in page
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert "617" in page


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
    frozen = freeze_review(review, by=world.leader, at=NOW)
    attended(world, "Dogwood", 3)
    answer = signed_in("provincial").get(address("review", review))
    told = {result.code: (result.actual, figure.amount) for result, figure in answer.context["changed"]}
    assert told["K-01"] == (6_170_000, 6_200_000)
    assert address("review-figure", frozen, "K-01") in answer.content.decode()


def test_the_same_paper_comes_as_docx_and_pdf(signed_in: SignIn, review: Review) -> None:
    browser = signed_in("provincial")
    docx = browser.get(address("review-paper", review, "docx"))
    words = "\n".join(p.text for p in Docx(BytesIO(docx.content)).paragraphs)
    assert "Sơ kết năm 2026" in words.replace("\n", " ")
    pdf = browser.get(address("review-paper", review, "pdf"))
    assert pdf.content.startswith(b"%PDF-")
    assert "attachment" in pdf["Content-Disposition"]


def test_sections_are_written_one_after_the_other_and_printed(signed_in: SignIn, review: Review) -> None:
    browser = signed_in("provincial")
    words = {"text": "Hai bên phối hợp tốt", "text_lo": "ສອງຝ່າຍປະສານງານດີ", "seen": "", "next": "1"}
    answer = browser.post(address("review-section", review, "assessment"), words)
    assert answer.url == address("review-section", review, "difficulties")
    page = browser.get(address("review", review)).content.decode()
    assert "Hai bên phối hợp tốt" in page
    assert "Provincial</span>, " in page
    assert "ສອງຝ່າຍປະສານງານດີ" in browser.get(address("review", review) + "?language=lo").content.decode()


def test_what_somebody_else_wrote_meanwhile_is_said_and_ones_own_words_are_kept(
    signed_in: SignIn, review: Review
) -> None:
    browser, section = signed_in("provincial"), address("review-section", review, "lessons")
    browser.post(section, {"text": "Đi sớm", "seen": ""})
    answer = browser.post(section, {"text": "Nói ít", "seen": ""})
    assert answer.status_code == 422
    assert "Nói ít" in answer.content.decode()
    assert review.narratives.get(section="lessons").text == "Đi sớm"


def test_a_section_that_is_not_there_is_not_found(signed_in: SignIn, review: Review) -> None:
    assert signed_in("provincial").get(address("review-section", review, "content:0")).status_code == 404


def test_directions_frame_and_conference_are_written(signed_in: SignIn, review: Review) -> None:
    browser = signed_in("provincial")
    browser.post(address("review-directions", review), {"directions": "Tiếp tục\nMở rộng"})
    browser.post(address("review-frame", review), {"title": "Sơ kết Ghi nhớ", "recipients": "Như trên"})
    held = {
        "held_on": "19/03/2026",
        "venue": "Hội trường tỉnh",
        "attended": "60",
        "opinions": "Chủ tịch xã: thêm lớp",
    }
    browser.post(address("review-conference", review), held)
    page = browser.get(address("review", review)).content.decode()
    assert all(
        words in page for words in ("Mở rộng", "Sơ kết Ghi nhớ", "Như trên", "Hội trường tỉnh", "thêm lớp")
    )


def test_a_conference_line_that_cannot_be_read_is_named_and_kept(signed_in: SignIn, review: Review) -> None:
    held = {"held_on": "19/03/2026", "opinions": "Chủ tịch xã: thêm lớp\nai đó nói"}
    answer = signed_in("provincial").post(address("review-conference", review), held)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"opinions"}
    assert "ai đó nói" in answer.content.decode()


def test_units_are_asked_from_the_builder_and_their_words_taken_over(
    world: World, signed_in: SignIn, review: Review
) -> None:
    browser = signed_in("provincial")
    page = browser.get(address("review-units", review)).content.decode()
    assert world.contents[0].text in page
    asked = {
        "units": [world.bodies["dogwood"].pk], "due_on": "27/03/2026",
        "outline": "I. Đánh giá chung",
    }  # fmt: skip
    assert browser.post(address("review-units", review), asked).url == address("review", review)
    review.refresh_from_db()
    report = review.request.reports.get()
    write_report(report, {}, narratives={1: "Ba thôn đã họp"}, by=world.officer, at=NOW)
    hand_in(report, by=world.officer, at=NOW)
    section = address("review-section", review, "assessment")
    assert "Ba thôn đã họp" in browser.get(section).content.decode()
    browser.post(address("review-contributions", review, "assessment"), {"report": report.pk})
    assert "Ba thôn đã họp" in browser.get(address("review", review)).content.decode()
    (taken,) = review.contributions.all()
    browser.post(reverse("review-contribution-removal", args=[review.pk, taken.pk]))
    assert not review.contributions.exists()


def test_a_resolution_is_reviewed_by_its_own_outline(world: World, signed_in: SignIn) -> None:
    paper = Document.objects.create(
        type="Nghị quyết", type_code="NQ", number="06/NQ-BCH", title="Về vận động phụ nữ", holder=world.bodies["west"],
        issued_on=date(2014, 2, 19),
    )  # fmt: skip
    browser, new = signed_in("provincial"), reverse("review-resolution", args=["oak-elm"])
    assert "06/NQ-BCH" in browser.get(new).content.decode()
    typed = {
        "resolution": paper.pk,
        "first_on": "19/02/2014",
        "last_on": "19/03/2026",
        "outline": "I. Vốn\nII. Nhà",
    }
    browser.post(new, typed)
    made = Review.objects.get(kind="resolution")
    page = browser.get(address("review", made)).content.decode()
    assert "06/NQ-BCH" in made.title
    assert address("review-section", made, "outline:2") in page


def test_both_sides_sign_off_from_the_page(world: World, signed_in: SignIn, review: Review) -> None:
    frozen = freeze_review(review, by=world.leader, at=NOW)
    for name, number in (("leader", 1), ("partner", 2)):
        browser = signed_in(name)
        page = browser.get(address("review", frozen))
        assert page.context["sign_form"].initial["seat"] == number
        typed = page.context["sign_form"].initial | {"signer": "Chủ tịch", "signed_on": "20/03/2026"}
        assert browser.post(address("review-sign-offs", frozen), typed).status_code == 302
        assert browser.get(address("review", frozen)).context["sign_form"] is None
    assert frozen.sign_offs.count() == 2


def test_a_draft_that_is_signed_says_what_to_do(world: World, signed_in: SignIn, review: Review) -> None:
    typed = {"seat": 1, "fingerprint": "0" * 64, "signer": "Chủ tịch", "signed_on": "20/03/2026"}
    answer = signed_in("leader").post(address("review-sign-offs", review), typed)
    assert answer.status_code == 422
    assert "Freeze it first" in answer.content.decode()


def test_the_register_gives_the_number_and_keeps_the_paper(
    world: World, signed_in: SignIn, review: Review
) -> None:
    frozen = freeze_review(review, by=world.leader, at=NOW)
    NumberBook.objects.create(
        holder=world.bodies["west"], name="Văn bản đi", way=Way.OUTGOING, grammar=Grammar.STATE, begun_by=world.leader,
        begun_at=NOW,
    )  # fmt: skip
    leader = signed_in("leader")
    typed = leader.get(address("review", frozen)).context["sign_form"].initial
    leader.post(
        address("review-sign-offs", frozen), typed | {"signer": "Chủ tịch", "signed_on": "20/03/2026"}
    )
    browser = signed_in("provincial")
    browser.post(address("review-numbering", frozen), {"number": "", "signed_on": "20/03/2026"})
    page = browser.get(address("review", frozen)).content.decode()
    assert "01/BC-BTV" in page
    assert reverse("document", args=[Review.objects.get(pk=frozen.pk).document_id]) in page


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
    "name",
    [
        "review",
        "review-units",
        "review-directions",
        "review-frame",
        "review-conference",
        "review-freezing",
        "review-sign-offs",
        "review-numbering",
        "review-article",
    ],
)
def test_a_stranger_finds_no_review(signed_in: SignIn, review: Review, name: str) -> None:
    browser = signed_in("stranger")
    assert browser.post(address(name, review)).status_code == (405 if name == "review" else 404)
    assert browser.get(address(name, review)).status_code in {404, 405}


@pytest.mark.parametrize(
    "name", ["review-freezing", "review-sign-offs", "review-numbering", "review-article"]
)
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
    page = signed_in("provincial").get(address("review", review) + "?language=vi").content.decode()
    assert re.search(r"ngày\s+tháng\s+năm 2026", page)
