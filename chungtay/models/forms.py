"""Remembers forms, version after version: which figures and which words they ask for, and what must agree."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.forms import Column, Severity, read_columns
from chungtay.rules.indicators import Start
from chungtay.rules.people import Act, Kind

from .agreements import Agreement
from .indicators import Breakdown, Indicator
from .people import Organisation, Person
from .plans import Content
from .record import Record, words
from .regimes import Regime


class FormQuerySet(models.QuerySet["Form"]):
    def visible_to(self, person: Person, today: date) -> "FormQuerySet":
        """Whoever reads a programme reads its forms; a draft only whoever is of the office that makes it, or above."""
        seen = Agreement.objects.visible_to(person, today).values("pk")
        return self.filter(
            Q(agreement__in=seen), ~Q(published_at=None) | self._of_office(person, Act.READ, today)
        )

    def to_build(self, person: Person, today: date) -> "FormQuerySet":
        """The drafts that the person may go on with, publish or drop."""
        return self.filter(self._of_office(person, Act.PLAN, today), published_at=None)

    def _of_office(self, person: Person, act: Act, today: date) -> Q:
        reach = person.reach(act, Kind.AGREEMENT, today, holder="holder", programmes="agreement__slug")
        return Q(pk__in=self.model._base_manager.filter(reach).values("pk"))

    def published(self) -> "FormQuerySet":
        return self.exclude(published_at=None)

    def valid_on(self, day: date) -> "FormQuerySet":
        """Those to ask with on a day: published, begun, and not followed by a newer version."""
        begun = self.published().filter(valid_from__lte=day)
        return begun.filter(Q(valid_to=None) | Q(valid_to__gt=day))


class Form(Record):
    """A versioned list of questions, kept as data. What was published never changes; the next version may."""

    slug = models.SlugField(max_length=80)
    version = models.PositiveSmallIntegerField()
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="forms")
    holder = models.ForeignKey(  # the office that makes it; None: it came with the installation
        Organisation, models.PROTECT, null=True, blank=True, related_name="forms"
    )
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    purpose = models.TextField(blank=True)  # what the officer reads on top
    purpose_lo = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    source = words(500, blank=True)  # the decree, circular or letter that asks for it
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # exclusive
    regime = models.ForeignKey(Regime, models.PROTECT, null=True, blank=True, related_name="forms")
    cumulative_from = models.CharField(  # from where lũy kế counts
        max_length=10, choices=[(start.value, start.value) for start in Start], default=Start.YEAR
    )
    columns = models.CharField(
        max_length=120, default=Column.PERIOD
    )  # as `rules.forms.read_columns` reads them
    levels = models.PositiveSmallIntegerField(default=1)  # how many approvals a report needs
    published_at = models.DateTimeField(null=True, blank=True)  # null: a draft; nobody is asked with it
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FormQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="form_version_once")]

    def __str__(self) -> str:
        return self.name

    def facts(self, today: date) -> access.Thing:
        """A draft is in the hands of the office that makes it."""
        holders = frozenset({self.holder_id} if self.holder_id else ())
        return access.Thing(kind=Kind.AGREEMENT, holders=holders, programmes=frozenset({self.agreement.slug}))

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def columns_asked(self) -> tuple[Column, ...]:
        return read_columns(self.columns)


class Question(Record):
    """One line of a form: an indicator, its base breakdown and those that are only "of which"."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="questions")
    content = models.ForeignKey(Content, models.SET_NULL, null=True, blank=True, related_name="questions")
    base = models.ForeignKey(Breakdown, models.PROTECT, related_name="+")
    of_which = models.ManyToManyField(Breakdown, related_name="+", blank=True)
    heading = words(blank=True)  # stands above the line where a part of the form begins
    heading_lo = words(blank=True)
    heading_en = words(blank=True)
    hint = words(500, blank=True)
    hint_lo = words(500, blank=True)
    hint_en = words(500, blank=True)
    condition = words(200, blank=True)  # asked only where this holds of the lines before: `2 > 0`
    counts_activities = models.BooleanField(default=False)  # filled from the activities that are linked
    # Filled from what other forms of the programme have put into the ledger for these days, and never posted again.
    reads_ledger = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="question_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.indicator}"


class NarrativeQuestion(Record):
    """A question that is answered in words; it stands after the figure line of that number, 0 before all."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="narrative_questions")
    number = models.PositiveSmallIntegerField()  # among the questions in words
    after = models.PositiveSmallIntegerField(default=999)
    title = words()
    title_lo = words(blank=True)
    title_en = words(blank=True)
    hint = words(500, blank=True)
    hint_lo = words(500, blank=True)
    hint_en = words(500, blank=True)
    is_required = models.BooleanField(default=False)
    condition = words(200, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="narrative_question_once")]

    def __str__(self) -> str:
        return self.title


class LineCheck(Record):
    """What must hold across the lines of a report: `3.sex:female <= 3`. A soft one may be broken with a comment."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="checks")
    number = models.PositiveSmallIntegerField()
    expression = words(200)  # as `rules.forms.read_check` reads it
    severity = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Severity])
    message = words(300)
    message_lo = words(300, blank=True)
    message_en = words(300, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="line_check_once")]

    def __str__(self) -> str:
        return self.expression
