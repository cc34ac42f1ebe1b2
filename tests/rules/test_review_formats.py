"""Bytes that were ever frozen are read for ever, and say what they said."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.rules.reviews import (
    Facts,
    Passage,
    Words,
    asked,
    canonical_bytes,
    facts_of,
    fingerprint,
    fingerprint_of,
    numbers,
    sentence,
)
from chungtay.rules.reviews.canonical import FORMAT, LIFTS
from tests.review_made import FULL

HEAD = (
    '"letterhead":{"authority":"TM. BAN THƯỜNG VỤ","issuer":"Hội","parent_body":"Hội cấp trên","place":"Kon Tum",'
    '"post":"CHỦ TỊCH","recipients":["Lưu: VT."],"symbol":"BC-BTV"},"map_on":"2024-12-31",'
    '"narratives":[["lessons","Một bài học"]],"programme":"oak-elm","programme_name":"Bản ghi nhớ","results":[{'
    '"actual":98720000,"code":"K-01","due":13,"entries":148,"heading":"Tuyên truyền","indicator":"attendances",'
    '"label":"Lượt được tuyên truyền","measure":"lượt","qualifier":"nearly","reported":11,"target":80000000'
)
UNITS = '"title":"Tổng kết","unit_codes":["K-01"],"units":[{"amounts":[10000],"place":"Alder","qualifiers":["exact"]}]}'
BEGINNING = (
    '{{"directions":["Tiếp tục"],"first_on":"2019-01-01","format":{},"known_at":7,"last_on":"2024-12-31",'
)
OLD = {
    1: (
        BEGINNING.format(1) + HEAD + '},{"actual":null,"code":"K-02","due":13,"entries":148,"heading":"",'
        '"indicator":"attendances","label":"Lượt được tuyên truyền","measure":"lượt","qualifier":"nearly",'
        '"reported":11,"target":null}],' + UNITS,
        "4516cb1ae4d3dd4fb404d98be324f71b08b66e79dc0839ffd7c39b47b3f01774",
    ),
    2: (
        BEGINNING.format(2) + HEAD + ',"version":2}],' + UNITS,
        "e09db6ab6ba7e59e994fd34467d7f188252837926e83444ca286dd8867b92812",
    ),
}


@pytest.mark.parametrize("number", OLD)
def test_a_review_of_an_older_format_says_what_it_said(number: int) -> None:
    text, sealed = OLD[number]
    facts = facts_of(text.encode())
    assert fingerprint(text.encode()) == fingerprint_of(facts) == sealed
    assert (facts.title, facts.letterhead.issuer, facts.known_at) == (Words("Tổng kết"), Words("Hội"), 7)
    assert sentence(facts.result("K-01")).replace("\u00a0", " ") == (
        "Lượt được tuyên truyền: gần 9.872 lượt, đạt 123,4 % chỉ tiêu (8.000 lượt);"
        " đã có 11/13 báo cáo được duyệt"
    )
    assert [(one.section, one.text.vi) for one in facts.narratives] == [("lessons", "Một bài học")]
    assert [(unit.place.vi, unit.amounts) for unit in facts.units] == [("Alder", (10_000,))]


def test_every_format_before_todays_has_its_reader() -> None:
    assert set(LIFTS) == set(range(1, FORMAT))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
AMOUNTS = st.none() | st.integers(-(2**63), 2**63 - 1)
WORDS = st.builds(Words, TEXTS, TEXTS, TEXTS)


@st.composite
def reviews(draw: st.DrawFn) -> Facts:
    """The full review with other names, texts, days and amounts in it."""
    results = tuple(
        replace(one, label=draw(WORDS), measure=draw(WORDS), actual=draw(AMOUNTS), target=draw(AMOUNTS))
        for one in FULL.results
    )
    units = tuple(
        replace(unit, place=draw(WORDS), amounts=(draw(AMOUNTS), draw(AMOUNTS))) for unit in FULL.units
    )
    passages = draw(st.lists(st.builds(Passage, TEXTS, WORDS, WORDS, st.none() | st.dates()), max_size=3))
    return replace(
        FULL, results=results, units=units, narratives=tuple(passages), title=draw(WORDS), map_on=draw(st.dates()),
        known_at=draw(st.integers(0, 2**63)), directions=tuple(draw(st.lists(WORDS, max_size=3))),
        conference=draw(st.sampled_from([None, FULL.conference])),
    )  # fmt: skip


@settings(max_examples=50)
@given(reviews())
def test_whatever_is_frozen_comes_back_word_for_word(facts: Facts) -> None:
    canonical = canonical_bytes(facts)
    again = facts_of(canonical)
    assert again == facts
    assert canonical_bytes(again) == canonical
    assert fingerprint_of(again) == fingerprint(canonical) == fingerprint_of(facts)


def test_each_printed_number_has_a_code_of_its_own() -> None:
    codes = Counter(one.code for one in numbers(FULL))
    assert set(codes.values()) == {1}
    assert all(asked(FULL, code) for code in codes)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("K-01", ("attendances", "2026-01-01", "2026-06-30", None, "", 6_170_000)),
        ("K-01-C", ("attendances", "2025-01-01", "2025-06-30", None, "", 5_000_000)),
        ("K-01-L", ("attendances", "2024-01-01", "2026-06-30", None, "", 20_000_000)),
        ("K-01-P", ("attendances", "2026-01-01", "2026-06-30", None, "", 6_170_000)),
        ("K-01-02", ("attendances", "2026-01-01", "2026-06-30", "103@2000-01-01", "", 4_000_000)),
        ("K-01-A2", ("attendances", "2026-01-01", "2026-06-30", None, "sex", 170_000)),
        ("K-01-N2025", ("attendances", "2025-01-01", "2025-12-31", None, "", 9_000_000)),
        ("Q-01", ("attendances", "2024-01-01", "2024-12-31", None, "", 4_830_000)),
    ],
)
def test_a_code_says_what_it_asks_of_the_ledger(code: str, told: tuple[object, ...]) -> None:
    one = asked(FULL, code)
    assert one is not None
    days = (one.first_on.isoformat(), one.last_on.isoformat())
    assert (one.indicator, *days, one.place, one.dimension, one.actual) == told
