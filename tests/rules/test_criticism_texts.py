"""A draft is cut into clauses and compared with the final text; no word of either is ever lost."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.criticism import (
    ClauseText,
    Fate,
    check_clauses,
    compared,
    corrected,
    matched,
    split,
    written,
)
from chungtay.rules.criticism.clauses import MOST_CLAUSES
from chungtay.rules.messages import RuleBroken

LAW = """QUY ĐỊNH
Chính sách hỗ trợ phụ nữ dân tộc thiểu số

Chương I. QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy định này quy định mức hỗ trợ.
Điều 2. Mức hỗ trợ
1. Hỗ trợ một lần 2.000.000 đồng.
2. Hồ sơ gồm:
a) Đơn đề nghị;
b) Giấy khai sinh.
Chương II. TỔ CHỨC THỰC HIỆN
Điều 3a. Hiệu lực
Quy định này có hiệu lực từ ngày ký."""

# The name that people cite, and how the clause begins.
CUT = """
                    | QUY ĐỊNH
    Chương I        | Chương I. QUY ĐỊNH CHUNG
    Điều 1          | Điều 1. Phạm vi
    Điều 2          | Điều 2. Mức
    Điều 2, khoản 1 | 1. Hỗ trợ
    Điều 2, khoản 2 | 2. Hồ sơ
    Chương II       | Chương II. TỔ
    Điều 3a         | Điều 3a. Hiệu lực
