"""One small world with one of each thing, and another union's programme beside it that must stay unknown to ours."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from tests.attacks.siege import Siege
from tests.undone import one_world
from tests.world import make_world


@pytest.fixture(scope="module")
def siege(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Siege]:
    """Made once a module and gone afterwards; an attack undoes what it changed.

    Who signed in stays sure: a module may take longer than a person is believed without asking again.
    """
    lasting = override_settings(
        SURE_FOR=timedelta(days=1), SESSION_REST=timedelta(days=1),
        DATA_UPLOAD_MAX_NUMBER_FIELDS=10_000,  # more names are tried here than any form may carry
    )  # fmt: skip
    with lasting, one_world(django_db_blocker, tmp_path_factory.mktemp("attacks")):
        laid = Siege.laid(make_world())
        assert laid.before
        with connection.execute_wrapper(laid.writing):
            yield laid


@pytest.fixture(autouse=True)
def begun_anew(request: pytest.FixtureRequest) -> None:
    """Each test begins from the same world: what the one before it wrote was undone."""
    if "siege" in request.fixturenames:
        request.getfixturevalue("siege").writing.tables.clear()
