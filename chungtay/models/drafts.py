"""Remembers official papers in the making: what was typed around the live facts, until the signed paper closes them."""

from django.db import models

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .agreements import Agreement
from .documents import Document
from .meetings import Meeting
from .people import Organisation, Person
from .plans import Plan
from .record import Record, words
from .registry import NumberBook
from .reviews import Review
from .templates import TemplateVersion


class DraftQuerySet(ProtectedQuerySet["Draft"]):
    programmes = "agreement__slug"


class Draft(Held, Record):
    """A paper before it is signed. With its number it becomes a `Document`; the signed scan closes it."""

    protected_as = Kind.DRAFT

    paper = models.CharField(max_length=40)  # the kind: plan, dispatch, invitation …
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="drafts")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="drafts")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="drafts")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="drafts")
    review = models.ForeignKey(Review, models.PROTECT, null=True, blank=True, related_name="drafts")
    origin_kind = words(20, blank=True)  # rules/drafts: Drawn; what a later room has it drawn from
    origin_id = models.UUIDField(null=True, blank=True)
    language = models.CharField(max_length=2, default="vi")
    house_style = models.CharField(max_length=20, default="state")
    title = words(500)  # the abstract: what the paper is about
    values = models.JSONField(default=dict)  # what was typed, by the name of the field
    template = models.ForeignKey(
        TemplateVersion, models.PROTECT, null=True, blank=True, related_name="drafts"
    )
    book = models.ForeignKey(NumberBook, models.PROTECT, null=True, blank=True, related_name="drafts")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="draft")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    canonical = models.BinaryField(null=True, blank=True)  # what the paper said when it got its number
    fingerprint = models.CharField(max_length=64, blank=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # the signed scan is there
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at", "id")

    def __str__(self) -> str:
        return self.title

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug} if self.agreement else ())
