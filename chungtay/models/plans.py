"""Remembers yearly plans: whose they are, what they were drawn from, their contents, and what each side said."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Act, Kind

from .access import Held, ProtectedQuerySet
from .agreements import Agreement, Commitment, Phase, Seat, StandingManager
from .people import Organisation, Person, Post
from .record import Record, words


class PlanQuerySet(ProtectedQuerySet["Plan"]):
    """A plan is its holder's; a joint one, once proposed, is the seats' together."""

    programmes = "phase__agreement__slug"

    def allowed(self, person: Person, act: Act, today: date, *, through: Post | None = None) -> Self:
        own = person.reach(
            act, Kind.PLAN, today, holder="holder", programmes=self.programmes, through=through
        )
        sides = Agreement.objects.allowed(person, act, today, through=through, kind=Kind.PLAN)
        return self.filter(own | (self.model.held_by_seats() & Q(phase__agreement__in=sides)))


class Plan(Held, Record):
    """What a phase does in one year: of the seats together, under a joint number, or of one body for its own work."""

    protected_as = Kind.PLAN

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="plans")
    is_joint = models.BooleanField(default=True)
    # Whose plan it is; of a joint one, the body that draws it up. None: it was read from a paper of the seats.
    holder = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="plans")
    drawn_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="drawn")
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)  # of its text, as amended
    number = words(80, blank=True)  # given on paper after signing: 468/KH-HLHPNVN-UBDT
    issued_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)  # empty: the last day of the year
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    grounds = models.TextField(blank=True)  # legal grounds, one a line
    grounds_lo = models.TextField(blank=True)
    grounds_en = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    purpose_lo = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    requirements_lo = models.TextField(blank=True)
    requirements_en = models.TextField(blank=True)
    at_risk_days = models.PositiveSmallIntegerField(
        default=7
    )  # so long before its day an unfinished task is at risk
    issuers = models.ManyToManyField(Organisation, related_name="issued_plans", blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")  # from above
    sent_at = models.DateTimeField(null=True, blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )  # of one body's own
    issued_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "number")
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{did}_by": None, f"{did}_at": None})
                    | Q(**{f"{did}_by__isnull": False, f"{did}_at__isnull": False}),
                    name=f"plan_{did}_at_and_by",
                )
                for did in ("sent", "begun", "proposed", "issued", "withdrawn")
            ),
            models.CheckConstraint(
                condition=Q(is_joint=True) | Q(holder__isnull=False), name="plan_is_somebodys"
            ),
            models.UniqueConstraint(
                fields=["drawn_from", "holder"], condition=Q(withdrawn_at=None), name="plan_drawn_once_a_body"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def held_by_seats(cls) -> Q:
        return Q(is_joint=True) & (Q(holder=None) | Q(proposed_at__isnull=False))

    @property
    def is_of_the_seats(self) -> bool:
        return self.is_joint and (self.holder_id is None or self.proposed_at is not None)

    @property
    def first_on(self) -> date:
        return date(self.year, 1, 1)

    @property
    def ends_on(self) -> date:
        return self.last_on or date(self.year, 12, 31)

    def holders(self, today: date) -> frozenset[access.Key]:
        own: frozenset[access.Key] = frozenset({self.holder_id} if self.holder_id else ())
        return own | self.phase.agreement.holders(today) if self.is_of_the_seats else own

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.phase.agreement.slug})

    def shared(self) -> tuple[access.Share, ...]:
        """As the agreement is: with the bodies around each seat."""
        return self.phase.agreement.shared() if self.is_of_the_seats else ()


class PlanAcceptance(Record):
    """A seat has said yes to one version of the plan: who and when."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="acceptances")
    version = models.PositiveSmallIntegerField(default=1)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="acceptances")
    accepted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "version", "seat"], name="plan_accepted_once_a_seat")
        ]

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
    drawn_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="drawn")
    # Up to which version of the plan above its own wording here answers it.
    drawn_version = models.PositiveSmallIntegerField(null=True, blank=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    origin_kind = words(20, blank=True)  # where next year's draft took it from: direction, commitment, task …
    origin_id = models.UUIDField(null=True, blank=True)
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="led_contents")
    coordinating = models.ManyToManyField(Seat, related_name="coordinated_contents", blank=True)
    begins_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    product = words(500, blank=True)
    product_lo = words(500, blank=True)
    product_en = words(500, blank=True)
    budget = models.BigIntegerField(null=True, blank=True)  # in whole units of the currency
    currency = models.CharField(max_length=3, default="VND", blank=True)
    funds = words(300, blank=True)  # where the money comes from
    funds_lo = words(300, blank=True)
    funds_en = words(300, blank=True)
    dropped_in = models.PositiveSmallIntegerField(null=True, blank=True)  # the version without it
    dropped_because = words(500, blank=True)  # why a unit leaves out what the plan above has

    objects: models.Manager["Content"] = StandingManager()
    ever = models.Manager["Content"]()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], condition=Q(dropped_in=None), name="content_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class ChangeRequest(Record):
    """What one side would have otherwise in a plan that was proposed to it: of one content, or of the whole."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="change_requests")
    version = models.PositiveSmallIntegerField(default=1)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="change_requests")
    content = models.ForeignKey(
        Content, models.CASCADE, null=True, blank=True, related_name="change_requests"
    )
    field = models.CharField(max_length=20, blank=True)  # text, lead, due_on …; empty: the line as a whole
    text = models.TextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    is_granted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("asked_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, is_granted=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False, is_granted__isnull=False),
                name="change_request_settled_whole",
            )
        ]

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
