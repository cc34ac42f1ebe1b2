"""One small world with one of each thing, for tests that ask the API many times about the same things."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.doors.api_things import api_things
from tests.undone import one_world
from tests.world import World, make_world


@dataclass
class House:
    world: World
    kept: dict[tuple[str, str], dict[str, Any]]  # the names in a path, by its first word and the thing


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Made once a module and gone afterwards; a test undoes what it changed."""
    with one_world(django_db_blocker, tmp_path_factory.mktemp("api")):
        world = make_world()
        yield House(world, api_things(world))
