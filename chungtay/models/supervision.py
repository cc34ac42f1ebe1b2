"""Remembers supervision: the year's plan, who goes where to look into what, what was found, and what was concluded.

A joint visit that follows a national programme is the same with another form. The supervised bodies and those whose
people are on the team read it from the day on which the decision was sent.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from chungtay.rules import access
from chungtay.rules.people import Kind
from chungtay.rules.supervision import FindingKind, Form, Move, SupervisionState

from .access import BetweenQuerySet, Held, ProtectedQuerySet
from .agreements import Agreement
from .directives import Directive
from .documents import Document
from .drafts import Draft
from .indicators import Indicator
from .people import Organisation, Person
from .places import Place
from .record import Record, words
from .registers import Registered
from .tasks import Task


class SupervisionPlanQuerySet(ProtectedQuerySet["SupervisionPlan"]):
    programmes = "agreement__slug"


class SupervisionPlan(Held, Record):
    """What one body wants to look into in a year."""

    protected_as = Kind.SUPERVISION

    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="supervision_plans")
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="supervision_plans"
    )
    year = models.PositiveSmallIntegerField()
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    purpose = models.TextField(blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    draft = models.ForeignKey(  # the official paper, drawn from the rows of the plan
        Draft, models.SET_NULL, null=True, blank=True, related_name="supervision_plans"
    )
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = SupervisionPlanQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "id")

    def __str__(self) -> str:
        return self.title

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug} if self.agreement else ())


TOLD = Q(sent_at__isnull=False)


class SupervisionQuerySet(BetweenQuerySet["Supervision"]):
    programmes = "agreement__slug"
    sides = {"holder": Q(), "supervised__organisation": TOLD, "members__organisation": TOLD}


class Supervision(Held, Record):
    """One look into one subject: by a team, by papers, by reports, or as a joint visit to a national programme."""

    protected_as = Kind.SUPERVISION

    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="supervisions")
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="supervisions"
    )
    plan = models.ForeignKey(
        SupervisionPlan, models.PROTECT, null=True, blank=True, related_name="supervisions"
    )
    form = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Form])
    framework = words(500, blank=True)  # the national programme and its project that it follows
    subject = words(500)
    subject_lo = words(500, blank=True)
    subject_en = words(500, blank=True)
    purpose = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in SupervisionState], default="planned"
    )
    decision = models.ForeignKey(  # on the team
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_draft = models.ForeignKey(
        Draft, models.SET_NULL, null=True, blank=True, related_name="supervisions_decided"
    )
    outline = models.TextField(blank=True)  # by which the bodies report, a question a line
    reports_due_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)  # as they held when it was sent
    late_reason = words(500, blank=True)  # why decision and outline went out later than that
    conclusion = models.TextField(blank=True)
    conclusion_lo = models.TextField(blank=True)
    conclusion_en = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    missing_reason = models.TextField(blank=True)  # why it was concluded without the report of a body
    report = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    report_draft = models.ForeignKey(
        Draft, models.SET_NULL, null=True, blank=True, related_name="supervisions_reported"
    )
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        ordering = ("-first_on", "id")
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="supervision_runs_forward"),
            models.CheckConstraint(
                condition=Q(concluded_at=None, concluded_by=None)
                | (Q(concluded_at__isnull=False, concluded_by__isnull=False) & ~Q(conclusion="")),
                name="supervision_concluded_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def holders(self, today: date) -> frozenset[access.Key]:
        own = frozenset({self.holder_id})
        if self._state.adding or not self.sent_at:
            return own
        looked_into = {one.organisation_id for one in self.supervised.all()}
        return own | looked_into | {one.organisation_id for one in self.members.all()}

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        return access.Thing(
            kind=Kind.SUPERVISION,
            holders=frozenset({organisation.pk} if organisation else ()),
            programmes=self.programmes_served(),
        )

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug} if self.agreement else ())


class SupervisionMember(Record):
    """One of the team, by post."""

    supervision = models.ForeignKey(Supervision, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = words(200)
    leads = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-leads", "position", "id")

    def __str__(self) -> str:
        return self.post


class SupervisedBody(Record):
    """One body that is looked into, and what it reported itself."""

    supervision = models.ForeignKey(Supervision, models.CASCADE, related_name="supervised")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supervised_in")
    told_at = models.DateTimeField(null=True, blank=True)  # it received the decision
    told_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    report = models.TextField(blank=True)  # by the outline
    report_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    paper_number = words(
        60, blank=True
    )  # of the dispatch, where it came on paper and the other side typed it in
    paper_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["supervision", "organisation"], name="supervised_once_a_supervision"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class SupervisionSession(Record):
    """One working session at one body, with its minutes."""

    supervision = models.ForeignKey(Supervision, models.CASCADE, related_name="sessions")
    supervised = models.ForeignKey(
        SupervisedBody, models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = words(300)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.TextField(blank=True)
    minutes_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    minutes_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    overlap_reason = words(500, blank=True)  # why it lies over another session, where that is so
    notice_reason = words(500, blank=True)  # why it comes sooner than the notice leaves free

    class Meta:
        ordering = ("starts_at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_runs_forward")
        ]

    def __str__(self) -> str:
        return self.venue


class Finding(Record):
    """One thing that was found, with its evidence and place; of a joint visit also for which indicator or model."""

    supervision = models.ForeignKey(Supervision, models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in FindingKind])
    supervised = models.ForeignKey(
        SupervisedBody, models.CASCADE, null=True, blank=True, related_name="findings"
    )
    text = models.TextField()
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    found_on = models.DateField()
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="findings")
    registered = models.ForeignKey(Registered, models.PROTECT, null=True, blank=True, related_name="findings")
    evidence = models.ManyToManyField(Document, related_name="findings", blank=True)
    tasks = models.ManyToManyField(Task, related_name="findings", blank=True)  # that came of it
    directives = models.ManyToManyField(Directive, related_name="findings", blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["supervision", "number"], name="finding_number_once")]

    def __str__(self) -> str:
        return self.text


class SupervisionStep(Record):
    """One step of a supervision. Rows are only added."""

    supervision = models.ForeignKey(Supervision, models.CASCADE, related_name="steps")
    move = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Move])
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("moved_at", "id")

    def __str__(self) -> str:
        return self.move
