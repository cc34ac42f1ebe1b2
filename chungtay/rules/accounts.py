"""Decides how long somebody waits before the next try to sign in: a guesser is slowed, and nobody is locked out.

Failed tries are counted in three buckets, and each forgives one failure after another as time passes:

- a browser that the person signed in from before has a bucket of its own, and only that one counts for it. So
  whatever a guesser does elsewhere, the owner of the account is not slowed down;
- from anywhere else the bucket of the account counts, and that of the address;
- an address may fail far more often than an account and is slowed far less, for a whole office stands behind one. A
  colleague who mistypes one password fills the bucket of one account, which slows itself down long before the
  address's is full.

Delays grow as NIST SP 800-63B proposes in its section on throttling: from 30 seconds up to an hour. Nothing is ever
closed by failures. At an hour a try a guesser has 24 guesses a day, which is nothing against fifteen letters, while an
office that one could lock out from afar would be locked out.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from .messages import Message, RuleBroken

# What every keyboard types, in Vietnam and in Laos, and nobody types in two ways.
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{2,39}")

NO_WAIT = timedelta(0)
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=2)  # by then every bucket has forgiven all that it can hold


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many failures are free, how many count at most, and after how long a quiet one of them is forgiven."""

    free: int
    holds: int
    one_forgiven_after: timedelta

    @property
    def longest_delay(self) -> timedelta:
        return delay_after(self.holds - self.free)

    @property
    def empty_after(self) -> timedelta:
        return self.holds * self.one_forgiven_after


ACCOUNT = Bucket(free=5, holds=13, one_forgiven_after=timedelta(hours=2))  # slowed up to an hour
DEVICE = Bucket(free=5, holds=13, one_forgiven_after=timedelta(hours=2))
ADDRESS = Bucket(free=60, holds=65, one_forgiven_after=timedelta(minutes=10))  # slowed up to eight minutes


@dataclass(frozen=True, slots=True)
class Failures:
    """What a bucket holds: so many, the last at that moment."""

    number: int = 0
    last_at: datetime | None = None


NONE_YET = Failures()


def wait(now: datetime, *, account: Failures, address: Failures, device: Failures | None) -> timedelta:
    """How long until the next try is looked at. `device` is given for a browser known to this account only."""
    if device is not None:
        return wait_of(DEVICE, device, now)
    return max(wait_of(ACCOUNT, account, now), wait_of(ADDRESS, address, now))


def wait_of(bucket: Bucket, failures: Failures, now: datetime) -> timedelta:
    # A last failure in days to come means that the clock was set back; who could still be waiting cannot be known,
    # and it is never the guesser who sets our clock.
    if failures.last_at is None or failures.last_at > now:
        return NO_WAIT
    passed = now - failures.last_at
    return max(NO_WAIT, delay_after(failures.number - bucket.free) - passed)


def delay_after(too_many: int) -> timedelta:
    """Doubled with each failure beyond the free ones: 30 seconds, one minute, two … an hour."""
    if too_many < 1:
        return NO_WAIT
    return min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(too_many - 1, 10))


def one_more(bucket: Bucket, failures: Failures, now: datetime) -> Failures:
    """The bucket after another failure, with what was forgiven since the last."""
    return Failures(min(bucket.holds, still_counted(bucket, failures, now) + 1), now)


def still_counted(bucket: Bucket, failures: Failures, now: datetime) -> int:
    if failures.last_at is None:
        return 0
    forgiven = max(NO_WAIT, now - failures.last_at) // bucket.one_forgiven_after
    return max(0, failures.number - forgiven)


def sign_in_name(typed: str) -> str:
    """The name as it is kept, or why it cannot be one."""
    name = unicodedata.normalize("NFKC", typed).strip()
    if not NAME.fullmatch(name):
        text = "Three to forty small letters a–z, digits, dots and hyphens."
        raise RuleBroken(Message(text, where="name"))
    return name
