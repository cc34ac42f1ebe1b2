"""Closes accounts, opens them again, helps who lost the second step. What a person did stays theirs."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from chungtay.actions.accounts import forget_devices
from chungtay.actions.recorded import recorded
from chungtay.answers.people import looks_after_all
from chungtay.models import Account, Person, Post
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act


def close_account(account: Account, *, reason: str = "", by: Person, at: datetime) -> None:
    _refuse_unless_theirs(account, by, at)
    with recorded("close_account", thing=account, by=by, at=at, reason=reason):
        Account.objects.filter(pk=account.pk).update(is_active=False)
        forget_devices(account)
        account.is_active = False


def open_account(account: Account, *, by: Person, at: datetime) -> None:
    _refuse_unless_theirs(account, by, at)
    with recorded("open_account", thing=account, by=by, at=at):
        Account.objects.filter(pk=account.pk).update(is_active=True)
        account.is_active = True


def take_factors_away(account: Account, *, by: Person, at: datetime) -> None:
    """For a person who lost phone, keys and recovery codes: out everywhere, and the second step begins anew.

    Whoever knows the password may then add a new one. So the administrator makes sure that the person asks.
    """
    _refuse_unless_theirs(account, by, at)
    with recorded("take_factors_away", thing=account, by=by, at=at):
        Authenticator.objects.filter(user=account).delete()
        forget_devices(account)
        for session in UserSession.objects.filter(user=account):
            session.end()


def _refuse_unless_theirs(account: Account, by: Person, at: datetime) -> None:
    """An account opens all posts of its person, so whoever closes it looks after all of them."""
    today = timezone.localdate(at)
    if not Post.objects.allowed(by, Act.MANAGE, today).filter(person=account.person).exists():
        raise RuleBroken(Message("Your post does not allow this."))
    if account.person == by:
        text = "Nobody closes or opens an account of their own. Another administrator does it."
        raise RuleBroken(Message(text))
    if not looks_after_all(by, account.person, today):
        text = "This person also holds a post elsewhere. Only an administrator of both may do this."
        raise RuleBroken(Message(text))
