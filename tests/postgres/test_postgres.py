"""PostgreSQL keeps the same guards, does the same acts and gives the same answers as SQLite."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.house.source import ROOT
from tools.check_tests import ENDING

SERVER = os.environ.get("CHUNGTAY_TEST_POSTGRES", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="CHUNGTAY_TEST_POSTGRES names no PostgreSQL")

COMMAND = Path(sys.executable).with_name("chungtay")
DEMO = "chungtay_demo"
FOLDERS = [
    ["tests/actions"],
    ["tests/models", "tests/answers", "tests/cube/test_database.py", "tests/cube/test_processes.py"],
    ["tests/incidents/life"],
]
ASKED = [
    ("attendances", "--programme", "kontum-attapeu", "--by", "place"),
    ("attendances", "--programme", "kontum-attapeu", "--by", "category", "--level", "sex"),
    ("sessions", "--by", "month"),
    ("clubs", "--by", "place", "--boundaries", "2024-12-31"),
    ("clubs", "--programme", "hlhpnvn-ubdt"),
]


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    told = {key: value for key, value in os.environ.items() if key != "CHUNGTAY_TEST_POSTGRES"}
    return subprocess.run(
        command, cwd=ROOT, env=told | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def empty_database() -> Iterator[str]:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"drop database if exists {DEMO}")
        server.execute(f"create database {DEMO}")
        yield SERVER.rsplit("/", 1)[0] + "/" + DEMO
        server.execute(f"drop database {DEMO} with (force)")


@pytest.mark.parametrize("folders", FOLDERS, ids=lambda folders: folders[0])
def test_models_acts_and_answers_hold_on_postgresql_too(folders: list[str]) -> None:
    result = run(sys.executable, "-m", "pytest", "-q", *ENDING, *folders, DATABASE_URL=SERVER)
    assert result.returncode == 0, (result.stdout + result.stderr)[-5000:]


def test_both_databases_answer_the_same(empty_database: str, tmp_path: Path) -> None:
    homes = [
        {"CHUNGTAY_HOME": str(tmp_path / "sqlite"), "DATABASE_URL": ""},
        {"CHUNGTAY_HOME": str(tmp_path / "postgresql"), "DATABASE_URL": empty_database},
    ]
    for home in homes:
        loaded = run(COMMAND, "demo", **home)
        assert loaded.returncode == 0, loaded.stderr
        assert run(COMMAND, "check", **home).returncode == 0
    for question in ASKED:
        lite, large = (run(COMMAND, "totals", *question, "--json", **home) for home in homes)
        assert lite.returncode == 0, lite.stderr
        assert json.loads(large.stdout) == json.loads(lite.stdout), question
