"""One small world with one of each thing, and another union's programme beside it that must stay unknown to ours."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.attacks.siege import Siege, open_for_the_test
from tests.clock import set_clock
from tests.world import make_world


@pytest.fixture(scope="module")
def siege(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Siege]:
    """Made once a module and gone afterwards; an attack undoes what it changed."""
    home = tmp_path_factory.mktemp("attacks")
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(FILES=home, DEMO_MARK=home / "demo"),
        open_for_the_test(),
    ):
        set_clock(patch)
        yield Siege.laid(make_world())
        transaction.set_rollback(True)
