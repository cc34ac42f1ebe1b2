"""What the documents say is true as far as a machine can tell: each file, test and command that they name exists."""

import re
from pathlib import Path

import pytest

from chungtay.doors.command import found
from tests.house.source import PACKAGE, ROOT, python_files
from tools.catalogues import pieces

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
PLACES = (ROOT, PACKAGE)
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|toml|txt|css|html|md|lock))`")
OF_A_HOME = ("files/", "keys/", "cube/base", "pictures/", "var/", "reports/", ".venv/")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    named = {name for name in PATH.findall(document.read_text()) if not name.startswith(OF_A_HOME)}
    lost = {
        name
        for name in named
        if not any((place / name).exists() or list(place.glob(f"**/{name}")) for place in PLACES)
    }
    assert lost == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_test_that_a_document_names_exists(document: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", document.read_text()))
    source = "\n".join(path.read_text() for path in python_files() if "tests" in path.parts)
    assert {name for name in named if f"def {name}(" not in source} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_readme_shows_every_verb_of_the_command(name: str) -> None:
    told = set(re.findall(r"\bchungtay ([a-z-]+)", (ROOT / name).read_text()))
    verbs = {verb for verb, _ in found()}
    assert verbs - told == set()
    assert told - verbs == set()


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.vi.md", "vi")])
def test_the_tour_names_rooms_and_buttons_as_the_pages_do(readme: str, language: str) -> None:
    tour = (ROOT / readme).read_text().split("\n## ")[3]
    said = {getattr(piece, language) for piece in pieces()}
    named = set(re.findall(r"(?<![*\w])\*([^*]+)\*(?!\*)", " ".join(tour.split())))
    posts = {"Cán bộ Hội LHPN xã Đăk Plô", "Chuyên viên tổng hợp", "Chủ tịch"}
    assert len(named) > 15
    assert {name for name in named if name not in said} - posts == set()
