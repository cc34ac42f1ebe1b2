"""No Vietnamese wording of the annex uses a word that an officer would not write, or that hurts whom it speaks of."""

import re

import pytest

from tests.house.source import PACKAGE
from tools.catalogues import pieces

ANNEX = PACKAGE / "incidents"
# What is never written, and what is written instead.
NEVER = {
    "người sống sót": "nạn nhân; người bị bạo lực gia đình",
    "sự cố": "vụ việc",
    "ghế": "bên",
    "bút toán": "dòng số liệu",
    "sổ cái": "sổ số liệu",
    "đóng băng": "chốt",
    "nạn nhân hóa": "nạn nhân",
    "con mồi": "nạn nhân",
    "gái mại dâm": "người bán dâm",
    "gái bán dâm": "người bán dâm",
    "gái điếm": "người bán dâm",
    "buôn người": "mua bán người",
    "buôn bán người": "mua bán người",
    "trẻ lang thang": "trẻ em đi một mình",
    "người dân tộc": "người dân tộc thiểu số",
    "đối tượng bị hại": "nạn nhân",
}
ALLOWED = re.compile(r"người dân tộc thiểu số")  # the whole word of one that is not written short


def vietnamese() -> list[tuple[str, str]]:
    """Where it stands, and what it says: catalogues, the lists that are laid, the demo."""
    said = [(piece.file, piece.vi) for piece in pieces() if piece.file.startswith("notices")]
    files = [
        *ANNEX.rglob("*.toml"),
        *(ANNEX / "demo").rglob("*.py"),
        *ANNEX.rglob("*.js"),
        *ANNEX.rglob("*.html"),
    ]
    return said + [(file.name, file.read_text()) for file in files]


def wrong(text: str) -> list[str]:
    plain = ALLOWED.sub("", text.lower())
    return [word for word in NEVER if re.search(rf"(?<!\w){word}(?!\w)", plain)]


def test_there_is_something_to_read() -> None:
    assert len(vietnamese()) > 300


@pytest.mark.parametrize("word", NEVER)
def test_a_wrong_word_is_noticed(word: str) -> None:
    assert word in wrong(f"Đã báo {word.capitalize()}, hôm qua")


def test_right_words_are_let_be() -> None:
    assert wrong("Vụ việc mua bán người; người dân tộc thiểu số; mỗi bên") == []


def test_no_wording_of_the_annex_uses_a_wrong_word() -> None:
    assert {(where, text[:60]): found for where, text in vietnamese() if (found := wrong(text))} == {}


def test_the_words_of_the_glossary_that_are_never_written_are_among_them() -> None:
    table = (PACKAGE.parent / "GLOSSARY.md").read_text().split("## Write, and never write")[1]
    assert all(word in table for word in ("người sống sót", "sự cố"))
