"""Remembers the reports that units hand in: lines, cells, hand-ins, returns, approvals, corrections."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.ledger import Qualifier
from chungtay.rules.people import Act, Kind
from chungtay.rules.reports import LineState, ReportState

from .access import Held, ProtectedQuerySet
from .activities import Activity
from .agreements import Agreement
from .documents import Document
from .forms import Form, LineCheck, NarrativeQuestion, Question
from .indicators import Combination, Indicator
from .ledger import Posting, Source
from .people import Organisation, Person
from .places import Place
from .record import Record, words
from .requests import ReportRequest
from .sharing import opened_to


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
        """Still owed: a themed request that was closed waits for nobody."""
        return self.filter(state__in=[ReportState.OPEN, ReportState.RETURNED], request__closed_at=None)

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
    span = models.CharField(
        max_length=12, blank=True
    )  # of the regime's period; "" where the days were chosen
    request = models.ForeignKey(  # the themed request that it answers
        ReportRequest, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    approved_levels = models.PositiveSmallIntegerField(default=0)  # of `form.levels`, for the last hand-in
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ReportState], default="open")
    note = models.TextField(blank=True)
    unfinished = models.JSONField(
        default=dict, blank=True
    )  # typed and not right yet: field by field, as typed

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
        if self.state not in (ReportState.OPEN, ReportState.RETURNED) or self.due_on >= today:
            return False
        return self.request is None or self.request.closed_at is None


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
    activities = models.ManyToManyField(Activity, through="Feeding", related_name="lines", blank=True)

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


class Feeding(Record):
    """An activity stands behind a line. For one indicator of one programme it does so once, whatever the reports."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="feedings")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="feedings")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")  # the line's
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")  # of the line's form

    class Meta:
        db_table = "chungtay_line_activities"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "indicator", "agreement"], name="activity_feeds_a_line_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} → {self.line_id}"


class Cell(Record):
    """A part of a line's total: one combination of one breakdown."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="cells")
    combination = models.ForeignKey(Combination, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()  # ten-thousandths of the measure

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "combination"], name="cell_once")]

    def __str__(self) -> str:
        return str(self.amount)


class NarrativeAnswer(Record):
    """What a unit says in words to one question."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="narratives")
    question = models.ForeignKey(NarrativeQuestion, models.PROTECT, related_name="answers")
    text = models.TextField()

    class Meta:
        ordering = ("question__number",)
        constraints = [models.UniqueConstraint(fields=["report", "question"], name="narrative_answer_once")]

    def __str__(self) -> str:
        return self.text[:80]


class Forecast(Record):
    """Ước thực hiện: what a person expects a line to reach by the end of the year. Kept beside, never posted."""

    line = models.OneToOneField(Line, models.CASCADE, related_name="forecast")
    amount = models.BigIntegerField()  # ten-thousandths of the measure
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.amount)


class CheckComment(Record):
    """Why a soft check of the form does not hold in this report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="check_comments")
    check_broken = models.ForeignKey(LineCheck, models.PROTECT, related_name="comments")
    comment = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "check_broken"], name="check_comment_once")]

    def __str__(self) -> str:
        return self.comment


class HandIn(Record):
    """The report was handed in; a second one follows a return. What it said is kept as it was said."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="hand_ins")
    handed_in_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    said = models.JSONField(default=dict)  # every answer as it stood, as `rules.reports` writes it
    fingerprint = models.CharField(max_length=64, blank=True)  # SHA-256 of the same; approvals bind to it

    class Meta:
        ordering = ("handed_in_at",)

    def __str__(self) -> str:
        return f"{self.handed_in_at:%Y-%m-%d}"


class OnBehalf(Record):
    """Somebody typed for the unit: who told it, how, on which paper; and who confirmed it since."""

    hand_in = models.OneToOneField(HandIn, models.CASCADE, related_name="on_behalf")
    told_by = words(200)  # by post
    channel = models.CharField(max_length=20)  # phone, message, paper, visit, radio
    paper = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.told_by


class Endorsement(Record):
    """One level agreed to exactly this hand-in; the last level's is the approval."""

    hand_in = models.ForeignKey(HandIn, models.CASCADE, related_name="endorsements")
    level = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    signed_by = words(200, blank=True)  # by post: who signed on paper, having no account
    paper = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("level",)
        constraints = [models.UniqueConstraint(fields=["hand_in", "level"], name="endorsed_once_a_level")]

    def __str__(self) -> str:
        return str(self.level)


class Reopening(Record):
    """An approved report was opened again: its figures were taken back out of the ledger, with the reason."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="reopenings")
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return self.reason


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


class LineNote(Record):
    """What a superior wrote beside one line when sending the report back."""

    returned = models.ForeignKey(Return, models.CASCADE, related_name="line_notes")
    line = models.ForeignKey(Line, models.CASCADE, related_name="notes")
    note = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["returned", "line"], name="line_note_once_a_return")]

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
