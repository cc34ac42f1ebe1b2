"""Remembers notices as the server may: sealed bytes, to which keys, and every step and every opening."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from chungtay.models import Agreement, Person, Seat

from ..rules.life import Step, Urgency
from .keys import Enrolment
from .record import Row


class Notice(Row):
    """One notice of an agreement. Its id was drawn by the browser that began it and is bound into each sealed item."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()  # 7 of 2026
    side = models.ForeignKey(Seat, models.PROTECT, related_name="+")  # on which it began
    urgency = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Urgency])
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    crossed_at = models.DateTimeField(null=True, blank=True)  # passed on to the other side
    crossed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)  # by when the other side acknowledges
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    holder_id: UUID | None = (
        None  # no column: in whose audit a line stands that nobody's post wrote, as the clock's
    )

    class Meta:
        ordering = ("-year", "-number")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year", "number"], name="notice_number_once"),
            models.CheckConstraint(
                condition=Q(crossed_at=None, crossed_by=None, due_at=None)
                | Q(crossed_at__isnull=False, crossed_by__isnull=False, due_at__isnull=False),
                name="notice_crossed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class Item(Row):
    """One sealed thing of a notice: the first words, a message, a photo, a closure; which of these, nobody here knows.

    `side` names the side whose own file it belongs to; null: it lies between both. `body` is the JWE without its
    recipients: {"protected", "iv", "ciphertext", "tag"}; null once it was destroyed.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="items")
    side = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    # 1, 2, … of its notice, as they came. Nobody is told it: it would say how much the other side's file holds.
    position = models.PositiveIntegerField()
    body = models.JSONField(null=True, blank=True)
    size = models.PositiveIntegerField()  # of the sealed bytes, padded
    sender_kid = models.CharField(max_length=43)  # the signature key that sealed it
    received_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("notice", "position")
        constraints = [
            models.UniqueConstraint(fields=["notice", "position"], name="item_position_once"),
            models.CheckConstraint(
                condition=Q(body__isnull=True, destroyed_at__isnull=False)
                | Q(body__isnull=False, destroyed_at=None),
                name="item_sealed_or_destroyed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.position}"


class Grant(Row):
    """A signed manifest: the sender's names the first recipients, each later one lets one more key open the item."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="grants")
    number = models.PositiveSmallIntegerField()  # 0 is the sender's
    signed = models.TextField()  # compact JWS
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item", "number")
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="grant_number_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.number}"


class Entry(Row):
    """One recipient of an item: the content key, wrapped for one person's key or for a side's recovery key."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="entries")
    item = models.ForeignKey(Item, models.PROTECT, related_name="entries")
    kid = models.CharField(max_length=43)
    wrapped = models.JSONField()  # {"header", "encrypted_key"}
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, blank=True, related_name="entries")

    class Meta:
        ordering = ("item", "kid")
        constraints = [models.UniqueConstraint(fields=["item", "kid"], name="entry_once_a_key")]

    def __str__(self) -> str:
        return self.kid


class NoticeStep(Row):
    """Who did what, when, for which side. Rows are only added."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="steps")
    side = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    step = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Step])
    at = models.DateTimeField()  # when it was written down
    happened_at = models.DateTimeField()  # "told by phone at 14:10"
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")  # null: the clock

    class Meta:
        ordering = ("notice", "at")

    def __str__(self) -> str:
        return f"{self.notice_id} {self.step}"


class Opening(Row):
    """Somebody was given the sealed bytes of an item: written before they left. Rows are only added."""

    class How(models.TextChoices):
        READ = "read"
        SEARCH = "search"
        DOWNLOAD = "download"
        GRANT = "grant"  # to let a colleague open it
        RECOVERY = "recovery"  # with the side's recovery key, after all others were lost

    item = models.ForeignKey(Item, models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    side = models.ForeignKey(Seat, models.PROTECT, related_name="+")  # for which the person reads
    kid = models.CharField(max_length=43)  # the key with which it can be opened
    how = models.CharField(max_length=10, choices=How)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.item_id} {self.at}"


class CodedCard(Row):
    """What a side lets be counted of a notice that it closed, with consent: codes only, released by a recipient."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="cards")
    side = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=40)
    sex = models.CharField(max_length=20)
    band = models.CharField(max_length=20)
    direction = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("year", "quarter")
        constraints = [models.UniqueConstraint(fields=["notice", "side"], name="card_once_a_side")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.side_id}"
