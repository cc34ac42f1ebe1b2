"""Remembers programmes: agreements, seats, phases, commitments, and the yearly plans that make them concrete."""

from datetime import date

from django.db import models
from django.db.models import Q

from .people import Organisation, Person
from .places import Place
from .record import Record, words


class AgreementKind(models.TextChoices):
    MEMORANDUM = "memorandum"
    COORDINATION_PROGRAMME = "coordination_programme"
    COORDINATION_REGULATION = "coordination_regulation"
    COOPERATION_AGREEMENT = "cooperation_agreement"
    JOINT_RESOLUTION = "joint_resolution"
    TWINNING = "twinning"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, person: Person, today: date) -> "AgreementQuerySet":
        """Programmes in which a body at, under or above the person's own holds a seat."""
        around = person.organisations_around(today)
        held = SeatHolding.objects.filter(organisation__in=around).values("seat__agreement")
        return self.filter(id__in=held)


class Agreement(Record):
    """The lasting thing that people call the programme."""

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
            if holding.valid_from <= day and (holding.valid_to is None or holding.valid_to > day):
                return holding.organisation
        return None


class SeatHolding(Record):
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="holdings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # exclusive

    class Meta:
        ordering = ("valid_from",)

    def __str__(self) -> str:
        return f"{self.organisation} {self.valid_from}"


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


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, person: Person, today: date) -> "TaskQuerySet":
        return self.filter(organisation__in=person.organisations_around(today))

    def late_on(self, today: date) -> "TaskQuerySet":
        return self.filter(done_on=None, due_on__lt=today)


class Task(Record):
    """Work that one body does for one content by a day."""

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

    def is_late(self, today: date) -> bool:
        return self.done_on is None and self.due_on < today
