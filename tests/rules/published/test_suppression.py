"""What public tables hide: small counts of persons, and whatever would let them be computed."""

from datetime import date

import pytest

from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind
from chungtay.rules.published.suppression import (
    Count,
    Hidden,
    Partition,
    Published,
    State,
    Where,
    counts_persons,
    determined,
    hidden_well,
    least_of,
    suppressed,
    system_of,
)

JAN, JUN, JUL, DEC = date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 31), date(2025, 12, 31)


def where(text: str) -> Where:
    """`oak`, `oak/seat:1`, `oak place:alder`."""
    whole, _, part = text.partition(" ")
    programme, _, scope = whole.partition("/")
    axis, _, key = part.partition(":")
    return Where(programme, scope, axis, key)


def published(
    table: str, *, first: date = JAN, last: date = DEC, hidden: dict[str, Hidden] | None = None
) -> Published:
    """A line a count: which, and how many. Counts of one axis are parts of the line without a part above them."""
    counts = []
    for line in table.strip().splitlines():
        *name, amount = line.split()
        counts.append(Count("learners", where(" ".join(name)), first, last, int(amount) * SCALE))
    known = [one.where for one in counts]
    wholes = [one for one in known if not one.axis]
    partitions = [
        Partition(whole, tuple(one for one in known if one[:2] == whole[:2] and one.axis == axis))
        for whole in wholes
        for axis in dict.fromkeys(one.axis for one in known if one.axis)
    ]
    told = {("learners", where(name), first, last): why for name, why in (hidden or {}).items()}
    return Published(tuple(counts), tuple(partitions), told)


def hides(
    new: Published, *before: Published, kind: Kind = Kind.PARTICIPATIONS, least: int = 5
) -> dict[str, str]:
    told = suppressed(new, before, kinds={"learners": kind}, least=least)
    return {f"{one[1].axis}:{one[1].key}" if one[1].axis else "all": str(why) for one, why in told.items()}


def test_what_counts_persons_is_said_by_its_kind_or_its_unit() -> None:
    assert counts_persons(Kind.STOCK, "person") and counts_persons(Kind.PARTICIPATIONS, "other")
    assert counts_persons(Kind.FLOW, "attendance") and counts_persons(Kind.STOCK, "household")
    assert not counts_persons(Kind.STOCK, "club") and not counts_persons(Kind.FLOW, "money")


def test_of_several_sites_the_most_careful_decides_and_nobody_goes_under_three() -> None:
    assert least_of([]) == 3 and least_of([1]) == 3 and least_of([5, 10]) == 10


def test_a_table_of_large_counts_and_of_none_hides_nothing() -> None:
    assert (
        hides(published("oak 20\noak place:alder 20\noak place:birch 0\noak sex:female 15\noak sex:male 5"))
        == {}
    )


def test_beside_a_small_part_the_smallest_other_part_is_hidden_too() -> None:
    told = hides(published("oak 42\noak place:alder 3\noak place:birch 9\noak place:dogwood 30"))
    assert told == {"place:alder": "small", "place:birch": "protected"}


def test_parts_that_are_small_together_hide_one_more() -> None:
    told = hides(published("oak 34\noak place:alder 2\noak place:birch 2\noak place:dogwood 30"))
    assert (
        told == {"place:alder": "small", "place:birch": "small", "place:dogwood": "protected"}
        or "all" in told
    )


def test_what_is_left_of_a_total_is_guarded_as_well() -> None:
    """Women 58 of 60: the two men can be computed."""
    told = hides(published("oak 60\noak sex:female 58"))
    assert told == {"sex:female": "protected"}


def test_a_total_goes_only_where_no_part_can() -> None:
    assert hides(published("oak 8\noak place:alder 3\noak place:birch 5")) in (
        {"place:alder": "small", "place:birch": "protected"},
    )
    told = hides(published("oak 6\noak place:alder 1\noak place:birch 5"))  # 5 cannot become 4, nor 1 nothing
    assert told == {"all": "protected", "place:alder": "small"}


def test_a_small_total_is_hidden_with_the_parts_that_make_it() -> None:
    told = hides(published("oak 3\noak place:alder 3\noak place:birch 0\noak sex:female 3"))
    assert told == {"all": "small", "place:alder": "small", "sex:female": "small"}


