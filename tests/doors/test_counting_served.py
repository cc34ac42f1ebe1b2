"""The real server with two processes: what they count adds up, and a stop in good order loses nothing."""

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.database import begin_home
from tests.doors.public_pages import ADDRESS, PHONE
from tools.demo_server import COMMAND, PATIENCE, free_port

ROOT = Path(__file__).parents[2]
LAID = "import django; django.setup(); from tests.doors.public_pages import site; site()"
READERS = 120


@contextmanager
def served(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A home with one story, behind one proxy of ours, so that each request may come from another address."""
    told = {
        "CHUNGTAY_HOME": str(home), "CHUNGTAY_PROXIES": "1", "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "chungtay.settings", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    environment, port = {**os.environ, **told}, free_port()
    begin_home(home)
    subprocess.run([COMMAND, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-c", LAID], env=environment, check=True, cwd=ROOT)
    words: list[str | Path] = [COMMAND, "serve", "--port", str(port), "--workers", "2", "--no-work"]
    server = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port):
            assert server.poll() is None and time.monotonic() < until, "the server answers nobody"
            time.sleep(0.05)
        yield server, port
    finally:
        if server.poll() is None:
            server.kill()
            server.wait(PATIENCE)


def answers(port: int) -> bool:
    try:
        return read(port, "curl/8", "203.0.113.1") == 200
    except OSError:
        return False


def read(port: int, agent: str, address: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as line:
        line.request("GET", ADDRESS, headers={"User-Agent": agent, "X-Forwarded-For": address})
        answer = line.getresponse()
        answer.read()
        return answer.status


def counted(home: Path, what: str) -> int:
    with closing(sqlite3.connect(home / "chungtay.sqlite3")) as base:
        return base.execute(what).fetchone()[0] or 0


@pytest.mark.parametrize("stops", [signal.SIGTERM, signal.SIGINT])
def test_processes_add_up_and_lose_nothing_when_they_are_stopped(
    tmp_path: Path, stops: signal.Signals
) -> None:
    readers = [f"198.51.100.{number}" for number in range(READERS)] * 2
    with served(tmp_path) as (server, port):
        with ThreadPoolExecutor(8) as many:
            assert set(many.map(lambda address: read(port, PHONE, address), readers)) == {200}
        server.send_signal(stops)
        server.wait(PATIENCE)
    assert counted(tmp_path, "select sum(views) from chungtay_viewday") == READERS
    assert counted(tmp_path, "select sum(visitors) from chungtay_visitday") == READERS
    assert counted(tmp_path, "select count(*) from chungtay_visiting") == 0
