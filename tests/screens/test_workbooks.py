"""Excel on screens: take one along, bring it back, say what its columns hold, take it in."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from chungtay.models import Line, Source, WorkbookImport
from tests.workbooks_filled import filled, made
from tests.world import World

Enter = Callable[..., Client]
UGLY = {"Quý I": [["TT", "Đơn vị", "Số buổi"], [1, "Xã Dog Wood", 3], [2, "Cedar", "-"]]}


@pytest.fixture
def asked(world: World) -> World:
    for report in world.reports.values():
        for question in world.form.questions.all():
            source = Source.objects.create(kind="line", label="x")
            Line.objects.create(report=report, question=question, source=source)
    return world


def taken_along(browser: Client, report: object, language: str = "") -> bytes:
    answer = browser.get(f"/reports/{report}/workbook.xlsx", {"language": language} if language else {})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="yearly-103-2026-03-14')
    return bytes(answer.content)


def brought(browser: Client, content: bytes, **more: str) -> str:
    answer = browser.post("/workbooks/", {"file": SimpleUploadedFile("báo cáo.xlsx", content), **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_an_officer_takes_a_workbook_along_and_brings_it_back(asked: World, signed_in: Enter) -> None:
    browser, report = signed_in("officer"), asked.reports["dogwood"]
    content = taken_along(browser, report.pk)
    address = brought(browser, filled(content, {"1": 3, "2": 60, "2.sex:female": 50}))
    page = browser.get(address).content.decode()
    assert "60 (Female 50)" in page and "Nothing has changed yet." in page
    answer = browser.post(f"{address}taking/")
    assert answer["Location"] == f"/reports/{report.pk}/", "one report: she goes on to hand it in"
    assert "Taken in on" in browser.get(address).content.decode()
    assert Line.objects.get(report=report, question__number=1).total == 30_000


@pytest.mark.parametrize("language, word", [("vi", "Số liệu"), ("lo", "ຕົວເລກ"), ("en", "Figure")])
def test_the_workbook_speaks_the_language_that_is_asked_for(
    asked: World, signed_in: Enter, language: str, word: str
) -> None:
    content = taken_along(signed_in("officer"), asked.reports["dogwood"].pk, language)
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert any(word in row for row in sheet)


def test_wrong_cells_are_told_by_name_and_nothing_can_be_taken_in(asked: World, signed_in: Enter) -> None:
    browser = signed_in("officer", "vi")
    content = taken_along(browser, asked.reports["dogwood"].pk)
    address = brought(browser, filled(content, {"1": "ba", "2": 60, "2.sex:female": 70}))
    page = browser.get(address).content.decode()
    assert "2 ô cần sửa" in page and "ba không phải là số" in page
    assert "Sex: các ô cộng được 70" in page, "the breakdown is called as the form calls it"
    assert "taking/" not in page
    assert browser.post(f"{address}taking/").status_code == 422


def test_a_table_of_their_own_is_mapped_on_the_page_and_then_taken_in(asked: World, signed_in: Enter) -> None:
    browser = signed_in("provincial")
    answer = browser.post("/workbooks/", {"file": SimpleUploadedFile("a.xlsx", made(UGLY))})
    assert answer.status_code == 422 and "Choose the form and the period" in answer.content.decode()

    form = asked.form
    report = asked.reports["dogwood"]
    address = brought(browser, made(UGLY), round=f"{form.pk}_{report.first_on}_{report.last_on}")
    page = browser.get(address).content.decode()
    assert "Yes, read it so" in page and "taking/" not in page

    columns = {"column-0": "", "column-1": "@unit", "column-2": "1", "dash": "none", "numbers": "vi"}
    browser.post(f"{address}columns/", columns)
    page = browser.get(address).content.decode()
    assert "Names that are not known" in page and "Xã Dog Wood" in page
    browser.post(f"{address}columns/", {**columns, "unit-0": str(report.pk)})
    page = browser.get(address).content.decode()
    assert "taking/" in page and "1 cell" not in page
    assert browser.post(f"{address}taking/").status_code == 302
    said = dict(Line.objects.filter(question__number=1).values_list("report__holder__name", "total"))
    assert (said["Union of Dogwood"], said["Union of Cedar"]) == (30_000, 0)


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "XLSX"),
        ("a.xlsx", b"PK\x03\x04 no zip at all", "cannot be read|damaged|Save it"),
        ("a.pdf", b"%PDF-1.7", "XLSX"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_with_the_mend(
    asked: World, signed_in: Enter, name: str, content: bytes, words: str
) -> None:
    answer = signed_in("officer").post("/workbooks/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert any(word in answer.content.decode() for word in words.split("|"))
    assert not WorkbookImport.objects.exists()


def test_one_workbook_for_all_units_has_a_row_for_each_that_the_person_writes_for(
    asked: World, signed_in: Enter
) -> None:
    page = signed_in("provincial").get("/workbooks/").content.decode()
    address = f"/reports/{next(one for one in asked.reports.values() if f'{one.pk}/round.xlsx' in page).pk}/round.xlsx"
    content = signed_in("provincial").get(address).content
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    keys = {row[0] for row in sheet}
    assert {str(asked.reports[name].pk) for name in ("dogwood", "cedar")} <= keys
    assert str(asked.reports["elm"].pk) not in keys
