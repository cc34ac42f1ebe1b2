"""Remembers the papers that an office lays out itself: templates in Word, version by version, with what was found."""

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .people import Organisation, Person
from .record import Record, words


class PaperTemplateQuerySet(ProtectedQuerySet["PaperTemplate"]):
    pass


class PaperTemplate(Held, Record):
    """One kind of paper in one language, as one body lays it out; bodies below it may use it."""

    protected_as = Kind.TEMPLATE

    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="paper_templates")
    paper = models.CharField(max_length=40)  # a kind of paper: rules/official papers
    language = models.CharField(max_length=2, default="vi")
    name = words()
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PaperTemplateQuerySet.as_manager()

    class Meta:
        ordering = ("paper", "language", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def in_use(self) -> "TemplateVersion | None":
        """The version that was put in use last; none once the template has ended."""
        used = [one for one in self.versions.all() if one.used_from is not None]
        return max(used, key=lambda one: one.number) if used and self.ended_at is None else None

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset()


class TemplateVersion(Record):
    """One uploaded file, kept by its checksum; once in use it never changes."""

    template = models.ForeignKey(PaperTemplate, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = words()  # of the file
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    fields = models.JSONField(default=list)  # that the template uses
    warnings = models.JSONField(default=list)  # what its office should look at: [text, values] each
    note = words(500, blank=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    used_from = models.DateTimeField(null=True, blank=True)
    put_in_use_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
            models.CheckConstraint(
                condition=Q(used_from=None, put_in_use_by=None)
                | Q(used_from__isnull=False, put_in_use_by__isnull=False),
                name="template_used_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.number}"
