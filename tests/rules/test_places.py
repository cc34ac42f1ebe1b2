"""Where a figure lies on the map of any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.places import Place, Succession, World, check_successions
from tests.rules.book import JULY, LATER, WORLD, day, decimal, whole

OLD, NEW, FAR = "2025-06-30", "2025-07-01", "2027-01-01"


def where(place: str, amount: str, on: str) -> str:
    parts = WORLD.parts(place, whole(amount), day(on))
    texts = [f"{part.place or 'nowhere'} {decimal(part.amount)}{' assumed' * part.assumed}" for part in parts]
    return ", ".join(texts)


@pytest.mark.parametrize(
    ("booked", "amount", "on", "lies"),
    [
        ("Alder", "5", OLD, "Alder 5"),  # on its own map it stays
        ("Alder", "5", NEW, "Cedar 5"),  # merged: whole
        ("Elm", "5", NEW, "Fir 3, Gum 2"),  # split by agreed shares
        ("Elm", "0.0001", NEW, "Fir 0, Gum 0.0001"),  # the last takes the remainder
        ("Elm", "-0.0003", NEW, "Fir -0.0001, Gum -0.0002"),  # a reversal is divided as what it takes back
        ("Fir", "1", FAR, "Laurel 0.3333 assumed, Maple 0.3333 assumed, Nettle 0.3334 assumed"),
        ("Elm", "5", FAR, "Laurel 1 assumed, Maple 1 assumed, Nettle 1 assumed, Oleander 2"),  # a chain
        ("Alder", "5", FAR, "Oleander 5"),
        ("Dogwood", "5", FAR, "Dogwood 5"),
        (
            "Hilldale",
            "5",
            NEW,
            "Greatshire 5",
        ),  # a district that became nothing: in what became of its province
        ("Oakshire", "5", NEW, "Greatshire 5"),
        ("Spring", "5", NEW, "Spring 5"),  # a village outlives its commune
        ("Brook", "5", NEW, "Newbrook 5"),  # a village knows on which side of the split it fell
        ("Rowan", "5", FAR, "Rowan 5"),
    ],
)
def test_a_figure_goes_to_what_its_place_became(booked: str, amount: str, on: str, lies: str) -> None:
    assert where(booked, amount, on) == lies


@pytest.mark.parametrize(
    ("booked", "on", "lies"),
    [
        ("Fir", OLD, "Elm 5"),  # made from one unit: in that unit
        ("Cedar", OLD, "Hilldale 5"),  # made from two communes of one district: in the district, not divided
        ("Juniper", OLD, "Westland 5"),  # made across two provinces: only the country holds all of it
        ("Laurel", NEW, "Fir 5"),
        ("Laurel", OLD, "Elm 5"),  # back through two successions
        ("Oleander", OLD, "Oakshire 5"),  # Alder and Birch in one district, half of Elm in another
        ("Greatshire", OLD, "Westland 5"),
    ],
)
def test_an_older_map_never_divides_a_newer_unit(booked: str, on: str, lies: str) -> None:
    assert where(booked, "5", on) == lies


def test_what_no_older_unit_holds_cannot_be_placed() -> None:
    old = [Place(key, None, date(2000, 1, 1), JULY) for key in ("one", "two")]
    world = World([*old, Place("new", None, JULY)], [Succession(o.key, "new", JULY) for o in old])
    assert [part.place for part in world.parts("new", 5, date(2020, 1, 1))] == [None]


def test_what_was_divided_and_came_together_again_is_not_assumed() -> None:
    places = [
        Place("whole", None, date(2000, 1, 1), JULY),
        Place("left", None, JULY, LATER),
        Place("right", None, JULY, LATER),
        Place("again", None, LATER),
    ]
    halves = [Succession("whole", "left", JULY), Succession("whole", "right", JULY)]
    joined = [Succession("left", "again", LATER), Succession("right", "again", LATER)]
    world = World(places, halves + joined)
    assert [part.assumed for part in world.parts("whole", 5, JULY)] == [True, True]
    assert [(part.place, part.amount, part.assumed) for part in world.parts("whole", 5, LATER)] == [
        ("again", 5, False)
    ]


@pytest.mark.parametrize(
    ("key", "on", "units"),
    [
        ("Dogwood", OLD, "Dogwood Lowdale Oakshire Westland"),
        ("Dogwood", NEW, "Dogwood Greatshire Westland"),  # it outlives its district and its province
        ("Brook", OLD, "Brook Elm Lowdale Oakshire Westland"),
        ("Newbrook", NEW, "Newbrook Fir Greatshire Westland"),
        ("Spring", OLD, "Spring Alder Hilldale Oakshire Westland"),
        ("Spring", NEW, "Spring Cedar Greatshire Westland"),
        ("Spring", FAR, "Spring Oleander Greatshire Westland"),
        ("Rowan", NEW, "Rowan Pineshire Eastland"),
    ],
)
def test_containment_follows_the_tree_of_the_day(key: str, on: str, units: str) -> None:
    assert " ".join(map(str, WORLD.lineage(key, day(on)))) == units


def test_a_code_that_begins_alike_is_not_inside() -> None:
    began = date(2000, 1, 1)
    world = World([Place("001", None, began), Place("0012", None, began)])
    assert not world.contains("001", "0012", JULY)


def test_children_are_those_of_the_map_of_the_day() -> None:
    assert {place.key for place in WORLD.children("Lowdale", day(OLD))} == {"Dogwood", "Elm", "Ivy"}
    assert {place.key for place in WORLD.children("Greatshire", day(NEW))} == {
        "Cedar", "Dogwood", "Fir", "Gum", "Juniper",
    }  # fmt: skip


BEGAN = date(2000, 1, 1)
UNITS = [
    Place("A", None, BEGAN, JULY),
    Place("B", None, BEGAN),
    Place("C", None, JULY),
    Place("D", None, JULY),
    Place("E", None, BEGAN),
]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([("A", "C", None), ("A", "D", None)], None),
        ([("A", "C", 2500), ("A", "D", 7500)], None),
        ([("A", "C", 2500), ("A", "D", 2500)], "The shares of A add up to 5000, not to 10,000."),
        ([("A", "C", 12000), ("A", "D", -2000)], "A share of A is below zero."),
        ([("A", "C", 2500), ("A", "D", None)], "Some shares of A are agreed and others are missing."),
        ([("A", "C", None), ("A", "C", None)], "A becomes the same unit twice."),
        ([("A", "A", None)], "A cannot become itself."),
        ([("A", "Z", None)], "There is no place Z."),
        ([("B", "C", None)], "B does not end on 2025-07-01, the day on which it becomes C."),
        ([("A", "E", None)], "E does not begin on 2025-07-01: a unit whose territory changes is a new unit."),
    ],
)
def test_a_merger_that_loses_or_doubles_a_unit_is_named(
    rows: list[tuple[str, str, int | None]], fault: str | None
) -> None:
    found = check_successions(UNITS, [Succession(old, new, JULY, share) for old, new, share in rows])
    assert [str(message) for message in found] == ([fault] if fault else [])


@given(
    place=st.sampled_from(sorted(map(str, WORLD.places))),
    amount=st.integers(-(10**12), 10**12),
    days=st.integers(0, 12_000),
)
def test_nothing_is_lost_or_made_on_any_map(place: str, amount: int, days: int) -> None:
    on = BEGAN + timedelta(days)
    parts = WORLD.parts(place, amount, on)
    assert sum(part.amount for part in parts) == amount
    assert [(p.place, -p.amount) for p in parts] == [
        (p.place, p.amount) for p in WORLD.parts(place, -amount, on)
    ]
    assert all(part.place is None or WORLD.places[part.place].is_on_map(on) for part in parts)
