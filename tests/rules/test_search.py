"""Words are found whatever their tone marks and case, in Lao without spaces, and shown where they stand."""

import pytest

from chungtay.rules.search import Query, answers, folded, read_query, snippet_of
from chungtay.rules.tables import rows_of

# What is written in a paper, what somebody types, and whether it is found.
FOUND = """
written                                              typed                 found

Kế_hoạch_phối_hợp_năm_2024                           ke_hoach              yes
Kế_hoạch_phối_hợp_năm_2024                           KẾ_HOẠCH_2024         yes
Kế_hoạch_phối_hợp_năm_2024                           kế_họach_2025         no
Đăk_Blô,_Đăk_Nhoong                                  dak_nhoong            yes
Số_468/KH-HLHPNVN-UBDT                               468/kh                yes
Số_468/KH-HLHPNVN-UBDT                               ubdt_468              yes
Phòng,_chống_ma_túy_cho_phụ_nữ                       "phu_nu"_ma_tuy       yes
Phụ_huynh_và_nữ_sinh                                 "phụ_nữ"              no
ສະຫະພັນແມ່ຍິງລາວ_ແຂວງອັດຕະປື                          ແມ່ຍິງ                yes
ສະຫະພັນແມ່ຍິງລາວ_ແຂວງອັດຕະປື                          ອັດຕະປື_ສະຫະພັນ        yes
ສະຫະພັນແມ່ຍິງລາວ_ແຂວງອັດຕະປື                          ເຊກອງ                 no
"""


@pytest.mark.parametrize("row", rows_of(FOUND), ids=" · ".join)
def test_words_are_found_whatever_their_marks_case_and_order(row: list[str]) -> None:
    written, typed, wanted = (one.replace("_", " ") for one in row)
    assert answers(read_query(typed), folded(written)) == (wanted == "yes")


def test_a_lao_word_is_one_word_however_its_vowel_is_typed() -> None:
    one, two, three = "ນ້ຳ", "ນ\u0ecd\u0ec9\u0eb2", "ນ\u0ec9\u0ecd\u0eb2"
    assert folded(one) == folded(two) == folded(three)
    assert folded("ແມ່\u200bຍິງ") == folded("ແມ່ຍິງ")


def test_an_empty_or_endless_query_asks_for_nothing_or_for_little() -> None:
    assert not read_query("  \u200b ") and not read_query('""')
    assert len(read_query(" ".join(f"w{number}" for number in range(500))).parts) <= 10
    assert read_query('x" OR 1=1 --').parts  # words like any other


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        (
            "Kế hoạch phối hợp phòng, chống ma túy",
            "ma tuy",
            ("Kế hoạch phối hợp phòng, chống ", "ma túy", ""),
        ),
        (
            "Kế hoạch phối hợp phòng, chống ma túy",
            '"ma tuy"',
            ("Kế hoạch phối hợp phòng, chống ", "ma túy", ""),
        ),
        ("ສະຫະພັນແມ່ຍິງລາວ", "ແມ່ຍິງ", None),
    ],
)
def test_what_was_found_is_shown_in_its_place(
    text: str, typed: str, shown: tuple[str, str, str] | None
) -> None:
    found = snippet_of(text, read_query(typed))
    assert found
    assert shown is None or (found.before, found.found, found.after) == shown


def test_a_long_text_is_shown_around_the_words_and_cut_between_words() -> None:
    text = "một " * 200 + "Câu lạc bộ " + "hai " * 200
    found = snippet_of(text, read_query('"cau lac bo"'))
    assert found and found.found == "Câu lạc bộ"
    assert found.before.startswith("…") and found.after.endswith("…")
    assert len(found.before) < 100 and len(found.after) < 100
    assert snippet_of("", read_query("a")) is None and snippet_of("b", Query(())) is None
