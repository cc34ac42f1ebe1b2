"""Remembers papers: number, date, issuers, and the files themselves by their checksum; an office's own maps."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held
from .agreements import Agreement
from .people import Organisation, Person
from .places import Place
from .plans import Content, Plan
from .record import Record, words
from .sharing import SharedQuerySet, shares_of


class DocumentQuerySet(SharedQuerySet["Document"]):
    """A paper is its holder's; being linked to a programme shares it with the seats."""

    programmes = "agreements__slug"


class Document(Held, Record):
    """A paper that somebody issued: a memorandum, a plan, a letter, a news report."""

    protected_as = Kind.DOCUMENT

    type = words(80)  # as the paper calls itself: Kế hoạch, Bản ghi nhớ, Thư
    type_code = words(20, blank=True)  # as its number writes it: KH; a dispatch has none
    number = words(80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    issuers = words(500, blank=True)  # as the paper prints them
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="documents")
    agreements = models.ManyToManyField(Agreement, related_name="documents", blank=True)
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="documents")
    content = models.ForeignKey(Content, models.SET_NULL, null=True, blank=True, related_name="documents")

    closed_at = models.DateTimeField(
        null=True, blank=True
    )  # the signed paper is there; nothing of it changes
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_on", "number", "id")
        # Which fifty come first is found in this index alone, in a country of 200,000 too.
        indexes = [models.Index(fields=["holder", "-issued_on", "number", "id"])]

    def __str__(self) -> str:
        return f"{self.type} {self.number}".strip()

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset(one.slug for one in ([] if self._state.adding else self.agreements.all()))

    def shared(self) -> tuple[access.Share, ...]:
        return shares_of(Kind.DOCUMENT, self.pk)


class FilePurpose(models.TextChoices):
    COPY = "copy"  # the paper as it was found or sent
    SIGNED = "signed"  # the signed, stamped scan
    WORKING = "working"  # DOCX or PDF before it was signed
    APPENDIX = "appendix"


class DocumentFile(Record):
    """The bytes of a paper, named by their SHA-256 below the home's `files/` folder."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="files")
    name = words()
    purpose = models.CharField(max_length=10, choices=FilePurpose, default=FilePurpose.COPY)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    media_type = words(120)

    def __str__(self) -> str:
        return self.name


class PlacePicture(Record):
    """A map that an office put in the place of the schematic one, until it is taken back or another follows."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="pictures")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="place_pictures")
    says = words()  # what it shows, for whoever cannot see it
    name = words()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    media_type = words(120)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(Person, models.PROTECT, related_name="pictures_put")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="pictures_taken_back"
    )

    class Meta:
        ordering = ("-put_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(taken_back_at=None), name="one_picture_of_a_place"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def facts(self, today: date) -> access.Thing:
        """Whoever may put one may take one back."""
        return self.place.facts(today)
