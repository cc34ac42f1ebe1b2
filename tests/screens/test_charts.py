"""Charts on pages: what they show is text, what they shorten a table says, nothing is styled in place."""

import re
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from chungtay.papers.charts import laid_out
from chungtay.rules.charts import Aim, Amount, Change, Comparison, Part, Point, Progress, Series, Shares, Spec
from chungtay.screens.charts.specs import highest
from chungtay.screens.charts.svg import chart

K = 10_000
HOSTILE = '<script>alert("1")</script>&amp;{{ name }}{% load %}\' onload="x"'


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    with override("vi"):
        yield


@pytest.mark.parametrize(
    "spec",
    [
        Progress((Aim(HOSTILE, 3 * K, 4 * K, HOSTILE),)),
        Series((Point(HOSTILE, K),), HOSTILE, (Change(HOSTILE, 0),)),
        Comparison((Amount(HOSTILE, K),), HOSTILE),
        Shares((Part(HOSTILE, K),), HOSTILE),
    ],
)
def test_what_people_typed_stays_text(spec: Spec) -> None:
    said = chart(spec)
    assert "<script" not in said
    assert "&lt;script&gt;alert(&quot;1&quot;)" in said
    assert 'onload="' not in said


def test_a_page_takes_no_style_and_no_script_from_a_chart() -> None:
    said = chart(Series((Point("2024", K), Point("2025", None)), "lượt"))
    assert not re.search(r"\s(style|on\w+)=|<style|<script|href=", said)


def test_a_chart_is_drawn_for_a_phone_and_for_a_desk_and_its_letters_keep_their_size() -> None:
    said = chart(Comparison((Amount("Xã Đăk Blô", 3 * K),), "lượt"))
    widths = [int(width) for width in re.findall(r'role="img" viewBox="[^"]*" width="(\d+)"', said)]
    assert widths == [317, 665]
    assert "font-size" not in said


def test_whoever_cannot_see_it_hears_what_it_shows() -> None:
    said = chart(Series((Point("2024", 12 * K), Point("2025", None)), "lượt"))
    assert "<title>Kết quả qua các kỳ. 2024: 12; 2025: chưa báo.</title>" in said


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [("vi", "chưa báo", "1.345,5"), ("lo", "ຍັງບໍ່ທັນລາຍງານ", "1.345,5"), ("en", "not reported", "1,345.5")],
)
def test_a_chart_speaks_the_language_of_the_page(language: str, word: str, number: str) -> None:
    with override(language):
        said = chart(Series((Point("2024", 1_345 * K + 5_000), Point("2025", None)), "lượt"))
    assert word in said
    assert number in said


def test_the_table_below_says_every_row_and_aligns_numbers() -> None:
    said = chart(Comparison(tuple(Amount(f"Xã {place}", place * K) for place in range(70)), "lượt"))
    assert said.count("<tr>") == 71
    assert '<th scope="row">Xã 69</th><td class="num">69</td>' in said


def test_a_table_that_stands_on_the_page_is_not_said_again() -> None:
    assert "<table" not in chart(Comparison((Amount("a", K),)), table=False)


def test_a_drawing_made_for_paper_is_shown_as_it_is() -> None:
    said = chart(laid_out(Shares((Part("Kinh", 3 * K), Part("Xơ Đăng", K)), "người"), width_mm=165))
    assert said.count("<svg") == 1
    assert "75,0" in said


@pytest.mark.parametrize(
    ("amounts", "said"),
    [((3, 5, 4), "1"), ((5, 5, 4), ""), ((5,), ""), ((None, 5), ""), ((None, 5, 2), "1"), ((), "")],
)
def test_the_highest_is_named_only_where_it_stands_above_all_others(
    amounts: tuple[int | None, ...], said: str
) -> None:
    points = tuple(Point(str(place), amount and amount * K) for place, amount in enumerate(amounts))
    assert highest(Series(points)) == said