def test_two_windows_that_end_a_month_apart_do_not_show_the_month() -> None:
    half = published("oak 50\noak place:alder 20\noak place:birch 30", last=JUN)
    assert hides(half) == {}
    later = published("oak 52\noak place:alder 20\noak place:birch 32", last=JUL)
    assert hides(later, half) == {"all": "protected", "place:birch": "protected"}


def test_what_one_side_did_follows_from_the_whole_and_the_other_side() -> None:
    whole = published("oak 30")
    west = published("oak/west 28")
    tie = Partition(where("oak"), (where("oak/west"),))
    assert hides(Published(west.counts, (tie,)), whole) == {"all": "protected"}


def test_the_same_talk_in_two_programmes_is_hidden_in_both() -> None:
    first = published(
        "oak 42\noak place:alder 3\noak place:birch 9\noak place:dogwood 30",
        hidden={"oak place:alder": Hidden.SMALL, "oak place:birch": Hidden.PROTECTED},
    )
    second = published("elm 9\nelm place:birch 9")
    assert hides(second, first) == {"all": "protected", "place:birch": "protected"}


def test_what_was_hidden_once_stays_hidden_when_a_later_version_corrects_its_neighbour() -> None:
    first = published(
        "oak 40\noak place:alder 3\noak place:birch 7\noak place:dogwood 30",
        hidden={"oak place:alder": Hidden.SMALL, "oak place:birch": Hidden.PROTECTED},
    )
    corrected = published("oak 43\noak place:alder 6\noak place:birch 7\noak place:dogwood 30")
    assert hides(corrected, first) == {"place:alder": "protected", "place:birch": "protected"}


def test_what_is_out_cannot_hide_its_neighbour() -> None:
    first = published("oak 46\noak place:alder 9\noak place:birch 7\noak place:dogwood 30")
    corrected = published("oak 40\noak place:alder 3\noak place:birch 7\noak place:dogwood 30")
    assert hides(corrected, first) == {"all": "protected", "place:alder": "small"}


def test_a_small_count_that_got_out_under_a_smaller_least_is_not_said_again() -> None:
    assert hides(published("oak 4"), published("oak 4")) == {"all": "small"}


def test_persons_counted_once_do_not_add_over_days() -> None:
    """Of a longer time only the largest part is known: equal numbers are taken for one."""
    half = published("oak 20\noak place:alder 8\noak place:birch 12", last=JUN)
    year = published("oak 23\noak place:alder 8\noak place:birch 15")
    assert hides(year, half, kind=Kind.PERSONS) == {}


def test_merged_units_on_a_later_map_do_not_show_what_was_hidden_on_the_earlier() -> None:
    old = published(
        "oak 40\noak place:alder 3\noak place:birch 17\noak place:dogwood 20",
        hidden={"oak place:alder": Hidden.SMALL, "oak place:birch": Hidden.PROTECTED},
    )
    new = published("oak 40\noak place:cedar 20\noak place:dogwood 20")
    assert hides(new, old) == {}  # Cedar is Alder and Birch together: nothing new follows


def test_elimination_finds_what_a_careless_table_gives_away() -> None:
    """A small cell alone is hidden: total less the others is the number."""
    careless = published("oak 42\noak place:alder 3\noak place:birch 9\noak place:dogwood 30")
    system = system_of(careless, [], kind=Kind.PARTICIPATIONS, least=5)
    small = [one for one, state in enumerate(system.states) if state is State.SMALL]
    assert determined(system) == set(small)
    proof = hidden_well(careless, [], kind=Kind.PARTICIPATIONS, least=5)
    assert determined(proof.system) == set() and proof.open == []


@pytest.mark.parametrize("least", [3, 5, 10])
def test_every_hidden_count_has_its_other_table(least: int) -> None:
    table = published(
        "oak 61\noak place:alder 1\noak place:birch 4\noak place:cedar 16\noak place:dogwood 40\n"
        "oak sex:female 58\noak sex:male 3\noak ethnicity:kinh 2\noak ethnicity:gia-rai 50"
    )
    assert hidden_well(table, [], kind=Kind.PARTICIPATIONS, least=least).open == []
