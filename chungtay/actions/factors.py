"""Adds and removes what a person signs in with, and ends sessions. Everything is written down, without a secret.

The code of an app on the phone is good once: the counter of the last one taken stays with the factor, in the database,
where every process sees it. So a code seen over a shoulder or sent twice is refused, and so is an older one when the
clock was set back.
"""

from collections.abc import Iterable
from datetime import date, datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from chungtay.models import Account, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import SECOND_FACTOR, Role

from .accounts import forget_devices
from .recorded import recorded

MAIN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes alone are no second factor
STEPS_OFF = 1  # a phone's clock may be half a minute late or early


def needs_factor(person: Person, today: date) -> bool:
    """Whether one of the person's live posts is not entered by a password alone."""
    return any(Role(post.role) in SECOND_FACTOR for post in person.posts_on(today))


def has_factor(account: Account) -> bool:
    return Authenticator.objects.filter(user=account, type__in=MAIN).exists()


def add_code_app(account: Account, *, secret: str, code: str, by: Person, at: datetime) -> None:
    """An app that shows six digits, new ones every half minute. Its first code is used up by showing it."""
    with recorded("add_factor", thing=account, by=by, at=at, reason="code_app"):
        counter = counter_of(secret, code, at) if secret else None
        if counter is None:
            raise RuleBroken(
                Message(
                    "These are not the digits that we expect. Check the clock of the phone.", where="code"
                )
            )
        if Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
            raise RuleBroken(Message("There is a code app already. Remove it first."))
        app = TOTP.activate(account, secret).instance
        app.data["last_counter"] = counter
        app.save(update_fields=["data"])
        RecoveryCodes.activate(account)


def add_passkey(account: Account, *, name: str, credential: dict, by: Person, at: datetime) -> None:
    with recorded("add_factor", thing=account, by=by, at=at, reason="passkey"):
        WebAuthn.add(account, name, credential)
        RecoveryCodes.activate(account)


def rename_passkey(factor: Authenticator, *, name: str, by: Person, at: datetime) -> None:
    with recorded("rename_factor", thing=factor.user, by=by, at=at):
        factor.wrap().name = name
        factor.save(update_fields=["data"])


def remove_factor(factor: Authenticator, *, by: Person, at: datetime) -> None:
    """Whoever needs one keeps the last. With the last one of others their recovery codes go."""
    needed = needs_factor(by, timezone.localdate(at))
    with recorded("remove_factor", thing=factor.user, by=by, at=at, reason=named(factor)):
        Account.objects.select_for_update().get(pk=factor.user_id)  # two removals at once leave one
        others = Authenticator.objects.filter(user=factor.user_id, type__in=MAIN).exclude(pk=factor.pk)
        if needed and not others.exists():
            raise RuleBroken(
                Message("Your post needs a second step. Add another one before you remove this one.")
            )
        factor.delete()
        delete_dangling_recovery_codes(factor.user)


def named(factor: Authenticator) -> str:
    return "code_app" if factor.type == Authenticator.Type.TOTP else "passkey"


def new_recovery_codes(account: Account, *, by: Person, at: datetime) -> None:
    """A new set; the old one is void at once."""
    with recorded("new_recovery_codes", thing=account, by=by, at=at):
        Account.objects.select_for_update().get(pk=account.pk)
        if not has_factor(account):
            raise RuleBroken(Message("Add a passkey or a code app first."))
        Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
        RecoveryCodes.activate(account)


def right_code(account: Account, code: str, *, at: datetime) -> Authenticator | None:
    """The factor that this code belongs to, and the code is used up; none for a wrong or a used one."""
    with transaction.atomic():
        factors = Authenticator.objects.select_for_update().filter(user=account)
        for factor in factors.exclude(type=Authenticator.Type.WEBAUTHN).order_by("type"):
            if factor.type == Authenticator.Type.TOTP:
                right = shown_by_app(factor, code, at)
            else:
                right = factor.wrap().validate_code(code)
            if right:
                return factor
    return None


def shown_by_app(factor: Authenticator, code: str, at: datetime) -> bool:
    counter = counter_of(decrypt(factor.data["secret"]), code, at)
    if counter is None or counter <= factor.data.get("last_counter", -1):
        return False
    factor.data["last_counter"] = counter
    factor.save(update_fields=["data"])
    return True


def counter_of(secret: str, code: str, at: datetime) -> int | None:
    """The half minute for which an app with this secret shows the code; none when it is not about now."""
    now = int(at.timestamp()) // app_settings.TOTP_PERIOD
    for counter in range(now - STEPS_OFF, now + STEPS_OFF + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return counter
    return None


def change_password(account: Account, password: str, *, by: Person, at: datetime) -> None:
    """Every other session ends by it, and browsers known till now must show themselves anew."""
    with recorded("change_password", thing=account, by=by, at=at):
        account.set_password(password)
        account.save(update_fields=["password"])
        forget_devices(account)


def note_coming(account: Account, *, how: str, at: datetime) -> None:
    """Somebody has signed in: `how` names the ways, never what was typed."""
    with recorded("sign_in", thing=account, by=account.person, at=at, reason=how):
        Session.objects.filter(
            expire_date__lt=at
        ).delete()  # somebody must sweep, and this is done seldom enough


def note_leaving(account: Account, *, session_key: str | None, at: datetime) -> None:
    with recorded("sign_out", thing=account, by=account.person, at=at):
        UserSession.objects.filter(session_key=session_key).delete()


def end_sessions(sessions: Iterable[UserSession], *, by: Person, at: datetime) -> None:
    """Whoever sits in one of them is out at their next request."""
    for session in sessions:
        with recorded("end_session", thing=session.user, by=by, at=at):
            session.end()
