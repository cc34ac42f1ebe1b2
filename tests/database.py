"""Keeps the empty database of the tests between two runs, for making it by migration takes half a minute.

It is made by migration whenever a model, a migration or a package that brings migrations has changed. PostgreSQL's is
made each time.
"""

import hashlib
import os
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.sqlite3.base import Database

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".test_database"
PACKAGES = ("django", "django-allauth")


def keep_the_empty_database() -> None:
    """Call before the test database is made."""
    if connection.vendor != "sqlite":
        return
    creation: Any = connection.creation
    begin, make = creation._create_test_db, creation.create_test_db
    file = kept_as()

    def filled(*given: Any, **named: Any) -> str:
        name: str = begin(*given, **named)
        if file.exists():
            # A database in memory lasts as long as somebody holds it: this one until Django does.
            creation.holder = Database.connect(name, uri=True)
            with Database.connect(file) as kept:
                kept.backup(creation.holder)
            kept.close()
        return name

    def made(*given: Any, **named: Any) -> str:
        name: str = make(*given, **named)
        if holder := vars(creation).pop("holder", None):
            holder.close()
        elif file == kept_as():  # nobody wrote in the models meanwhile
            keep(file)
        return name

    creation._create_test_db, creation.create_test_db = filled, made


def begin_home(home: Path) -> None:
    """Puts a copy of the empty database into a home, if one is kept; what then migrates it is soon done."""
    if kept_as().exists():
        shutil.copy(kept_as(), home / "chungtay.sqlite3")


def kept_as() -> Path:
    said = hashlib.sha256(" ".join([Database.sqlite_version, *map(version, PACKAGES)]).encode())
    for folder in ("migrations", "models", "incidents/migrations", "incidents/models"):
        for path in sorted((ROOT / "chungtay" / folder).rglob("*.py")):
            said.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return KEPT / f"{said.hexdigest()[:16]}.sqlite3"


def keep(file: Path) -> None:
    """Whole or not at all, and only the newest: several runs may come here at once."""
    KEPT.mkdir(exist_ok=True)
    coming = file.with_suffix(f".{os.getpid()}")
    with Database.connect(coming) as kept:
        connection.connection.backup(kept)
    kept.close()
    for other in KEPT.glob("*.sqlite3"):
        other.unlink(missing_ok=True)
    coming.replace(file)
