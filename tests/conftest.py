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
from hypothesis import settings as drawing

from .clock import set_clock
from .database import keep_the_empty_database
from .world import World, make_world

# The same cases on every machine, so that a change is judged by itself; whoever asks for more draws new ones.
drawing.register_profile("house", deadline=None, derandomize="CHUNGTAY_CASES" not in os.environ)
drawing.load_profile("house")

flush = TransactionTestCase._fixture_teardown


def flush_past_the_guards(self: TransactionTestCase) -> None:
    """Let the flush after a transactional test pass the triggers that keep the ledger, then put them back."""
    from chungtay.models.guards import drop_guards, put_guards

    drop_guards(connection)
    flush(self)
    put_guards(connection)


TransactionTestCase._fixture_teardown = flush_past_the_guards  # type: ignore[method-assign]


def pytest_configure() -> None:
    """Slow hashes guard real passwords, refusals wait, and migrating takes long; the tests need no such patience."""
    from django.conf import settings

    settings.REFUSAL_BEAT = timedelta(0)
    settings.SENDS_MAILS = True  # they stay in memory
    settings.COUNTING_BEAT = timedelta(0)  # a test says when readings are written
    settings.PUBLIC_API_A_MINUTE = 1_000_000  # tests ask as fast as they can
    settings.KEPT_PAGES = 0  # editions begin anew in every test
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    keep_the_empty_database()


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
