"""Charts: whatever they are given, no word touches another, nothing leaves the drawing, the table says it all."""

import math
import unicodedata
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.papers.charts import measure, words
from chungtay.rules.charts import (
    MM,
    Aim,
    Amount,
    Box,
    Change,
    Comparison,
    Drawing,
    Event,
    Label,
    Line,
    Part,
    Path,
    Point,
    Progress,
    Series,
    Shares,
    Span,
    Spec,
    Tile,
    TileMap,
    Timeline,
    drawing,
)
from chungtay.rules.charts.pen import FALL, RISE, STRONG, Pen
from chungtay.rules.charts.shares import per_cent
from chungtay.rules.charts.tiles import WIDEST

K = 10_000
LONG = "Lượt hội viên, phụ nữ các xã biên giới được tuyên truyền quy chế biên giới " * 6
LAO = "ຈຳນວນແມ່ຍິງທີ່ໄດ້ຮັບການຝຶກອົບຮົມກ່ຽວກັບລະບຽບການຊາຍແດນ"

names = st.one_of(
    st.sampled_from(["Xã Đăk Blô", "2025", "12/2025", LAO, LONG, "Ễ", "ກໍ່", "", "a" * 400]),
    st.text(
        alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyẾỆỖỜự ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະາຳິີຶືຸູເແໂໃໄ່້໊໋ໍ<&#{}", max_size=60
    ),
)
numbers = st.one_of(
    st.none(), st.just(0), st.integers(-50 * K, 20_000 * K), st.integers(0, 2_000_000_000_000 * K)
)
qualifiers = st.sampled_from(["exact", "about", "at_least", "not_reported"])
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
many = {"min_size": 0, "max_size": 62}
progress_ = st.builds(
    Progress,
    st.lists(
        st.builds(
            Aim,
            names,
            numbers,
            numbers,
            names,
            st.none() | st.integers(-100, 20_000),
            st.booleans(),
            qualifiers,
        ),
        **many,
    ).map(tuple),
)
series_ = st.builds(
    Series,
    st.lists(st.builds(Point, names, numbers, st.booleans(), qualifiers), **many).map(tuple),
    names,
    st.lists(st.builds(Change, names, st.integers(-1, 70), st.integers(-5, 12_000)), max_size=4).map(tuple),
    numbers,
)
comparison_ = st.builds(
    Comparison,
    st.lists(st.builds(Amount, names, numbers, st.booleans(), numbers, qualifiers), **many).map(tuple),
    names,
    names,
)
shares_ = st.builds(Shares, st.lists(st.builds(Part, names, numbers), **many).map(tuple), names)
timeline_ = st.builds(
    Timeline,
    st.lists(
        st.builds(Span, names, days, days, st.sampled_from(["done", "running", "planned"])), max_size=45
    ).map(tuple),
    st.lists(st.builds(Event, names, days), max_size=8).map(tuple),
    st.none() | days,
)
tile_map_ = st.builds(
    TileMap,
    st.lists(
        st.builds(Tile, names, numbers, st.tuples(st.integers(0, WIDEST - 1), st.integers(0, 20))),
        max_size=62,
        unique_by=lambda tile: tile.cell,
    ).map(tuple),
    names,
)
specs = st.one_of(progress_, series_, comparison_, shares_, timeline_, tile_map_)


@settings(max_examples=150, deadline=None)
@given(specs, st.sampled_from([60, 84, 125, 165, 247]), st.sampled_from(["vi", "lo", "en"]))
def test_no_word_touches_another_and_nothing_leaves_the_drawing(
    spec: Spec, width_mm: int, language: str
) -> None:
    drawn = drawing(spec, width_mm=width_mm, words=words(language), measure=measure)
    labels = [(rectangle(mark), mark.text) for mark in drawn.marks if isinstance(mark, Label)]
    for (one, text), (other, beside) in combinations(labels, 2):
        assert not overlap(one, other), f"{text!r} lies on {beside!r}"
    for mark in drawn.marks:
        left, top, right, bottom = rectangle(mark)
        assert all(math.isfinite(edge) for edge in (left, top, right, bottom))
        assert left >= -0.5, mark
        assert right <= drawn.width + 0.5, mark
        assert top >= -0.5, mark
        assert bottom <= drawn.height + 0.5, mark
    assert drawn.width == pytest.approx(width_mm * MM, abs=0.01)


