"""Transactions of the tests' own: acts do not take them for theirs, and what happens inside is forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.clock import set_clock


@contextmanager
def undone() -> Iterator[None]:
    """Forget whatever is done inside. Many acts may follow one another in it, each as if it were alone."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def one_world(database: Any, home: Path) -> Iterator[None]:
    """What is made inside serves a whole module of tests; each undoes what it changes. `database` unblocks it."""
    with (
        database.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(FILES=home, DEMO_MARK=home / "demo"),
        undone(),
    ):
        set_clock(patch)
        yield
