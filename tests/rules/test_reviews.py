"""What a review says, from facts alone."""

from dataclasses import replace
from datetime import date

import pytest

from chungtay.rules.ledger import Kind, Window
from chungtay.rules.reviews import (
    Facts,
    Letterhead,
    Passage,
    Result,
    Unit,
    Words,
    article_lines,
    canonical_bytes,
    facts_of,
    fingerprint,
    promised,
    sentence,
)


def result(**changed: object) -> Result:
    base = Result(
        code="K-01", indicator="attendances", label=Words("Lượt được tuyên truyền"), measure=Words("lượt"),
        heading=Words("Tuyên truyền"), target=80_000_000, actual=98_720_000, qualifier="nearly",
        reported=11, due=13, entries=148,
    )  # fmt: skip
    return replace(base, **changed)  # type: ignore[arg-type]


FACTS = Facts(
    programme="oak-elm", programme_name=Words("Bản ghi nhớ"), title=Words("Tổng kết"), first_on=date(2019, 1, 1),
    last_on=date(2024, 12, 31), map_on=date(2024, 12, 31), known_at=7,
    letterhead=Letterhead(
        Words("Hội cấp trên"), Words("Hội"), "BC-BTV", Words("Kon Tum"), "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", ("Lưu: VT.",)
    ),
    results=(result(), result(code="K-02", heading=Words(""), actual=None, target=None)), unit_codes=("K-01",),
    units=(Unit(Words("Alder"), (10_000,), ("exact",)),), narratives=(Passage("lessons", Words("Một bài học")),),
    directions=(Words("Tiếp tục"),),
)  # fmt: skip


def test_the_facts_of_a_frozen_review_come_back_from_its_bytes_alone() -> None:
    assert facts_of(canonical_bytes(FACTS)) == FACTS


def test_any_changed_number_or_word_changes_the_fingerprint() -> None:
    changed = [
        replace(FACTS, known_at=8),
        replace(FACTS, directions=(Words("Tiếp tục."),)),
        replace(FACTS, results=(result(actual=98_720_001), FACTS.results[1])),
        replace(FACTS, units=(Unit(Words("Alder"), (None,), ("exact",)),)),
    ]
    prints = {fingerprint(canonical_bytes(facts)) for facts in [FACTS, *changed]}
    assert len(prints) == 5


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {},
            "Lượt được tuyên truyền: gần 9.872 lượt, đạt 123,4 % chỉ tiêu (8.000 lượt);"
            " đã có 11/13 báo cáo được duyệt",
        ),
        ({"target": None, "due": 0}, "Lượt được tuyên truyền: gần 9.872 lượt"),
        (
            {"actual": 0, "qualifier": "exact", "due": 0},
            "Lượt được tuyên truyền: 0 lượt, đạt 0,0 % chỉ tiêu (8.000 lượt)",
        ),
        ({"actual": None}, "Lượt được tuyên truyền: chưa có đơn vị báo số liệu"),
    ],
)  # fmt: skip
def test_a_result_is_said_as_an_official_paper_says_it(changed: dict[str, object], said: str) -> None:
    assert sentence(result(**changed)).replace("\u00a0", " ") == said


YEARS = [(Window(date(year, 1, 1), date(year, 12, 31)), 10) for year in (2019, 2020)]
PHASE = (Window(date(2019, 1, 1), date(2020, 12, 31)), 15)


@pytest.mark.parametrize(
    ("targets", "kind", "amount"),
    [
        ([], Kind.FLOW, None),
        (YEARS, Kind.FLOW, 20),
        (YEARS, Kind.STOCK, 10),
        ([*YEARS, PHASE], Kind.FLOW, 15),
        ([(YEARS[0][0], 8), (YEARS[1][0], 12)], Kind.STOCK, 12),
    ],
)
def test_yearly_promises_add_up_unless_the_phase_has_its_own(
    targets: list[tuple[Window, int]], kind: Kind, amount: int | None
) -> None:
    assert promised(targets, kind) == amount


def test_an_article_draft_leaves_out_what_nobody_reported() -> None:
    text = "\n".join(article_lines(FACTS))
    assert "gần 9.872" in text
    assert "chưa có đơn vị" not in text
    assert "## Phương hướng\n- Tiếp tục." in text