"""


def test_a_law_is_cut_at_chapters_articles_and_numbered_clauses() -> None:
    wanted = [[cell.strip() for cell in line.split("|")] for line in CUT.strip("\n").splitlines() if line]
    clauses = split(LAW)
    assert [one.name for one in clauses] == [name for name, _ in wanted]
    assert all(one.text.startswith(begins) for one, (_, begins) in zip(clauses, wanted, strict=True))


def test_a_lettered_point_stays_with_its_clause() -> None:
    assert "a) Đơn đề nghị;\nb) Giấy khai sinh." in next(
        one.text for one in split(LAW) if one.name == "Điều 2, khoản 2"
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ມາດຕາ 1. ຈຸດປະສົງ\n1. ຊ່ວຍເຫຼືອແມ່ຍິງ\nມາດຕາ 2. ຜົນສັກສິດ", ["ມາດຕາ 1", "ມາດຕາ 1, ຂໍ້ 1", "ມາດຕາ 2"]),
        ("Article 1. Purpose\n1. To help", ["Article 1", "Article 1, clause 1"]),
        ("KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Một\n2. Hai\nII. NỘI DUNG\n1. Ba", ["", "I", "I.1", "I.2", "II", "II.1"]),
        ("Một câu.\nHai câu.", ["1", "2"]),
        ("ĐIỀU 1. Hai", ["Điều 1"]),
        ("", []),
    ],
)
def test_other_texts_are_cut_as_they_are_numbered(text: str, names: list[str]) -> None:
    assert [one.name for one in split(text)] == names


def test_a_person_joins_and_cuts_clauses_otherwise() -> None:
    typed = "§ Điều 1\nĐiều 1. Phạm vi\n\n§ Điều 1, ý 2\nQuy định này."
    found = corrected(typed, split("Điều 1. Phạm vi\nQuy định này."))
    assert found == (
        ClauseText("Điều 1", "Điều 1. Phạm vi"),
        ClauseText("Điều 1, ý 2", "Quy định này."),
    )


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("§ Điều 1\nĐiều 1. Phạm", "Phạm vi"),
        ("§ Điều 1\nĐiều 1. Phạm vi rộng", "rộng"),
        ("§ Điều 1\nĐiều 1. Khung vi", "Phạm vi"),
    ],
)
def test_a_corrected_cut_may_change_no_word(typed: str, near: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        corrected(typed, split("Điều 1. Phạm vi"))
    assert near in str(refused.value.messages[0].values["words"])


def test_a_text_that_is_no_draft_is_refused() -> None:
    with pytest.raises(RuleBroken):
        check_clauses(())
    with pytest.raises(RuleBroken):
        check_clauses([ClauseText(str(number), "words") for number in range(MOST_CLAUSES + 1)])
    with pytest.raises(RuleBroken):
        corrected("§ Empty\n§ Điều 1\nĐiều 1. Phạm vi", split("Điều 1. Phạm vi"))


def fates(old: str, new: str) -> list[tuple[str, str, str, bool]]:
    draft, final = split(old), split(new)
    return [
        (
            draft[one.draft].name if one.draft is not None else "-",
            final[one.final].name if one.final is not None else "-",
            one.fate,
            one.moved,
        )
        for one in compared(draft, final, matched(draft, final))
    ]


def test_clauses_are_known_again_changed_left_out_and_added() -> None:
    old = "Điều 1. Hỗ trợ một lần hai triệu đồng\nĐiều 2. Bãi bỏ\nĐiều 3. Có hiệu lực từ ngày ký"
    new = "Điều 1. Hỗ trợ một lần ba triệu đồng\nĐiều 2. Có hiệu lực từ ngày ký ban hành\nĐiều 3. Lồng ghép giới"
    assert fates(old, new) == [
        ("Điều 1", "Điều 1", Fate.CHANGED, False),
        ("Điều 2", "-", Fate.LEFT_OUT, False),
        ("Điều 3", "Điều 2", Fate.CHANGED, False),
        ("-", "Điều 3", Fate.ADDED, False),
    ]


def test_a_clause_that_stands_elsewhere_was_moved() -> None:
    old = "1. Một hai ba\n2. Bốn năm sáu\n3. Bảy tám chín"
    new = "1. Bảy tám chín\n2. Một hai ba\n3. Bốn năm sáu"
    assert [(one[0], one[3]) for one in fates(old, new)] == [("3", True), ("1", False), ("2", False)]


def test_the_same_text_is_kept_word_for_word() -> None:
    clauses = split(LAW)
    pairs = compared(clauses, clauses, matched(clauses, clauses))
    assert {(one.fate, one.moved) for one in pairs} == {(Fate.KEPT, False)}


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["Điều 1. Phạm vi", "Điều 12a", "1. Một", "2) Hai", "a) Điểm a", "Chương II", "I. Mục", "§ dấu", "§§",
             "ມາດຕາ 3. ຜົນ", "Article 4. Scope", "ề", "", "Mục 1"]
        ),
        st.text(max_size=30),
    ),
    max_size=25,
)  # fmt: skip
DRAFTS = LINES.map("\n".join)


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


@given(DRAFTS)
def test_no_word_is_lost_when_a_draft_is_cut(text: str) -> None:
    assert [word for one in split(text) for word in one.text.split()] == words(text)


@given(DRAFTS)
def test_what_is_shown_for_correction_is_read_back_the_same(text: str) -> None:
    clauses = split(text)
    if clauses:
        assert corrected(written(clauses), clauses) == clauses


@given(DRAFTS, DRAFTS)
def test_every_clause_of_both_texts_stands_once_in_the_comparison_with_all_its_words(
    old: str, new: str
) -> None:
    draft, final = split(old), split(new)
    pairs = compared(draft, final, matched(draft, final))
    assert sorted(one.draft for one in pairs if one.draft is not None) == list(range(len(draft)))
    assert [one.final for one in pairs if one.final is not None] == list(range(len(final)))
    for one in pairs:
        if one.draft is not None and one.final is not None:
            assert "".join(part.old for part in one.passages) == draft[one.draft].text
            assert "".join(part.new for part in one.passages) == final[one.final].text


@given(DRAFTS, DRAFTS)
def test_what_was_not_moved_keeps_the_order_of_the_draft(old: str, new: str) -> None:
    draft, final = split(old), split(new)
    pairs = compared(draft, final, matched(draft, final))
    stayed = [one.draft for one in pairs if one.draft is not None and not one.moved]
    assert all(left < right for left, right in pairwise(stayed))
