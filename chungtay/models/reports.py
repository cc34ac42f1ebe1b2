"""Remembers forms and the reports that units hand in: lines, cells, hand-ins, returns, approvals, corrections."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.indicators import Start
from chungtay.rules.ledger import Qualifier
from chungtay.rules.people import Act, Kind
from chungtay.rules.reports import LineState, ReportState

from .access import Held, ProtectedQuerySet
from .activities import Activity
from .agreements import Agreement
from .indicators import Breakdown, Combination, Indicator
from .ledger import Posting, Source
from .people import Organisation, Person
from .places import Place
from .plans import Content
from .record import Record, words
from .sharing import opened_to


class Form(Record):
    """A versioned list of questions, kept as data."""

    slug = models.SlugField(max_length=80)
    version = models.PositiveSmallIntegerField()
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="forms")
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # exclusive
    cumulative_from = models.CharField(  # from where lũy kế counts
        max_length=10, choices=[(start.value, start.value) for start in Start], default=Start.YEAR
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="form_version_once")]

    def __str__(self) -> str:
        return self.name


class Question(Record):
    """One line of a form: an indicator, its base breakdown and those that are only "of which"."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="questions")
    content = models.ForeignKey(Content, models.SET_NULL, null=True, blank=True, related_name="questions")
    base = models.ForeignKey(Breakdown, models.PROTECT, related_name="+")
    of_which = models.ManyToManyField(Breakdown, related_name="+", blank=True)
    hint = words(500, blank=True)
    hint_lo = words(500, blank=True)
    hint_en = words(500, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="question_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.indicator}"


class ReportQuerySet(ProtectedQuerySet["Report"]):
    place = "place"
    programmes = "form__agreement__slug"

    def counting_for(self, person: Person, today: date) -> "ReportQuerySet":
        """Those whose figures the person may read once they are approved: completeness speaks of no others."""

        def given(post: access.Post, day: date) -> Q:
            return Q(form__agreement__in=opened_to(post, Kind.RESULTS, day))

        reach = person.reach(
            Act.READ, Kind.RESULTS, today,
            holder=self.holder, place=self.place, programmes=self.programmes, shared=given,
        )  # fmt: skip
        return self.filter(reach)

    def to_write(self) -> "ReportQuerySet":
        return self.filter(state__in=[ReportState.OPEN, ReportState.RETURNED])

    def to_approve(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.HANDED_IN)

    def late_on(self, today: date) -> "ReportQuerySet":
        return self.to_write().filter(due_on__lt=today)


class Report(Held, Record):
    """One body's answers to one form for one period."""

    protected_as = Kind.REPORT

    form = models.ForeignKey(Form, models.PROTECT, related_name="reports")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="reports")
    place = models.ForeignKey(Place, models.PROTECT, related_name="reports")
    first_on = models.DateField()
    last_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ReportState], default="open")
    note = models.TextField(blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "place__name")
        constraints = [
            models.UniqueConstraint(
                fields=["form", "holder", "place", "first_on", "last_on"], name="report_once"
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=models.F("first_on")), name="report_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.place} {self.first_on}–{self.last_on}"

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.form.agreement.slug})

    def is_late(self, today: date) -> bool:
        return self.state in (ReportState.OPEN, ReportState.RETURNED) and self.due_on < today


class Line(Record):
    """The answer to one question."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="lines")
    question = models.ForeignKey(Question, models.PROTECT, related_name="lines")
    state = models.CharField(
        max_length=16, choices=[(s.value, s.value) for s in LineState], default="not_reported"
    )
    total = models.BigIntegerField(null=True, blank=True)  # ten-thousandths of the measure
    qualifier = models.CharField(
        max_length=10, choices=[(q.value, q.value) for q in Qualifier], default="exact"
    )
    source = models.OneToOneField(Source, models.PROTECT, related_name="line")
    activities = models.ManyToManyField(Activity, related_name="lines", blank=True)

    class Meta:
        ordering = ("question__number",)
        constraints = [
            models.UniqueConstraint(fields=["report", "question"], name="line_once"),
            models.CheckConstraint(
                condition=Q(state="given", total__isnull=False) | (~Q(state="given") & Q(total=None)),
                name="line_total_when_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}"


class Cell(Record):
    """A part of a line's total: one combination of one breakdown."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="cells")
    combination = models.ForeignKey(Combination, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()  # ten-thousandths of the measure

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "combination"], name="cell_once")]

    def __str__(self) -> str:
        return str(self.amount)


class HandIn(Record):
    """The report was handed in; a second one follows a return."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="hand_ins")
    handed_in_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()

    class Meta:
        ordering = ("handed_in_at",)

    def __str__(self) -> str:
        return f"{self.handed_in_at:%Y-%m-%d}"


class Return(Record):
    """A superior sent the report back, with a note that says what to mend."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="returns")
    returned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        ordering = ("returned_at",)

    def __str__(self) -> str:
        return self.note


class Approval(Record):
    """A superior approved the report; its figures stand in the ledger from this posting on."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="approval")
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+")  # null: nothing to post

    def __str__(self) -> str:
        return f"{self.approved_at:%Y-%m-%d}"


class Correction(Record):
    """An approved line was wrong: the reversal and the new value stand in one posting."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="corrections")
    old_total = models.BigIntegerField(null=True)
    new_total = models.BigIntegerField(null=True)
    reason = models.TextField()
    corrected_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("corrected_at",)

    def __str__(self) -> str:
        return self.reason
