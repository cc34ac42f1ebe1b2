"""The world of the permission matrix: made once for all that is tried in it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from tests.undone import one_world

from .matrix import Matrix, make_matrix


@pytest.fixture(scope="module")
def matrix(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Matrix]:
    """Made once a module and gone afterwards; every cell undoes what it changed."""
    # Everybody signs in once, and the last cell is asked for long after that.
    lasting = override_settings(SURE_FOR=timedelta(days=1), SESSION_REST=timedelta(days=1))
    with one_world(django_db_blocker, tmp_path_factory.mktemp("matrix")), lasting:
        yield make_matrix()
