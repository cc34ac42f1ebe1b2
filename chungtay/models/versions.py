"""Remembers the text of an agreement or a plan, version by version: drafts, what was proposed, what came into force.

A version holds the whole text as rows under the keys that they have in the house (see `rules/versions.py`), so a
commitment stays the same commitment through every amendment, and a version that was in force stays readable.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Act, Kind
from chungtay.rules.versions import EMPTY, Body, VersionState, read_body, state_of

from .access import Held, ProtectedQuerySet
from .agreements import Agreement
from .documents import Document
from .people import Organisation, Person, Post
from .plans import Plan
from .record import Record


class VersionQuerySet(ProtectedQuerySet["Version"]):
    """A draft is its holder's; what was proposed or in force is seen by whoever sees the agreement, or the plan."""

    programmes = "agreement__slug"

    def allowed(self, person: Person, act: Act, today: date, *, through: Post | None = None) -> Self:
        found = Q(pk__in=[])
        for kind, of_it in (
            (
                Kind.AGREEMENT,
                Q(plan=None, agreement__in=Agreement.objects.allowed(person, act, today, through=through)),
            ),
            (Kind.PLAN, Q(plan__in=Plan.objects.allowed(person, act, today, through=through))),
        ):
            own = person.reach(act, kind, today, holder="holder", programmes=self.programmes, through=through)
            told = Q(proposed_at__isnull=False) | Q(in_force_on__isnull=False)
            found |= Q(plan__isnull=kind is Kind.AGREEMENT) & (own | (told & of_it))
        return self.filter(found)


class Version(Held, Record):
    """One state of the text, whole. `plan` empty: the agreement's own text."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="versions")
    number = models.PositiveSmallIntegerField()  # 1 is the first text
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies"
    )  # copied from
    holder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="versions"
    )  # who drew it up
    body = models.JSONField()  # rows by their keys: rules/versions
    base = models.JSONField(null=True)  # the text in force, as it stood when it was copied
    fingerprint = models.CharField(max_length=64, blank=True)  # of the body as it was proposed
    reason = models.TextField(blank=True)  # why the text is amended
    languages = models.CharField(max_length=20, default="vi")  # equal texts, the first one leads: "vi lo"
    begun_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="versions")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"],
                condition=Q(plan=None, in_force_on__isnull=False),
                name="agreement_version_number_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=Q(plan__isnull=False, in_force_on__isnull=False),
                name="plan_version_number_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(in_force_on=None), name="version_withdrawn_or_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan or self.agreement} {self.number}"

    @property
    def protected_as(self) -> Kind:  # type: ignore[override]
        return Kind.AGREEMENT if self.plan_id is None else Kind.PLAN

    @property
    def text(self) -> Body:
        return read_body(self.body)

    @property
    def base_text(self) -> Body:
        """What it was copied from; empty for a first text."""
        return read_body(self.base) if self.base else EMPTY

    @property
    def state(self) -> VersionState:
        return state_of(
            is_proposed=self.proposed_at is not None,
            is_withdrawn=self.withdrawn_at is not None,
            is_in_force=self.in_force_on is not None,
        )

    @property
    def is_told(self) -> bool:
        """Whether it was proposed, or in force without a proposal: kept from a paper, or accepted as drafted."""
        return self.proposed_at is not None or self.in_force_on is not None

    def holders(self, today: date) -> frozenset[access.Key]:
        own: frozenset[access.Key] = frozenset({self.holder_id} if self.holder_id else ())
        return own | (self.plan or self.agreement).holders(today) if self.is_told else own

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})

    def shared(self) -> tuple[access.Share, ...]:
        return (self.plan or self.agreement).shared() if self.is_told else ()
