"""A home of its own with the small world in it, served until the tests are done with it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.database import begin_home
from tools.demo_server import COMMAND, free_port, in_home, stop, wait_until_served

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    """Where it answers, what the laying program said of what it laid, its folder, and what the server says."""

    address: str
    laid: dict[str, Any]
    home: Path
    log: Path


@contextmanager
def served_home(folder: Path, laying: str) -> Iterator[Served]:
    """`laying` is a module that lays its things into the home and prints of them what the tests need."""
    home, log = folder / "home", folder / "log"
    home.mkdir()
    environment = in_home(home) | {"DJANGO_SETTINGS_MODULE": "chungtay.settings"}
    begin_home(home)
    subprocess.run([COMMAND, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", laying]
    said = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as told:
        server = subprocess.Popen(
            [COMMAND, "serve", "--no-work", "--port", str(port)],
            env=environment,
            stdout=told,
            stderr=subprocess.STDOUT,
        )
    try:
        with suppress(TimeoutError):  # a busy machine may need a second look
            wait_until_served(server, address)
        wait_until_served(server, address)
        yield Served(address, json.loads(said), home, log)
    finally:
        stop(server)
