"""The demo world, loaded once for all tests of this folder and taken back afterwards."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from chungtay.demo.kept import Kept
from chungtay.demo.world import load

LOADED_AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LOADED_ON = date(2026, 11, 22)


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Kept]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(LOADED_AT)
        transaction.set_rollback(True)
