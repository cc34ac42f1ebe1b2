"""Remembers copies of what the public may see. Imports no other room, so that a mistake elsewhere cannot leak."""

from datetime import datetime

from django.db import models

from .record import Record, words


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> "ArticleQuerySet":
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def held_by(self, organisation_ids: set[object]) -> "ArticleQuerySet":
        return self.filter(holder_id__in=organisation_ids)


class Article(Record):
    """A text for the public: drafted, then published by a person who may."""

    slug = models.SlugField(max_length=120, unique=True)
    programme_slug = models.SlugField(max_length=80, blank=True)
    holder_id = models.UUIDField()  # the office that answers for it
    review_id = models.UUIDField(null=True, blank=True)  # what it was drafted from
    title = words(300)
    summary = models.TextField(blank=True)
    body = models.TextField()  # Markdown
    language = models.CharField(max_length=2, default="vi")
    author = words(200)  # a post, not a name, unless the office writes one
    source = words(300, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    terms = words(500, blank=True)  # how it may be printed again
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by_post = words(300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    views = models.PositiveIntegerField(default=0)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-drafted_at")

    def __str__(self) -> str:
        return self.title

    def publish(self, *, at: datetime, post: str) -> None:
        self.published_at, self.published_by_post = at, post
        self.save(update_fields=["published_at", "published_by_post"])


class Attachment(Record):
    """A file that we hold ourselves, so that no link rots."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="attachments")
    name = words()
    label = words()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    media_type = words(120)

    def __str__(self) -> str:
        return self.name


class ProgrammeCopy(Record):
    """What the public sees of a programme: names, seats, phases; renewed when something is published."""

    slug = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    purpose = models.TextField(blank=True)
    purpose_lo = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    seats = models.JSONField(default=list)  # [{"vi": …, "lo": …, "en": …}]
    phases = models.JSONField(default=list)  # [{"name": …, "first_on": …, "last_on": …}]
    copied_at = models.DateTimeField()

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
    amount = models.BigIntegerField(null=True)  # ten-thousandths of the measure
    qualifier = models.CharField(max_length=10)
    target = models.BigIntegerField(null=True)
    window = words(60)  # 01/01/2019–31/12/2024
    review_title = words(500)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.label
