"""Stocks that are stated: "so many stand on this day", across mergers and splits."""

from dataclasses import replace
from datetime import date

import pytest

from chungtay.rules.ledger import (
    Entry,
    Statement,
    check_register_change,
    level_of,
    parts_reported,
    reversal_of,
    statement_entries,
    withdrawal_entries,
)
from chungtay.rules.messages import RuleBroken
from tests.rules.book import WORLD, Ledger, asked, book, day, decimal, whole

CASES = """
a new commune replaces what its parts last stated
  say 2025-05-01 Alder 6        | 2025-05-01 Birch 3
  is  2025-06-30 Alder 6        | 2025-07-01 Cedar 9
  say 2025-12-31 Cedar 10
  is  2025-12-30 Cedar 9        | 2025-12-31 Cedar 10

only one part had stated
  say 2025-05-01 Alder 6
  is  2025-07-10 Cedar 6
  say 2025-12-31 Cedar 10
  is  2025-12-31 Cedar 10

a late statement of an old part changes the past only
  say 2025-05-01 Alder 6        | 2025-05-01 Birch 3 | 2025-12-31 Cedar 10
  say 2025-06-15 Alder 8
  is  2025-06-14 Alder 6        | 2025-06-15 Alder 8
  is  2025-07-01 Cedar 11       | 2025-12-30 Cedar 11 | 2025-12-31 Cedar 10 | 2026-06-30 Cedar 10

out of order in one place
  say 2025-09-01 Dogwood 7      | 2025-03-01 Dogwood 4
  is  2025-06-01 Dogwood 4      | 2025-09-01 Dogwood 7
  say 2025-06-01 Dogwood 9
  is  2025-08-31 Dogwood 9      | 2025-09-01 Dogwood 7

a correction holds until the next statement
  say 2025-03-01 Dogwood 4      | 2025-09-01 Dogwood 7
  say 2025-03-01 Dogwood 5
  is  2025-02-28 Dogwood -      | 2025-08-31 Dogwood 5 | 2025-09-01 Dogwood 7

a split by shares, then each half speaks for itself
  say 2025-05-01 Elm 5
  is  2025-07-01 Fir 3          | 2025-07-01 Gum 2
  say 2025-09-01 Fir 4
  is  2025-09-01 Fir 4          | 2025-09-01 Gum 2
  say 2025-10-01 Gum 3
  is  2025-10-01 Fir 4          | 2025-10-01 Gum 3

a split and a late word of the whole
  say 2025-05-01 Elm 5          | 2025-09-01 Fir 4
  say 2025-06-01 Elm 10
  is  2025-08-01 Fir 6          | 2025-08-01 Gum 4 | 2025-09-01 Fir 4 | 2025-09-01 Gum 4

two mergers one after the other
  say 2025-05-01 Alder 6        | 2025-05-01 Birch 3 | 2025-05-01 Elm 5
  is  2027-01-01 Oleander 11
  say 2027-06-01 Oleander 12
  say 2025-06-01 Alder 7        | 2025-12-31 Gum 4
  is  2027-01-01 Oleander 14    | 2027-06-01 Oleander 12

a province that states its own total keeps it when a commune speaks later of an earlier day
  say 2025-12-31 Greatshire 50
  say 2025-10-01 Cedar 10
  is  2025-11-01 Greatshire 10  | 2025-12-31 Greatshire 50 | 2025-12-31 Cedar 10
  say 2026-02-01 Cedar 12
  is  2026-02-01 Greatshire 52

a province and its commune that speak of one day are both right, in either order
  say 2025-12-31 Greatshire 50  | 2025-12-31 Cedar 10
  is  2025-12-31 Greatshire 50  | 2025-12-31 Cedar 10
  say 2026-12-31 Cedar 20       | 2026-12-31 Greatshire 40
  is  2026-12-31 Greatshire 40  | 2026-12-31 Cedar 20

a village of a split commune speaks late: the commune is restored, and so is the half that it is not in
  say 2025-05-01 Elm 10         | 2025-12-31 Gum 4
  say 2025-03-01 Brook 5
  is  2025-04-01 Elm 5          | 2025-05-01 Elm 10 | 2025-12-31 Gum 4 | 2025-12-31 Newbrook 5

none stand
  say 2025-05-01 Alder 0
  is  2025-05-01 Alder 0        | 2025-07-01 Cedar 0 | 2025-04-30 Alder -

nearly ten, until somebody counted
  say 2025-05-01 Alder 10 nearly | 2025-05-01 Birch 3
  is  2025-06-01 Alder 10 nearly | 2025-06-01 Birch 3 | 2025-07-01 Cedar 13 about
  say 2025-12-31 Cedar 12
  is  2025-12-31 Cedar 12
  say 2025-05-01 Elm 5 over     | 2025-09-01 Fir 4
  is  2025-08-01 Fir 3 over     | 2025-09-01 Fir 4 | 2025-09-01 Gum 2 over
"""


