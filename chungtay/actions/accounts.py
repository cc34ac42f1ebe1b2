"""Slows a guesser at the door, and knows the browsers that people come from.

How long somebody waits, `rules/accounts.py` decides. Here is what it is asked about: three buckets, kept under keyed
hashes so that neither a name nor an address stands in the database, and nobody without the installation's key can find
out whose they are. A bucket is kept for a name whether or not an account bears it: from a wait nothing is learnt.
"""

import secrets
import unicodedata
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from chungtay.models import Account, FailedTries, KnownDevice, Post
from chungtay.rules.accounts import (
    ACCOUNT,
    ADDRESS,
    DEVICE,
    FORGOTTEN_AFTER,
    NONE_YET,
    Bucket,
    Failures,
    one_more,
    wait,
)
from chungtay.rules.proxies import network_of

from .recorded import audited_together, recorded

DEVICE_COOKIE: str = settings.DEVICE_COOKIE_NAME  # holds a random secret
DEVICE_KEPT = timedelta(days=180)
DEVICES_KEPT = 20  # for one account, those from which somebody came last


def wait_before_try(name: str, address: str, device: str, at: datetime) -> timedelta:
    """How long until a try is looked at; asked before the password is. One that comes earlier is refused unseen.

    `address` is whence the request came, `device` what the browser's cookie holds, or nothing.
    """
    keys = account_key(name), address_key(address), device_key(name, device)
    held = {row.pk: Failures(row.number, row.last_at) for row in FailedTries.objects.filter(pk__in=keys)}
    by_account, by_address, by_device = (held.get(key, NONE_YET) for key in keys)
    known = by_device if is_known(name, device) else None
    return wait(at, account=by_account, address=by_address, device=known)


def note_failed_try(name: str, address: str, device: str, at: datetime) -> None:
    """Count a try that was looked at and was wrong: a password, a code, a recovery code; the audit tells of each."""
    with audited_together():
        FailedTries.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()
        if is_known(name, device):
            tried = _count(DEVICE, device_key(name, device), at)
        else:
            # Always in this order, so that two tries at once never wait for each other.
            tried = _count(ACCOUNT, account_key(name), at)
            _count(ADDRESS, address_key(address), at)
        tried.holder_id = _body_of(name, at)
        with recorded("failed_try", thing=tried, by=None, at=at):
            pass


def note_success(account: Account, *, device: str, at: datetime) -> str:
    """Forget this account's failures and know the browser from now on; gives what its cookie shall hold.

    The address forgets nothing: else a guesser would sign in to an account of their own in between.
    """
    with transaction.atomic():
        if is_known(account.name, device):
            FailedTries.objects.filter(pk=device_key(account.name, device)).delete()
        else:
            # From a known browser they stay: its owner comes and goes while a guesser elsewhere is slowed.
            FailedTries.objects.filter(pk=account_key(account.name)).delete()
        secret = (
            device
            if device and KnownDevice.objects.filter(secret_hash=hash_of(device)).exists()
            else new_secret()
        )
        KnownDevice.objects.update_or_create(
            account=account,
            secret_hash=hash_of(secret),
            defaults={"last_at": at},
            create_defaults={"first_at": at, "last_at": at},
        )
        _forget_old_devices(account, at)
    return secret


def forget_devices(account: Account) -> None:
    """Whoever signs in next comes from a browser that is not known: after a loss, or a new password."""
    KnownDevice.objects.filter(account=account).delete()


def is_known(name: str, device: str) -> bool:
    """Whether the account of this name was signed in to from this browser."""
    known = KnownDevice.objects.filter(secret_hash=hash_of(device)).select_related("account")
    return any(folded(one.account.name) == folded(name) for one in known)


def new_secret() -> str:
    """Nobody guesses it: 256 bits."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    return salted_hmac("chungtay.secrets", secret, algorithm="sha256").hexdigest()


def account_key(name: str) -> str:
    return salted_hmac("chungtay.tries.account", folded(name), algorithm="sha256").hexdigest()


def address_key(address: str) -> str:
    return salted_hmac("chungtay.tries.address", network_of(address), algorithm="sha256").hexdigest()


def device_key(name: str, device: str) -> str:
    both = f"{hash_of(device)} {folded(name)}"
    return salted_hmac("chungtay.tries.device", both, algorithm="sha256").hexdigest()


def folded(name: str) -> str:
    """Capitals and the ways to write one letter make no new name to guess at."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _body_of(name: str, at: datetime) -> UUID | None:
    """Whose auditor reads of the try. One question for every name, so that its time says nothing."""
    posts = Post.objects.live_on(timezone.localdate(at)).filter(person__account__name=name.replace("\0", ""))
    return posts.order_by("valid_from", "id").values_list("organisation_id", flat=True).first()


def _count(bucket: Bucket, key: str, at: datetime) -> FailedTries:
    FailedTries.objects.get_or_create(pk=key, defaults={"number": 0, "last_at": at})
    row = FailedTries.objects.select_for_update().get(pk=key)
    more = one_more(bucket, Failures(row.number, row.last_at), at)
    row.number, row.last_at = more.number, at
    row.save(update_fields=["number", "last_at"])
    return row


def _forget_old_devices(account: Account, at: datetime) -> None:
    KnownDevice.objects.filter(last_at__lt=at - DEVICE_KEPT).delete()
    # Named one by one: a browser that comes at this very moment is not among those that are forgotten.
    too_many = KnownDevice.objects.filter(account=account).order_by("-last_at", "-id")[DEVICES_KEPT:]
    KnownDevice.objects.filter(pk__in=[one.pk for one in too_many]).delete()
