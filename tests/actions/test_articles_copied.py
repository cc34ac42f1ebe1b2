"""What readers have is a copy of the version that was approved: every language, photo, place, correction, address."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from chungtay.actions.activities import record_activity
from chungtay.actions.articles import (
    NewPhoto,
    add_photo,
    approve_article,
    article_from_activity,
    article_from_meeting,
    article_from_plan,
    discard_change,
    edit_article,
    hand_in_article,
    hold_article,
    publish_article,
    schedule_article,
    send_back_article,
    withdraw_article,
)
from chungtay.actions.articles.work import KIND
from chungtay.actions.jobs import run_waiting
from chungtay.actions.meetings import decide, hold_meeting
from chungtay.models import (
    Article,
    ArticleCopy,
    ArticleVersion,
    Edition,
    Job,
    Meeting,
    NewsCategory,
    OldAddress,
    Portal,
)
from chungtay.rules.messages import RuleBroken
from tests.actions.test_activities import talk
from tests.actions.test_articles import PDF, drafted, frozen_review, written
from tests.articles_made import made_public, picture
from tests.world import NOW, TODAY, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES = tmp_path
    return tmp_path


def corrected(article: Article, world: World, *, words: str = "Corrected", **changes: object) -> Article:
    for name, value in changes.items():
        setattr(article, name, value)
    edit_article(article, by=world.provincial, at=NOW + DAY)
    return made_public(article, world, words=words, at=NOW + DAY)


def test_each_language_has_its_copy_with_the_same_photos_places_and_files(world: World) -> None:
    category = NewsCategory.objects.create(slug="notices", name="Thông báo", is_announcement=True)
    site = Portal.objects.create(slug="union", name="Union", holder_id=world.bodies["west"].pk)
    Portal.objects.create(slug="other", name="Other", holder_id=world.bodies["far"].pk)
    article = drafted(
        world, category=category, places=["103"], tags=["biên giới"],
        translations={"lo": {"title": "ຂ່າວ", "body": "ສີ່ມື້."}, "en": {"title": "A visit", "body": "Four days."}},
    )  # fmt: skip
    edit_article(article, attachments=[PDF], portals=[site], by=world.provincial, at=NOW)
    told = NewPhoto(says="Women at a table", caption="Buổi gặp", caption_lo="ພົບປະ", credit="Hội Oakshire")
    add_photo(article, picture(), name="a.jpg", told=told, by=world.provincial, at=NOW)
    made_public(article, world)
    copies = {copy.language: copy for copy in ArticleCopy.objects.public()}
    assert {language: copy.slug for language, copy in copies.items()} == {
        "vi": "doan-oakshire-tham-elmshire", "lo": "doan-oakshire-tham-elmshire-lo", "en": "a-visit",
    }  # fmt: skip
    for language, copy in copies.items():
        assert (copy.is_main, copy.is_announcement, copy.category) == (language == "vi", True, category)
        assert copy.places == [{"code": "103", "vi": "Dogwood", "lo": "", "en": ""}]
        assert list(copy.portals.all()) == [site] and copy.files.filter(use="attached").count() == 1
        photo = copy.files.get(use="photo")
        assert (photo.says, photo.credit) == ("Women at a table", "Hội Oakshire")
        assert photo.label == {"lo": "ພົບປະ"}.get(language, "Buổi gặp")
    assert "bon ngay" in copies["vi"].folded and "bien gioi" in copies["vi"].folded


def test_a_photo_is_drawn_anew_without_where_it_was_taken(world: World, files: Path) -> None:
    remarks = Image.Exif()
    remarks.get_ifd(0x8825)[1] = "N"
    remarks[0x010F] = "A phone that tells"
    came = picture(4000, 3000, exif=remarks)
    photo = add_photo(
        drafted(world), came, name="IMG 1.JPG", told=NewPhoto(says="x"), by=world.provincial, at=NOW
    )
    kept = [photo.sha256, *(size["sha256"] for size in photo.smaller)]
    drawn = [Image.open(BytesIO((files / mark[:2] / mark).read_bytes())) for mark in kept]
    assert [(one.format, one.width) for one in drawn] == [("JPEG", 1280), ("WEBP", 400), ("WEBP", 720)]
    for one, mark in zip(drawn, kept, strict=True):
        assert not one.getexif() and b"A phone that tells" not in (files / mark[:2] / mark).read_bytes()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "JPEG, PNG, WebP"),
        (b"\xff\xd8\xff" + b"rubbish" * 20, "damaged"),
        (b"\xff\xd8\xff" + b"0" * 20 * 2**20, "larger than 20 MB"),
        (b"MZ", "JPEG, PNG, WebP"),
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused_and_nothing_kept(world: World, content: bytes, said: str) -> None:
    article = drafted(world)
    with pytest.raises(RuleBroken, match=said):
        add_photo(article, content, name="a.jpg", told=NewPhoto(says="x"), by=world.provincial, at=NOW)
    assert not article.photos.exists()


def test_a_photo_of_too_many_points_is_refused_before_it_is_decoded(world: World) -> None:
    kept = BytesIO()
    Image.new("1", (9000, 5000)).save(kept, "PNG")
    with pytest.raises(RuleBroken, match="45 million points"):
        add_photo(
            drafted(world),
            kept.getvalue(),
            name="a.png",
            told=NewPhoto(says="x"),
            by=world.provincial,
            at=NOW,
        )


def test_a_correction_stands_above_the_text_and_the_first_day_stays(world: World) -> None:
    article = made_public(drafted(world), world)
    corrected(article, world, words="Five days, not four.", body="Năm ngày.")
    copy = ArticleCopy.objects.public().get()
    assert copy.corrections == [{"on": "21/03/2026", "note": "Five days, not four."}]
    assert (copy.published_at, copy.renewed_at, copy.version) == (NOW, NOW + DAY, 2)


def test_a_new_address_takes_readers_along_from_every_old_one(world: World) -> None:
    article = made_public(drafted(world), world)
    for slug in ("visit-one", "visit-two"):
        corrected(article, world, slug=slug)
    assert dict(OldAddress.objects.values_list("path", "leads_to")) == {
        "/news/doan-oakshire-tham-elmshire/": "/news/visit-two/", "/news/visit-one/": "/news/visit-two/",
    }  # fmt: skip
    with pytest.raises(RuleBroken, match="small letters"):
        corrected(article, world, slug="Visit Two!")
    taken = drafted(world, title="Tin khác")
    with pytest.raises(RuleBroken, match="Another article"):
        corrected(taken, world, slug="visit-two")


def test_a_language_that_was_taken_out_is_gone_from_readers_too(world: World) -> None:
    article = made_public(
        drafted(world, translations={"en": {"title": "A visit", "body": "Four days."}}), world
    )
    corrected(article, world, translations={})
    assert [copy.language for copy in ArticleCopy.objects.public()] == ["vi"]
    withdraw_article(article, reason="A wrong day", by=world.leader, at=NOW + DAY)
    assert not ArticleCopy.objects.public()


def test_every_change_for_readers_is_a_new_edition(world: World) -> None:
    before = Edition.current()
    article = made_public(drafted(world), world)
    published = Edition.current()
    withdraw_article(article, reason="A wrong day", by=world.leader, at=NOW)
    assert before < published < Edition.current()


def test_a_change_that_is_given_up_leaves_the_text_as_readers_have_it(world: World) -> None:
    article = made_public(drafted(world, tags=["một"]), world)
    article.body, article.tags = "Năm ngày.", []
    edit_article(article, attachments=[PDF], by=world.provincial, at=NOW + DAY)
    discard_change(article, by=world.provincial, at=NOW + DAY)
    article.refresh_from_db()
    assert (article.state, article.body, article.tags) == ("published", "Bốn ngày.", ["một"])
    assert not article.attachments.exists() and ArticleVersion.objects.count() == 1


def test_nobody_approves_what_they_wrote_last(world: World) -> None:
    article = drafted(world)
    article.body = "Năm ngày."
    edit_article(article, by=world.leader, at=NOW)  # the leader mends a word
    hand_in_article(article, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="You wrote this text last"):
        approve_article(article, by=world.leader, at=NOW)
    send_back_article(article, words="Who came?", by=world.provincial, at=NOW)
    assert (article.state, article.steps.last().note) == ("draft", "Who came?")


def test_what_was_set_goes_out_on_its_moment_once(world: World) -> None:
    article = drafted(world)
    hand_in_article(article, by=world.provincial, at=NOW)
    approve_article(article, by=world.leader, at=NOW)
    for _ in range(2):  # pressed twice
        schedule_article(article, goes_out_at=NOW + HOUR, by=world.leader, at=NOW)
    assert Job.objects.filter(kind=KIND).count() == 1
    run_waiting(NOW + HOUR / 2)
    assert not ArticleCopy.objects.public(), "not before"
    for _ in range(2):
        run_waiting(NOW + HOUR)
    copy = ArticleCopy.objects.public().get()
    assert (copy.published_at, copy.published_by_post) == (NOW + HOUR, "Leader of Union of Oakshire")
    assert article.steps.filter(step="publish").count() == 1


def test_what_was_held_back_does_not_go_out(world: World) -> None:
    article = drafted(world)
    hand_in_article(article, by=world.provincial, at=NOW)
    approve_article(article, by=world.leader, at=NOW)
    schedule_article(article, goes_out_at=NOW + HOUR, by=world.leader, at=NOW)
    hold_article(article, by=world.leader, at=NOW)
    run_waiting(NOW + DAY)
    assert not ArticleCopy.objects.public()
    publish_article(article, by=world.leader, at=NOW + DAY)
    assert ArticleCopy.objects.public().count() == 1


def test_a_text_names_the_figures_that_it_is_made_of(world: World) -> None:
    article = drafted(world, body="Mười câu lạc bộ [[K1-001]].", review_id=frozen_review(world).pk)
    made_public(article, world)
    copy = ArticleCopy.objects.public().get()
    (source,) = copy.sources
    assert (
        source["text"].startswith("K1-001 · Clubs: 10 · Review") and source["address"] == "/public/oak-elm/"
    )
    assert '<sup><a href="#source-1">1</a></sup>' in copy.body_html


def test_what_lies_near_is_found_both_ways(world: World) -> None:
    first = made_public(drafted(world, title="Đoàn Oakshire thăm Elmshire", places=["103"]), world)
    second = made_public(drafted(world, title="Elmshire đón đoàn", places=["103"]), world)
    made_public(drafted(world, title="Tập huấn", programme_slug=""), world)
    near = {str(copy.story): copy.near for copy in ArticleCopy.objects.all()}
    assert near[str(first.pk)] == [str(second.pk)] and near[str(second.pk)] == [str(first.pk)]


def test_an_article_begins_in_one_click_with_what_is_on_record(world: World) -> None:
    plan = article_from_plan(world.plan, by=world.provincial, at=NOW)
    assert plan.plan == world.plan and plan.programme_slug == "oak-elm" and "nội dung" in plan.body
    activity = record_activity(talk(world, came=60), attendances={}, by=world.officer, at=NOW)
    told = article_from_activity(activity, by=world.provincial, at=NOW)
    assert told.places == ["103"] and "60 lượt" in told.body and told.holder_id == world.bodies["west"].pk
    meeting = Meeting(
        agreement=world.programme, holder=world.bodies["west"], title="Họp ba bên", met_on=TODAY
    )
    hold_meeting(meeting, by=world.provincial, at=NOW)
    decide(meeting, text="Ba buổi", by=world.provincial, at=NOW)
    assert "1. Ba buổi." in article_from_meeting(meeting, by=world.provincial, at=NOW).body
    with pytest.raises(RuleBroken, match="post"):
        article_from_plan(world.plan, by=world.officer, at=NOW)


def test_a_link_that_deceives_is_refused_with_every_other_fault(world: World) -> None:
    article = written(
        world,
        title="phối hợp " * 5000,
        body="[oak.example](https://evil.example/)",
        source_url="https://a@b.example/",
    )
    with pytest.raises(RuleBroken) as refused:
        edit_article(drafted_with(world, article), by=world.provincial, at=NOW)
    assert {message.where for message in refused.value.messages} == {"title", "body", "source_url"}


def drafted_with(world: World, words: Article) -> Article:
    article = drafted(world)
    for name in ("title", "body", "source_url"):
        setattr(article, name, getattr(words, name))
    return article