@settings(max_examples=80, deadline=None)
@given(specs)
def test_every_name_stands_whole_in_the_table_and_every_row_is_as_long_as_its_head(spec: Spec) -> None:
    drawn = drawing(spec, width_mm=60, words=words("vi"), measure=measure)
    head, *rows = drawn.table
    assert {len(row) for row in rows} <= {len(head)}
    said = [row[0] for row in rows]
    for wanted, given_ in zip(labels_of(spec), said, strict=True):
        assert given_.endswith(wanted)
    assert drawn.alt


@pytest.mark.parametrize(
    ("actual", "target", "said"),
    [
        (9_872 * K, 8_000 * K, "9.872 / 8.000 lượt · 123,4\xa0%"),
        (0, 8_000 * K, "0 / 8.000 lượt · 0,0\xa0%"),
        (None, 8_000 * K, "chưa báo / 8.000 lượt"),
        (5 * K, None, "5 lượt"),
        (5 * K, 0, "5 / 0 lượt"),
        (-2 * K, 4 * K, "−2 / 4 lượt · −50,0\xa0%"),
        (1_912_345_678 * K, 2_000_000_000 * K, "1,9 tỷ / 2 tỷ lượt · 95,6\xa0%"),
        (1_100 * K + 5_000, 1_250 * K, "1.100,5 / 1.250 lượt · 88,0\xa0%"),
    ],
)
def test_a_bar_says_what_was_done_of_what_was_promised(
    actual: int | None, target: int | None, said: str
) -> None:
    drawn = vietnamese(Progress((Aim("Tuyên truyền", actual, target, "lượt"),)))
    assert said in [mark.text.replace("\xa0tỷ", " tỷ").replace("\xa0lượt", " lượt") for mark in texts(drawn)]


@pytest.mark.parametrize(("share", "reach"), [(50, 0.5), (100, 1.0), (150, 1.5), (290, 2.9)])
def test_a_bar_over_its_target_goes_on_beyond_it(share: int, reach: float) -> None:
    drawn = vietnamese(Progress((Aim("a", share * K, 100 * K),)))
    (bar,), (track,) = boxes(drawn, "full"), boxes(drawn, "track")
    assert bar.width / track.width == pytest.approx(reach, abs=0.01)


def test_a_bar_far_beyond_its_target_is_cut_and_says_so_and_keeps_its_number() -> None:
    drawn = vietnamese(Progress((Aim("a", 120 * K, 4 * K), Aim("b", 2 * K, 4 * K))))
    assert [mark for mark in drawn.marks if isinstance(mark, Path)]
    assert any("3.000,0" in mark.text for mark in texts(drawn))
    assert any("vượt xa" in mark.text for mark in texts(drawn))


def test_what_was_not_reported_is_drawn_otherwise_than_zero() -> None:
    drawn = vietnamese(Series((Point("2024", None), Point("2025", 0), Point("2026", 3 * K))))
    assert len(boxes(drawn, "missing")) == 2  # the column and its sample in the key
    assert len(boxes(drawn, "full")) == 1
    assert [row[1] for row in drawn.table[1:]] == ["chưa báo", "0", "3"]


