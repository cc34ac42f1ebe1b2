"""Remembers programmes: agreements under their umbrella, the seats and who holds them, phases and what was signed."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from chungtay.rules import access
from chungtay.rules.people import ALLOWED, Act, Kind

from .access import Held, ProtectedQuerySet
from .people import Organisation, Person, Post
from .record import Record, words
from .walks import seats_near

Row = TypeVar("Row", bound=models.Model)


class AgreementKind(models.TextChoices):
    MEMORANDUM = "memorandum"
    COORDINATION_PROGRAMME = "coordination_programme"
    COORDINATION_REGULATION = "coordination_regulation"
    COOPERATION_AGREEMENT = "cooperation_agreement"
    JOINT_RESOLUTION = "joint_resolution"
    TWINNING = "twinning"


class AgreementQuerySet(ProtectedQuerySet["Agreement"]):
    """An agreement is held by all who hold its seats that day; those under them read it too."""

    def allowed(
        self,
        person: Person,
        act: Act,
        today: date,
        *,
        through: Post | None = None,
        kind: Kind = Kind.AGREEMENT,
    ) -> Self:
        """`kind`: the agreement itself, or what its seats hold together, such as a plan."""
        found = Q(pk__in=[])
        for post in {post.in_rules() for post in ([through] if through else person.posts_on(today))}:
            if (act, kind) in ALLOWED[post.role]:
                one = Q(pk__in=agreements_near(post, act, today))
                found |= one & Q(slug__in=post.programmes) if post.programmes else one
        return self.filter(found)


def agreements_near(post: access.Post, act: Act, day: date) -> RawSQL:
    """Those with a seat held at or under the post's body; for reading, also above it."""
    seats = seats_near(post.organisation, day, above=act is Act.READ)
    return RawSQL(f"select agreement_id from chungtay_seat where id in ({seats.sql})", seats.params)


class Agreement(Held, Record):
    """The lasting thing that people call the programme."""

    protected_as = Kind.AGREEMENT

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=40, choices=AgreementKind)
    umbrella = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    purpose = models.TextField(blank=True)
    purpose_lo = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    relations_since = models.PositiveSmallIntegerField(null=True, blank=True)  # a year
    framework = words(500, blank=True)  # the wider programme that it serves
    framework_stage = words(blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name

    def holders(self, today: date) -> frozenset[access.Key]:
        return frozenset(holding.organisation_id for holding in self.held_on(today))

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.slug})

    def shared(self) -> tuple[access.Share, ...]:
        """Whoever holds a seat shares the agreement with the bodies around it."""
        return tuple(
            access.Share(seat.pk, holding.valid_from, holding.valid_to)
            for seat in self.seats.all()
            for holding in seat.holdings.all()
        )

    def held_on(self, day: date) -> list["SeatHolding"]:
        return [held for seat in self.seats.all() for held in seat.holdings.all() if held.is_live(day)]


class SeatRole(models.TextChoices):
    PARTY = "party"
    LEAD = "lead"
    COORDINATING = "coordinating"
    WITNESS = "witness"


class Seat(Record):
    """A side of one agreement, held by one organisation after another."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=SeatRole, default=SeatRole.PARTY)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="seat_number_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.number}"

    def holder_on(self, day: date) -> Organisation | None:
        """Who holds the seat that day; reads prefetched holdings where the caller fetched them."""
        for holding in self.holdings.all():
            if holding.is_live(day):
                return holding.organisation
        return None


class SeatHoldingQuerySet(models.QuerySet["SeatHolding"]):
    def live_on(self, day: date) -> "SeatHoldingQuerySet":
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gt=day))


class SeatHolding(Record):
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="holdings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # exclusive

    objects = SeatHoldingQuerySet.as_manager()

    class Meta:
        ordering = ("valid_from",)

    def __str__(self) -> str:
        return f"{self.organisation} {self.valid_from}"

    def is_live(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to > day)


class PhaseQuerySet(models.QuerySet["Phase"]):
    def running_on(self, day: date) -> "PhaseQuerySet":
        return self.filter(first_on__lte=day, last_on__gte=day)


class Phase(Record):
    """One signed term. Exact days, since phases overlap and reviews come after the next has begun."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="phases")
    name = words(80)  # as people call it: 2019–2024
    first_on = models.DateField()
    last_on = models.DateField()
    signed_on = models.DateField(null=True, blank=True)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        ordering = ("first_on",)
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="phase_runs_forward")
        ]

    def __str__(self) -> str:
        return self.name


class StandingManager(models.Manager[Row]):
    """Only rows that the text in force still has; what an amendment took out is kept for what points to it."""

    def get_queryset(self) -> "models.QuerySet[Row]":
        return super().get_queryset().filter(dropped_in=None)


class Commitment(Record):
    """A signed content of a phase."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    rank = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # how much the phase presses for it: 1 is first
    emphasis = models.TextField(blank=True)  # what the phase stresses in it
    emphasis_lo = models.TextField(blank=True)
    emphasis_en = models.TextField(blank=True)
    dropped_in = models.PositiveSmallIntegerField(null=True, blank=True)  # the version without it

    objects: models.Manager["Commitment"] = StandingManager()
    ever = models.Manager["Commitment"]()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "number"], condition=Q(dropped_in=None), name="commitment_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Assignment(Record):
    """A post that works for this programme; a post without assignments works for all of its body's."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="assignments")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="assignments")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "agreement"], name="post_assigned_once")]

    def __str__(self) -> str:
        return f"{self.post} · {self.agreement}"
