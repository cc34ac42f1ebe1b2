"""The schematic map: one square for each unit, none on another, neighbours side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.rules.charts.shades import Shades
from chungtay.rules.charts.tiles import WIDEST, laid_out
from chungtay.screens.places.maps import in_lines, legend_of, width_of

NORTH, EAST = st.floats(8, 24), st.floats(100, 110)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.tuples(NORTH, EAST)), min_size=1, max_size=120))
def test_every_unit_has_a_square_of_its_own_within_the_drawing(
    points: list[tuple[float, float] | None],
) -> None:
    grid = laid_out(tuple(points))
    assert len(grid.cells) == len(points) == len(set(grid.cells))
    assert all(0 <= column < grid.columns and 0 <= row < grid.rows for column, row in grid.cells)
    assert grid.columns <= WIDEST
    assert grid.unplaced == points.count(None)


def test_the_order_of_places_on_the_ground_is_kept() -> None:
    north, middle, south = laid_out(((16, 108), (15, 108), (14, 108))).cells
    assert north[1] < middle[1] < south[1]
    west, east = laid_out(((15, 105), (15, 109))).cells
    assert west[0] < east[0]


def test_the_same_places_are_always_drawn_alike() -> None:
    points = tuple((10 + place % 7, 104 + place % 5) for place in range(40))
    laid_out.cache_clear()
    first = laid_out(points)
    laid_out.cache_clear()
    assert laid_out(points) == first


@pytest.mark.parametrize(
    ("amounts", "looks"),
    [
        ([1, 2, 3, 4], ["1", "2", "3", "4"]),
        ([7], ["4"]),  # one single figure is not pale
        ([0, None, 5], ["zero", "none", "4"]),
        ([None, None], ["none", "none"]),
        ([3, 3, 3, 9], ["3", "3", "3", "4"]),
    ],
)
def test_darker_is_more_and_nothing_reported_is_not_zero(amounts: list[int | None], looks: list[str]) -> None:
    shades = Shades(amounts)
    assert [shades.look(amount) for amount in amounts] == looks
    assert {shade.look for shade in legend_of(shades)} == set(looks)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Bờ Y", ["Bờ Y"]),
        ("Trương Quang Trọng", ["Trương", "Quang", "Trọng"]),
        ("Ba Động", ["Ba Động"]),
        ("ອັດຕະປື", ["ອັດຕະປື"]),
        ("Constantinople", ["Constant…"]),
    ],
)
def test_a_name_fits_its_square(name: str, lines: list[str]) -> None:
    assert in_lines(name) == lines
    assert all(width_of(line) <= 9 for line in lines)
