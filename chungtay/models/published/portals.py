"""Remembers each public site of the house: its name, who answers for it, its looks, its links, its categories."""

from datetime import date
from typing import Any, Protocol

from django.db import models
from django.db.models import F, Q

from chungtay.rules import access
from chungtay.rules.people import Act, Kind

from ..record import Record, words


class Reader(Protocol):
    """A person, as far as this room needs to know one."""

    def reach(
        self, act: Act, kind: Kind, today: date, *, holder: str, programmes: str = "", through: Any = None
    ) -> models.Q: ...


class PortalQuerySet(models.QuerySet["Portal"]):
    def visible_to(self, person: Reader, today: date) -> "PortalQuerySet":
        return self.allowed(person, Act.READ, today)

    def allowed(self, person: Reader, act: Act, today: date, through: Any = None) -> "PortalQuerySet":
        return self.filter(person.reach(act, Kind.PORTAL, today, holder="holder_id", through=through))

    def at(self, host: str) -> "Portal | None":
        """The portal that answers at a host (without its port); the first one where nobody claims it."""
        portals = list(self.order_by("position", "slug"))
        return next((one for one in portals if host in one.hosts), portals[0] if portals else None)


class Portal(Record):
    """A public site: a province's, a union's. Several may be served from one house, each under hosts of its own."""

    slug = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=0)  # the first one answers where no host is claimed
    hosts = models.JSONField(default=list, blank=True)  # ["union.example.org"], without a port
    holder_id = models.UUIDField()  # the body that answers for it
    name = words(200)
    name_lo = words(200, blank=True)
    name_en = words(200, blank=True)
    body = words(blank=True)  # the responsible body, as the masthead prints it
    body_lo = words(blank=True)
    body_en = words(blank=True)
    responsible = words(blank=True)  # a post
    responsible_lo = words(blank=True)
    responsible_en = words(blank=True)
    address = words(500, blank=True)
    phone = words(80, blank=True)
    fax = words(80, blank=True)
    email = words(200, blank=True)
    terms = words(500, blank=True)  # how its texts may be printed again
    terms_lo = words(500, blank=True)
    terms_en = words(500, blank=True)
    licence = words(200, blank=True)  # of the open tables
    licence_url = words(500, blank=True)
    emblem_sha256 = models.CharField(max_length=64, blank=True)
    emblem_media_type = words(40, blank=True)
    cloth = models.CharField(max_length=7, blank=True)  # the masthead's ground, #rrggbb; "": the house's own
    thread = models.CharField(max_length=7, blank=True)  # its ornament
    programmes = models.JSONField(default=list, blank=True)  # slugs; empty: every published programme
    takes_letters = models.BooleanField(default=True)  # whether readers may write
    answer_days = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # within so many a letter is answered
    answer_days_source = words(300, blank=True)  # which rule says so
    keep_contact_days = models.PositiveSmallIntegerField(
        default=180
    )  # how to reach who wrote is forgotten then
    small_count = models.PositiveSmallIntegerField(default=5)  # counts of persons below this are not shown

    objects = PortalQuerySet.as_manager()

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name

    def facts(self, today: date) -> access.Thing:
        return access.Thing(kind=Kind.PORTAL, holders=frozenset({self.holder_id}))


class LinkKind(models.TextChoices):
    PARENT = "parent"  # the portal above this one
    SITE = "site"
    PRESS = "press"


class PortalLink(Record):
    """A link to another site, in the masthead or the column."""

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10, choices=LinkKind, default=LinkKind.SITE)
    position = models.PositiveSmallIntegerField(default=0)
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    url = words(500)

    class Meta:
        ordering = ("position", "name", "id")

    def __str__(self) -> str:
        return self.name


class HelpLine(Record):
    """A number that anybody in need may call, with whoever says that it is right and when that was looked up."""

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="help_lines")
    position = models.PositiveSmallIntegerField(default=0)
    number = words(40)
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    source = words(500)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position", "number", "id")

    def __str__(self) -> str:
        return self.number


class NewsCategory(Record):
    """A heading under which articles stand: News of the programme, Announcements, Papers."""

    slug = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    name = words(120)
    name_lo = words(120, blank=True)
    name_en = words(120, blank=True)
    is_announcement = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """One row whose number grows with every change of what is public; pages kept from an earlier one are stale."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def next(cls) -> None:
        """Triggers do this with every change (`models/guards.py`); whoever calls it first also waits for the others."""
        if not cls.objects.filter(Q(pk=1)).update(number=F("number") + 1):
            cls.objects.create(pk=1, number=1)

    @classmethod
    def current(cls) -> int:
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0
