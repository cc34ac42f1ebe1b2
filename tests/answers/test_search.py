"""What somebody may read is found under its words, those of its files too; and nothing else is."""

import pytest
from django.db import connection
from django.test import Client

from chungtay.actions.documents import add_document
from chungtay.actions.jobs import run_waiting
from chungtay.actions.jobs.asking import ask
from chungtay.actions.recorded import note_view, recorded
from chungtay.actions.search import index_all
from chungtay.answers.search import finding
from chungtay.models import AuditLine, Document, FileText, SearchText
from chungtay.papers.house_styles import STATE
from chungtay.papers.pdf import printed
from chungtay.papers.sheets import Paragraph, Run, Sheet
from chungtay.rules.search import read_query
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


def paper(world: World, title: str, *, body: str = "west", shared: bool = False, files=()) -> Document:  # type: ignore[no-untyped-def]
    document = Document(
        type="Kế hoạch", number="46/KH-BTV", title=title, holder=world.bodies[body], issued_on=TODAY
    )
    agreements = [world.programme] if shared else []
    return add_document(document, agreements=agreements, files=files, by=world.provincial, at=NOW)


def found(world: World, words: str, person: str = "provincial") -> list[tuple[str, str]]:
    return [
        (one.kind, getattr(hit.thing, "title", "") or hit.thing.name)
        for one in finding(words, world.persons[person], TODAY)
        for hit in one.hits
    ]


def pdf_of(text: str) -> bytes:
    blocks = (Paragraph((Run(text),)),)
    return printed(Sheet(STATE, language="vi", title="T", issuer="I", signed_on=None, blocks=blocks))


def test_a_paper_is_found_as_soon_as_it_is_kept(world: World) -> None:
    paper(world, "Phòng, chống ma túy ở xã biên giới")
    for words in ("ma tuy", "PHONG CHONG", '"xã biên giới"', "46/kh-btv", "ke hoach bien", "ma"):
        assert ("document", "Phòng, chống ma túy ở xã biên giới") in found(world, words), words
    assert found(world, "ma tuy song") == []


def test_who_may_not_read_a_thing_does_not_find_it(world: World) -> None:
    paper(world, "Phòng, chống ma túy")
    paper(world, "Thư chúc mừng ma túy", shared=True)
    assert len(found(world, "ma tuy")) == 2
    assert found(world, "ma tuy", "partner") == [("document", "Thư chúc mừng ma túy")]
    assert found(world, "ma tuy", "stranger") == []


def test_programmes_and_plans_are_found_by_what_they_hold(world: World) -> None:
    index_all()
    kinds = {kind for kind, _ in found(world, "visit")}
    assert {"agreement", "plan"} <= kinds
    assert found(world, "visit", "stranger") == []


def test_what_is_reworded_is_found_under_its_new_words(world: World) -> None:
    kept = paper(world, "Gần gũi")
    kept.title = "Xa xôi"
    add = SearchText.objects.get(thing=kept.pk)
    assert "gan gui" in add.folded
    with recorded("add", thing=kept, by=world.provincial, at=NOW):
        kept.save()
    assert found(world, "gan gui") == [] and len(found(world, "xa xoi")) == 1


def test_looking_changes_nothing_that_is_searched(world: World) -> None:
    kept = paper(world, "Gần gũi")
    SearchText.objects.filter(thing=kept.pk).delete()
    note_view(kept, by=world.provincial, at=NOW)
    assert (
        AuditLine.objects.filter(act="view").exists()
        and not SearchText.objects.filter(thing=kept.pk).exists()
    )


def test_the_words_of_a_papers_files_are_found_once_they_are_read(world: World) -> None:
    files = [
        ("ke-hoach.pdf", pdf_of("Truyền thông về mua bán người tại cửa khẩu. ແມ່ຍິງລາວ"), "application/pdf")
    ]
    files += [("scan.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "image/png")]
    kept = paper(world, "Kế hoạch 1", files=files)
    assert found(world, '"mua ban nguoi"') == []
    ask("read_papers", {}, key="test", by=None, at=NOW)
    run_waiting(NOW)
    assert found(world, '"mua ban nguoi"') == [("document", "Kế hoạch 1")]
    assert found(world, "ແມ່ຍິງ") == [("document", "Kế hoạch 1")]
    assert sorted(bool(one.text) for one in FileText.objects.all()) == [False, True]  # a picture says nothing
    assert kept.pk == SearchText.objects.matching(read_query("cua khau")).get().thing


def test_the_index_of_the_database_answers(world: World) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads through where its extension is missing")
    paper(world, "Phòng, chống ma túy")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from chungtay_searchtext_words where folded match '\"ma tuy\"'")
        assert cursor.fetchone()[0] == 1


def test_signs_that_mean_something_to_a_database_are_words_like_any_other(world: World) -> None:
    paper(world, 'Giá "trị" 100% của _NEAR(a)_ OR b*')
    for words in ('"', "%", "_", "near(", "or b*", "'; drop table", "100%", "a AND", "\x00"):
        found(world, words)
    assert len(found(world, "near(a)")) == 1


def test_the_page_says_what_was_found_and_where(world: World, signed_in) -> None:  # type: ignore[no-untyped-def]
    paper(world, "Phòng, chống <b>ma túy</b>")
    client: Client = signed_in("provincial")
    said = client.get("/search/?words=ma+tuy").content.decode()
    assert "Phòng, chống &lt;b&gt;ma túy&lt;/b&gt;" in said and '<mark class="hit">' in said
    assert "Nothing that you may read" in client.get("/search/?words=zzz").content.decode()
    assert client.get("/search/").status_code == 200
    assert client.get("/api/search?words=ma%20tuy").json()[0]["kind"] == "document"
