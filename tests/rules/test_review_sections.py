"""Which windows are offered, which sections are written, and how a conference is typed."""

from datetime import date

import pytest

from chungtay.rules.messages import RuleBroken
from chungtay.rules.requests import read_outline
from chungtay.rules.reviews import Commended, Conference, Opinion, Words
from chungtay.rules.reviews.conference import (
    check_conference,
    read_commendations,
    read_opinions,
    typed_commendations,
    typed_opinions,
)
from chungtay.rules.reviews.presets import presets, usual
from chungtay.rules.reviews.sections import (
    Section,
    heading_of,
    orphans,
    outline_of,
    passage,
    sections_of_outline,
)
from chungtay.rules.tables import rows_of

PHASES = [
    ("2019–2024", date(2019, 1, 1), date(2024, 12, 31)),
    ("2024–2029", date(2024, 12, 30), date(2029, 12, 31)),
]

# today, and what is chosen for the officer who opens the page that day
LIKELY = """
today       window                          from        until
2024-12-10  phase:2019-01-01                2019-01-01  2024-12-31
2025-01-15  phase:2019-01-01                2019-01-01  2024-12-31
2025-07-02  phase:2019-01-01                2019-01-01  2024-12-31
2026-03-20  year:2025-01-01                 2025-01-01  2025-12-31
2026-06-01  first_half:2026-01-01           2026-01-01  2026-06-30
2026-07-02  first_half:2026-01-01           2026-01-01  2026-06-30
2027-01-05  year:2026-01-01                 2026-01-01  2026-12-31
"""


@pytest.mark.parametrize(("today", "key", "first", "last"), rows_of(LIKELY))
def test_the_likely_window_is_chosen(today: str, key: str, first: str, last: str) -> None:
    day = date.fromisoformat(today)
    chosen = usual(presets(PHASES, day), day)
    assert chosen
    assert (chosen.key, chosen.window.first.isoformat(), chosen.window.last.isoformat()) == (key, first, last)


def test_a_year_is_cut_to_the_phase_that_has_most_of_it() -> None:
    found = {one.key: one.window for one in presets(PHASES, date(2025, 1, 15))}
    assert (found["year:2024-01-01"].first, found["year:2024-01-01"].last) == (
        date(2024, 1, 1), date(2024, 12, 31),
    )  # fmt: skip
    assert not any(window.first > date(2025, 1, 15) for window in found.values())


CONTENTS = [
    Section("content:1", Words("Tuyên truyền ở xã biên giới.", "ໂຄສະນາ")),
    Section("content:2", Words("- Thăm nhau, tháng 10: hai đoàn")),
]
SECTIONS = [*CONTENTS, passage("assessment"), passage("lessons")]


def test_units_are_asked_by_the_heads_of_the_review() -> None:
    outline = outline_of(SECTIONS)
    assert [(one.title, one.depth) for one in read_outline(outline)] == [
        ("Kết quả thực hiện", 0), ("Tuyên truyền ở xã biên giới", 1), ("- Thăm nhau, tháng 10: hai đoàn", 1),
        ("Đánh giá chung", 0), ("Bài học kinh nghiệm", 0),
    ]  # fmt: skip
    assert all(heading_of(one, outline) for one in SECTIONS)
    assert [one.title for one in read_outline(outline_of(SECTIONS, "lo"))][1:3] == [
        "ໂຄສະນາ", "- Thăm nhau, tháng 10: hai đoàn",
    ]  # fmt: skip


def test_a_heading_that_an_officer_added_belongs_to_no_section() -> None:
    outline = f"{outline_of(SECTIONS)}\nIV. Kinh phí"
    assert orphans(SECTIONS, outline) == ["Kinh phí"]


def test_a_resolutions_outline_gives_its_sections_in_three_languages() -> None:
    found = sections_of_outline(
        "I. Kết quả\n1. Vốn\n- nêu số hộ\n2. Nhà\nII. Đề xuất", "I. ກ\n1. ຂ\n2. ຄ\nII. ງ"
    )
    assert [(one.key, one.title.vi, one.title.lo, one.hint) for one in found] == [
        ("outline:1", "Vốn", "ຂ", "nêu số hộ"), ("outline:2", "Nhà", "ຄ", ""), ("outline:3", "Đề xuất", "ງ", ""),
    ]  # fmt: skip


def test_what_was_said_and_who_was_commended_is_read_line_by_line_and_written_back() -> None:
    said = "Chủ tịch Hội xã Bờ Y: thêm lớp: tiếng Lào\n\nĐại diện phía bạn: nhất trí"
    opinions = read_opinions(said)
    assert opinions[0] == Opinion("Chủ tịch Hội xã Bờ Y", "thêm lớp: tiếng Lào")
    assert read_opinions(typed_opinions(opinions)) == opinions
    given = read_commendations(
        "Hội xã Đăk Dục; giấy khen; mười câu lạc bộ; cả năm 2021\nHội xã Bờ Y; bằng khen"
    )
    assert given == (
        Commended("Hội xã Đăk Dục", "giấy khen", "mười câu lạc bộ; cả năm 2021"),
        Commended("Hội xã Bờ Y", "bằng khen"),
    )
    assert read_commendations(typed_commendations(given)) == given


def test_every_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(RuleBroken) as told:
        read_opinions("nobody said this\nSomebody: this\n: that")
    assert [one.values["n"] for one in told.value.messages] == [1, 3]
    with pytest.raises(RuleBroken) as told:
        read_commendations("A union")
    assert told.value.messages[0].where == "commendations"


WRONG = """
held_on     attended  women  where
2026-03-21  -         -      held_on
2026-03-20  10        11     women
2026-03-20  -         3      attended
"""


@pytest.mark.parametrize(("held_on", "attended", "women", "where"), rows_of(WRONG))
def test_a_conference_that_cannot_have_been_is_refused(
    held_on: str, attended: str, women: str, where: str
) -> None:
    came, among = (None if given == "-" else int(given) for given in (attended, women))
    held = Conference(date.fromisoformat(held_on), "", "", came, among, ())
    with pytest.raises(RuleBroken) as told:
        check_conference(held, today=date(2026, 3, 20))
    assert [one.where for one in told.value.messages] == [where]
