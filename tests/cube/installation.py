"""An installation with a database of its own, made once in a run and copied for each test that starts processes.

It is of the kind that the run is about: PostgreSQL where DATABASE_URL names a server, else SQLite.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import psycopg
import pytest

from tests.database import begin_home
from tests.house.source import ROOT

SERVER = os.environ.get("DATABASE_URL", "")
NAME = f"chungtay_processes_{os.getpid()}"  # two runs may share a server


@cache
def prepared() -> dict[str, str]:
    """The environment in which a process works there; it writes the base file every 3 postings."""
    home = Path(tempfile.mkdtemp(prefix="chungtay-prepared-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    told = {**os.environ, "CHUNGTAY_CUBE_EVERY": "3", "DJANGO_SETTINGS_MODULE": "chungtay.settings"}
    told |= {"CHUNGTAY_HOME": str(home), "DATABASE_URL": made_anew(NAME) if SERVER else ""}
    if not SERVER:
        begin_home(home)
    subprocess.run([sys.executable, "-m", "tests.cube.processes", "prepare"], cwd=ROOT, env=told, check=True)
    return told


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """A fresh copy of it."""
    copied = prepared() | {"CHUNGTAY_HOME": str(tmp_path / "home")}
    shutil.copytree(prepared()["CHUNGTAY_HOME"], copied["CHUNGTAY_HOME"])
    if SERVER:
        copied["DATABASE_URL"] = made_anew(f"{NAME}_copy", template=NAME)
    return copied


def made_anew(name: str, *, template: str = "template1") -> str:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"drop database if exists {name} with (force)")
        server.execute(f"create database {name} template {template}")
    return SERVER.rsplit("/", 1)[0] + "/" + name
