"""`chungtay places`: finds, shows, previews and records, and tells bad input with exit status 2."""

import json
from pathlib import Path

import pytest

from chungtay.doors.command import main
from chungtay.models import Place
from tests.world import World

TABLE = """day,instrument,old,new,name,kind,parent,share,basis
2027-01-01,Order 9,102,102,Maple,xã,,,
,,103,102,,,,60,population
,,103,104,Nettle,xã,,40,population
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "merger.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def told(capsys: pytest.CaptureFixture[str], *asked: object) -> object:
    assert main(["places", *map(str, asked), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_units_are_found_and_shown(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert [unit["name"] for unit in told(capsys, "find", "wood")] == ["Dogwood", "Farwood"]  # type: ignore[attr-defined]
    assert main(["places", "find", "cedar"]) == 0
    assert capsys.readouterr().out == "102@2025-07-01      Cedar  in Oakshire\n"
    shown = told(capsys, "show", "102@2025-07-01")
    assert isinstance(shown, dict)
    assert (shown["code"], shown["valid_from"], shown["parent"]) == ("102", "2025-07-01", "W1@2000-01-01")
    assert [(step["name"], step["share"], step["instrument"]) for step in shown["came_from"]] == [
        ("Alder", 1, "Order 1"), ("Birch", 1, "Order 1"),
    ]  # fmt: skip
    assert main(["places", "show", "101"]) == 0
    assert "became on 01/07/2025  102@2025-07-01      Cedar" in capsys.readouterr().out


def test_a_merger_is_previewed_and_then_recorded_once(
    world: World, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = told(capsys, "succeed", table, "--preview")
    assert isinstance(seen, dict)
    assert [unit["name"] for unit in seen["begun"]] == ["Maple", "Nettle"]
    assert main(["places", "succeed", str(table), "--preview"]) == 0
    assert "nothing is changed yet" in capsys.readouterr().out
    assert not Place.objects.filter(name="Maple").exists()
    assert main(["places", "succeed", str(table)]) == 0
    assert "2 units end and 2 begin on 2027-01-01 (Order 9)" in capsys.readouterr().out
    assert main(["places", "succeed", str(table)]) == 2
    assert "Row 2: 102 ends on 2027-01-01 already." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["find", "nobody"], "No place is called nobody. Try a part of the name, or another day."),
        (["find", "cedar", "--on", "2025-06-30"], "No place is called cedar on 2025-06-30."),
        (["show", "999"], "No unit has the code 999. Look it up: chungtay places find 999"),
        (["show", "102@1999-01-01"], "No unit has the code 102@1999-01-01."),
        (["show", "102@soon"], "soon is not a day; write it as 2024-12-31."),
        (["succeed", "nowhere.csv"], "nowhere.csv cannot be read: No such file or directory"),
    ],
)
def test_bad_input_is_told_with_its_mend(
    world: World, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    assert main(["places", *asked]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "is not text in UTF-8. Save it as"),
        (b"", "The table is empty."),
        (TABLE.replace("103", "993").encode(), "Row 3: no unit has the code 993. Look it up by name."),
        (TABLE.replace(",40,", ",30,").encode(), "Row 4: the shares of 103 add up to 90%, not to 100%."),
        (b"\n" * 4_000_001, "is larger than 4 MB."),
    ],
)
def test_of_a_bad_table_nothing_is_kept(
    world: World, table: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    table.write_bytes(content)
    before = Place.objects.count()
    assert main(["places", "succeed", str(table)]) == 2
    assert said in capsys.readouterr().err
    assert Place.objects.count() == before


def test_every_part_of_the_verb_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for part in ("find", "show", "succeed", "load"):
        with pytest.raises(SystemExit) as stopped:
            main(["places", part, "--help"])
        assert stopped.value.code == 0
        assert f"example:\n  chungtay places {part}" in capsys.readouterr().out


@pytest.mark.parametrize("asked", [["places"], ["places", "find"], ["places", "find", "x", "--limit", "0"]])
def test_a_part_that_lacks_something_shows_how_it_is_used(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(asked)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err
