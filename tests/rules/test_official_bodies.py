"""What an office types or pastes as the body of a paper becomes parts that number themselves; no word is lost."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.papers.kinds import sheet_of
from chungtay.rules.official.bodies import Part, read_body, written_body
from tests.papers.kinds.read_aloud import lines_of
from tests.papers.kinds.samples import DISPATCH

# Typed on the left of `→`, as it is printed on the right; a paper counts anew whatever numbers were typed.
PRINTED = """
Kính thưa các chị.                     → Kính thưa các chị.
1. Nội dung                            → 1. Nội dung
a. Ở xã biên giới;                     → a) Ở xã biên giới;
- mỗi quý một cuộc                     → - mỗi quý một cuộc
c) Ở thôn.                             → b) Ở thôn.
7) Thời hạn                            → 2. Thời hạn
Trước ngày 10 tháng 6.                 → Trước ngày 10 tháng 6.
– Gửi bản giấy                         → - Gửi bản giấy
• Gửi tệp                              → - Gửi tệp
4. Kinh phí do mỗi bên tự lo.          → 3. Kinh phí do mỗi bên tự lo.
"""


def test_a_typed_body_is_counted_anew() -> None:
    typed, printed = zip(
        *(map(str.strip, line.split("→")) for line in PRINTED.strip().splitlines()), strict=True
    )
    lines = lines_of(
        sheet_of(replace(DISPATCH, opening="", closing="Xin cảm ơn", body=read_body("\n".join(typed))))
    )
    assert lines[lines.index(printed[0]) :][: len(printed)] == list(printed)


def test_roman_parts_hold_numbered_ones() -> None:
    parts = read_body("I. MỤC ĐÍCH\nGiúp nhau.\nII. NỘI DUNG\n1. Một\na) x\n2. Hai\nIII. KINH PHÍ")
    assert parts == (
        Part(title="MỤC ĐÍCH", paragraphs=("Giúp nhau.",)),
        Part(title="NỘI DUNG", parts=(Part(title="Một", points=("x",)), Part(title="Hai"))),
        Part(title="KINH PHÍ"),
    )


@pytest.mark.parametrize(
    ("typed", "is_title"),
    [
        ("1. Tuyên truyền", True),
        ("1. Tuyên truyền.", False),
        ("1. Các bên:", False),
        ("Điều 3. Hiệu lực", True),
        ("1. " + "dài " * 50, False),
    ],
)
def test_a_title_is_short_and_ends_without_a_mark(typed: str, is_title: bool) -> None:
    (part,) = read_body(typed)
    assert bool(part.title) is is_title


@pytest.mark.parametrize("line", ["10.000 lượt người", "1.", "-5 độ", "a)", "2024 là năm đầu", "I", "Vì vậy"])
def test_a_line_that_only_looks_numbered_stays_as_it_is(line: str) -> None:
    assert read_body(line) == (Part(paragraphs=(line,), is_prose=True),)


def test_nothing_typed_is_no_part() -> None:
    assert read_body(" \n\n\t") == ()


_LINES = st.lists(
    st.tuples(
        st.sampled_from(["I. ", "1. ", "2) ", "Điều 4. ", "a) ", "đ. ", "- ", "+ ", "", "   "]),
        st.text("abcđêộ xyz.;:", max_size=30),
    ),
    max_size=20,
)


@given(_LINES)
def test_no_word_is_lost_and_none_moves(lines: list[tuple[str, str]]) -> None:
    typed = [mark + said for mark, said in lines]
    unmarked = [
        re.sub(r"^(I\.|1\.|2\)|Điều 4\.|a\)|đ\.|[a-zđ][.)]|-|\+)\s+(?=\S)", "", line.strip())
        for line in typed
    ]
    words = " ".join(unmarked).split()
    read = " ".join(_said(read_body("\n".join(typed)))).split()
    assert [word for word in read if word != "-"] == [word for word in words if word != "-"]


@given(_LINES)
def test_what_is_written_into_a_box_is_read_back_as_it_was(lines: list[tuple[str, str]]) -> None:
    read = read_body("\n".join(mark + said for mark, said in lines))
    assert read_body(written_body(read)) == read


def test_facts_come_into_a_box_with_their_numbers() -> None:
    contents = (
        Part(paragraphs=("Tuyên truyền",)),
        Part(title="Trao đổi đoàn", points=("đoàn ra", "đoàn vào")),
    )
    text = "1. Tuyên truyền.\n2. Trao đổi đoàn\na) đoàn ra\nb) đoàn vào"
    assert written_body(contents) == text
    assert written_body(read_body(text)) == text


def _said(parts: tuple[Part, ...]) -> list[str]:
    return [
        text
        for part in parts
        for text in (part.title, *part.paragraphs, *part.dashes, *part.points, *_said(part.parts))
    ]
