"""Remembers themed requests: what an office asks of its units at short notice, and how each unit answered."""

from django.db import models

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .agreements import Agreement
from .documents import Document
from .forms import Form, NarrativeQuestion
from .people import Organisation, Person
from .record import Record, words


class ReportRequestQuerySet(ProtectedQuerySet["ReportRequest"]):
    programmes = "agreement__slug"


class ReportRequest(Held, Record):
    """A theme, an outline, an annex table (a form made for it), units, a due day. Its reports point to it."""

    protected_as = Kind.REQUEST

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="report_requests")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="report_requests")
    form = models.ForeignKey(Form, models.PROTECT, null=True, related_name="report_requests")
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    outline = models.TextField(blank=True)  # a heading a line; the order of the assembled draft
    outline_lo = models.TextField(blank=True)
    outline_en = models.TextField(blank=True)
    letter = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)  # from then on nobody is late with it
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReportRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-due_on", "id")

    def __str__(self) -> str:
        return self.title

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})


class AnnexColumn(Record):
    """A column of the annex that units fill in: asked in words, added up where it names a measure.

    What the ledger counts is no such column, but a line of the form that reads the ledger. So nothing that was
    recorded once is typed again, and nothing that is asked at short notice comes into the ledger beside it.
    """

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="columns")
    question = models.OneToOneField(NarrativeQuestion, models.PROTECT, related_name="annex_column")
    measure = words(80, blank=True)

    class Meta:
        ordering = ("question__number",)

    def __str__(self) -> str:
        return f"{self.question} ({self.measure})" if self.measure else str(self.question)


class AnswerFile(Record):
    """A unit answered with a paper of its own; its words are sorted under the outline, the paper is kept."""

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="answer_files")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the unit that answers
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("kept_at",)

    def __str__(self) -> str:
        return str(self.document)
