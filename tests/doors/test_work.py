"""`chungtay work` in processes of its own: killed in the middle, stopped in the middle, left alone by its server."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from chungtay.rules.jobs import SILENCE
from tests.database import begin_home
from tests.house.source import ROOT
from tools.demo_server import COMMAND, PATIENCE, free_port

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@dataclass
class Home:
    """An empty home with its queue, looked at from outside."""

    folder: Path
    begun: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)  # ended whole, whatever became of their first process

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "CHUNGTAY_HOME": str(self.folder), "DATABASE_URL": ""}

    @property
    def diary(self) -> Path:
        return self.folder / "diary"

    def ask(self, steps: int) -> None:
        now = datetime.now(UTC).replace(tzinfo=None)
        self.tell(
            "insert into chungtay_job (id, kind, arguments, key, state, asked_at, run_after, tries, done, steps,"
            " outcome, faults) values (?, 'slow', ?, '', 'waiting', ?, ?, 0, 0, 0, '{}', '[]')",
            uuid4().hex, f'{{"diary": "{self.diary}", "steps": {steps}}}', str(now), str(now),
        )  # fmt: skip

    def tell(self, sentence: str, *values: object) -> list[tuple[object, ...]]:
        base = sqlite3.connect(self.folder / "chungtay.sqlite3", timeout=10)
        try:
            with base:
                return base.execute(sentence, values).fetchall()
        finally:
            base.close()

    def stands(self) -> tuple[object, ...]:
        return self.tell("select state, tries from chungtay_job where kind = 'slow'")[0]

    def fall_silent(self) -> None:
        """As if a minute went by."""
        then = datetime.now(UTC).replace(tzinfo=None) - SILENCE - timedelta(seconds=1)
        self.tell("update chungtay_job set alive_at = ? where kind = 'slow'", str(then))

    def work(self, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.doors.slow_worker", *arguments]
        self.begun.append(subprocess.Popen(command, cwd=ROOT, env=self.environment, **QUIET))
        return self.begun[-1]

    def is_at_rest(self) -> bool:
        """What the installation itself asks for is done, and nothing waits."""
        states = {state for (state,) in self.tell("select distinct state from chungtay_job")}
        return states == {"done"}

    def steps(self, tries: int) -> int:
        lines = self.diary.read_text().split() if self.diary.exists() else []
        return sum(line.startswith(f"{tries}:") for line in lines)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Home(tmp_path_factory.mktemp("home"))
    begin_home(made.folder)
    subprocess.run([COMMAND, "migrate"], env=made.environment, check=True)
    return made.folder


@pytest.fixture
def home(empty: Path, tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    shutil.copytree(empty, made.folder)
    yield made
    for process in made.begun:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE)
    for group in made.groups:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def until(come: Callable[[], bool]) -> None:
    over = time.monotonic() + PATIENCE
    while not come():
        assert time.monotonic() < over, "it did not come"
        time.sleep(0.05)


def test_what_a_killed_worker_left_is_done_by_the_next_one_after_its_silence(home: Home) -> None:
    home.ask(steps=100)
    killed = home.work()
    until(lambda: home.steps(1) > 3)
    killed.kill()
    killed.wait(PATIENCE)
    assert home.stands() == ("running", 1)
    home.tell("update chungtay_job set arguments = json_set(arguments, '$.steps', 2) where kind = 'slow'")
    assert home.work("--once").wait(PATIENCE) == 0
    assert home.stands() == ("running", 1)  # it might still live
    home.fall_silent()
    assert home.work("--once").wait(PATIENCE) == 0
    assert home.stands() == ("done", 2)
    assert home.steps(2) == 2


def test_a_worker_that_is_stopped_hands_back_what_it_has_in_hand(home: Home) -> None:
    home.ask(steps=1000)
    stopped = home.work()
    until(lambda: home.steps(1) > 3)
    stopped.send_signal(signal.SIGTERM)
    assert stopped.wait(PATIENCE) == 0
    assert home.stands() == ("waiting", 1)


def test_two_workers_do_a_job_once(home: Home) -> None:
    home.ask(steps=10)
    both = [home.work("--once"), home.work("--once")]
    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    assert home.stands() == ("done", 1)
    assert home.steps(1) == 10


def test_the_server_keeps_a_worker_and_everything_ends_with_it_however_it_ends(home: Home) -> None:
    command = [COMMAND, "serve", "--port", str(free_port())]
    server = subprocess.Popen(command, env=home.environment, start_new_session=True, **QUIET)
    home.begun.append(server)
    home.groups.append(server.pid)
    until(home.is_at_rest)
    (worker,) = workers_of(server.pid)
    os.kill(worker, signal.SIGKILL)
    until(lambda: workers_of(server.pid) not in ([], [worker]))
    (fresh,) = workers_of(server.pid)
    answering = children_of(server.pid)
    assert set(answering) > {fresh}
    server.kill()
    server.wait(PATIENCE)
    until(lambda: all(not Path(f"/proc/{one}").exists() or is_over(one) for one in answering))


def workers_of(parent: int) -> list[int]:
    return [
        child for child in children_of(parent) if b"--beside" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def children_of(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    if not children.exists():
        pytest.skip("this machine does not tell whose child a process is")
    found = []
    for task in Path(f"/proc/{parent}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def is_over(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
