"""Remembers an office's registers of papers: numbers given and received, signers, recipients, and how papers bear on
each other."""

from django.db import models

from chungtay.rules import access
from chungtay.rules.people import Kind
from chungtay.rules.registry import Bearing, Grammar, Way

from .access import Held, ProtectedQuerySet
from .documents import Document
from .people import Organisation, Person
from .record import Record, words


class NumberBookQuerySet(ProtectedQuerySet["NumberBook"]):
    pass


class NumberBook(Held, Record):
    """A register of a body: what goes out, or what comes in. Its numbers begin again each 1 January.

    Where the house keeps it, it gives the next number and leaves no gap; otherwise the number is typed after signing
    and checked for doubles.
    """

    protected_as = Kind.BOOK

    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="number_books")
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    way = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Way])
    grammar = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Grammar], blank=True)
    types = words(300, blank=True)  # codes of the types that it numbers: "KH BC CTr"; empty: all
    is_kept_here = models.BooleanField(default=True)
    begun_after = models.PositiveIntegerField(default=0)  # the last number given on paper in its first year
    source = words(500, blank=True)  # the rule that it follows: decree, article
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = NumberBookQuerySet.as_manager()

    class Meta:
        ordering = ("holder", "way", "name")

    def __str__(self) -> str:
        return self.name

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset()


class BookEntry(Record):
    """A line of a register: a number of a year, given to a paper. A number that was given stays, also when void."""

    book = models.ForeignKey(NumberBook, models.PROTECT, related_name="entries")
    document = models.ForeignKey(Document, models.PROTECT, related_name="book_entries")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    suffix = words(10, blank=True)  # 12a: typed where the office squeezed one in
    on = models.DateField()  # given, or received
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    void_reason = words(500, blank=True)
    remark = words(500, blank=True)  # why it stands out of order; what else the office writes in this column

    class Meta:
        ordering = ("book", "-year", "-number", "-suffix")
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year", "number", "suffix"], name="book_number_once_a_year"
            ),
            # A paper whose number was void gets another.
            models.UniqueConstraint(
                fields=["book", "document"], condition=models.Q(voided_at=None), name="paper_once_in_a_book"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.number}{self.suffix}"


class DocumentSigner(Record):
    """Who signed a paper, as it prints them: on whose behalf, in which post."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="signers")
    order = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    authority = words(200, blank=True)  # TM. BAN THƯỜNG VỤ
    post = words(200)  # CHỦ TỊCH
    name = words(200, blank=True)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.post


class DocumentRecipient(Record):
    """Who gets a paper, as `Nơi nhận` prints it; a body of the house where it is one."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField()
    name = words(300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.name


class DocumentRelation(Record):
    """How a paper bears on an earlier one: it replaces, amends, cancels, answers, or carries it out."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="bears_on")
    other = models.ForeignKey(Document, models.PROTECT, related_name="borne_on_by")
    bearing = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Bearing])
    detail = words(500, blank=True)  # which part
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("noted_at",)
        constraints = [
            models.UniqueConstraint(fields=["document", "other", "bearing"], name="bearing_once"),
            models.CheckConstraint(condition=~models.Q(document=models.F("other")), name="bears_on_another"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.bearing} {self.other}"
