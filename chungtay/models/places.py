"""Remembers administrative units as they existed on a day, what they became, and what else people call them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind
from chungtay.rules.places import fold

from .record import Record, words
from .walks import Tree, over


class PlaceKind(models.TextChoices):
    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"


class Folded(models.TextField):
    """The names of a row as they are searched; written whenever the row is, alone or with many."""

    def __init__(self, *names: str, **options: Any) -> None:
        self.names = names
        super().__init__(**{"editable": False, "default": "", **options})

    def deconstruct(self) -> Any:
        name, path, _, options = super().deconstruct()
        return name, path, self.names, options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = "|".join(fold(getattr(model_instance, name)) for name in self.names)
        setattr(model_instance, self.attname, folded)
        return folded


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
    word = models.CharField(max_length=20, blank=True)  # the unit's own kind: xã, phường, đặc khu, quận, ເມືອງ
    folded = Folded("name", "name_lo", "name_en")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    area = models.FloatField(null=True, blank=True)  # square kilometres
    population = models.PositiveIntegerField(null=True, blank=True)

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

    @property
    def key(self) -> str:
        """What people write to name this very unit: its code and the day from which it stands."""
        return f"{self.code}@{self.valid_from:%Y-%m-%d}"

    def facts(self, today: date) -> access.Thing:
        """Everybody reads of places. What is done to one is for the bodies that sit there, or in a unit around it."""
        around = Place.objects.filter(pk__in=over(Tree.PLACES, [self.pk], today)).order_by()
        seated = around.exclude(organisations=None).values_list("organisations", flat=True)
        return access.Thing(kind=Kind.PLACE, holders=frozenset(seated), place=self.pk)

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
    folded = Folded("name")

    def __str__(self) -> str:
        return self.name


class PlaceGroup(Record):
    """Units that belong together across the tree: border communes, the area of ethnic minorities."""

    slug = models.SlugField(unique=True)
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    source = words(blank=True)  # the decision or list that names the units

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class GroupMembership(Record):
    """From a day to a day a unit belongs to a group."""

    group = models.ForeignKey(PlaceGroup, models.CASCADE, related_name="memberships")
    place = models.ForeignKey(Place, models.PROTECT, related_name="memberships")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # exclusive

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "place", "valid_from"], name="membership_and_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="membership_lives_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.place}"


class MapStamp(models.Model):
    """One row. Triggers renew its stamp at any change of places or successions (`models/guards.py`).

    Whoever keeps the map in memory compares this one word. It is drawn by lot, so what a transaction changed and took
    back bears no stamp that a later change could bear again.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.stamp
