"""A guesser is slowed more and more; an owner, an office and a wrong clock never lock anybody out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.accounts import (
    ACCOUNT,
    ADDRESS,
    DEVICE,
    FORGOTTEN_AFTER,
    LONGEST_DELAY,
    NO_WAIT,
    NONE_YET,
    Bucket,
    Failures,
    one_more,
    still_counted,
    wait,
    wait_of,
)

NOON = datetime(2026, 3, 20, 5, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

# So many failures, the last so long ago, make one wait so long. "-" in the last column of counts: no known browser.
CASES = """
account  address  known   the last    waits
0        0        -       0s          0s
5        5        -       0s          0s
6        6        -       0s          30s
6        6        -       20s         10s
6        6        -       30s         0s
7        7        -       0s          1m
8        8        -       0s          2m
9        9        -       0s          4m
10       10       -       0s          8m
11       11       -       0s          16m
12       12       -       0s          32m
13       13       -       0s          60m
13       13       -       59m         1m
13       13       -       60m         0s
9999     9999     -       0s          60m
0        60       -       0s          0s
0        61       -       0s          30s
0        65       -       0s          8m
13       65       0       0s          0s
13       65       5       0s          0s
13       65       6       0s          30s
0        0        13      0s          60m
"""


def span(text: str) -> timedelta:
    return int(text[:-1]) * {"s": timedelta(seconds=1), "m": MINUTE, "h": timedelta(hours=1)}[text[-1]]


@pytest.mark.parametrize("row", CASES.strip().splitlines()[1:])
def test_one_waits_as_long_as_the_table_says(row: str) -> None:
    account, address, known, last, waits = row.split()
    last_at = NOON - span(last)

    def held(number: str, bucket: Bucket) -> Failures:
        return Failures(min(int(number), bucket.holds), last_at)

    got = wait(
        NOON,
        account=held(account, ACCOUNT),
        address=held(address, ADDRESS),
        device=None if known == "-" else held(known, DEVICE),
    )
    assert got == span(waits)


def failing(bucket: Bucket, *, every: timedelta, hours: int) -> tuple[Failures, int]:
    """Somebody who tries this often whenever the bucket lets them, and fails each time."""
    failures, looked_at, now = NONE_YET, 0, NOON
    while now < NOON + timedelta(hours=hours):
        if wait_of(bucket, failures, now) == NO_WAIT:
            failures, looked_at = one_more(bucket, failures, now), looked_at + 1
        now += every
    return failures, looked_at


def test_a_guesser_of_one_account_has_some_thirty_guesses_a_day() -> None:
    assert failing(ACCOUNT, every=timedelta(seconds=5), hours=24)[1] == 35


def test_a_guesser_behind_one_address_has_some_two_hundred_and_forty_a_day() -> None:
    assert failing(ADDRESS, every=timedelta(seconds=5), hours=24)[1] == 243


def test_a_colleague_who_types_wrong_all_day_does_not_slow_the_office() -> None:
    """What the account's bucket lets through is all that the address hears."""
    colleague = office = NONE_YET
    now = NOON
    for _ in range(24 * 60):
        if wait(now, account=colleague, address=office, device=None) == NO_WAIT:
            colleague, office = one_more(ACCOUNT, colleague, now), one_more(ADDRESS, office, now)
        assert wait(now, account=NONE_YET, address=office, device=None) == NO_WAIT
        now += MINUTE


def test_failures_are_forgiven_one_after_another() -> None:
    full = Failures(13, NOON)
    assert [still_counted(ACCOUNT, full, NOON + timedelta(hours=hours)) for hours in (1, 2, 5, 26)] == [
        13,
        12,
        11,
        0,
    ]
    assert one_more(ACCOUNT, full, NOON + timedelta(days=3)).number == 1


def test_what_is_forgotten_had_been_forgiven() -> None:
    assert max(bucket.empty_after for bucket in (ACCOUNT, ADDRESS, DEVICE)) <= FORGOTTEN_AFTER


def test_no_bucket_waits_longer_than_the_longest_delay() -> None:
    told = [bucket.longest_delay for bucket in (ACCOUNT, ADDRESS, DEVICE)]
    assert told == [LONGEST_DELAY, 8 * MINUTE, LONGEST_DELAY]


STEPS = st.lists(st.tuples(st.integers(0, 300), st.sampled_from([-2, 2])), max_size=6)


@given(st.sampled_from([ACCOUNT, ADDRESS, DEVICE]), st.integers(0, 80), STEPS)
def test_a_clock_that_jumps_two_hours_locks_nobody_for_longer_than_the_longest_delay(
    bucket: Bucket, failed: int, steps: list[tuple[int, int]]
) -> None:
    """A person who failed so often tries again each minute, while the clock jumps at those minutes."""
    failures = NONE_YET
    for _ in range(failed):
        failures = one_more(bucket, failures, NOON)
    jumps = dict(steps)
    clock, waited = NOON, NO_WAIT
    for minute in range(360):
        clock += MINUTE + timedelta(hours=jumps.get(minute, 0))
        waited = waited + MINUTE if wait_of(bucket, failures, clock) else NO_WAIT
        assert waited <= LONGEST_DELAY


@given(st.sampled_from([ACCOUNT, ADDRESS, DEVICE]), st.integers(0, 80), st.integers(-(10**6), 10**6))
def test_no_wait_is_ever_negative_or_longer_than_the_longest_delay(
    bucket: Bucket, number: int, seconds: int
) -> None:
    now = NOON + timedelta(seconds=seconds)
    assert NO_WAIT <= wait_of(bucket, Failures(number, NOON), now) <= LONGEST_DELAY
