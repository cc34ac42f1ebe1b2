"""Remembers urgent problems: their workshop, their evidence as it was, the votes, and what came of each."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind
from chungtay.rules.problems import OutcomeKind, WorkshopState

from .access import BetweenQuerySet, Held
from .agreements import Agreement
from .documents import Document
from .indicators import Indicator
from .ledger import Posting
from .people import Organisation, Person
from .places import Place
from .record import Record, words


class WorkshopQuerySet(BetweenQuerySet["Workshop"]):
    """Its holder's; the bodies that were invited read it, add problems and vote once it was opened."""

    programmes = "agreement__slug"
    sides = {"holder": Q(), "bodies__id": Q(opened_at__isnull=False)}


class Workshop(Held, Record):
    protected_as = Kind.PROBLEM

    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="workshops")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="workshops")
    title = words(500, blank=True)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    held_on = models.DateField()
    venue = words(300, blank=True)
    bodies = models.ManyToManyField(Organisation, related_name="attended_workshops", blank=True)
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in WorkshopState], default="draft"
    )
    opened_at = models.DateTimeField(null=True, blank=True)  # from then on the criteria stand
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)  # of the votes
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closing_reason = models.TextField(blank=True)  # where it was closed though votes were missing
    minutes = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "id")

    def __str__(self) -> str:
        return self.title or self.title_lo

    def holders(self, today: date) -> frozenset[access.Key]:
        own = frozenset({self.holder_id})
        if self._state.adding or not self.opened_at:
            return own
        return own | {one.pk for one in self.bodies.all()}

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        return access.Thing(
            kind=Kind.PROBLEM,
            holders=frozenset({organisation.pk} if organisation else ()),
            programmes=self.programmes_served(),
        )

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})

    def voters(self) -> list[Organisation]:
        """The holder and whoever was invited."""
        return [self.holder, *(body for body in self.bodies.all() if body.pk != self.holder_id)]


class Criterion(Record):
    """By what the workshop agreed to rank, and how much it weighs."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    text = words(300)
    text_lo = words(300, blank=True)
    text_en = words(300, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["workshop", "position"], name="criterion_position_once")
        ]

    def __str__(self) -> str:
        return self.text


class Problem(Record):
    """One problem: whom it touches, where, why, and what is proposed. Read with its workshop."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="problems")
    number = models.PositiveSmallIntegerField()
    raised_for = models.ForeignKey(Organisation, models.PROTECT, related_name="raised_problems")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    text = models.TextField(blank=True)  # a partner may write in Lao alone
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    group = words(300, blank=True)  # who is affected
    group_lo = words(300, blank=True)
    group_en = words(300, blank=True)
    cause = models.TextField(blank=True)
    cause_lo = models.TextField(blank=True)
    cause_en = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    proposal_lo = models.TextField(blank=True)
    proposal_en = models.TextField(blank=True)
    places = models.ManyToManyField(Place, related_name="problems", blank=True)
    evidence = models.ManyToManyField(Document, related_name="problems", blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="problem_number_once")]

    def __str__(self) -> str:
        return self.text or self.text_lo


class PinnedFigure(Record):
    """A figure as it was on the day of pinning: the question, the answer, and the last posting that it knew."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    known_at = models.ForeignKey(Posting, models.PROTECT, null=True, blank=True, related_name="+")
    map_on = models.DateField()
    amount = models.BigIntegerField(null=True)  # ten-thousandths; null: nothing was reported
    qualifier = words(10, blank=True)
    at_least = models.BooleanField(default=False)
    reported = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    pinned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    pinned_at = models.DateTimeField()

    class Meta:
        ordering = ("pinned_at", "id")

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.amount}"


class Vote(Record):
    """How one person scored one problem by one criterion; kept as it was cast."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="votes")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="votes")
    cast_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    cast_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ("cast_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["problem", "criterion", "cast_by"], name="one_vote_a_person"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="vote_between_1_and_5"),
        ]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.score}"


class Outcome(Record):
    """What came of a problem: a task, a content of next year, a commitment, a recommendation, or nothing, because …"""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in OutcomeKind])
    thing_id = models.UUIDField(null=True, blank=True)
    reason = models.TextField(blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("noted_at", "id")

    def __str__(self) -> str:
        return self.kind
