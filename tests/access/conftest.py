"""The world of the permission matrix: made once for all that is tried in it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.clock import set_clock
from tests.undone import undone

from .matrix import Matrix, make_matrix


@pytest.fixture(scope="module")
def matrix(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Matrix]:
    """Made once a module and gone afterwards; every cell undoes what it changed."""
    home = tmp_path_factory.mktemp("matrix")
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(FILES=home, DEMO_MARK=home / "demo"),
        undone(),
    ):
        set_clock(patch)
        yield make_matrix()
