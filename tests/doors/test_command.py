"""The command answers like the pages, says clearly what was asked wrongly, and reads without a database."""

import json
import os
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from chungtay.actions.ledger import post
from chungtay.actions.reports import hand_in
from chungtay.doors.command import found, main
from chungtay.models import Entry, Source
from tests.world import NOW, World

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "examples" / "plan-2026.docx"
OTHER = ROOT / "examples" / "not-a-programme.txt"

ENTRIES = """
    place     day         amount
    Alder     2025-03-01      40
    Birch     2025-06-30      25
    Dogwood   2026-02-01       7
"""


@pytest.fixture
def reported(world: World) -> World:
    for row in ENTRIES.strip().splitlines()[1:]:
        place, day, amount = row.split()
        change = Entry(
            indicator=world.indicators["attendances"], place=world.places[place], on=date.fromisoformat(day),
            holder=world.bodies["dogwood"], served=world.served, combination=world.cells["sex:female"],
            is_base=True, amount=int(amount) * 10_000, qualifier="exact",
            source=Source.objects.create(kind="load"),
        )  # fmt: skip
        post([change], kind="load", by=None, at=NOW)
    return world


def totals(capsys: pytest.CaptureFixture[str], *asked: str) -> dict:  # type: ignore[type-arg]
    assert main(["totals", "attendances", "--json", *asked]) == 0
    return json.loads(capsys.readouterr().out)


# totals


def test_a_total_says_its_amount_and_its_three_clocks(
    reported: World, capsys: pytest.CaptureFixture[str]
) -> None:
    told = totals(capsys, "--programme", "oak-elm", "--from", "2025-01-01", "--to", "2026-12-31")
    assert (told["amount"], told["qualifier"], told["count"]) == (72, "exact", 3)
    assert (told["from"], told["to"], told["boundaries"]) == ("2025-01-01", "2026-12-31", "2026-12-31")
    assert told["as_known_at_posting"] == 3


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        (["--by", "place"], {"102": 65, "103": 7}),
        (["--by", "place", "--boundaries", "2025-06-30"], {"101": 40, "102": 25, "103": 7}),
        (["--by", "place", "--place", "103"], {"103": 7}),
        (["--by", "place", "--as-known-at", "#1"], {"102": 40}),
        (["--by", "category", "--level", "sex"], {"female": 72}),
    ],
)
def test_rows_follow_the_map_the_place_and_the_knowledge_that_were_asked_for(
    reported: World, capsys: pytest.CaptureFixture[str], asked: list[str], rows: dict[str, int]
) -> None:
    told = totals(capsys, "--from", "2025-01-01", "--to", "2026-12-31", *asked)
    assert {row["key"]: row["amount"] for row in told["rows"] if row["amount"] is not None} == rows


def test_months_are_rows_too(reported: World, capsys: pytest.CaptureFixture[str]) -> None:
    told = totals(capsys, "--from", "2025-03-01", "--to", "2025-04-30", "--by", "month")
    assert [(row["key"], row["amount"]) for row in told["rows"]] == [("2025-03", 40), ("2025-04", None)]


def test_a_code_with_a_day_names_the_unit_that_bore_it_then(
    reported: World, capsys: pytest.CaptureFixture[str]
) -> None:
    window = ["--from", "2025-01-01", "--to", "2025-06-30"]
    assert totals(capsys, *window, "--place", "102@2025-06-30")["amount"] == 25
    assert totals(capsys, "--from", "2025-01-01", "--to", "2026-12-31", "--place", "102")["amount"] == 65


