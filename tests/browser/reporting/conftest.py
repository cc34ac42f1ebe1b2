"""A demo world of its own for the journeys about reports."""

from collections.abc import Iterator

import pytest

from tools.chromium import CHROMIUM
from tools.demo_server import Demo, demo_server


@pytest.fixture(scope="package")
def demo() -> Iterator[Demo]:
    """In place of the demo that the other journeys share."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with demo_server() as served:
        yield served
