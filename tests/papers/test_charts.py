"""Charts on paper: the words can be read back, every letter is there, pictures for DOCX are steady and sharp."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageStat

from chungtay.papers import charts, fonts
from chungtay.papers.charts import DOTS_PER_INCH, EDGE_PT, laid_out, pages_of, pngs, words
from chungtay.rules.charts import (
    Aim,
    Amount,
    Change,
    Comparison,
    Drawing,
    Label,
    Part,
    Point,
    Progress,
    Series,
    Shares,
    Spec,
    Tile,
    TileMap,
)
from chungtay.rules.messages import RuleBroken

K = 10_000
LAO = "ຈຳນວນແມ່ຍິງທີ່ໄດ້ຮັບການຝຶກອົບຮົມ"
HOSTILE = "#strong[x] $x^2$ *sao* _gạch_ {{ name }} {% if %} <b> & =1+1 ../../etc/passwd \\n"
SPECS: dict[str, Spec] = {
    "progress": Progress(
        (Aim("Lượt tuyên truyền", 9_872 * K, 8_000 * K, "lượt", 7_000), Aim(LAO, None, 4 * K))
    ),
    "series": Series(
        (Point("2024", 3 * K), Point("2025", 5 * K, True)), "lượt", (Change("01/07/2025", 1, 5_000),)
    ),
    "comparison": Comparison((Amount("Xã Đăk Blô", 3 * K), Amount("Xã Bờ Y", None)), "lượt"),
    "shares": Shares((Part("Kinh", 3 * K), Part("Giẻ Triêng", K)), "người"),
    "map": TileMap((Tile("Bờ Y", 3 * K, (0, 0)), Tile("ສາມັກຄີໄຊ", None, (1, 1)))),
}


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_all_words_of_charts_are_there_in_every_language_and_can_be_printed(language: str) -> None:
    said = words(language)
    assert all(vars(said).values())
    fonts.refuse_unprintable(vars(said).values())
    assert said.more % {"n": 3}


@pytest.mark.parametrize("name", SPECS)
def test_every_word_of_a_chart_can_be_read_back_from_the_pdf(name: str) -> None:
    drawn = laid_out(SPECS[name], width_mm=165)
    said = "".join(read_back(drawn).split())
    for mark in drawn.marks:
        if isinstance(mark, Label):
            assert "".join(mark.text.split()) in said


def test_what_people_typed_stays_text_on_paper() -> None:
    drawn = laid_out(Comparison((Amount(HOSTILE, K),)), width_mm=247)
    label = next(mark.text for mark in drawn.marks if isinstance(mark, Label))
    assert "".join(label.split()) in "".join(read_back(drawn).split())


def test_words_stand_where_the_geometry_put_them() -> None:
    drawn = laid_out(SPECS["shares"], width_mm=165)
    page = page_of(drawn)
    for mark in (mark for mark in drawn.marks if isinstance(mark, Label)):
        index, count = page.search(mark.text, match_case=True).get_next()
        left, *_ = page.get_charbox(index, loose=True)
        right = page.get_charbox(index + count - 1, loose=True)[2]
        wide = charts.measure(mark.text, mark.size)
        begins = EDGE_PT + mark.x - {"start": 0, "middle": wide / 2, "end": wide}[mark.anchor]
        assert begins - 0.3 <= left <= begins + 2  # kerning draws some words together, never apart
        assert begins + wide - 2 <= right <= begins + wide + 0.3


def test_each_chart_becomes_a_sharp_picture_of_its_size_and_always_the_same() -> None:
    drawings = [laid_out(spec, width_mm=165) for spec in SPECS.values()]
    pictures = pngs(drawings)
    assert pictures == pngs(drawings)
    for picture, drawn in zip(pictures, drawings, strict=True):
        image = Image.open(io.BytesIO(picture))
        assert image.width == pytest.approx((drawn.width + 2 * EDGE_PT) / 72 * DOTS_PER_INCH, abs=2)
        assert image.height == pytest.approx((drawn.height + 2 * EDGE_PT) / 72 * DOTS_PER_INCH, abs=2)


def test_parts_are_told_apart_in_black_and_white() -> None:
    drawn = laid_out(Shares(tuple(Part(str(place), K) for place in range(6))), width_mm=120)
    (picture,) = pngs([drawn])
    image = Image.open(io.BytesIO(picture)).convert("L")
    step = image.width / 6
    darkness = [shade(image, round(step * place + 6), round(step * (place + 1) - 6)) for place in range(6)]
    sorted_ = sorted(darkness)
    assert all(dark + 4 < light for dark, light in zip(sorted_, sorted_[1:], strict=False)), darkness


def test_no_chart_is_no_picture() -> None:
    assert pngs([]) == []


def test_a_letter_that_no_font_has_is_refused_and_not_drawn_as_a_box() -> None:
    with pytest.raises(RuleBroken):
        pngs([laid_out(Comparison((Amount("中", K),)), width_mm=120)])


def read_back(drawn: Drawing) -> str:
    return str(page_of(drawn).get_text_range())


def page_of(drawn: Drawing) -> pypdfium2.PdfTextPage:
    return pypdfium2.PdfDocument(pages_of([drawn], "pdf"))[0].get_textpage()


def shade(image: Image.Image, left: int, right: int) -> float:
    """The mean darkness of the bar between two columns of dots."""
    cut = image.crop((left, 12, right, 50))
    return float(ImageStat.Stat(cut).mean[0])
