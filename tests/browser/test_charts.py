"""Charts in a real browser, in its own letters: no word touches another, on a phone or a desk, in any language."""

from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override
from playwright.sync_api import Browser

from chungtay.papers.charts import laid_out
from chungtay.rules.charts import (
    Aim,
    Amount,
    Change,
    Comparison,
    Event,
    Part,
    Point,
    Progress,
    Series,
    Shares,
    Span,
    Spec,
    Tile,
    TileMap,
    Timeline,
)
from chungtay.screens.charts.svg import chart
from chungtay.screens.look import sheet_text
from tools.chromium import CHROMIUM, chromium

K = 10_000
LONG = "Lượt hội viên, phụ nữ các xã biên giới được tuyên truyền phòng, chống mua bán người " * 4
LAO = "ຈຳນວນແມ່ຍິງທີ່ໄດ້ຮັບການຝຶກອົບຮົມກ່ຽວກັບລະບຽບການຊາຍແດນ"
SPECS: tuple[Spec, ...] = (
    Progress(
        (
            Aim("Lượt tuyên truyền", 9_872 * K, 8_000 * K, "lượt", 7_000),
            Aim(LONG, 1_912_345_678 * K, 2_000_000_000 * K, "đồng", 7_000),
            Aim(LAO, None, 40 * K, "ຄົນ"),
            Aim("Câu lạc bộ", 120 * K, 4 * K, "câu lạc bộ", is_partial=True),
        )
    ),
    Series(
        tuple(Point(f"{month:02d}/2026", month * 1_111_111 * K) for month in range(1, 13)),
        "lượt",
        (Change("01/03/2026", 2), Change("15/03/2026", 2, 5_000), Change("01/12/2026", 11, 9_000)),
        9_000_000 * K,
    ),
    Comparison((*(Amount(f"Xã Đăk Nhoong {place}", place * K) for place in range(40)), Amount(LAO, None))),
    Shares((Part(LONG, 5 * K), Part(LAO, 3 * K), Part("Gia Rai", K)), "người"),
    Timeline(
        (
            Span(LONG, date(2019, 6, 1), date(2024, 12, 30), "done"),
            Span(LAO, date(2024, 12, 30), date(2029, 12, 30)),
        ),
        (Event("Hội nghị tổng kết", date(2024, 12, 27)),),
        date(2026, 11, 22),
    ),
    TileMap(
        (Tile("Đăk Nhoong", K, (0, 0)), Tile(LAO, 2 * K, (1, 0)), Tile("Trương Quang Trọng", None, (2, 1)))
    ),
)
TOUCHING = """() => [...document.querySelectorAll('svg.plot__drawing')].flatMap(drawing => {
  const room = drawing.getBoundingClientRect();
  if (!room.width) return [];
  const edge = room.width / 100;
  const words = [...drawing.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  const out = words
    .filter(([, box]) => box.left < room.left - edge || box.right > room.right + edge).map(([text]) => text);
  const on = words.flatMap(([text, box], place) => words.slice(place + 1).filter(([, other]) =>
    Math.min(box.right, other.right) - Math.max(box.left, other.left) > 0.5 &&
    Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 3).map(([beside]) => text + ' | ' + beside));
  return [...out, ...on];
})"""


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_no_word_of_a_chart_touches_another_in_the_letters_of_a_browser(
    language: str, tmp_path: Path
) -> None:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    page = tmp_path / "charts.html"
    page.write_text(page_of(language))
    with chromium() as browser:
        for width, shown in ((360, "narrow"), (1280, "wide")):
            assert touching(browser, page, width, shown) == []


def touching(browser: Browser, page: Path, width: int, shown: str) -> list[str]:
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(page.as_uri())
    assert tab.locator(f"svg.plot__{shown}:visible").count() == len(SPECS)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    found: list[str] = tab.evaluate(TOUCHING)
    tab.close()
    return found


def page_of(language: str) -> str:
    with override(language):
        drawn = [chart(spec) for spec in SPECS]
        drawn += [chart(laid_out(spec, width_mm=165, language=language)) for spec in SPECS]
    body = "".join(f'<figure class="chart">{one}</figure>' for one in drawn)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    style, main = f"<style>{sheet_text()}</style>", f'<main class="page">{body}</main>'
    return f'<!doctype html><html lang="{language}"><head>{head}{style}</head><body>{main}</body></html>'
