"""Binds an account to its owner's sign-in at another office, and loosens it."""

from datetime import datetime

from chungtay.models import Account, Binding, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.providers import Provider

from .recorded import recorded


def bind(account: Account, provider: Provider, *, mark: str, by: Person, at: datetime) -> Binding:
    """From now on whoever the provider knows by this mark may enter the account. One account a mark, and a provider."""
    with recorded("add_factor", thing=account, by=by, at=at, reason=f"provider {provider.id}"):
        Account.objects.select_for_update().get(pk=account.pk)
        if Binding.objects.filter(mark=mark).exists():
            raise RuleBroken(Message("That sign-in opens an account already."))
        if Binding.objects.filter(account=account, provider=provider.id).exists():
            raise RuleBroken(Message("Your account is bound there already. Loosen it first."))
        return Binding.objects.create(account=account, provider=provider.id, mark=mark, bound_at=at)


def loosen(binding: Binding, *, by: Person, at: datetime) -> None:
    reason = f"provider {binding.provider}"
    with recorded("remove_factor", thing=binding.account, by=by, at=at, reason=reason):
        binding.delete()
