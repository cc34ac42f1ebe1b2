"""No Vietnamese wording of a screen uses a word that an officer would not write, or that would be misread."""

import re

import pytest

from tests.house.source import PACKAGE
from tools.catalogues import pieces

GLOSSARY = PACKAGE.parent / "GLOSSARY.md"
SEPARATOR = re.compile(r"^\|[-| ]+\|$")
# To officers of both countries "bạn" is the friendly other side, so the reader is never called so.
OTHER_THAN_THE_READER = re.compile(r"(bên|phía|nước|tỉnh) bạn|bạn (đọc|bè|tình)")


def never() -> list[str]:
    """The words of the glossary's last column, without what stands in brackets beside them."""
    table = GLOSSARY.read_text().split("## Write, and never write")[1].strip().split("\n\n")[1]
    rows = [line.strip("|").split("|") for line in table.splitlines() if not SEPARATOR.match(line)][1:]
    return [re.sub(r" \(.*\)", "", row[2]).strip() for row in rows]


# What is right in another meaning than the one that it is never written for.
RIGHT_ELSEWHERE = {"lượt", "ước thực hiện", "khuyến nghị"}
WORDS = [word for word in never() if word not in RIGHT_ELSEWHERE]


def wrong(text: str) -> list[str]:
    plain = OTHER_THAN_THE_READER.sub("", text.lower())
    return [word for word in WORDS if re.search(rf"(?<!\w){word}(?!\w)", plain)]


def test_the_glossary_names_the_words() -> None:
    assert {"ghế", "sổ cái", "bút toán", "đóng băng", "sự cố", "bạn", *RIGHT_ELSEWHERE} <= set(never())


@pytest.mark.parametrize("word", WORDS)
def test_a_wrong_word_is_noticed(word: str) -> None:
    assert wrong(f"Đã xem {word.capitalize()}, hôm qua") == [word]


def test_right_words_are_let_be() -> None:
    assert wrong("Gửi phía bạn; nước bạn; thư bạn đọc; hàng xóm, bạn bè; bên kia chốt báo cáo") == []


def test_no_wording_uses_a_wrong_word() -> None:
    said = {(piece.file, piece.vi): wrong(piece.vi) for piece in pieces()}
    assert len(said) > 5_000
    assert {where: found for where, found in said.items() if found} == {}
