"""Remembers gatherings: meetings of twinned villages, joint communication events, conferences on experience."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.gatherings import GatheringKind, GatheringState
from chungtay.rules.people import Kind

from .access import BetweenQuerySet, Held
from .activities import Activity
from .agreements import Agreement
from .documents import Document
from .people import Organisation, Person
from .places import Place
from .record import Record, words
from .registers import Registered
from .tasks import Task


class GatheringQuerySet(BetweenQuerySet["Gathering"]):
    place = "place"
    programmes = "agreement__slug"
    sides = {"holder": Q(), "bodies__id": Q(sent_at__isnull=False)}


class Gathering(Held, Record):
    """One gathering of two sides; its bodies read it once it was sent out, as plan first, as minutes later."""

    protected_as = Kind.GATHERING

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="gatherings")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="gatherings")
    kind = models.CharField(max_length=30, choices=[(one.value, one.value) for one in GatheringKind])
    twins = models.ForeignKey(  # the pair of villages that meets
        Registered, models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    title = words(500, blank=True)  # the words of a Lao officer may stand in Lao alone
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    state = models.CharField(
        max_length=20,
        choices=[(one.value, one.value) for one in GatheringState],
        default=GatheringState.PLANNED,
    )
    held_on = models.DateField()
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    venue = words(300, blank=True)
    bodies = models.ManyToManyField(Organisation, related_name="attended_gatherings", blank=True)
    agenda = models.TextField(blank=True)
    agenda_lo = models.TextField(blank=True)
    agenda_en = models.TextField(blank=True)
    result = models.TextField(blank=True)  # what was said and agreed
    result_lo = models.TextField(blank=True)
    result_en = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    minutes = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(  # where its attendances were counted
        Activity, models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    tasks = models.ManyToManyField(Task, related_name="gatherings", blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    minuted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    minuted_at = models.DateTimeField(null=True, blank=True)  # the minutes went to the bodies
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)  # the other side agrees with the minutes

    objects = GatheringQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "id")

    def __str__(self) -> str:
        return self.title or self.title_lo

    def holders(self, today: date) -> frozenset[access.Key]:
        own = frozenset({self.holder_id})
        if self._state.adding or not self.sent_at:
            return own
        return own | {one.pk for one in self.bodies.all()}

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        return access.Thing(
            kind=Kind.GATHERING,
            holders=frozenset({organisation.pk} if organisation else ()),
            place=self.place_id,
            programmes=self.programmes_served(),
        )

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})


class Speech(Record):
    """Who spoke about what, with the paper."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="speeches")
    position = models.PositiveSmallIntegerField()
    speaker = words(300)  # by post
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    title = words(500, blank=True)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["gathering", "position"], name="speech_position_once")]

    def __str__(self) -> str:
        return self.title or self.title_lo


class GatheringStep(Record):
    """One step of a gathering, and what was said with it. Rows are only added."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="steps")
    move = words(30)
    before = words(20)
    after = words(20)
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("moved_at", "id")

    def __str__(self) -> str:
        return self.move
