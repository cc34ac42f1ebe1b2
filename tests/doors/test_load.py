"""`chungtay load`: what it says, what it keeps, what it leaves beside the file."""

import csv
import json
from pathlib import Path

import pytest

from chungtay.doors.command import main
from chungtay.models import Entry
from tests.world import World

pytestmark = pytest.mark.django_db

ROWS = """indicator,place,day,amount,programme,holder,key
sessions,103,2026-01-31,3,oak-elm,Union of Dogwood,1
sessions,999,2026-01-31,3,oak-elm,Union of Dogwood,2
attendances,103,2026-01-31,many,oak-elm,Unoin,3
"""


@pytest.fixture
def file(world: World, tmp_path: Path) -> Path:
    path = tmp_path / "entries.csv"
    path.write_text(ROWS)
    return path


def test_every_bad_row_is_told_and_nothing_is_kept(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(file)]) == 2
    said = capsys.readouterr()
    assert "entries.csv: 3 rows, 2 bad" in said.out and "Nothing was kept." in said.out
    assert [line.partition(": ")[2] for line in said.err.splitlines()] == [
        "Row 3, place: No unit has the code 999.",
        "Row 4, holder: No body is called Unoin. Write its full or short name as the house has it, or its id.",
        "Row 4, amount: many is not a number.",
    ]
    assert Entry.objects.count() == 0


def test_good_rows_are_kept_where_asked_and_the_bad_ones_can_be_mended_beside(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(file), "--accept-good"]) == 0
    assert "1 entries #1–#1 in postings 1–1." in capsys.readouterr().out
    beside = file.with_name("entries.bad.csv")
    header, *bad = csv.reader(beside.read_text("utf-8-sig").splitlines())
    assert header[-2:] == ["row", "why"] and [row[-2] for row in bad] == ["3", "4"]
    assert bad[0][:7] == ["sessions", "999", "2026-01-31", "3", "oak-elm", "Union of Dogwood", "2"]
    assert bad[0][-1] == "place: No unit has the code 999."
    mended = (
        beside.read_text("utf-8-sig")
        .replace("999", "103")
        .replace("many", "40")
        .replace("Unoin", "Union of Dogwood")
    )
    beside.write_text(mended.replace("sessions,103,2026-01-31,3,", "sessions,103,2026-02-28,3,"))
    assert main(["load", str(beside)]) == 0, capsys.readouterr().err
    assert Entry.objects.count() == 3


def test_a_dry_run_keeps_nothing_and_a_second_load_counts_once(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("\n".join(ROWS.splitlines()[:2]))
    assert main(["load", str(file), "--dry-run"]) == 0
    assert Entry.objects.count() == 0
    assert main(["load", str(file)]) == 0
    capsys.readouterr()
    assert main(["load", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["loaded_before"], told["entries"], told["faults"]) == (1, 1, 0, [])
    assert Entry.objects.count() == 1


def test_a_file_that_is_not_there_is_told(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "nowhere.csv"]) == 2
    assert "nowhere.csv cannot be opened" in capsys.readouterr().err
