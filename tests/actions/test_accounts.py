"""At the door: a guesser waits, the owner's own browser does not, and nothing kept names anybody."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay.actions.accounts import (
    DEVICE_KEPT,
    DEVICES_KEPT,
    forget_devices,
    is_known,
    note_failed_try,
    note_success,
    wait_before_try,
)
from chungtay.models import Account, AuditLine, FailedTries, KnownDevice
from chungtay.rules.accounts import FORGOTTEN_AFTER, LONGEST_DELAY, NO_WAIT
from tests.world import NOW, World

OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"
SECONDS = timedelta(seconds=1)

pytestmark = pytest.mark.django_db


def fail(
    times: int, name: str = "officer", address: str = ELSEWHERE, device: str = "", at: datetime = NOW
) -> None:
    for _ in range(times):
        note_failed_try(name, address, device, at)


@pytest.fixture
def account(world: World) -> Account:
    return world.officer.account


def test_whoever_guesses_waits_longer_with_each_guess(account: Account) -> None:
    waits = []
    for _ in range(8):
        fail(1)
        waits.append(wait_before_try("officer", ELSEWHERE, "", NOW) / SECONDS)
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120]


def test_a_name_that_nobody_bears_waits_like_one_that_somebody_bears(account: Account) -> None:
    for name in ("officer", "nobody", "x" * 10_000, "", "a\0b"):
        fail(6, name, address="")
    told = {
        wait_before_try(name, ELSEWHERE, "made-up", NOW) for name in ("officer", "nobody", "x" * 10_000, "")
    }
    assert told == {30 * SECONDS}


def test_capitals_and_other_ways_to_write_a_name_are_the_same_name() -> None:
    for name in ("officer", "Officer", "OFFICER ", "ｏｆｆｉｃｅｒ", "officer", "officer"):
        fail(1, name)
    assert wait_before_try("oFFicer", OFFICE, "", NOW) == 30 * SECONDS


def test_a_guesser_elsewhere_does_not_slow_the_owner_in_a_known_browser(account: Account) -> None:
    secret = note_success(account, device="", at=NOW)
    fail(100)
    assert wait_before_try("officer", OFFICE, "", NOW) == LONGEST_DELAY
    assert wait_before_try("officer", OFFICE, secret, NOW) == NO_WAIT
    assert wait_before_try("Officer ", ELSEWHERE, secret, NOW) == NO_WAIT
    assert wait_before_try("partner", OFFICE, secret, NOW) == NO_WAIT, "its own bucket is empty"
    note_success(account, device=secret, at=NOW)
    assert wait_before_try("officer", OFFICE, "", NOW) == LONGEST_DELAY, "the guesser goes on waiting"


def test_whoever_took_the_known_browser_guesses_no_faster(account: Account) -> None:
    secret = note_success(account, device="", at=NOW)
    fail(6, device=secret)
    assert wait_before_try("officer", OFFICE, secret, NOW) == 30 * SECONDS
    assert wait_before_try("officer", OFFICE, "", NOW) == NO_WAIT, "its failures are its own"
    note_success(account, device=secret, at=NOW)
    assert wait_before_try("officer", OFFICE, secret, NOW) == NO_WAIT


def test_a_browser_known_to_a_colleague_is_not_known_to_me(account: Account, world: World) -> None:
    secret = note_success(world.partner.account, device="", at=NOW)
    assert not is_known("officer", secret)
    fail(6, device=secret)
    assert wait_before_try("officer", OFFICE, "", NOW) == 30 * SECONDS


def test_two_colleagues_at_one_computer_are_both_known_there(account: Account, world: World) -> None:
    secret = note_success(world.partner.account, device="", at=NOW)
    assert note_success(account, device=secret, at=NOW) == secret
    assert is_known("partner", secret)
    assert is_known("officer", secret)


def test_a_secret_that_this_house_did_not_give_is_never_taken_over(account: Account) -> None:
    secret = note_success(account, device="chosen by somebody", at=NOW)
    assert secret != "chosen by somebody"
    assert not is_known("officer", "chosen by somebody")


def test_one_who_tries_many_names_from_one_address_is_slowed_there_and_nobody_elsewhere() -> None:
    for number in range(61):
        fail(1, f"name-{number}")
    assert wait_before_try("officer", ELSEWHERE, "", NOW) == 30 * SECONDS
    assert wait_before_try("officer", OFFICE, "", NOW) == NO_WAIT


def test_the_addresses_of_one_ipv6_network_are_one_address() -> None:
    for number in range(61):
        fail(1, f"name-{number}", address=f"2001:db8::{number:x}")
    assert wait_before_try("officer", "2001:db8::ffff", "", NOW) == 30 * SECONDS
    assert wait_before_try("officer", "2001:db8:0:1::1", "", NOW) == NO_WAIT


def test_coming_in_forgets_the_accounts_failures_and_not_the_addresss(account: Account, world: World) -> None:
    fail(5)
    for number in range(56):
        fail(1, f"name-{number}")
    note_success(account, device="", at=NOW)
    assert wait_before_try("officer", OFFICE, "", NOW) == NO_WAIT
    assert wait_before_try("officer", ELSEWHERE, "", NOW) == 30 * SECONDS


def test_nothing_kept_names_an_account_or_an_address_or_a_secret(account: Account) -> None:
    secret = note_success(account, device="", at=NOW)
    fail(2)
    fail(1, device=secret)
    kept = [*FailedTries.objects.values_list("key", flat=True), KnownDevice.objects.get().secret_hash]
    assert len(kept) == 4
    assert all(len(one) == 64 and set(one) <= set("0123456789abcdef") for one in kept)


def test_what_is_old_is_forgotten(account: Account) -> None:
    fail(3)
    first = note_success(account, device="", at=NOW)
    later = NOW + DEVICE_KEPT + FORGOTTEN_AFTER
    fail(1, "somebody", at=later)
    assert FailedTries.objects.count() == 2
    note_success(account, device="", at=later)
    assert not is_known("officer", first)


def test_an_account_keeps_the_browsers_that_came_last(account: Account) -> None:
    secrets = [
        note_success(account, device="", at=NOW + SECONDS * number) for number in range(DEVICES_KEPT + 2)
    ]
    assert [is_known("officer", secret) for secret in secrets] == [False] * 2 + [True] * DEVICES_KEPT
    forget_devices(account)
    assert not is_known("officer", secrets[-1])


def test_asking_and_counting_cost_the_same_for_every_name(
    account: Account, django_assert_num_queries: object
) -> None:
    for name in ("officer", "nobody"):
        with django_assert_num_queries(2):  # type: ignore[operator]
            wait_before_try(name, OFFICE, "", NOW)


def test_each_failed_try_is_a_line_of_the_audit_and_names_nobody(account: Account) -> None:
    """The body's auditor reads that somebody tried; a name that nobody bears leaves a line that is nobody's."""
    for name in (account.name, "nobody"):
        note_failed_try(name, "192.0.2.7", "", NOW)
    known, unknown = AuditLine.objects.filter(act="failed_try").order_by("number")
    assert (known.holder_id, unknown.holder_id) == (account.person.posts.get().organisation_id, None)
    assert account.name not in f"{known.thing_id} {known.post} {known.reason}"
    assert known.person_id is None and known.shown_id == ""


def test_a_failed_try_asks_the_same_whether_the_name_is_known(
    account: Account,
) -> None:
    note_failed_try("somebody", "192.0.2.7", "", NOW)
    with CaptureQueriesContext(connection) as unknown:
        note_failed_try("nobody", "192.0.2.7", "", NOW)
    with CaptureQueriesContext(connection) as known:
        note_failed_try(account.name, "192.0.2.7", "", NOW)
    assert len(known) == len(unknown)
