"""Remembers what the public sees of a programme: its sides and terms, plans, frozen results, papers."""

from django.db import models

from ..record import Record, words
from .portals import Portal


class ProgrammeCopyQuerySet(models.QuerySet["ProgrammeCopy"]):
    def on(self, portal: Portal) -> "ProgrammeCopyQuerySet":
        """Those that a portal shows; one that names none shows them all."""
        return self.filter(slug__in=portal.programmes) if portal.programmes else self


class PublicManager(models.Manager["ProgrammeCopy"]):
    """Without those that were withdrawn: nobody has to think of it."""

    def get_queryset(self) -> ProgrammeCopyQuerySet:
        return ProgrammeCopyQuerySet(self.model, using=self._db).filter(withdrawn_at=None)

    def on(self, portal: Portal) -> ProgrammeCopyQuerySet:
        return self.get_queryset().on(portal)


class ProgrammeCopy(Record):
    """What the public sees of a programme: names, seats, phases; renewed when something is published."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=40, blank=True)  # memorandum, coordination_programme …
    position = models.PositiveSmallIntegerField(default=0)
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    purpose = models.TextField(blank=True)
    purpose_lo = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    relations_since = models.PositiveSmallIntegerField(null=True)  # a year
    # For each seat its holders, the first one first; `until` (its last day) is "" for the one that sits now.
    seats = models.JSONField(
        default=list
    )  # [[{"vi": …, "lo": …, "en": …, "since": "01/01/2019", "until": …}]]
    phases = models.JSONField(default=list)  # [{"name": …, "first_on": "01/01/2019", "last_on": …}]
    commitments = models.JSONField(default=list)  # [{"key": …, "vi": …, "lo": …, "en": …, "phase": …}]
    timeline = models.JSONField(default=list)  # [{"on": "30/12/2024", "vi": …, "lo": …, "en": …, "kind": …}]
    # The office's own picture: {"sha256": …, "media_type": …, "says": …, "credit": {"vi": …}}. Squares are drawn from
    # what open tables and units say.
    map = models.JSONField(default=dict)
    copied_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PublicManager()
    ever = models.Manager["ProgrammeCopy"]()

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name


class FigureCopy(Record):
    """A frozen result, as words and numbers that stand alone."""

    programme = models.ForeignKey(ProgrammeCopy, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=20)
    label = words()
    label_lo = words(blank=True)
    label_en = words(blank=True)
    measure = words(80)
    measure_lo = words(80, blank=True)
    measure_en = words(80, blank=True)
    amount = models.BigIntegerField(null=True)  # ten-thousandths; null: nothing was reported, or it is hidden
    hidden = models.CharField(max_length=10, blank=True)  # why it is: small, protected, withheld
    least = models.PositiveSmallIntegerField(default=5)  # counts of persons under this are hidden
    qualifier = models.CharField(max_length=10)
    target = models.BigIntegerField(null=True)
    window = words(60)  # when it happened: 01/01/2019–31/12/2024
    known_on = models.DateField(null=True)
    map_on = models.DateField(null=True)
    reported = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    review_title = words(500)
    review_title_lo = words(500, blank=True)
    review_title_en = words(500, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)  # of that review

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.label


class PlanCopy(Record):
    """A year's plan: its number, its numbered contents, and how far each had come when it was copied."""

    programme = models.ForeignKey(ProgrammeCopy, models.CASCADE, related_name="plans")
    plan = models.UUIDField()  # that it was copied from
    year = models.PositiveSmallIntegerField()
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    number = words(80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuers = words(500, blank=True)
    # [{"number": 1, "vi": …, "lo": …, "en": …, "lead": {"vi": …}, "with": [{"vi": …}], "begins_on": …, "due_on": …,
    #   "product": {"vi": …}, "state": "done", "tasks": 4, "done": 4, "aims": [{"vi": …, "target": …, "amount": …}]}]
    contents = models.JSONField(default=list)
    copied_at = models.DateTimeField()

    class Meta:
        ordering = ("-year",)
        constraints = [models.UniqueConstraint(fields=["programme", "year"], name="one_plan_copy_a_year")]

    def __str__(self) -> str:
        return self.title


class DocumentCopyQuerySet(models.QuerySet["DocumentCopy"]):
    def public(self) -> "DocumentCopyQuerySet":
        return self.filter(withdrawn_at=None, programme__withdrawn_at=None)


class DocumentCopy(Record):
    """A paper that anybody may take away: number, day, checksum, and the bytes that we hold ourselves."""

    programme = models.ForeignKey(ProgrammeCopy, models.CASCADE, related_name="documents")
    document = models.UUIDField()  # of the register that it was copied from
    plan_year = models.PositiveSmallIntegerField(null=True, blank=True)  # of the plan that it issues
    language = models.CharField(max_length=2, blank=True)  # of the agreement's signed text; "": another paper
    slug = models.SlugField(max_length=120, unique=True)
    type = words(80)
    number = words(80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    issuers = words(500, blank=True)
    standing = words(500, blank=True)  # "replaced by 12/KH-BTV of 01/03/2025", or nothing
    files = models.JSONField(
        default=list
    )  # [{"name": …, "sha256": …, "size": …, "media_type": …, "language": …}]
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentCopyQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_on", "number", "id")
        constraints = [
            models.UniqueConstraint(fields=["programme", "document"], name="one_document_copy_a_programme")
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.number}".strip()

    @property
    def later(self) -> dict[str, str]:
        """What a later paper did to this one; its number only where readers have that paper too."""
        return dict(zip(("bearing", "number", "day"), self.standing.split(";"), strict=False))
