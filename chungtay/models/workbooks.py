"""Remembers workbooks that came in: the file, how its columns were read, what was found, what came of it."""

from uuid import UUID

from django.db import models

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .forms import Form
from .people import Organisation, Person
from .record import Record, words
from .reports import Report


class SheetMapping(Record):
    """How an office's own sheet is read, remembered under the shape of its header."""

    holder = models.ForeignKey(Organisation, models.CASCADE, related_name="sheet_mappings")
    form = models.ForeignKey(Form, models.CASCADE, related_name="sheet_mappings")
    name = words()
    shape = models.CharField(
        max_length=64
    )  # a hash of the folded header, so that the same sheet is known again
    mapping = models.JSONField()  # as `rules.workbooks` reads it
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at",)
        constraints = [models.UniqueConstraint(fields=["holder", "form", "shape"], name="sheet_mapping_once")]

    def __str__(self) -> str:
        return self.name


class WorkbookImportQuerySet(ProtectedQuerySet["WorkbookImport"]):
    place = "holder__place"
    programmes = "form__agreement__slug"


class WorkbookImport(Held, Record):
    """One file for one form and period: previewed, then taken in whole or not at all."""

    protected_as = Kind.REPORT

    form = models.ForeignKey(Form, models.PROTECT, related_name="imports")
    holder = models.ForeignKey(
        Organisation, models.PROTECT, related_name="imports"
    )  # the office that brought it
    first_on = models.DateField()
    last_on = models.DateField()
    sha256 = models.CharField(max_length=64)
    name = words(300)
    size = models.PositiveIntegerField()
    mapping = models.ForeignKey(SheetMapping, models.SET_NULL, null=True, related_name="+")
    report = models.ForeignKey(  # whose the sheets are that name no unit
        Report, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    preview = models.JSONField(default=dict)  # as `answers.workbooks` told it when the file was last read
    brought_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    objects = WorkbookImportQuerySet.as_manager()

    class Meta:
        ordering = ("-brought_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "form", "first_on", "last_on", "sha256"], name="workbook_brought_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place_id(self) -> UUID | None:
        """Where the office that brought it sits."""
        return self.holder.place_id

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.form.agreement.slug})