@pytest.mark.parametrize(
    ("qualifier", "said", "drawn"),
    [
        ("exact", "9.872", "9.872"),
        ("nearly", "gần 9.872", "≈ 9.872"),
        ("about", "khoảng 9.872", "≈ 9.872"),
        ("over", "trên 9.872", "≈ 9.872"),
        ("at_least", "ít nhất 9.872", "≈ 9.872"),
        ("estimated", "ước tính 9.872", "≈ 9.872"),
    ],
)
def test_a_number_that_is_not_exact_says_so_in_the_drawing_and_how_in_the_table(
    qualifier: str, said: str, drawn: str
) -> None:
    for spec in (
        Series((Point("2024", 9_872 * K, qualifier=qualifier),)),
        Comparison((Amount("Xã Đăk Blô", 9_872 * K, qualifier=qualifier),)),
        Progress((Aim("Lượt", 9_872 * K, None, qualifier=qualifier),)),
        Shares((Part("Kinh", 9_872 * K, qualifier),)),
    ):
        chart = vietnamese(spec)
        words_ = [mark.text.replace("\xa0", " ") for mark in texts(chart)]
        assert any(text.partition(" ·")[0] == drawn for text in words_)
        assert chart.table[1][1] == said
        assert any("≈ là" in text for text in words_) == (qualifier != "exact")


def test_the_day_on_which_the_map_changed_is_a_line_with_its_day() -> None:
    points = tuple(Point(str(year), K) for year in range(2022, 2027))
    drawn = vietnamese(Series(points, changes=(Change("01/07/2025", 3, 5_000),)))
    lines = [mark for mark in drawn.marks if isinstance(mark, Line) and mark.stroke == "change"]
    columns = sorted(box.x for box in boxes(drawn, "full"))
    assert columns[3] < lines[0].x1 < columns[4]
    assert "01/07/2025" in [mark.text for mark in texts(drawn)]
    assert "01/07/2025" in drawn.table[4][2]


def test_a_column_below_zero_hangs_from_the_line() -> None:
    drawn = vietnamese(Series((Point("1", -2 * K), Point("2", 4 * K))))
    below, above = boxes(drawn, "full")
    assert below.y == pytest.approx(above.y + above.height, abs=0.02)
    assert above.height == pytest.approx(2 * below.height, abs=0.05)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 10**15), min_size=1, max_size=20))
def test_shares_add_up_to_exactly_a_hundred(amounts: list[int]) -> None:
    shares = per_cent(amounts)
    assert sum(shares) == 10_000
    assert all(
        abs(share - amount * 10_000 / sum(amounts)) < 10.001
        for share, amount in zip(shares, amounts, strict=True)
    )


def test_no_two_parts_of_a_whole_look_alike_and_the_smallest_stand_together() -> None:
    drawn = vietnamese(Shares(tuple(Part(f"Nhóm {place}", place * K) for place in range(1, 12))))
    bar = [mark for mark in drawn.marks if isinstance(mark, Box) and mark.height == 20]
    assert len({box.fill for box in bar}) == len(bar) == 6
    assert sum(box.width for box in bar) == pytest.approx(drawn.width, abs=0.1)
    assert "Các nhóm khác" in [mark.text for mark in texts(drawn)]
    assert len(drawn.table) == 12


@pytest.mark.parametrize(
    "spec", [Progress(()), Series(()), Comparison(()), Shares(()), Timeline(()), TileMap(())]
)
def test_a_chart_of_nothing_says_so(spec: Spec) -> None:
    drawn = vietnamese(spec)
    assert [mark.text for mark in texts(drawn)] == ["Chưa có số liệu"]
    assert drawn.alt.endswith("Chưa có số liệu.")


def test_sixty_units_stand_on_less_than_a_page_and_those_after_them_in_the_table() -> None:
    drawn = vietnamese(Comparison(tuple(Amount(f"Xã {place}", place * K) for place in range(75))))
    assert drawn.height < 240 * MM
    assert len([mark for mark in texts(drawn) if mark.text.startswith("Xã ")]) == 60
    assert "và 15 dòng khác, xem bảng" in [mark.text for mark in texts(drawn)]
    assert len(drawn.table) == 76


