"""One small world with one of each thing, and another union's programme beside it that must stay unknown to ours."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.attacks.siege import Siege
from tests.undone import one_world
from tests.world import make_world


@pytest.fixture(scope="module")
def siege(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Siege]:
    """Made once a module and gone afterwards; an attack undoes what it changed."""
    with one_world(django_db_blocker, tmp_path_factory.mktemp("attacks")):
        yield Siege.laid(make_world())