def cases() -> list[tuple[str, list[str]]]:
    blocks = [block.splitlines() for block in CASES.strip().split("\n\n")]
    return [(lines[0], lines[1:]) for lines in blocks]


@pytest.mark.parametrize(("case", "lines"), cases(), ids=[case for case, _ in cases()])
def test_a_stock_reads_what_was_last_said(case: str, lines: list[str]) -> None:
    ledger = Ledger()
    for line in lines:
        verb, rest = line.strip().split(None, 1)
        for item in rest.split("|"):
            if verb == "say":
                ledger.say(item)
            else:
                on, place, stands = item.split(None, 2)
                assert plainly(ledger.stands(place, on)) == stands.strip(), (case, item)


def plainly(figure: str) -> str:
    return figure.partition(" (")[0]


def test_a_merger_posts_nothing_and_every_figure_stays() -> None:
    ledger = Ledger().say("2025-05-01 Alder 40\n2025-05-01 Birch 60")
    assert ledger.stands("Oakshire", "2025-06-30") == "100"
    assert ledger.stands("Greatshire", "2025-07-01") == "100"
    assert len(ledger.entries) == 2


def test_until_a_new_unit_speaks_it_says_how_many_of_its_parts_did() -> None:
    ledger = Ledger().say("2025-05-01 Alder 6")
    assert ledger.stands("Cedar", "2025-08-01") == "6 (1 of 2)"
    assert ledger.stands("Oleander", "2027-02-01") == "6 (1 of 3)"  # Alder of Alder, Birch and Elm
    ledger.say("2025-12-31 Cedar 10")
    assert ledger.stands("Cedar", "2025-12-30") == "6 (1 of 2)"
    assert ledger.stands("Cedar", "2025-12-31") == "10"
    assert parts_reported(ledger.entries, "Juniper", day("2025-12-31"), WORLD) == (0, 2)


def test_a_statement_that_changes_nothing_was_still_said() -> None:
    ledger = Ledger().say("2025-05-01 Alder 6\n2025-05-01 Birch 3\n2025-12-31 Cedar 9")
    assert [(entry.place, decimal(entry.amount)) for entry in ledger.entries] == [
        ("Alder", "6"), ("Birch", "3"), ("Cedar", "0"),
    ]  # fmt: skip
    ledger.say("2025-06-15 Alder 8")
    assert ledger.stands("Cedar", "2025-12-31") == "9"


def test_a_withdrawn_statement_leaves_later_ones_standing() -> None:
    ledger = Ledger().say("2025-05-01 Alder 6\n2025-06-01 Alder 8\n2025-12-31 Cedar 10")
    ledger.say("2025-03-01 Alder 5")  # late: the statements of May, June and December hold
    in_june = next(entry for entry in ledger.entries if entry.on == day("2025-06-01"))
    ledger.post(withdrawal_entries(ledger.entries, in_june, WORLD))
    assert ledger.stands("Alder", "2025-03-01") == "5"
    assert ledger.stands("Alder", "2025-06-01") == "6"
    assert plainly(ledger.stands("Cedar", "2025-12-30")) == "6"
    assert ledger.stands("Cedar", "2025-12-31") == "10"
    with pytest.raises(RuleBroken, match="reversed already"):
        withdrawal_entries(ledger.entries, in_june, WORLD)


