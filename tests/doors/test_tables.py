"""Open tables as readers find them: pages in three languages, files at addresses that last, gone when taken back."""

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from chungtay.actions.published import publish_results, withdraw_results
from chungtay.models import ResultTable
from chungtay.rules.published.dictionary import COLUMNS
from chungtay.rules.reviews import Words
from tests.actions.test_open_tables import facts, frozen, published
from tests.world import NOW, World

TABLE = "/data/oak-elm/final-20250101-20251231/"
FILES = [f"{TABLE}v1.{form}" for form in ("csv", "json", "xlsx")]
HIDDEN = {
    "vi": ("dưới 5", "che để bảo vệ"),
    "lo": ("ຕ່ຳກວ່າ 5", "ປິດບັງເພື່ອປົກປ້ອງ"),
    "en": ("under 5", "hidden to protect people"),
}


@pytest.fixture
def small(world: World) -> ResultTable:
    """Dogwood's three are hidden, and Cedar's 17 with them."""
    return published(world, facts({"Dogwood": 3, "Cedar": 17, "Elm": 40}))


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize(("tongue", "prefix"), [("vi", ""), ("lo", "/lo"), ("en", "/en")])
def test_what_is_hidden_is_said_so_in_every_language_and_stands_nowhere(
    client: Client, small: ResultTable, tongue: str, prefix: str
) -> None:
    page = client.get(f"{prefix}{TABLE}?indicator=attendances").content.decode()
    for words in HIDDEN[tongue]:
        assert words in page
    assert ">17<" not in page and ">3<" not in page and "40" in page


@pytest.mark.parametrize(("prefix", "title"), [("", "Tổng kết"), ("/lo", "ສະຫຼຸບ"), ("/en", "Review")])
def test_totals_name_their_review_in_the_language_of_the_page(
    client: Client, small: ResultTable, prefix: str, title: str
) -> None:
    assert f"<dt>{title}</dt>" in client.get(f"{prefix}/public/oak-elm/").content.decode()


def test_the_list_leads_to_the_newest_version_and_its_files(
    client: Client, world: World, small: ResultTable
) -> None:
    published(world, facts({"Dogwood": 3, "Cedar": 18, "Elm": 40}))
    page = client.get("/data/").content.decode()
    assert TABLE in page and f"{TABLE}v2.csv" in page and f"{TABLE}v1.csv" not in page
    assert f"{TABLE}v1/" in client.get(TABLE).content.decode()


def test_a_file_says_the_same_whoever_asks_and_leaves_out_what_is_hidden(
    client: Client, small: ResultTable
) -> None:
    found = rows_of(client.get(f"{TABLE}v1.csv").content)
    told = {row["place_vi"]: (row["amount"], row["hidden"]) for row in found if row["place"]}
    assert told == {"Dogwood": ("", "small"), "Cedar": ("", "protected"), "Elm": ("40", "")}
    held = json.loads(client.get(f"{TABLE}v1.json", headers={"accept-language": "lo"}).content)
    assert [row["amount"] for row in held["rows"] if row["hidden"]] == [None, None]
    assert [one["column"] for one in held["dictionary"]] == list(COLUMNS) == list(found[0])
    for one in held["dictionary"]:
        assert one["vi"] and one["lo"] and one["en"]


def test_a_version_stays_what_it_was_when_the_next_one_comes(
    client: Client, world: World, small: ResultTable
) -> None:
    before = [client.get(path).content for path in FILES]
    published(world, facts({"Dogwood": 3, "Cedar": 18, "Elm": 40}))
    assert [client.get(path).content for path in FILES] == before


def test_a_reader_who_has_the_file_is_not_sent_it_again(client: Client, small: ResultTable) -> None:
    for path in FILES:
        mark = client.get(path)["ETag"]
        assert client.get(path, headers={"if-none-match": mark}).status_code == 304


def test_a_withdrawn_table_is_gone_from_page_list_files_and_api(client: Client, world: World) -> None:
    review = frozen(world, facts({"Dogwood": 60}))
    publish_results(review, by=world.leader, at=NOW)
    assert client.get("/api/public/tables/oak-elm/final-20250101-20251231").status_code == 200
    withdraw_results(review, reason="A mistake", by=world.leader, at=NOW)
    for path in (TABLE, f"{TABLE}v1/", *FILES, "/api/public/tables/oak-elm/final-20250101-20251231"):
        assert client.get(path).status_code == 410, path
    assert TABLE not in client.get("/data/").content.decode()
    assert client.get("/api/public/tables").json()["items"] == []


def test_what_never_was_is_not_there(client: Client, small: ResultTable) -> None:
    for path in (
        f"{TABLE}v2.csv",
        f"{TABLE}v1.pdf",
        "/data/oak-elm/other/",
        "/data/other/final-20250101-20251231/",
    ):
        assert client.get(path).status_code == 404, path


def test_a_name_that_begins_like_a_formula_is_text(client: Client, world: World) -> None:
    told = facts({"Dogwood": 60})
    told = replace(told, units=(replace(told.units[0], place=Words("=1+1")),))
    published(world, told)
    names = {row["place_vi"] for row in rows_of(client.get(f"{TABLE}v1.csv").content)}
    assert names == {"", "'=1+1"}
    with ZipFile(io.BytesIO(client.get(f"{TABLE}v1.xlsx").content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


CALC = shutil.which("soffice")


@pytest.mark.skipif(not CALC, reason="LibreOffice is not installed")
def test_the_workbook_opens_in_libreoffice_with_its_dictionary(
    client: Client, small: ResultTable, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(client.get(f"{TABLE}v1.xlsx").content)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [str(CALC), "--headless", home, "--convert-to", "ods", "a.xlsx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    if not (tmp_path / "a.ods").exists():
        pytest.skip(f"LibreOffice without Calc: {done.stderr.decode()[:80]}")
    book = CalamineWorkbook.from_path(str(tmp_path / "a.ods"))
    head, *rows = book.get_sheet_by_name("data").to_python()
    assert head == list(COLUMNS)
    told = {
        row[head.index("place_vi")]: row[head.index("amount")] for row in rows if row[head.index("place")]
    }
    assert told == {"Dogwood": "", "Cedar": "", "Elm": 40}
    assert rows[0][head.index("first_on")] == date(2025, 1, 1)
    assert [row[0] for row in book.get_sheet_by_name("dictionary").to_python()][1] == "code"
