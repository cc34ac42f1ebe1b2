"""Several processes at once on one ledger: whole answers, never old ones, no holes, whatever becomes of the file."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from chungtay.cube.files import kept
from tests.house.source import ROOT

SERVER = os.environ.get("CHUNGTAY_TEST_POSTGRES") or os.environ.get("DATABASE_URL", "")
SECONDS = float(os.environ.get("CHUNGTAY_SECONDS", "3"))  # how long they go at it
NAME = "chungtay_processes"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an installation with its own database, which writes the base file every 3 postings."""
    told = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DATABASE_URL", "CHUNGTAY_TEST_POSTGRES")
    }
    told |= {"CHUNGTAY_CUBE_EVERY": "3", "DJANGO_SETTINGS_MODULE": "chungtay.settings"}
    told["CHUNGTAY_HOME"] = str(tmp_path_factory.mktemp("prepared"))
    if request.param == "postgresql":
        if not SERVER:
            pytest.skip("CHUNGTAY_TEST_POSTGRES names no PostgreSQL")
        told["DATABASE_URL"] = made_anew(NAME)
    subprocess.run([sys.executable, "-m", "tests.cube.processes", "prepare"], cwd=ROOT, env=told, check=True)
    return told


@pytest.fixture
def home(prepared: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """A fresh copy of it."""
    shutil.copytree(prepared["CHUNGTAY_HOME"], tmp_path / "home")
    copied = prepared | {"CHUNGTAY_HOME": str(tmp_path / "home")}
    if "DATABASE_URL" in prepared:
        copied["DATABASE_URL"] = made_anew(f"{NAME}_copy", template=NAME)
    return copied


def made_anew(name: str, *, template: str = "template1") -> str:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"drop database if exists {name} with (force)")
        server.execute(f"create database {name} template {template}")
    return SERVER.rsplit("/", 1)[0] + "/" + name


def counted(home: dict[str, str], *verbs: str, seconds: float = SECONDS) -> list[str]:
    """What each process did; anything else that one of them said is a fault."""
    command = [sys.executable, "-m", "tests.cube.processes", str(seconds), *verbs]
    done = subprocess.run(
        command, cwd=ROOT, env=home, capture_output=True, text=True, timeout=120, check=False
    )
    lines = done.stdout.splitlines()
    right = all(re.fullmatch("(written|asked|looked|spoilt|killed) [0-9]+", line) for line in lines)
    assert right and len(lines) == len(verbs) and not done.returncode, (done.stdout + done.stderr)[-5000:]
    return lines


def test_answers_are_whole_and_never_older_than_what_was_there_before_the_question(
    home: dict[str, str],
) -> None:
    counted(home, "write", "write", "read", "read", "read", "follow", "spoil")
    counted(home, "read", seconds=0)


def test_a_process_that_is_killed_at_any_moment_leaves_a_file_that_answers_rightly(
    home: dict[str, str],
) -> None:
    counted(home, "write", "kill", "kill", "read")
    folder = Path(home["CHUNGTAY_HOME"]) / "cube"
    assert kept(folder)
    counted(home, "read", seconds=0)
