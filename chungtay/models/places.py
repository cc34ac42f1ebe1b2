"""Remembers administrative units as they existed on a day, what they became, and what else people call them."""

from datetime import date

from django.db import models
from django.db.models import Q

from .record import Record, words


class PlaceKind(models.TextChoices):
    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"


class PlaceQuerySet(models.QuerySet["Place"]):
    def on(self, day: date) -> "PlaceQuerySet":
        """The map of a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gt=day))

    def named(self, code: str, day: date | None = None) -> "Place | None":
        """The unit that bore `code` on `day`, or its latest bearer when no day is given."""
        found = self.filter(code=code)
        return (found.on(day) if day else found).order_by("-valid_from").first()


class Place(Record):
    """A unit as it existed on a day. New units reuse old codes, so the key is (code, valid_from)."""

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=PlaceKind)
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # exclusive
    is_border = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ("code", "valid_from")
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="place_code_and_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")), name="place_lives_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def stands_on(self, day: date) -> bool:
        """Whether the unit is on the map of that day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Succession(Record):
    """`old` became `new` (perhaps with others) on a day. No share means equal shares, said to be assumed."""

    old = models.ForeignKey(Place, models.PROTECT, related_name="became")
    new = models.ForeignKey(Place, models.PROTECT, related_name="came_from")
    on = models.DateField()
    share = models.PositiveIntegerField(null=True, blank=True)  # ten-thousandths
    basis = words(blank=True)
    instrument = words(blank=True)  # the resolution that ordered it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class PlaceAlias(Record):
    """Another spelling in use: Attapư, Attapu, Ắt Tạ Pư."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="aliases")
    name = words()

    def __str__(self) -> str:
        return self.name
