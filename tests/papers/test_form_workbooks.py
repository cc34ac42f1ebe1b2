"""A form as a workbook: locked but for what is asked, checked while it is filled in, read in three languages."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from chungtay.papers.workbooks import (
    FormBook,
    PartRow,
    QuestionRow,
    SplitRows,
    TextRow,
    UnitSheet,
    form_workbook,
)
from chungtay.rules.workbooks import grids_of, opened, stamp_of

FORM = "01920000-0000-7000-8000-000000000001"
REPORT = "01920000-0000-7000-8000-0000000000{:02}"
SEX = SplitRows(
    "sex",
    True,
    [PartRow("2.sex:female", "Female"), PartRow("2.sex:not-stated", "Not stated")],
    "2.sex:not-stated",
)


def book(units: int = 1, language: str = "en", **more: object) -> FormBook:
    return FormBook(
        title="Yearly report",
        language=language,
        form=FORM,
        first_on=date(2025, 12, 15),
        last_on=date(2026, 12, 14),
        due_on=date(2026, 12, 20),
        questions=[
            QuestionRow(1, "Sessions", "session", hint="Of an hour or more"),
            QuestionRow(2, "Attendances", "attendance", [SEX], heading="I. Talks"),
            QuestionRow(3, "Clubs", "club", is_counted=True),
        ],
        texts=[TextRow("w1", "Difficulties", after=1)],
        units=[
            UnitSheet(
                REPORT.format(at), f"Unit {at}", {"1": 30_000, "2": 600_000}, {2: "nearly"}, {"1": 20_000}
            )
            for at in range(units)
        ],
    )


def xml(content: bytes, sheet: int = 1) -> str:
    with ZipFile(BytesIO(content)) as kept:
        return kept.read(f"xl/worksheets/sheet{sheet}.xml").decode()


def rows(content: bytes) -> list[list[object]]:
    return (
        CalamineWorkbook.from_filelike(BytesIO(content))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )


@pytest.mark.parametrize("units", [1, 3])
def test_the_sheet_is_locked_checked_and_says_what_it_is(units: int) -> None:
    content = form_workbook(book(units))
    drawn = xml(content)
    assert "<sheetProtection" in drawn and "<dataValidation" in drawn
    stamp = stamp_of(grids_of(opened(content, name="a.xlsx"))[0])
    assert stamp and (stamp.form, stamp.first_on, stamp.last_on) == (
        FORM,
        date(2025, 12, 15),
        date(2026, 12, 14),
    )
    assert stamp.unit == (REPORT.format(0) if units == 1 else "")


def test_only_what_is_asked_may_be_filled_in() -> None:
    content = form_workbook(book())
    with ZipFile(BytesIO(content)) as kept:
        styles = kept.read("xl/styles.xml").decode()
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1].split("</cellXfs>")[0])
    unlocked = {at for at, one in enumerate(formats) if 'locked="0"' in one}
    cells = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', xml(content)))
    free = {cell for cell, style in cells.items() if int(style) in unlocked and cell.startswith("E")}
    keys = {f"E{at}": row[0] for at, row in enumerate(rows(content), 1) if row[0]}
    assert {keys[cell] for cell in free} == {"1", "2", "2.sex:female", "2.sex:not-stated", "w1", "note"}


def test_days_and_numbers_are_written_as_people_write_them() -> None:
    said = " ".join(str(cell) for row in rows(form_workbook(book())) for cell in row)
    assert "15/12/2025" in said and "14/12/2026" in said and "20/12/2026" in said
    assert 3 in [row[4] for row in rows(form_workbook(book())) if row[0] == "1"]
    assert "nearly 60" in [row[4] for row in rows(form_workbook(book(2)))]


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-1", "+1", '=HYPERLINK("http://x")'])
@pytest.mark.parametrize("units", [1, 2])
def test_a_name_that_looks_like_a_formula_stays_a_name(name: str, units: int) -> None:
    odd = book(units)
    odd = FormBook(
        **{
            **odd.__dict__,
            "title": name,
            "units": [UnitSheet(REPORT.format(at), name) for at in range(units)],
        }
    )
    drawn = xml(form_workbook(odd))
    formulas = re.findall(r"<f>(.*?)</f>", drawn)
    assert all(one.startswith(("IF(", "SUM(")) for one in formulas)


CALC = shutil.which("soffice")


def recalculated(content: bytes, folder: Path) -> list[list[object]]:
    """As another program reckons it."""
    (folder / "a.xlsx").write_bytes(content)
    home = f"-env:UserInstallation=file://{folder}/office"
    command = [str(CALC), "--headless", home, "--convert-to", "ods", "a.xlsx"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    if not (folder / "a.ods").exists():
        pytest.skip(f"LibreOffice without Calc: {done.stderr.decode()[:80]}")
    return (
        CalamineWorkbook.from_path(str(folder / "a.ods"))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )


@pytest.mark.skipif(not CALC, reason="LibreOffice is not installed")
def test_a_sum_that_does_not_fit_is_told_while_it_is_filled_in(tmp_path: Path) -> None:
    wrong = book()
    unit = UnitSheet(REPORT.format(0), "Unit", {"2": 600_000, "2.sex:female": 700_000}, {1: "not_applicable"})
    wrong = FormBook(**{**wrong.__dict__, "units": [unit]})
    said = [row[6] for row in recalculated(form_workbook(wrong), tmp_path)]
    assert "⚠ more than the total: 10" in said
    fits = UnitSheet(REPORT.format(0), "Unit", {"2": 600_000, "2.sex:female": 500_000})
    said = [
        row[6]
        for row in recalculated(form_workbook(FormBook(**{**wrong.__dict__, "units": [fits]})), tmp_path)
    ]
    assert "not stated: 10" in said
