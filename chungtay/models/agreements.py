"""Remembers programmes: agreements, seats, phases, commitments, and the yearly plans that make them concrete."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import ALLOWED, Act, Kind

from .access import Held, ProtectedQuerySet
from .people import Organisation, Person, Post
from .places import Place
from .record import Record, words
from .walks import Tree, over, under


class AgreementKind(models.TextChoices):
    MEMORANDUM = "memorandum"
    COORDINATION_PROGRAMME = "coordination_programme"
    COORDINATION_REGULATION = "coordination_regulation"
    COOPERATION_AGREEMENT = "cooperation_agreement"
    JOINT_RESOLUTION = "joint_resolution"
    TWINNING = "twinning"


class AgreementQuerySet(ProtectedQuerySet["Agreement"]):
    """An agreement is held by all who hold its seats that day; those under them read it too."""

    def allowed(self, person: Person, act: Act, today: date, *, through: Post | None = None) -> Self:
        found = Q(pk__in=[])
        for post in {post.in_rules() for post in ([through] if through else person.posts_on(today))}:
            if (act, Kind.AGREEMENT) in ALLOWED[post.role]:
                held = SeatHolding.objects.live_on(today).filter(near(post, act, today))
                one = Q(pk__in=held.values("seat__agreement"))
                found |= one & Q(slug__in=post.programmes) if post.programmes else one
        return self.filter(found)


def near(post: access.Post, act: Act, day: date) -> Q:
    """Holdings of bodies at or under the post's body; for reading, also of those above it."""
    body = [post.organisation]
    found = Q(organisation__in=under(Tree.BODIES, body, day))
    return found | Q(organisation__in=over(Tree.BODIES, body, day)) if act is Act.READ else found


class Agreement(Held, Record):
    """The lasting thing that people call the programme."""

    protected_as = Kind.AGREEMENT

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=40, choices=AgreementKind)
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


class Seat(Record):
    """A side of one agreement, held by one organisation after another."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()

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


class Commitment(Record):
    """A signed content of a phase."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["phase", "number"], name="commitment_number_once")]

    def __str__(self) -> str:
        return self.text


class Plan(Record):
    """What a phase does in one year, issued with a joint number."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="plans")
    year = models.PositiveSmallIntegerField()
    number = words(80, blank=True)  # given on paper after signing: 468/KH-HLHPNVN-UBDT
    issued_on = models.DateField(null=True, blank=True)
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    issuers = models.ManyToManyField(Organisation, related_name="issued_plans", blank=True)

    class Meta:
        ordering = ("-year", "number")

    def __str__(self) -> str:
        return self.name


class PlanAcceptance(Record):
    """A seat has said yes to the plan: who and when."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="acceptances")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="acceptances")
    accepted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "seat"], name="plan_accepted_once_a_seat")]

    def __str__(self) -> str:
        return f"{self.plan} · {self.seat}"


class Content(Record):
    """A numbered content of a yearly plan, making signed commitments concrete."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="contents")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    commitments = models.ManyToManyField(Commitment, related_name="contents", blank=True)
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="led_contents")
    coordinating = models.ManyToManyField(Seat, related_name="coordinated_contents", blank=True)
    due_on = models.DateField(null=True, blank=True)
    product = words(500, blank=True)
    product_lo = words(500, blank=True)
    product_en = words(500, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="content_number_once")]

    def __str__(self) -> str:
        return self.text


class Priority(Record):
    """How much one seat presses for one content: 1 is first."""

    content = models.ForeignKey(Content, models.CASCADE, related_name="priorities")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="priorities")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("rank",)
        constraints = [models.UniqueConstraint(fields=["content", "seat"], name="priority_once_a_seat")]

    def __str__(self) -> str:
        return f"{self.content_id} {self.rank}"


class TaskQuerySet(ProtectedQuerySet["Task"]):
    holder = "organisation"
    place = "place"
    programmes = "content__plan__phase__agreement__slug"

    def late_on(self, today: date) -> "TaskQuerySet":
        return self.filter(done_on=None, due_on__lt=today)


class Task(Held, Record):
    """Work that one body does for one content by a day."""

    protected_as = Kind.TASK

    content = models.ForeignKey(Content, models.CASCADE, related_name="tasks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="tasks")
    text = words(500)
    text_lo = words(500, blank=True)
    text_en = words(500, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("due_on",)
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
                name="task_done_on_and_by",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def holders(self, today: date) -> frozenset[access.Key]:
        return frozenset({self.organisation_id})

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.content.plan.phase.agreement.slug})

    def is_late(self, today: date) -> bool:
        return self.done_on is None and self.due_on < today


class Assignment(Record):
    """A post that works for this programme; a post without assignments works for all of its body's."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="assignments")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="assignments")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "agreement"], name="post_assigned_once")]

    def __str__(self) -> str:
        return f"{self.post} · {self.agreement}"