@pytest.mark.parametrize(
    "name", [LAO, unicodedata.normalize("NFD", "Đội tuyên truyền phòng, chống mua bán người")]
)
def test_a_shortened_name_keeps_the_marks_of_its_letters(name: str) -> None:
    pen = Pen(500, words("lo"), measure)
    for room in range(10, int(measure(name, 9))):
        kept = pen.fitted(name, room).removesuffix("…")
        following = name[len(kept) :].lstrip()
        assert name.startswith(kept)
        assert unicodedata.category(following[0]) != "Mn", f"{kept}|{following}"
        assert measure(f"{kept}…", 9) <= room or not kept


def test_a_result_without_a_target_is_not_drawn_as_if_nobody_had_reported() -> None:
    drawn = vietnamese(Progress((Aim("a", 5 * K, None), Aim("b", None, 5 * K))))
    assert len(boxes(drawn, "missing")) == 2  # of b, and its sample in the key


@pytest.mark.parametrize("columns", [3, 8, 13])
def test_what_is_written_in_a_square_stays_in_it(columns: int) -> None:
    tiles = tuple(
        Tile(LAO + name, place * K, (place % columns, place // columns))
        for place, name in enumerate(["", LONG] * 20)
    )
    drawn = vietnamese(TileMap(tiles))
    squares = [rectangle(box) for box in drawn.marks if isinstance(box, Box) and box.height > 30]
    written = [rectangle(label) for label in texts(drawn) if label.anchor == "middle"]
    assert len(written) >= len(tiles)
    for left, top, right, bottom in written:
        assert any(x <= left and y <= top and right <= x2 and bottom <= y2 for x, y, x2, y2 in squares)


def test_a_name_that_does_not_fit_its_square_gives_up_the_word_for_its_kind_first() -> None:
    names = ("ແຂວງສະຫວັນນະເຂດ", "Tỉnh Điện Biên")
    drawn = vietnamese(TileMap(tuple(Tile(name, K, (place, 0)) for place, name in enumerate(names))))
    said = [label.text for label in texts(drawn) if label.anchor == "middle"]
    assert said == ["ສະຫວັນນະເຂດ", "Tỉnh Điện Biên"]


def test_what_is_said_over_a_bar_takes_a_second_line_where_one_is_too_short() -> None:
    spec = Timeline((Span(LONG, date(2019, 6, 1), date(2024, 12, 30), "done"),), (), None)
    first, rest = (label for label in texts(vietnamese(spec)) if label.text[0].isalpha())
    assert LONG.startswith(f"{first.text} {rest.text.removesuffix('…')}") and rest.text.endswith("…")
    assert rest.y > first.y


def vietnamese(spec: Spec) -> Drawing:
    return drawing(spec, width_mm=165, words=words("vi"), measure=measure)


def texts(drawn: Drawing) -> list[Label]:
    return [mark for mark in drawn.marks if isinstance(mark, Label)]


def boxes(drawn: Drawing, fill: str) -> list[Box]:
    return [mark for mark in drawn.marks if isinstance(mark, Box) and mark.fill == fill]


def labels_of(spec: Spec) -> list[str]:
    match spec:
        case Progress(rows) | Series(rows) | Comparison(rows) | Shares(rows) | TileMap(rows):
            return [row.label for row in rows]
        case Timeline(spans, events):
            return [row.label for row in (*spans, *events)]
    raise AssertionError(spec)


def rectangle(mark: object) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    match mark:
        case Label(x, y, text, size, anchor, is_strong):
            wide = measure(text, size) * (STRONG if is_strong else 1)
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            return left, y - RISE * size, left + wide, y + FALL * size
        case Line(x1, y1, x2, y2):
            return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        case Box(x, y, width, height):
            return x, y, x + width, y + height
        case Path(points):
            return (
                min(x for x, _ in points), min(y for _, y in points),
                max(x for x, _ in points), max(y for _, y in points),
            )  # fmt: skip
    raise AssertionError(mark)


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 0.05 and tall > 0.05
