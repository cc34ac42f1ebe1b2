"""Articles are drafted by an office, published by a leader, and carry only frozen figures."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay import models
from chungtay.actions.articles import (
    draft_article,
    edit_article,
    hand_in_article,
    publish_article,
    reopen_article,
    withdraw_article,
)
from chungtay.actions.published import copy_programme, copy_review_figures
from chungtay.models import Article, ArticleCopy, AuditLine, FigureCopy, ProgrammeCopy
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reviews import NOTHING, Facts, Letterhead, Result, Words, canonical_bytes, fingerprint
from tests.articles_made import made_public
from tests.world import NOW, World

PDF = ("plan.pdf", "The plan", b"%PDF-1.7", "application/pdf")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES = tmp_path
    return tmp_path


def written(world: World, **more: object) -> Article:
    words = {
        "holder_id": world.bodies["west"].pk,
        "programme_slug": "oak-elm",
        "title": "Đoàn Oakshire thăm Elmshire",
        "body": "Bốn ngày.",
        "author": "Ban biên tập",
    }
    return Article(**{**words, **more})


def drafted(world: World, **more: object) -> Article:
    return draft_article(written(world, **more), by=world.provincial, at=NOW)


def frozen_review(world: World, *, is_frozen: bool = True) -> models.Review:
    facts = Facts(
        programme="oak-elm", programme_name=Words("Oakshire and Elmshire"), title=Words("Review"),
        first_on=date(2024, 1, 1), last_on=date(2025, 12, 31), map_on=date(2025, 12, 31), known_at=0,
        letterhead=Letterhead(Words(""), Words("Union"), "BTV", Words("Oakshire"), "", "", ()),
        results=(
            Result("K1-001", "clubs", Words("Clubs"), Words("club"), NOTHING, 20_000, 100_000, "exact", 2, 3, 4),
            Result("K1-002", "sessions", Words("Sessions"), Words("session"), NOTHING, None, None, "exact", 0, 3, 0),
        ),
        unit_codes=(), units=(),
    )  # fmt: skip
    canonical = canonical_bytes(facts)
    frozen = {"frozen_by": world.leader, "frozen_at": NOW, "fingerprint": fingerprint(canonical)}
    return models.Review.objects.create(
        agreement=world.programme, holder=world.bodies["west"], kind="final", title="Review",
        first_on=facts.first_on, last_on=facts.last_on, drafted_by=world.provincial, drafted_at=NOW,
        canonical=canonical, **(frozen if is_frozen else {}),
    )  # fmt: skip


def test_a_draft_is_not_public_until_a_leader_publishes_it(world: World) -> None:
    article = drafted(world)
    assert article.slug == "doan-oakshire-tham-elmshire"
    assert not ArticleCopy.objects.public()
    with pytest.raises(RuleBroken, match="stand"):
        publish_article(article, by=world.leader, at=NOW)  # nobody handed it in
    made_public(article, world)
    assert ArticleCopy.objects.public().get().published_by_post == "Leader of Union of Oakshire"
    acts = ["draft", "hand_in_article", "approve_article", "publish"]
    assert list(AuditLine.objects.values_list("act", flat=True)) == acts


def test_two_articles_with_one_title_have_two_addresses(world: World) -> None:
    assert [drafted(world, body=f"{days} days.").slug for days in (2, 3, 4)] == [
        "doan-oakshire-tham-elmshire", "doan-oakshire-tham-elmshire-2", "doan-oakshire-tham-elmshire-3",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["officer", "provincial", "partner", "auditor", "stranger"])
def test_nobody_but_a_leader_of_the_office_publishes_or_withdraws(world: World, name: str) -> None:
    article = drafted(world)
    with pytest.raises(RuleBroken, match="post"):
        publish_article(article, by=world.persons[name], at=NOW)
    with pytest.raises(RuleBroken, match="post"):
        withdraw_article(article, reason="…", by=world.persons[name], at=NOW)
    assert not ArticleCopy.objects.public()


@pytest.mark.parametrize("name", ["officer", "partner", "auditor", "stranger"])
def test_nobody_writes_for_another_office(world: World, name: str) -> None:
    with pytest.raises(RuleBroken, match="post"):
        draft_article(written(world), by=world.persons[name], at=NOW)


def test_a_draft_that_is_sent_twice_is_one(world: World) -> None:
    pressed = [
        draft_article(written(world), attachments=files, by=world.provincial, at=at)
        for files, at in (([PDF], NOW), ([PDF], NOW + timedelta(seconds=9)), ([], NOW), ([PDF], NOW + DAY))
    ]
    assert [pressed.index(article) for article in pressed] == [0, 0, 2, 3]


def test_an_article_that_is_published_twice_was_published_once(world: World) -> None:
    article = drafted(world)
    hand_in_article(article, by=world.provincial, at=NOW)
    stale = Article.objects.get()  # as another browser still shows it
    for pressed in (article, stale):
        publish_article(pressed, by=world.leader, at=NOW)
    assert stale.state == "published"
    for pressed in (article, Article.objects.get()):
        withdraw_article(pressed, reason="A wrong day", by=world.leader, at=NOW)
    acts = ["draft", "hand_in_article", "approve_article", "publish", "withdraw"]
    assert list(AuditLine.objects.values_list("act", flat=True)) == acts


def test_what_is_public_stays_while_it_is_written_anew(world: World) -> None:
    article = made_public(drafted(world), world)
    article.body = "Năm ngày."
    edit_article(article, by=world.provincial, at=NOW)
    assert article.state == "draft" and "Bốn ngày" in ArticleCopy.objects.public().get().body_html


def test_a_withdrawn_article_is_off_the_pages_and_may_come_back(world: World) -> None:
    article = made_public(drafted(world), world)
    with pytest.raises(RuleBroken, match="Say why"):
        withdraw_article(article, reason=" ", by=world.leader, at=NOW)
    withdraw_article(article, reason="A wrong day", by=world.leader, at=NOW)
    assert not ArticleCopy.objects.public()
    assert AuditLine.objects.get(act="withdraw").reason == "A wrong day"
    reopen_article(article, by=world.provincial, at=NOW + DAY)
    made_public(article, world, at=NOW + DAY)
    assert ArticleCopy.objects.public().count() == 1


def test_attachments_are_kept_and_can_be_dropped(world: World) -> None:
    article = draft_article(written(world), attachments=[PDF], by=world.provincial, at=NOW)
    kept = article.attachments.get()
    assert (kept.label, kept.size, kept.path.read_bytes()) == ("The plan", 8, b"%PDF-1.7")
    edit_article(article, dropped=[kept], by=world.provincial, at=NOW)
    assert not article.attachments.exists()


def test_a_refused_attachment_leaves_no_article(world: World) -> None:
    with pytest.raises(RuleBroken, match="run.exe"):
        draft_article(written(world), attachments=[("run.exe", "", b"MZ", "")], by=world.provincial, at=NOW)
    assert not Article.objects.exists()


def test_an_article_names_only_a_programme_that_the_writer_sees(world: World) -> None:
    with pytest.raises(RuleBroken, match="not shared"):
        draft_article(
            written(world, holder_id=world.bodies["far"].pk), by=world.stranger, at=NOW
        )  # the stranger writes for his own office, about a programme of others


def test_publishing_renews_the_public_face_of_the_programme(world: World) -> None:
    models.SeatHolding.objects.filter(organisation=world.bodies["east"]).update(valid_to=date(2025, 3, 1))
    models.SeatHolding.objects.create(
        seat=world.programme.seats.get(number=2),
        organisation=world.bodies["far"],
        valid_from=date(2025, 3, 1),
    )
    made_public(drafted(world), world)
    copy = ProgrammeCopy.objects.get()
    assert (copy.name, copy.relations_since) == ("Oakshire and Elmshire", 2006)
    (phase,) = copy.phases
    assert (phase["name"], phase["first_on"], phase["last_on"]) == ("2024–2028", "01/01/2024", "31/12/2028")
    assert [[holder["vi"] for holder in seat] for seat in copy.seats] == [
        ["Union of Oakshire"], ["Union of Elmshire", "Union of Farshire"],
    ]  # fmt: skip
    assert [holder["until"] for holder in copy.seats[1]] == ["28/02/2025", ""]


def test_figures_go_public_only_from_a_frozen_review(world: World) -> None:
    draft = frozen_review(world, is_frozen=False)
    with pytest.raises(RuleBroken, match="[Ff]reeze"):
        copy_review_figures(draft, at=NOW)
    with pytest.raises(RuleBroken, match="[Ff]reeze"):
        made_public(drafted(world, review_id=draft.pk), world)
    assert not ArticleCopy.objects.public() and not FigureCopy.objects.exists()


def test_a_published_review_shows_its_totals_with_their_clocks(world: World) -> None:
    world.indicators["clubs"].name_lo = "ສະໂມສອນ"
    world.indicators["clubs"].save()
    made_public(drafted(world, review_id=frozen_review(world).pk), world)
    clubs, sessions = FigureCopy.objects.all()
    assert (clubs.amount, clubs.target, clubs.window) == (100_000, 20_000, "01/01/2024–31/12/2025")
    assert (clubs.known_on, clubs.map_on, clubs.reported, clubs.due) == (NOW.date(), date(2025, 12, 31), 2, 3)
    assert (clubs.label_lo, sessions.amount) == ("ສະໂມສອນ", None)


def test_a_later_review_takes_the_place_of_an_earlier_one(world: World) -> None:
    for _ in range(2):
        copy_review_figures(frozen_review(world), at=NOW)
    assert FigureCopy.objects.count() == 2


def test_a_programme_is_copied_once_however_often(world: World) -> None:
    for _ in range(2):
        copy_programme(world.programme, at=NOW)
    assert ProgrammeCopy.objects.count() == 1
