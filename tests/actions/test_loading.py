"""A file of entries is loaded whole or not at all, and every bad row is told with what to write instead."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from chungtay.actions.loading import load
from chungtay.answers.ledger import faults
from chungtay.answers.loading import examined
from chungtay.models import AuditLine, Entry, Indicator, LoadedKeys, Place, Posting, Source, Statement
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind
from chungtay.rules.loading import Reading
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db

HEADER = "indicator,place,day,amount,programme,holder,key"
GOOD = """
sessions,103,2026-01-31,3,PROGRAMME,Union of Dogwood,a-1
attendances,103,31/01/2026,60,PROGRAMME,Union of Dogwood,a-2
sessions,101,2025-06-30,2,,Union of Oakshire,a-1
"""


def csv_of(world: World, rows: str, header: str = HEADER) -> bytes:
    return (header + "\n" + rows.strip().replace("PROGRAMME", world.programme.slug) + "\n").encode()


def reading_of(world: World, rows: str, header: str = HEADER) -> Reading:
    return examined("figures.csv", csv_of(world, rows, header), TODAY)


def told(reading: Reading) -> list[str]:
    return [str(fault) for fault in reading.faults]


def test_a_good_file_is_in_the_ledger_with_its_source_and_one_line_in_the_audit(world: World) -> None:
    loaded = load(reading_of(world, GOOD), by=None, at=NOW)
    assert (loaded.rows, loaded.entries, loaded.before, loaded.refused) == (3, 3, 0, 0)
    kept = Entry.objects.values_list("seq", "indicator__slug", "place__name", "on", "amount", "served__key")
    assert list(kept) == [
        (1, "sessions", "Dogwood", date(2026, 1, 31), 3 * SCALE, world.programme.slug),
        (2, "attendances", "Dogwood", date(2026, 1, 31), 60 * SCALE, world.programme.slug),
        (3, "sessions", "Alder", date(2025, 6, 30), 2 * SCALE, ""),
    ]
    source = Source.objects.get()
    assert (source.kind, source.label) == ("load", "figures.csv")
    assert {entry.source_id for entry in Entry.objects.all()} == {source.pk}
    assert AuditLine.objects.values_list("act", "kind", "thing_id").get() == (
        "load",
        "source",
        str(source.pk),
    )
    assert faults() == []


def test_a_file_that_comes_twice_counts_once(world: World) -> None:
    load(reading_of(world, GOOD), by=None, at=NOW)
    again = load(reading_of(world, GOOD), by=None, at=NOW)
    assert (again.before, again.entries) == (3, 0)
    more = load(reading_of(world, GOOD + "sessions,103,2026-02-28,4,,Union of Dogwood,a-3"), by=None, at=NOW)
    assert (more.before, more.entries) == (3, 1)
    assert (Entry.objects.count(), Posting.objects.count(), LoadedKeys.objects.count()) == (4, 2, 2)
    assert list(AuditLine.objects.values_list("act", flat=True)) == ["load", "load"]


def test_a_key_that_was_loaded_with_another_content_is_refused_with_the_entry_to_correct(
    world: World,
) -> None:
    load(reading_of(world, GOOD), by=None, at=NOW)
    changed = reading_of(world, GOOD.replace("31/01/2026,60", "31/01/2026,61"))
    assert told(changed) == [
        "Row 3, key: This key was loaded before, as entry 2, with other content. Correct that entry, or give a new "
        "figure a new key."
    ]
    with pytest.raises(RuleBroken, match="Row 3, key"):
        load(changed, by=None, at=NOW)


def test_two_readings_of_one_file_that_are_loaded_one_after_the_other_count_once(world: World) -> None:
    one, two = reading_of(world, GOOD), reading_of(world, GOOD)
    assert load(one, by=None, at=NOW).entries == 3
    assert load(two, by=None, at=NOW).entries == 0


def test_nothing_is_kept_of_a_file_with_one_bad_row_unless_the_good_ones_are_asked_for(world: World) -> None:
    rows = GOOD + "sessions,999,2026-01-31,3,,Union of Dogwood,a-9"
    with pytest.raises(RuleBroken, match="Row 5, place: No unit has the code 999."):
        load(reading_of(world, rows), by=None, at=NOW)
    assert (Entry.objects.count(), Source.objects.count(), AuditLine.objects.count()) == (0, 0, 0)
    loaded = load(reading_of(world, rows), accept_good=True, by=None, at=NOW)
    assert (loaded.entries, loaded.refused) == (3, 1)


def test_a_try_keeps_nothing(world: World) -> None:
    load(reading_of(world, GOOD), only_try=True, by=None, at=NOW)
    assert (Entry.objects.count(), Source.objects.count(), AuditLine.objects.count()) == (0, 0, 0)


def test_a_unit_is_named_by_its_code_on_the_day_of_the_row_or_on_the_day_behind_it(world: World) -> None:
    """102 was Birch until 30 June 2025 and is Cedar since."""
    rows = """
    sessions,102,2025-06-30,1,,Union of Oakshire,1
    sessions,102,2025-07-01,1,,Union of Oakshire,2
    sessions,102@2025-07-01,2025-07-01,2,,Union of Oakshire,3
    sessions,102@2025-07-01,2025-06-30,2,,Union of Oakshire,4
    sessions,101,2025-07-01,1,,Union of Oakshire,5
    sessions,101@2026-01-01,2025-06-30,1,,Union of Oakshire,6
    """.replace("    ", "")
    reading = reading_of(world, rows)
    assert told(reading) == [
        "Row 5, place: 102 was nobody's on 2025-06-30: it was Cedar (2025-07-01–). Give the day or the one of "
        "that day.",
        "Row 6, place: 101 was nobody's on 2025-07-01: it was Alder (2000-01-01–2025-07-01). Give the day or the one "
        "of that day.",
        "Row 7, place: 101 was nobody's on 2026-01-01: it was Alder (2000-01-01–2025-07-01). Give the day or the one "
        "of that day.",
    ]
    load(reading, accept_good=True, by=None, at=NOW)
    assert list(Entry.objects.values_list("place__name", flat=True)) == ["Birch", "Cedar", "Cedar"]


def test_stated_stocks_are_posted_as_differences_and_remembered_as_they_were_said(world: World) -> None:
    Indicator.objects.create(slug="members", kind=Kind.STOCK, name="Members", measure="person")
    header = HEADER + ",statement"
    rows = """
