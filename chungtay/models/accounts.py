"""Remembers how accounts are entered: invitations, the devices that people come from, and failed tries."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from .people import Account, Person, Post
from .record import Record


class Invitation(Record):
    """A door that opens once: whoever holds its secret takes up the post. Only the secret's hash is kept."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="invitations")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_taken_or_withdrawn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.made_at:%Y-%m-%d}"


class KnownDevice(Record):
    """A browser from which somebody signed in before. A guesser elsewhere cannot slow its owner down."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="devices")
    secret_hash = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "secret_hash"], name="device_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.last_at:%Y-%m-%d}"


class FailedTries(models.Model):
    """How often signing in failed lately, for one account, address or device. Keyed by a hash, never by a name."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    holder_id: UUID | None = None  # whose auditor reads of it; never kept

    def __str__(self) -> str:
        return f"{self.number}"


class Binding(Record):
    """An account that its owner's sign-in at another office opens too. The mark is a keyed hash of who is meant."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="bindings")
    provider = models.CharField(max_length=60)
    mark = models.CharField(max_length=64, unique=True)
    bound_at = models.DateTimeField()

    class Meta:
        ordering = ("bound_at",)
        constraints = [models.UniqueConstraint(fields=["account", "provider"], name="bound_once_a_provider")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.provider}"