def test_lines_for_people_name_the_measure(reported: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["totals", "attendances", "--by", "place"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Attendances: 72 attendance\n")
    assert "Cedar (102)" in said


NO_SUCH_SEX = "There is no category sex=none. There are: sex=female, sex=male, sex=not-stated."


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["nonsense"], "There is no indicator nonsense. There are: attendances, clubs, sessions."),
        (["clubs", "--programme", "none"], "There is no programme none. There are: oak-elm."),
        (["clubs", "--place", "999"], "No unit has the code 999. Look it up: chungtay places find NAME."),
        (["clubs", "--place", "102@soon"], "soon is not a day; write it as 2024-12-31."),
        (["\udcff"], "There is no indicator \\udcff. There are: attendances, clubs, sessions."),
        (
            ["clubs", "--place", "\udcff"],
            "No unit has the code \\udcff. Look it up: chungtay places find NAME.",
        ),
        (
            ["clubs", "--as-known-at", "9999-12-31"],
            "9999-12-31 is neither a day (2024-12-31) nor an entry (#120).",
        ),
        (["clubs", "--as-known-at", "then"], "then is neither a day (2024-12-31) nor an entry (#120)."),
        (
            ["clubs", "--from", "2026-01-01", "--to", "2025-01-01"],
            "The window ends on 2025-01-01, before it begins. Swap --from and --to, or leave one out.",
        ),
        (
            ["clubs", "--place", "101", "--to", "2026-01-01"],
            "No unit has the code 101 on 2026-01-01. It was borne by: Alder, 2000-01-01 to 2025-07-01 (exclusive)."
            " Write 101@DAY.",
        ),
        (
            ["clubs", "--place", "101@2025-06-30", "--to", "2026-01-01"],
            "Alder (101) stood 2000-01-01 to 2025-07-01 (exclusive), and the map asked is of 2026-01-01."
            " Add --boundaries 2025-06-30, or ask for the unit of that map.",
        ),
        (["clubs", "--category", "sex=none"], NO_SUCH_SEX),
        (
            ["clubs", "--category", "age=6"],
            "There is no category age=6. There are: ethnicity, membership, sex.",
        ),
        (
            ["clubs", "--holder", "Union of Nowhere"],
            "No body bears Union of Nowhere. Write one of: Union of Cedar, Union of Dogwood, Union of Elm,"
            " Union of Elmshire, Union of Farshire, Union of Farwood, Union of Oakshire.",
        ),
        (["clubs", "--cumulative", "phase"], "A phase is one of a programme. Name it with --programme."),
        (
            ["clubs", "--cumulative", "year", "--from", "2026-01-01"],
            "--cumulative begins by itself with the year or the phase. Leave --from out.",
        ),
    ],
)
def test_a_wrong_question_gets_one_clear_sentence_and_status_2(
    world: World, capsys: pytest.CaptureFixture[str], asked: list[str], sentence: str
) -> None:
    assert main(["totals", *asked]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"chungtay: {sentence}\n")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("31/12/2024", "31/12/2024 is not a day; write it as 2024-12-31"),
        ("9999-12-31", "9999-12-31 is too far away; write a day between 1900 and 2200"),
    ],
)
def test_a_day_that_is_none_is_refused_before_anything_else(
    capsys: pytest.CaptureFixture[str], asked: str, said: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["totals", "clubs", "--to", asked])
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


