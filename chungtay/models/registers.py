"""Remembers lasting things that a village keeps, each once: clubs, opened and closed on dated facts."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .ledger import Served, Source
from .people import Organisation, Person
from .places import Place
from .record import Record, words


class ClubQuerySet(ProtectedQuerySet["Club"]):
    place = "place"
    programmes = "served__agreements__slug"

    def open_on(self, day: date) -> "ClubQuerySet":
        return self.filter(opened_on__lte=day).filter(Q(closed_on=None) | Q(closed_on__gt=day))


class Club(Held, Record):
    """A club of a village. Opening posts +1 to the stock of clubs, closing −1."""

    protected_as = Kind.CLUB

    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="clubs")
    village = words(120, blank=True)
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="clubs")
    served = models.ForeignKey(Served, models.PROTECT, related_name="clubs")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    members_female = models.PositiveIntegerField(default=0)
    members_male = models.PositiveIntegerField(default=0)
    source = models.OneToOneField(Source, models.PROTECT, related_name="club")

    objects = ClubQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                name="club_closes_after_opening",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def programmes_served(self) -> frozenset[access.Key]:
        return self.served.slugs()


class ClubServing(Record):
    """Which programmes a club served from a day on, until it served others."""

    club = models.ForeignKey(Club, models.CASCADE, related_name="servings")
    served = models.ForeignKey(Served, models.PROTECT, related_name="servings")
    first_on = models.DateField()
    until = models.DateField(null=True)  # exclusive
    reason = models.TextField(blank=True)
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("first_on",)
        constraints = [
            models.UniqueConstraint(
                fields=["club"], condition=Q(until=None), name="club_serves_one_set_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.club}: {self.served}"
