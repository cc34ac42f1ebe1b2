"""A programme's workbook says what the ledger says: numbers are numbers, nothing is not zero, text stays text."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from chungtay.actions.reports import approve_reports, hand_in, open_report
from chungtay.answers.figures import Book
from chungtay.answers.workbooks import programme_workbook, quarters_between
from chungtay.models import Person, Place
from chungtay.papers.workbooks import FigureLine, FigureSheet, figures_workbook
from chungtay.rules.amounts import SCALE
from tests.actions.test_reports import answer
from tests.world import NOW, TODAY, World

Sheet = list[list[Any]]
HEADS, WORDS = 10, 5  # rows and columns before the first figure


def told(world: World, name: str, language: str = "en") -> Sheet:
    person = Person.objects.get(pk=world.persons[name].pk)
    with translation.override(language):
        return read(programme_workbook(world.programme, person, TODAY))


def read(content: bytes, sheet: int = 0) -> Sheet:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python(
        skip_empty_area=False
    )  # fmt: skip


def lines(sheet: Sheet) -> dict[tuple[str, ...], list[Any]]:
    """The figures of each row under its place, indicator and part."""
    return {(row[1], row[2], row[4]): row[WORDS:] for row in sheet[HEADS:]}


@pytest.fixture
def reported(world: World) -> World:
    """Dogwood speaks of three quarters, with a zero; Cedar of one; the running reports stay open."""
    said = [
        ("dogwood", 2025, 1, {1: "3", 2: "60 sex:female=50 sex:male=10 ethnicity:gia-rai=20"}),
        ("dogwood", 2025, 4, {1: "0", 2: "not_reported"}),
        ("dogwood", 2025, 7, {1: "5", 2: "9"}),
        ("cedar", 2025, 7, {1: "4", 2: "7 sex:female=7"}),
    ]
    reports = []
    for body, year, month, answers in said:
        holder = world.bodies[body]
        assert holder.place
        report = open_report(
            world.form, holder, place=holder.place, first_on=date(year, month, 1),
            last_on=date(year, month + 2, 28), due_on=TODAY, by=world.provincial, at=NOW,
        )  # fmt: skip
        who = world.officer if body == "dogwood" else world.persons["cedar"]
        hand_in(report, {number: answer(text) for number, text in answers.items()}, by=who, at=NOW)
        reports.append(report)
    approve_reports(reports, by=world.leader, at=NOW)
    return world


def test_every_figure_is_what_the_ledger_says_and_nothing_is_not_zero(reported: World) -> None:
    found = lines(told(reported, "leader"))
    assert found["Dogwood", "Sessions", "Total"] == [3, 0, 5, "", ""]
    assert found["Dogwood", "Attendances", "Total"] == [60, "", 9, "", ""]
    assert found["Dogwood", "Attendances", "Female"] == [50, "", "", "", ""]
    assert found["Dogwood", "Attendances", "Gia-rai"] == [20, "", "", "", ""]
    assert found["Cedar", "Attendances", "Female"] == ["", "", 7, "", ""]
    assert found["Cedar", "Sessions", "Total"] == ["", "", 4, "", ""]
    assert ("Elm", "Sessions", "Total") in found, "who was asked and said nothing has a row"


def test_the_rows_of_a_quarter_add_up_to_the_figure_of_the_programme(reported: World) -> None:
    sheet = told(reported, "leader")
    book = Book(reported.leader, TODAY, reported.programme)
    for slug, name in (("sessions", "Sessions"), ("attendances", "Attendances")):
        rows = [
            row for (_, indicator, part), row in lines(sheet).items() if (indicator, part) == (name, "Total")
        ]
        for at, quarter in enumerate(quarters_between(date(2025, 1, 1), TODAY)):
            amount = book.ask(reported.indicators[slug], quarter.first, quarter.last).amount
            assert sum(row[at] or 0 for row in rows) * SCALE == (amount or 0)


def test_heads_stand_in_three_languages_and_days_are_days(reported: World) -> None:
    sheet = told(reported, "leader", "vi")
    assert [row[2] for row in sheet[HEADS - 3 : HEADS]] == ["Chỉ số", "ຕົວຊີ້ວັດ", "Indicator"]
    assert [row[WORDS] for row in sheet[HEADS - 3 : HEADS]] == [
        "Quý 1/2025",
        "ໄຕມາດ 1/2025",
        "Quarter 1/2025",
    ]
    assert sheet[HEADS - 5][WORDS : WORDS + 2] == [date(2025, 1, 1), date(2025, 4, 1)]
    assert sheet[HEADS - 4][WORDS + 4] == date(2026, 3, 31)
    assert sheet[3][0] == (
        "Happened: 01/01/2025 – 31/03/2026. Known: up to posting 1. Map: of 20/03/2026."
    )  # fmt: skip


def test_nobody_finds_more_in_it_than_they_may_see(reported: World) -> None:
    whole, own = lines(told(reported, "leader")), lines(told(reported, "cedar"))
    assert ("Cedar", "Sessions", "Total") in own
    assert lines(told(reported, "stranger")) == {}
    assert own.items() <= whole.items()


NAMES = ["=1+1", "+1", "-1", "@SUM(A1)", "a<b & c>", '=HYPERLINK("http://x")', "_x0041_"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_looks_like_a_formula_stays_a_name(reported: World, name: str) -> None:
    Place.objects.filter(pk=reported.places["Dogwood"].pk).update(name=name)
    content = programme_workbook(reported.programme, reported.leader, TODAY)
    assert name in {row[1].replace("_x005F_", "_") for row in read(content)[HEADS:]}
    assert b"<f>" not in parts(content)["xl/worksheets/sheet1.xml"]


def parts(content: bytes) -> dict[str, bytes]:
    from zipfile import ZipFile

    with ZipFile(BytesIO(content)) as kept:
        return {name: kept.read(name) for name in kept.namelist()}


def test_what_is_not_exact_is_a_number_with_a_mark_before_it() -> None:
    day = date(2025, 1, 1)
    sheet = FigureSheet("T", "en", day, day, day, 7, [(day, day)] * 3)
    line = FigureLine(("1", "P", "I", "m", "Total"), [15_000, -20_000, None], 1, {0: "about"})
    content = figures_workbook(sheet, [line])
    assert read(content)[HEADS][WORDS:] == [1.5, -2, ""]
    assert "≈".encode() in parts(content)["xl/styles.xml"]


def test_the_workbook_of_a_programme_without_figures_can_be_opened(world: World) -> None:
    assert told(world, "leader")[0][0] == "Oakshire and Elmshire"
    with translation.override("vi"):
        explained = read(programme_workbook(world.programme, world.leader, TODAY), sheet=1)
    assert "Ô trống nghĩa là chưa báo cáo." in explained[0][0]