members,103,2025-03-31,14,PROGRAMME,Union of Dogwood,m-2,1
members,103,2025-01-31,10,PROGRAMME,Union of Dogwood,m-1,1
sessions,103,2025-01-31,2,PROGRAMME,Union of Dogwood,s-1,
"""
    loaded = load(reading_of(world, rows, header), by=None, at=NOW)
    amounts = Entry.objects.filter(indicator__slug="members").values_list("on", "amount", "stated")
    assert list(amounts) == [
        (date(2025, 1, 31), 10 * SCALE, 10 * SCALE),
        (date(2025, 3, 31), 4 * SCALE, 14 * SCALE),
    ]
    assert (loaded.entries, len(loaded.postings)) == (3, 2)
    assert list(Statement.objects.values_list("on", "level")) == [
        (date(2025, 1, 31), 10 * SCALE),
        (date(2025, 3, 31), 14 * SCALE),
    ]
    late = rows + "members,103,2025-02-28,11,PROGRAMME,Union of Dogwood,m-3,1"
    assert load(reading_of(world, late, header), by=None, at=NOW).before == 3
    assert sum(Entry.objects.filter(indicator__slug="members").values_list("amount", flat=True)) == 14 * SCALE
    assert faults() == []


def test_parts_are_loaded_as_the_combination_that_they_make(world: World) -> None:
    header = HEADER + ",sex"
    rows = """
attendances,103,2026-01-31,40,PROGRAMME,Union of Dogwood,1,female
attendances,103,2026-01-31,20,PROGRAMME,Union of Dogwood,2,male
"""
    load(reading_of(world, rows, header), by=None, at=NOW)
    assert list(Entry.objects.values_list("combination__slug", "is_base", "amount")) == [
        ("sex:female", True, 40 * SCALE),
        ("sex:male", True, 20 * SCALE),
    ]
    whole = reading_of(world, rows + "attendances,103,2026-01-31,60,PROGRAMME,Union of Dogwood,3,", header)
    assert told(whole) == [
        "Row 4, : Row 2 is of the same figure, divided otherwise. Give the whole or its parts, not both."
    ]


def xlsx_of(rows: list[list[Any]]) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    sheet, days = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for spot, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, spot, cell, days)
            else:
                sheet.write(number, spot, cell)
    book.close()
    return kept.getvalue()


def test_a_sheet_gives_numbers_codes_and_days_as_they_were_typed(world: World) -> None:
    """A sheet keeps 103 as 103.0 and a day as a number; a code with a leading zero is lost unless it is text."""
    Place.objects.filter(name="Elm").update(code="00103")
    rows: list[list[Any]] = [
        HEADER.split(","),
        ["sessions", 103, date(2026, 1, 31), 1100, "", "Union of Dogwood", 17],
        ["sessions", "103", "28/02/2026", "1.100", "", "Union of Dogwood", "18"],
        ["sessions", 103, date(2026, 3, 1), "1.100.000", "", "Union of Dogwood", 19],
    ]
    reading = examined("figures.xlsx", xlsx_of(rows), TODAY)
    assert told(reading) == []
    load(reading, by=None, at=NOW)
    assert list(Entry.objects.values_list("amount", flat=True)) == [
        1100 * SCALE,
        1100 * SCALE,
        1_100_000 * SCALE,
    ]
    same = reading_of(world, "sessions,103,2026-01-31,1100,,Union of Dogwood,17")
    assert len(same.before) == 1, "the same key from a CSV is the same key"
