"""Remembers what law and offices say: whom to tell within which hours, hotlines, clocks, dossiers, how long to keep."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from chungtay.models import Agreement, Person, Seat

from ..rules.life import Urgency
from .record import Row


class InForceQuerySet(models.QuerySet["InForce"]):
    def on(self, day: date) -> Self:
        """What holds that day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gt=day))


class InForce(models.Model):
    """A line of a list, with where it is written; a line that no longer holds ends and stays."""

    source = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # exclusive
    changed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )  # null: the product

    objects = InForceQuerySet.as_manager()

    class Meta:
        abstract = True

    def said(self, field: str, language: str) -> str:
        """The words of `field` in a language; Vietnamese where that language is silent, Lao where both are."""
        other = getattr(self, f"{field}_{language}", "")
        return str(other or getattr(self, field) or getattr(self, f"{field}_lo", ""))


class ChainStep(InForce, Row):
    """Who must be told in a country, for one type of case (or for all), and within how many hours."""

    country = models.CharField(max_length=2)  # VN, LA
    type = models.CharField(max_length=40, blank=True)  # of `rules/lists.py`; empty: every type
    position = models.PositiveSmallIntegerField()
    whom = models.CharField(max_length=300)
    whom_lo = models.CharField(max_length=300, blank=True)
    whom_en = models.CharField(max_length=300, blank=True)
    within_hours = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # 0: at once; null: the source names none
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)  # where the source counts these

    class Meta:
        ordering = ("country", "type", "position")

    def __str__(self) -> str:
        return self.whom


class Hotline(InForce, Row):
    country = models.CharField(max_length=2)
    number = models.CharField(max_length=40)
    what_for = models.CharField(max_length=300)
    what_for_lo = models.CharField(max_length=300, blank=True)
    what_for_en = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("country", "position")

    def __str__(self) -> str:
        return self.number


class Hours(InForce, Row):
    """Within how many hours the other side acknowledges; of one agreement, or of all where it says none."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    urgency = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Urgency])
    hours = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("urgency",)

    def __str__(self) -> str:
        return f"{self.urgency} {self.hours}"


class Retention(InForce, Row):
    """How many months after both sides closed a notice its sealed bytes are kept."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    months = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("months",)

    def __str__(self) -> str:
        return str(self.months)


class Dossier(Row):
    """On what legal basis a side gives data across the border, and the number of its impact dossier."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=300)
    number = models.CharField(max_length=80, blank=True)
    first_transfer_on = models.DateField(null=True, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("seat", "-noted_at")

    def __str__(self) -> str:
        return self.number