def test_a_withdrawal_takes_back_what_restored_the_statement_too() -> None:
    ledger = Ledger().say("2025-06-01 Dogwood 8\n2025-03-01 Dogwood 5")
    june = [entry for entry in ledger.entries if entry.on == day("2025-06-01")]
    assert [decimal(entry.amount) for entry in june] == ["8", "-5"]
    ledger.post(withdrawal_entries(ledger.entries, june[0], WORLD))
    assert ledger.stands("Dogwood", "2025-12-31") == "5"


def by_sex(place: str, on: str, **levels: str) -> Statement:
    cells = {
        frozenset() if sex == "total" else frozenset({("sex", sex)}): whole(n) for sex, n in levels.items()
    }
    return Statement(
        indicator="clubs", place=place, on=day(on), holder="union", levels=tuple(cells.items())
    )  # fmt: skip


def test_a_statement_in_other_categories_replaces_the_whole_breakdown() -> None:
    ledger = Ledger()
    for said in (
        by_sex("Alder", "2025-05-01", total="6"),
        by_sex("Birch", "2025-05-01", total="3"),
        by_sex("Cedar", "2025-12-31", female="7", male="3"),
    ):
        ledger.post(statement_entries(ledger.entries, said, WORLD))
    assert ledger.stands("Cedar", "2025-12-31") == "10"
    ledger.post(statement_entries(ledger.entries, by_sex("Alder", "2025-06-01", female="8"), WORLD))
    assert plainly(ledger.stands("Cedar", "2025-07-01")) == "11"
    levels = level_of(ledger.entries, "Cedar", day("2025-12-31"), WORLD)
    assert {sex: decimal(amount) for sex, amount in levels.items() if amount} == {
        frozenset({("sex", "female")}): "7", frozenset({("sex", "male")}): "3",
    }  # fmt: skip


def test_those_who_do_not_count_together_leave_each_other_alone() -> None:
    ledger = Ledger()
    said = by_sex("Dogwood", "2025-05-01", total="6")
    ours = replace(said, counted_by=frozenset(["union"]))
    theirs = replace(said, holder="ministry", counted_by=frozenset(["ministry"]))
    for statement in (ours, theirs):
        ledger.post(statement_entries(ledger.entries, statement, WORLD))
    assert ledger.stands("Dogwood", "2025-05-01") == "12"


def test_a_stock_is_fed_by_a_register_or_by_statements_never_both() -> None:
    opened = book("2025-04-01 Alder 1", "clubs")
    for place, on in (("Alder", "2025-05-01"), ("Cedar", "2025-12-31"), ("Oakshire", "2025-05-01")):
        with pytest.raises(RuleBroken, match="counted from a register"):
            statement_entries(opened, by_sex(place, on, total="6"), WORLD)
    assert statement_entries(opened, by_sex("Dogwood", "2025-05-01", total="6"), WORLD)
    undone = [*opened, replace(reversal_of(opened[0], opened), seq=2)]
    assert statement_entries(undone, by_sex("Alder", "2025-05-01", total="6"), WORLD)


def test_a_register_may_not_add_to_what_is_stated() -> None:
    ledger = Ledger().say("2025-05-01 Alder 6")
    change = book("2025-08-01 Cedar 1\n2025-08-01 Dogwood 1", "clubs")
    with pytest.raises(RuleBroken, match="stated for Alder on 2025-05-01"):
        check_register_change(ledger.entries, change[0], WORLD)
    check_register_change(ledger.entries, change[1], WORLD)


def test_a_statement_is_about_a_unit_that_exists() -> None:
    with pytest.raises(RuleBroken, match="Alder did not exist on 2025-07-01"):
        statement_entries([], by_sex("Alder", "2025-07-01", total="6"), WORLD)


def test_stated_stocks_by_place_add_up_on_any_map() -> None:
    entries: list[Entry] = Ledger().say("2025-05-01 Alder 6\n2025-05-01 Elm 5\n2025-12-31 Cedar 10").entries
    assert asked(entries, "2025", "clubs", by="place") == ["Cedar 10", "Fir 3", "Gum 2", "= 15"]
    assert asked(entries, "2025", "clubs", by="place", map_day=date(2025, 6, 30)) == [
        "Alder 6", "Elm 5", "Hilldale 4", "= 15",
    ]  # fmt: skip
