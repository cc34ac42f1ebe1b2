"""Remembers administrative units before and after they merged, for readers who look for theirs."""

from django.db import models

from ..record import Record, words


class UnitCopy(Record):
    """A unit as it stood for some days, with what it came from and what became of it."""

    code = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    kind = words(40)
    word = words(20, blank=True)  # the unit's own kind: xã, phường, ເມືອງ
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    folded = words(600, blank=True)  # for search
    above = words(blank=True)  # the names of the units around it
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the first day on which it stood no more
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    # What it came from, and what came of it: [{"code": …, "from": "2025-07-01", "vi": …, "whole": true}]
    parts = models.JSONField(default=list)
    heirs = models.JSONField(default=list)

    class Meta:
        ordering = ("folded", "id")
        indexes = [models.Index(fields=["folded"]), models.Index(fields=["code"])]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_unit_copy_a_code_and_day")
        ]

    def __str__(self) -> str:
        return self.name
