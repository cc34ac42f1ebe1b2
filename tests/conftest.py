"""What every test shares: a home of its own, the small fixed world, and flushes that pass the ledger's guards."""

import os
import tempfile
from collections.abc import Callable
from datetime import date, timedelta

# Before Django reads its settings: no test touches the home of the person who runs it.
os.environ["CHUNGTAY_HOME"] = tempfile.mkdtemp(prefix="chungtay-test-")

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase

from .clock import set_clock
from .world import World, make_world

flush = TransactionTestCase._fixture_teardown


def flush_past_the_guards(self: TransactionTestCase) -> None:
    """Let the flush after a transactional test pass the triggers that keep the ledger, then put them back."""
    from chungtay.models.guards import drop_guards, put_guards

    drop_guards(connection)
    flush(self)
    put_guards(connection)


TransactionTestCase._fixture_teardown = flush_past_the_guards  # type: ignore[method-assign]


def pytest_configure() -> None:
    """Slow hashes guard real passwords, and refusals wait; the tests need none of that patience."""
    from django.conf import settings

    settings.REFUSAL_BEAT = timedelta(0)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Everything happens on the world's day."""
    return set_clock(monkeypatch)


@pytest.fixture
def signed_in(client: Client, world: World, today: date) -> Callable[[str], Client]:
    """A browser in which the named person of the world has signed in; Vietnamese unless told."""

    def enter(name: str, language: str = "en") -> Client:
        fresh = Client(HTTP_ACCEPT_LANGUAGE=language)
        fresh.force_login(world.persons[name].account)
        return fresh

    return enter
