"""Papers and their files, for whoever they are shared with and for nobody else."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.test import Client

from chungtay.actions.documents import add_document
from chungtay.models import Document
from tests.world import NOW, World

Enter = Callable[[str], Client]


@pytest.fixture
def paper(world: World) -> Document:
    made = Document(type="Thư", number="05/TM-BTV", title="Letter of greeting", holder=world.bodies["west"])
    files = [("thư chúc.html", b"<script>alert(1)</script>", "text/html")]
    return add_document(made, agreements=[world.programme], files=files, by=world.provincial, at=NOW)


def addresses(paper: Document) -> list[str]:
    here = f"/documents/{paper.pk}/"
    return ["/documents/", here, f"{here}files/{paper.files.get().sha256}/"]


@pytest.mark.parametrize("name", ["officer", "provincial", "partner", "auditor"])
@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_papers_of_the_programme_open_for_whoever_has_a_seat(
    paper: Document, signed_in: Callable[..., Client], name: str, language: str
) -> None:
    client = signed_in(name, language)
    for address in addresses(paper):
        assert client.get(address).status_code == 200
    assert "Letter of greeting" in client.get("/documents/").content.decode()


def test_a_stranger_finds_no_paper_and_no_file(paper: Document, signed_in: Enter) -> None:
    client = signed_in("stranger")
    assert "Letter of greeting" not in client.get("/documents/").content.decode()
    for address in addresses(paper)[1:]:
        assert client.get(address).status_code == 404


def test_whoever_has_not_signed_in_is_asked_to(paper: Document, client: Client) -> None:
    for address in addresses(paper):
        assert client.get(address).url.startswith("/sign-in/")  # type: ignore[attr-defined]


def test_papers_take_no_posts(paper: Document, signed_in: Enter) -> None:
    for address in addresses(paper):
        assert signed_in("leader").post(address).status_code == 405


def test_a_file_is_handed_out_whole_to_be_saved_and_never_run(paper: Document, signed_in: Enter) -> None:
    answer = signed_in("partner").get(addresses(paper)[2])
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''th%C6%B0%20ch%C3%BAc.html")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].endswith("sandbox")


@pytest.mark.parametrize("mark", [sha256(b"other").hexdigest(), "nope"])
def test_a_file_of_another_paper_is_not_found_under_this_one(
    paper: Document, signed_in: Enter, mark: str
) -> None:
    assert signed_in("leader").get(f"/documents/{paper.pk}/files/{mark}/").status_code == 404


@pytest.mark.parametrize(("words", "found"), [("greeting", True), ("05/TM", True), ("farewell", False)])
def test_papers_are_found_by_words_or_number(
    paper: Document, signed_in: Enter, words: str, found: bool
) -> None:
    said = signed_in("leader").get("/documents/", {"words": words}).content.decode()
    assert ("Letter of greeting" in said) is found


def test_papers_of_one_programme_are_listed_to_its_seats_only(paper: Document, signed_in: Enter) -> None:
    asked = "/documents/?programme=oak-elm"
    assert "Letter of greeting" in signed_in("partner").get(asked).content.decode()
    assert signed_in("stranger").get(asked).status_code == 404
