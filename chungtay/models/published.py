"""Remembers copies of what the public may see. Imports no other room, so that no mistake elsewhere leaks."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import models

from chungtay.rules import access
from chungtay.rules.people import Act, Kind

from .record import Record, words


class Reader(Protocol):
    """A person, as far as this room needs to know one."""

    def reach(
        self, act: Act, kind: Kind, today: date, *, holder: str, programmes: str = "", through: Any = None
    ) -> models.Q: ...


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> "ArticleQuerySet":
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def visible_to(self, person: Reader, today: date) -> "ArticleQuerySet":
        """Articles of the person's own bodies and of those under them, drafts too."""
        return self.allowed(person, Act.READ, today)

    def allowed(self, person: Reader, act: Act, today: date, through: Any = None) -> "ArticleQuerySet":
        paths = {"holder": "holder_id", "programmes": "programme_slug"}
        return self.filter(person.reach(act, Kind.ARTICLE, today, **paths, through=through))


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

    def facts(self, today: date) -> access.Thing:
        """What the sentence of `rules/access.py` needs to know."""
        return access.Thing(
            kind=Kind.ARTICLE,
            holders=frozenset({self.holder_id}),
            programmes=frozenset({self.programme_slug} - {""}),
        )

    @property
    def state(self) -> str:
        if self.withdrawn_at:
            return "withdrawn"
        return "published" if self.published_at else "draft"

    def publish(self, *, at: datetime, post: str) -> None:
        self.published_at, self.published_by_post, self.withdrawn_at = at, post, None
        self.save(update_fields=["published_at", "published_by_post", "withdrawn_at"])

    def withdraw(self, *, at: datetime) -> None:
        self.withdrawn_at = at
        self.save(update_fields=["withdrawn_at"])

    def count_view(self) -> None:
        """Added in the database, so that two readers in one moment count as two."""
        Article.objects.filter(pk=self.pk).update(views=models.F("views") + 1)
        self.views += 1


class Attachment(Record):
    """A file that we hold ourselves, so that no link rots."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="attachments")
    name = words()
    label = words()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    media_type = words(120)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where `actions.documents.keep_file` put the bytes; said again, since the portal may not ask it."""
        return Path(settings.FILES) / self.sha256[:2] / self.sha256


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
    relations_since = models.PositiveSmallIntegerField(null=True)  # a year
    # For each seat its holders, the first one first; `until` (its last day) is "" for the one that sits now.
    seats = models.JSONField(
        default=list
    )  # [[{"vi": …, "lo": …, "en": …, "since": "01/01/2019", "until": …}]]
    phases = models.JSONField(default=list)  # [{"name": …, "first_on": "01/01/2019", "last_on": …}]
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
    amount = models.BigIntegerField(null=True)  # ten-thousandths of the measure; null: nothing was reported
    qualifier = models.CharField(max_length=10)
    target = models.BigIntegerField(null=True)
    window = words(60)  # when it happened: 01/01/2019–31/12/2024
    known_on = models.DateField(null=True)
    map_on = models.DateField(null=True)
    reported = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    review_title = words(500)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.label
