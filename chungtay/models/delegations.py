"""Remembers delegations both ways, by the hour, and whose turn it is by the rule of the agreement.

Host and guest hold a delegation together from the day on which it was proposed; before, it is its drafter's alone.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from chungtay.rules import access
from chungtay.rules.delegations import AgreedKind, DelegationState, Direction, MemberRole, Noted, Order, Side
from chungtay.rules.people import Kind

from .access import BetweenQuerySet, Held, ProtectedQuerySet
from .agreements import Agreement, Seat
from .documents import Document
from .people import Organisation, Person
from .places import Place
from .plans import Content
from .record import Record, words
from .tasks import Task


class Rotation(Record):
    """A rule of turns: every so many years one of these seats, in this order, hosts. Read with its agreement."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="rotations")
    purpose = words(300)  # whatever is held in turns: the exchanged visit, the yearly conference
    purpose_lo = words(300, blank=True)
    purpose_en = words(300, blank=True)
    every_years = models.PositiveSmallIntegerField(default=1)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = words(500)  # where the agreement says so
    source_lo = words(500, blank=True)
    source_en = words(500, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("first_year", "id")
        constraints = [
            models.CheckConstraint(condition=Q(every_years__gte=1), name="rotation_turns_every_year_or_more")
        ]

    def __str__(self) -> str:
        return self.purpose

    def order(self) -> Order:
        """The rule; reads prefetched seats where the caller fetched them."""
        seats = tuple(row.seat_id for row in self.seats.all())
        return Order(seats, self.first_year, self.every_years, self.last_year)

    def noted(self) -> dict[int, Noted]:
        """What was noted of single turns."""
        return {
            one.year: Noted(one.skipped, one.moved_to, one.host_id, one.reason)
            for one in self.exceptions.all()
        }


class RotationSeat(Record):
    """The place of a seat in the order."""

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="seats")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["rotation", "position"], name="rotation_position_once"),
            models.UniqueConstraint(fields=["rotation", "seat"], name="rotation_seat_once"),
        ]

    def __str__(self) -> str:
        return str(self.position)


class TurnException(Record):
    """A turn that was skipped, moved to another year, or taken by another seat; with who noted it and why."""

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="exceptions")
    year = models.PositiveSmallIntegerField()  # of the turn by the rule
    skipped = models.BooleanField(default=False)
    moved_to = models.PositiveSmallIntegerField(null=True, blank=True)
    host = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    reason = words(500)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("year", "id")
        constraints = [models.UniqueConstraint(fields=["rotation", "year"], name="one_exception_a_turn")]

    def __str__(self) -> str:
        return f"{self.year}"


class DelegationQuerySet(BetweenQuerySet["Delegation"]):
    programmes = "agreement__slug"
    sides = {
        "holder": Q(),
        "host": Q(proposed_at__isnull=False),
        "guest": Q(proposed_at__isnull=False),
    }


class Delegation(Held, Record):
    """One visit of one side to the other."""

    protected_as = Kind.DELEGATION

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="delegations")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="delegations")  # who drafted it
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="delegations_received")
    guest = models.ForeignKey(Organisation, models.PROTECT, related_name="delegations_sent")
    rotation = models.ForeignKey(Rotation, models.PROTECT, null=True, blank=True, related_name="delegations")
    turn_year = models.PositiveSmallIntegerField(null=True, blank=True)  # of which turn, by the rule
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    purpose = models.TextField(blank=True)
    purpose_lo = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in DelegationState], default="draft"
    )
    result = models.TextField(blank=True)
    result_lo = models.TextField(blank=True)
    result_en = models.TextField(blank=True)
    report = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ("-first_on", "id")
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="delegation_runs_forward"),
            models.CheckConstraint(condition=~Q(host=F("guest")), name="delegation_has_two_sides"),
            models.UniqueConstraint(
                fields=["rotation", "turn_year"],
                condition=Q(rotation__isnull=False, proposed_at__isnull=False) & ~Q(state="cancelled"),
                name="one_delegation_a_turn",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def holders(self, today: date) -> frozenset[access.Key]:
        return frozenset({self.holder_id} | ({self.host_id, self.guest_id} if self.proposed_at else set()))

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        return access.Thing(
            kind=Kind.DELEGATION,
            holders=frozenset({organisation.pk} if organisation else ()),
            programmes=self.programmes_served(),
        )

    @property
    def drafter(self) -> Side:
        return Side.HOST if self.holder_id == self.host_id else Side.GUEST

    def body_of(self, side: Side) -> Organisation:
        return self.host if side is Side.HOST else self.guest

    def side_of(self, body: access.Key) -> Side:
        return Side.HOST if body == self.host_id else Side.GUEST

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})


