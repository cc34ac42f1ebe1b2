"""Writing, looking at, publishing and withdrawing articles; each page asks its four questions."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from pytest_django import Settings

from chungtay.actions.articles import draft_article
from chungtay.models import Article
from tests.actions.test_articles import PDF, written
from tests.articles_made import made_public, picture
from tests.world import NOW, World

Enter = Callable[[str], Client]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def draft(world: World) -> Article:
    return draft_article(written(world), attachments=[PDF], by=world.provincial, at=NOW)


def typed(**more: object) -> dict[str, object]:
    return {
        "title": "Năm năm hợp tác", "summary": "Ngắn.", "body": "Một **việc**.", "author": "Ban biên tập",
        "programme_slug": "oak-elm", "language": "vi", **more,
    }  # fmt: skip


def test_an_officer_writes_an_article_with_a_file_and_sees_it(signed_in: Enter, world: World) -> None:
    browser = signed_in("provincial")
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7")
    answer = browser.post("/articles/new/", typed(file=file, file_label="The plan"), follow=True)
    page = answer.content.decode()
    assert "Một <strong>việc</strong>." in page and "The plan" in page
    article = Article.objects.get()
    assert (article.slug, article.state, article.holder_id) == (
        "nam-nam-hop-tac",
        "draft",
        world.bodies["west"].pk,
    )
    own = browser.get(f"/articles/{article.pk}/files/{article.attachments.get().sha256}/")
    assert b"".join(own.streaming_content) == b"%PDF-1.7"  # type: ignore[attr-defined]


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(signed_in: Enter) -> None:
    file = SimpleUploadedFile("run.exe", b"MZ")
    answer = signed_in("provincial").post("/articles/new/", typed(file=file, body="Đã viết dài."))
    page = answer.content.decode()
    assert answer.status_code == 422 and "run.exe cannot be attached" in page and "Đã viết dài." in page
    assert not Article.objects.exists()


def test_every_empty_field_is_named(signed_in: Enter) -> None:
    answer = signed_in("provincial").post("/articles/new/", typed(title="", body=" ", author=""))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "body", "author"}


def test_a_saved_change_is_seen_and_a_file_taken_off(signed_in: Enter, draft: Article) -> None:
    dropped = [str(draft.attachments.get().pk)]
    page = signed_in("provincial").post(f"/articles/{draft.pk}/", typed(dropped=dropped), follow=True)
    assert "Saved." in page.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Năm năm hợp tác" and not draft.attachments.exists()
    assert draft.slug == "doan-oakshire-tham-elmshire", "an address that may be linked to stays"


def test_a_refused_change_leaves_the_article_as_readers_see_it(signed_in: Enter, draft: Article) -> None:
    answer = signed_in("provincial").post(f"/articles/{draft.pk}/", typed(body=""))
    assert answer.status_code == 422 and "Bốn ngày." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.body == "Bốn ngày."


def test_a_text_goes_from_draft_to_reader_and_is_withdrawn(
    signed_in: Enter, client: Client, draft: Article
) -> None:
    leader, officer, public = (
        signed_in("leader"),
        signed_in("provincial"),
        "/news/doan-oakshire-tham-elmshire/",
    )
    page = officer.get(f"/articles/{draft.pk}/").content.decode()
    assert "Hand the article in" in page and "Publish" not in page
    assert officer.post(f"/articles/{draft.pk}/steps/", {"step": "hand_in"}).status_code == 302
    assert "Approve and publish now" in leader.get(f"/articles/{draft.pk}/").content.decode()
    for _ in range(2):  # a double click is harmless
        assert leader.post(f"/articles/{draft.pk}/publication/").status_code == 302
    assert client.get(public).status_code == 200
    page = leader.get(f"/articles/{draft.pk}/").content.decode()
    assert public in page and "Withdraw" in page
    leader.post(f"/articles/{draft.pk}/withdrawal/", {"note": "A wrong day"})
    assert client.get(public).status_code == 410


def test_a_correction_says_what_was_corrected(
    signed_in: Enter, client: Client, draft: Article, world: World
) -> None:
    made_public(draft, world)
    officer, leader, public = (
        signed_in("provincial"),
        signed_in("leader"),
        "/news/doan-oakshire-tham-elmshire/",
    )
    officer.post(f"/articles/{draft.pk}/", typed(body="Năm ngày."))
    assert "Bốn ngày." in client.get(public).content.decode(), "readers keep what was approved"
    officer.post(f"/articles/{draft.pk}/steps/", {"step": "hand_in"})
    assert leader.post(f"/articles/{draft.pk}/publication/").status_code == 422
    note = {"note": "Đoàn ở lại năm ngày, không phải bốn."}
    leader.post(f"/articles/{draft.pk}/publication/", note)
    page = client.get(public).content.decode()
    assert "Năm ngày." in page and note["note"] in page
    history = leader.get(f"/articles/{draft.pk}/history/").content.decode()
    assert note["note"] in history
    change = leader.get(f"/articles/{draft.pk}/history/2/").content.decode()
    assert "<del>Bốn</del>" in change and "<ins>Năm</ins>" in change


def test_what_a_leader_read_is_what_is_approved(signed_in: Enter, draft: Article) -> None:
    officer, leader = signed_in("provincial"), signed_in("leader")
    officer.post(f"/articles/{draft.pk}/steps/", {"step": "hand_in"})
    answer = leader.post(f"/articles/{draft.pk}/approval/", {"seen": "another text"})
    assert answer.status_code == 422 and "changed since" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "handed_in"


def test_a_day_is_set_and_given_up(signed_in: Enter, draft: Article) -> None:
    officer, leader = signed_in("provincial"), signed_in("leader")
    officer.post(f"/articles/{draft.pk}/steps/", {"step": "hand_in"})
    leader.post(f"/articles/{draft.pk}/approval/")
    past = leader.post(f"/articles/{draft.pk}/publication/", {"goes_out_at": "2026-03-01T08:00"})
    assert past.status_code == 422 and "still to come" in past.content.decode()
    assert (
        leader.post(f"/articles/{draft.pk}/publication/", {"goes_out_at": "2026-03-21T08:00"}).status_code
        == 302
    )
    assert "21/03/2026" in leader.get("/articles/").content.decode()
    leader.post(f"/articles/{draft.pk}/steps/", {"step": "hold"})
    draft.refresh_from_db()
    assert (draft.state, draft.goes_out_at) == ("approved", None)


def test_an_officer_who_may_not_publish_is_shown_no_button_and_refused(
    signed_in: Enter, draft: Article
) -> None:
    browser = signed_in("provincial")
    assert "publication" not in browser.get(f"/articles/{draft.pk}/").content.decode()
    for act in ("approval", "publication", "withdrawal"):
        assert browser.post(f"/articles/{draft.pk}/{act}/").status_code == 422
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_other_languages_tags_and_places_are_written_beside(signed_in: Enter, draft: Article) -> None:
    more = {
        "title_en": "A visit",
        "body_en": "Four days.",
        "tags": "di cư, an toàn",
        "places": "Dogwood, 102",
    }
    assert signed_in("provincial").post(f"/articles/{draft.pk}/", typed(**more)).status_code == 302
    draft.refresh_from_db()
    assert draft.translations == {"en": {"title": "A visit", "summary": "", "body": "Four days."}}
    assert (draft.tags, draft.places) == (["di cư", "an toàn"], ["103", "102"])
    wrong = signed_in("provincial").post(f"/articles/{draft.pk}/", typed(places="Nowhere", title_lo="…"))
    assert set(wrong.context["form"].errors) == {"places"}
    half = signed_in("provincial").post(f"/articles/{draft.pk}/", typed(title_lo="ຂ່າວ"))
    assert set(half.context["form"].errors) == {"body_lo"}


def test_a_title_of_five_thousand_words_is_refused_with_the_mend(signed_in: Enter) -> None:
    answer = signed_in("provincial").post("/articles/new/", typed(title="phối hợp " * 2500))
    assert answer.status_code == 422 and "Keep its first sentence" in answer.content.decode()


def test_the_text_is_looked_at_before_it_is_kept(signed_in: Enter) -> None:
    browser, told = signed_in("provincial"), typed(body="Một **việc** <script>x</script>")
    page = browser.post("/articles/preview/", told).content.decode()
    assert "<strong>việc</strong>" in page and "<script>x" not in page and not Article.objects.exists()
    alone = browser.post("/articles/preview/", {**told, "alone": "1"}).content.decode()
    assert alone.startswith("<p>Một <strong>việc</strong>")


def test_what_is_pasted_from_word_comes_back_as_markdown(signed_in: Enter) -> None:
    html = "<p class=MsoNormal><b>Một</b> việc<o:p></o:p></p><script>x</script>"
    answer = signed_in("provincial").post("/articles/pasted/", {"html": html})
    assert answer.content.decode() == "**Một** việc" and answer["Content-Type"].startswith("text/plain")


def test_a_word_file_fills_the_boxes_and_keeps_nothing(signed_in: Enter) -> None:
    paper = Document()
    paper.add_heading("Năm năm hợp tác", 1)
    paper.add_paragraph("Một việc.")
    kept = BytesIO()
    paper.save(kept)
    browser = signed_in("provincial")
    page = browser.post("/articles/words/", {"word": SimpleUploadedFile("a.docx", kept.getvalue())})
    assert page.status_code == 200 and 'value="Năm năm hợp tác"' in page.content.decode()
    assert "Một việc." in page.content.decode() and not Article.objects.exists()
    for name, content in (("a.docx", b"MZ"), ("a.docx", b"PK\x03\x04rubbish")):
        assert (
            browser.post("/articles/words/", {"word": SimpleUploadedFile(name, content)}).status_code == 422
        )
    assert browser.post("/articles/words/").status_code == 422


def test_a_photo_is_added_worded_and_taken_off(signed_in: Enter, draft: Article) -> None:
    browser, address = signed_in("provincial"), f"/articles/{draft.pk}/photos/"
    silent = browser.post(address, {"photo": SimpleUploadedFile("a.jpg", picture())})
    assert silent.status_code == 422 and "Say what the photo shows" in silent.content.decode()
    drawing = SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert browser.post(address, {"photo": drawing, "says": "Women"}).status_code == 422
    assert (
        browser.post(address, {"photo": SimpleUploadedFile("a.jpg", picture()), "says": "Women"}).status_code
        == 302
    )
    photo = draft.photos.get()
    assert browser.get(f"/articles/{draft.pk}/files/{photo.sha256}/")["Content-Type"] == "image/jpeg"
    browser.post(f"{address}{photo.pk}/", {"says": "Women at a table", "caption": "Buổi gặp"})
    photo.refresh_from_db()
    assert (photo.says, photo.caption) == ("Women at a table", "Buổi gặp")
    browser.post(f"{address}{photo.pk}/", {"drop": "1"})
    assert not draft.photos.exists()


def test_an_auditor_reads_drafts_and_writes_nothing(signed_in: Enter, draft: Article) -> None:
    browser = signed_in("auditor")
    assert draft.title in browser.get("/articles/").content.decode()
    assert 'name="body"' not in browser.get(f"/articles/{draft.pk}/").content.decode()
    assert browser.post(f"/articles/{draft.pk}/", typed()).status_code == 422
    assert browser.get("/articles/new/").status_code == 422
    draft.refresh_from_db()
    assert draft.body == "Bốn ngày."


@pytest.mark.parametrize("name", ["stranger", "partner", "officer"])
def test_who_does_not_see_an_article_finds_nothing(signed_in: Enter, draft: Article, name: str) -> None:
    browser, file = signed_in(name), draft.attachments.get().sha256
    assert draft.title not in browser.get("/articles/").content.decode()
    for address in ("", f"files/{file}/"):
        assert browser.get(f"/articles/{draft.pk}/{address}").status_code == 404
    for act in ("", "steps/", "approval/", "publication/", "withdrawal/", "photos/"):
        assert browser.post(f"/articles/{draft.pk}/{act}", typed()).status_code == 404


def test_without_signing_in_there_is_only_the_door(client: Client, draft: Article) -> None:
    for address in ("/articles/", "/articles/new/", f"/articles/{draft.pk}/"):
        assert client.get(address)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    ("address", "method"), [("", "delete"), ("publication/", "get"), ("withdrawal/", "get")]
)
def test_the_wrong_method_is_refused(signed_in: Enter, draft: Article, address: str, method: str) -> None:
    browser = signed_in("leader")
    assert getattr(browser, method)(f"/articles/{draft.pk}/{address}").status_code == 405


def test_no_article_takes_the_address_of_the_writing_page(world: World) -> None:
    assert draft_article(written(world, title="New"), by=world.provincial, at=NOW).slug == "new-2"
