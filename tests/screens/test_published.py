"""Writing, looking at, publishing and withdrawing articles; each page asks its four questions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from chungtay.actions.published import draft_article
from chungtay.models import Article
from tests.actions.test_published import PDF, written
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


def test_a_leader_publishes_and_withdraws(signed_in: Enter, client: Client, draft: Article) -> None:
    leader, public = signed_in("leader"), "/articles/doan-oakshire-tham-elmshire/"
    for _ in range(2):  # a double click is harmless
        assert leader.post(f"/articles/{draft.pk}/publication/").status_code == 302
    assert client.get(public).status_code == 200
    page = leader.get(f"/articles/{draft.pk}/").content.decode()
    assert public in page and "Withdraw" in page
    leader.post(f"/articles/{draft.pk}/withdrawal/", {"reason": "A wrong day"})
    assert client.get(public).status_code == 404


def test_an_officer_who_may_not_publish_is_shown_no_button_and_refused(
    signed_in: Enter, draft: Article
) -> None:
    browser = signed_in("provincial")
    assert "publication" not in browser.get(f"/articles/{draft.pk}/").content.decode()
    for act in ("publication", "withdrawal"):
        assert browser.post(f"/articles/{draft.pk}/{act}/").status_code == 422
    draft.refresh_from_db()
    assert draft.state == "draft"


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
    for act in ("", "publication/", "withdrawal/"):
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
