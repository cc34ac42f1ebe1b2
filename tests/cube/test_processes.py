"""Several processes at once on one ledger: whole answers, never old ones, no holes, whatever becomes of the file."""

import os
import shutil
import signal
import subprocess
import sys
import time
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
    """The environment of an installation with its own database, which writes the base file every 7 postings."""
    told = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DATABASE_URL", "CHUNGTAY_TEST_POSTGRES")
    }
    told |= {"CHUNGTAY_CUBE_EVERY": "7", "DJANGO_SETTINGS_MODULE": "chungtay.settings"}
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


def begin(home: dict[str, str], verb: str, number: int, seconds: float = SECONDS) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.cube.processes", verb, str(seconds), str(number)]
    return subprocess.Popen(
        command, cwd=ROOT, env=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def words(process: subprocess.Popen[str]) -> dict[str, int]:
    """What a process counted; anything else that it said is a fault."""
    told, _ = process.communicate(timeout=SECONDS + 60)
    counted = {}
    for line in told.splitlines():
        word, _, number = line.partition(" ")
        assert word in ("written", "asked", "spoilt", "looked") and number.isdigit(), told[-3000:]
        counted[word] = int(number)
    assert process.returncode == 0 and counted, told[-3000:]
    return counted


def test_answers_are_whole_and_never_older_than_what_was_there_before_the_question(
    home: dict[str, str],
) -> None:
    processes = [
        begin(home, verb, number)
        for number, verb in enumerate(("write", "write", "read", "read", "read", "follow", "spoil"))
    ]
    killed = begin(home, "read", 99)
    counted = [words(process) for process in processes]
    written = sum(one.get("written", 0) for one in counted)
    assert all(number for one in counted for number in one.values()) and written >= 10, counted
    assert killed.wait(60) == 0
    (last,) = (words(begin(home, "read", 100, 0.1)),)
    assert last["asked"]


def test_a_process_that_is_killed_at_any_moment_leaves_a_file_that_answers_rightly(
    home: dict[str, str],
) -> None:
    writer = begin(home, "write", 0)
    began, number = time.monotonic(), 1
    while time.monotonic() < began + SECONDS:
        reader = begin(home, "read", number)
        time.sleep(1.2 + number % 5 * 0.07)  # it needs a second to begin
        os.kill(reader.pid, signal.SIGKILL)
        told, _ = reader.communicate()
        assert told == "", told
        number += 1
    assert words(writer)["written"]
    folder = Path(home["CHUNGTAY_HOME"]) / "cube"
    assert not folder.exists() or kept(folder)
    assert words(begin(home, "read", 100, 0.2))["asked"]
    assert kept(folder)