HOMES = {
    "a file is no home": ({"CHUNGTAY_HOME": str(PLAN)}, "Look at CHUNGTAY_HOME"),
    "no such database": ({"DATABASE_URL": "mysql://here/x"}, "Look at CHUNGTAY_HOME and DATABASE_URL"),
    "no such port": ({"DATABASE_URL": "postgresql://here:x/x"}, "Look at CHUNGTAY_HOME and DATABASE_URL"),
    "nobody answers": ({"DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "The database does not answer"),
    "it is no database": ({"DATABASE_URL": ""}, "The database does not answer: file is not a database"),
}


@pytest.mark.parametrize("trouble", HOMES)
@pytest.mark.parametrize("verb", ["check", "migrate"])
def test_a_home_or_database_that_cannot_be_used_is_said_in_one_sentence(
    tmp_path: Path, trouble: str, verb: str
) -> None:
    told, sentence = HOMES[trouble]
    (tmp_path / "chungtay.sqlite3").write_text("Not a database, however long one looks at it.")
    ran = subprocess.run(
        [sys.executable, "-c", f"from chungtay.doors.command import main; raise SystemExit(main(['{verb}']))"],
        env=os.environ | {"CHUNGTAY_HOME": str(tmp_path)} | told, capture_output=True, text=True, timeout=20,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 2, ran.stderr
    assert ran.stderr.startswith(f"chungtay: {sentence}") and "Traceback" not in ran.stderr


# check, demo, serve


def test_a_sound_ledger_passes_the_check(reported: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "The ledger is sound: 3 postings, 3 entries." in said
    assert "The audit is sound: " in said


def test_a_changed_audit_line_fails_the_check(reported: World, capsys: pytest.CaptureFixture[str]) -> None:
    from django.db import connection

    from chungtay.models import AuditLine
    from chungtay.models.guards import drop_guards, put_guards

    hand_in(reported.reports["cedar"], by=reported.persons["cedar"], at=NOW)
    drop_guards(connection)
    AuditLine.objects.update(post="Somebody else")
    put_guards(connection)
    assert main(["check"]) == 1
    assert "Audit line 1 differs from what was written." in capsys.readouterr().err


def test_a_changed_amount_fails_the_check(reported: World, capsys: pytest.CaptureFixture[str]) -> None:
    from django.db import connection

    from chungtay.models.guards import drop_guards, put_guards

    drop_guards(connection)
    Entry.objects.filter(seq=2).update(amount=990_000)
    put_guards(connection)
    assert main(["check"]) == 1
    assert "Entry 2 of posting 2 differs from what was written." in capsys.readouterr().err


def test_a_missing_guard_fails_the_check(reported: World, capsys: pytest.CaptureFixture[str]) -> None:
    from django.db import connection

    from chungtay.models.guards import drop_guards, put_guards

    drop_guards(connection)
    try:
        assert main(["check"]) == 1
    finally:
        put_guards(connection)
    assert "The guard guard_chungtay_entry_delete is missing" in capsys.readouterr().err


def test_the_demo_leaves_a_home_with_data_alone(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 2
    assert "The demo loads into an empty home only." in capsys.readouterr().err
    assert main(["demo", "--if-empty"]) == 0


def test_a_taken_port_is_said_instead_of_shared(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert f"Nothing can listen on 127.0.0.1, port {port}" in capsys.readouterr().err


def test_a_demo_home_opens_to_the_network_only_when_that_is_meant(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = tmp_path / "demo"
    mark.touch()
    with override_settings(DEMO_MARK=mark):
        assert main(["serve", "--host", "0.0.0.0"]) == 2
    assert "--demo-for-all" in capsys.readouterr().err


def test_every_verb_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for verb, _ in found():
        with pytest.raises(SystemExit) as stopped:
            main([verb, "--help"])
        assert stopped.value.code == 0
        assert "example:\n" in capsys.readouterr().out


# read


def test_each_file_read_is_one_json_object_on_its_own_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", str(PLAN), str(PLAN)]) == 0
    drafts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [draft["file"] for draft in drafts] == [PLAN.name, PLAN.name]
    assert drafts[0]["kind"] == "kế hoạch"
    assert drafts[0]["negative"] is False


def test_a_person_sees_each_fact_with_its_place_in_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(PLAN)]) == 0
    said = capsys.readouterr().out
    assert "kind: kế hoạch" in said
    assert "“" in said and "–" in said


def test_a_text_about_something_else_is_refused_politely_and_still_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["read", "--json", str(OTHER)]) == 2
    said = capsys.readouterr()
    assert json.loads(said.out)["negative"] is True
    assert said.err.startswith("chungtay: not-a-programme.txt: This text does not seem to be about")


def test_one_bad_file_does_not_keep_the_others_from_being_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, large = tmp_path / "empty.txt", tmp_path / "large.txt"
    empty.write_bytes(b"")
    large.write_bytes(b"a" * (11 * 1024 * 1024))
    missing = tmp_path / "missing.txt"
    assert main(["read", "--json", str(empty), str(large), str(missing), str(PLAN)]) == 2
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    first, second, third = said.err.splitlines()
    assert first == "chungtay: empty.txt is empty."
    assert second.startswith("chungtay: large.txt is larger than 10 MB.")
    assert third == f"chungtay: {missing} cannot be opened: No such file or directory."


def test_reading_as_a_command_wakes_neither_django_nor_a_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    code = (
        "import sys; from chungtay.doors.command import main;"
        f" status = main(['read', '--json', {str(PLAN)!r}]);"
        " assert 'django' not in sys.modules; sys.exit(status)"
    )
    environment = os.environ | {"CHUNGTAY_HOME": str(home)}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=20, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["file"] == PLAN.name
    assert not home.exists()
