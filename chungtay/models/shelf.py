"""Remembers the exchange shelf: what one side put there for others, who received it, and what they replied."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind
from chungtay.rules.shelf import ItemState, state_of

from .access import BetweenQuerySet, Held
from .agreements import Agreement
from .documents import Document
from .people import Organisation, Person
from .record import Record, words


class ShelfItemQuerySet(BetweenQuerySet["ShelfItem"]):
    programmes = "agreement__slug"
    sides = {"holder": Q(), "readers__organisation": Q(sent_at__isnull=False)}


class ShelfItem(Held, Record):
    """One piece of information, with its papers. The state of its translation follows from `wordings`."""

    protected_as = Kind.SHELF

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="shelf_items")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="shelf_items")
    title = words(300, blank=True)  # the words of a Lao officer may stand in Lao alone
    title_lo = words(300, blank=True)
    title_en = words(300, blank=True)
    text = models.TextField(blank=True)
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    papers = models.ManyToManyField(Document, related_name="shelf_items", blank=True)
    reply_by = models.DateField(null=True, blank=True)  # where a reply is asked for
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # it stays to be read, with the reason
    withdrawn_reason = models.TextField(blank=True)

    objects = ShelfItemQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "id")

    def __str__(self) -> str:
        return self.title or self.title_lo

    @property
    def state(self) -> ItemState:
        return state_of(sent=self.sent_at is not None, withdrawn=self.withdrawn_at is not None)

    def holders(self, today: date) -> frozenset[access.Key]:
        own = frozenset({self.holder_id})
        if self._state.adding or not self.sent_at:
            return own
        return own | {one.organisation_id for one in self.readers.all()}

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        return access.Thing(
            kind=Kind.SHELF,
            holders=frozenset({organisation.pk} if organisation else ()),
            programmes=self.programmes_served(),
        )

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})


class ShelfReader(Record):
    """One body for which it was put there."""

    item = models.ForeignKey(ShelfItem, models.CASCADE, related_name="readers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["item", "organisation"], name="shelf_reader_once")]

    def __str__(self) -> str:
        return str(self.organisation_id)


class ShelfReply(Record):
    """What somebody who read it, or its sender, wrote back. Rows are only added."""

    item = models.ForeignKey(ShelfItem, models.CASCADE, related_name="replies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")

    def __str__(self) -> str:
        return self.text