class UsualPaperQuerySet(ProtectedQuerySet["UsualPaper"]):
    """Of an office, and of no programme."""


class DelegationMember(Record):
    """Who goes along, by post; where the house knows the person, so that two delegations cannot both have them."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    post = words(200)
    post_lo = words(200, blank=True)
    post_en = words(200, blank=True)
    role = models.CharField(max_length=20, choices=[(one.value, one.value) for one in MemberRole])
    position = models.PositiveSmallIntegerField(default=0)
    overlap_reason = words(500, blank=True)  # why they are with another delegation in these days, too

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.post


class ProgrammeItem(Record):
    """One hour of the visit."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="items")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    text = words(500)
    text_lo = words(500, blank=True)
    text_en = words(500, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    venue = words(300, blank=True)
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    overlap_reason = words(500, blank=True)  # why it lies over another one, where that is so

    class Meta:
        ordering = ("starts_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="programme_item_runs_forward"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Gift(Record):
    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="gifts")
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    receiver_name = words(300, blank=True)  # a group, a school; nobody by name
    receiver_name_lo = words(300, blank=True)
    receiver_name_en = words(300, blank=True)
    text = words(300)
    text_lo = words(300, blank=True)
    text_en = words(300, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)  # its worth, whole units of the currency
    currency = words(3, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text


class Cost(Record):
    """What one side bears, in its own currency: never converted, never added to another."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="costs")
    side = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = words(300)
    text_lo = words(300, blank=True)
    text_en = words(300, blank=True)
    planned = models.BigIntegerField(null=True, blank=True)
    spent = models.BigIntegerField(null=True, blank=True)
    currency = words(3)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text


class PaperNeeded(Record):
    """One paper of the checklist: a permit to go abroad, an invitation, a visa, a note to the border guard."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="papers_needed")
    text = words(300)
    text_lo = words(300, blank=True)
    text_en = words(300, blank=True)
    side = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    ready_on = models.DateField(null=True, blank=True)
    ready_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.text


class UsualPaper(Held, Record):
    """A paper that an office needs for each delegation that goes out, or comes in: its own checklist."""

    protected_as = Kind.DELEGATION

    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="usual_papers")
    direction = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Direction])
    text = words(300)
    text_lo = words(300, blank=True)
    text_en = words(300, blank=True)
    days_before = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)

    objects = UsualPaperQuerySet.as_manager()

    class Meta:
        ordering = ("-days_before", "position", "id")

    def __str__(self) -> str:
        return self.text


class AgreedContent(Record):
    """What both sides evaluated, and what they agreed for the time until the next visit."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="agreed")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in AgreedKind])
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    content = models.ForeignKey(Content, models.PROTECT, null=True, blank=True, related_name="+")
    tasks = models.ManyToManyField(Task, related_name="agreed_on_visits", blank=True)

    class Meta:
        ordering = ("kind", "position")

    def __str__(self) -> str:
        return self.text


class DelegationStep(Record):
    """One step of a delegation. Rows are only added."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="steps")
    move = words(30)
    before = words(20)
    after = words(20)
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Side])
    moved_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("moved_at", "id")

    def __str__(self) -> str:
        return self.move
