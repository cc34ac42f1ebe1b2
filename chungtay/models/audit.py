"""Remembers who did what, when, why and from which post. Points to nothing, so that no deletion can break it."""

from datetime import date
from typing import Protocol
from uuid import UUID

from django.db import models
from django.db.models import Q

from chungtay.rules import audit as rules
from chungtay.rules.people import Act, Kind


class Reader(Protocol):
    """A person, as far as this room needs to know one."""

    def reach(self, act: Act, kind: Kind, today: date, *, holder: str) -> models.Q: ...


class AuditHead(models.Model):
    """The one row that hands out numbers without gaps; taken after the ledger's head, always."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_audit_head")]

    def __str__(self) -> str:
        return f"#{self.number}"

    def in_rules(self) -> rules.Head:
        return rules.Head(self.number, self.hash)


class AuditLineQuerySet(models.QuerySet["AuditLine"]):
    def visible_to(self, person: Reader, today: date) -> "AuditLineQuerySet":
        """Lines that the auditors of a body, or of one above it, may read."""
        return self.filter(person.reach(Act.READ, Kind.AUDIT, today, holder="holder_id"))


class AuditLine(models.Model):
    """One act, written inside the transaction that it describes. Never content, never personal data."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    person_id = models.UUIDField(null=True, db_index=True)  # null: the installation itself
    post = models.CharField(max_length=300)  # the post's title on that day, readable when the post is gone
    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=64)
    holder_id = models.UUIDField(null=True, db_index=True)  # the body that answers for the thing
    reason = models.CharField(max_length=500, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = AuditLineQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        indexes = [models.Index(fields=["kind", "thing_id"])]

    def __str__(self) -> str:
        return f"#{self.number} {self.at:%Y-%m-%d %H:%M} {self.post}: {self.act} {self.kind} {self.thing_id}"

    @property
    def shown_id(self) -> str:
        """What an auditor may know of the thing's id."""
        return "" if self.kind in rules.PERSONAL else self.thing_id

    def in_rules(self) -> rules.Line:
        return rules.Line(
            number=self.number,
            at=self.at,
            person=_text(self.person_id),
            post=self.post,
            act=self.act,
            kind=self.kind,
            thing=self.thing_id,
            holder=_text(self.holder_id),
            reason=self.reason,
            previous_hash=self.previous_hash,
            hash=self.hash,
        )

    def seal(self, head: AuditHead) -> None:
        """Take the number after the head's, close the line over the hash before it, and move the head here."""
        self.number, self.previous_hash = head.number + 1, head.hash
        self.hash = rules.chain_hash(self.previous_hash, rules.canonical_bytes(self.in_rules()))
        head.number, head.hash = self.number, self.hash


def _text(key: UUID | None) -> str | None:
    return None if key is None else str(key)
