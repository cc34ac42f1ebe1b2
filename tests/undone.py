"""A transaction of the tests' own: what happens inside is forgotten, and acts do not take it for theirs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Forget whatever is done inside. Many acts may follow one another in it, each as if it were alone."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)
