"""Remembers articles on their way to the public: what is written, its versions, and each step with who took it."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from chungtay.rules import access
from chungtay.rules.people import Act, Kind

from .activities import Activity
from .documents import Document
from .meetings import Meeting
from .people import Person
from .plans import Plan
from .published import NewsCategory, Portal, ViewDay, path_of
from .record import Record, words
from .reviews import Review


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, person: Person, today: date) -> "ArticleQuerySet":
        """Articles of the person's own bodies and of those under them, drafts too."""
        return self.allowed(person, Act.READ, today)

    def allowed(self, person: Person, act: Act, today: date, through: Any = None) -> "ArticleQuerySet":
        reached = person.reach(
            act, Kind.ARTICLE, today, holder="holder_id", programmes="programme_slug", through=through
        )
        return self.filter(reached)

    def with_views(self) -> "ArticleQuerySet":
        days = ViewDay.objects.filter(story=OuterRef("pk")).order_by().values("story")
        return self.annotate(
            views_counted=Coalesce(Subquery(days.annotate(all=Sum("views")).values("all")), 0)
        )


class ArticleState(models.TextChoices):
    """Kept beside the steps that made it, for lists; `rules/articles` says which step leads where."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Article(Record):
    """A story as its desk holds it today. Readers have copies of the version that was approved."""

    slug = models.SlugField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=ArticleState, default=ArticleState.DRAFT)
    programme_slug = models.SlugField(max_length=80, blank=True)
    holder_id = models.UUIDField()  # the office that answers for it
    portals = models.ManyToManyField(Portal, related_name="stories", blank=True)
    category = models.ForeignKey(NewsCategory, models.PROTECT, null=True, blank=True, related_name="stories")
    leads = models.BooleanField(default=False)  # asks for the lead of the front page
    tags = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)  # codes of places
    related = models.ManyToManyField("self", blank=True)  # chosen by the desk
    # What it was drafted from.
    review = models.ForeignKey(Review, models.SET_NULL, null=True, blank=True, related_name="articles")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="articles")
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="articles")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="articles")

    title = words(300)
    summary = models.TextField(blank=True)
    body = models.TextField()  # Markdown
    language = models.CharField(max_length=2, default="vi")
    translations = models.JSONField(
        default=dict, blank=True
    )  # {"lo": {"title": …, "summary": …, "body": …, "checked_by": …}}
    author = words(200)  # a post, not a name, unless the office writes one
    source = words(300, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    terms = words(500, blank=True)  # how it may be printed again
    sources = models.JSONField(default=list, blank=True)  # of its figures: [{"text": …, "address": …}]
    drafted_at = models.DateTimeField()
    goes_out_at = models.DateTimeField(null=True, blank=True)  # when it is to be published
    published_at = models.DateTimeField(null=True, blank=True)  # the first time
    published_by_post = words(300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-drafted_at")

    def __str__(self) -> str:
        return self.title

    @property
    def views(self) -> int:
        """How often people read it, in whatever language; a list asks for all at once by `with_views`."""
        if "views_counted" not in self.__dict__:
            of_this = ViewDay.objects.filter(story=self.pk).aggregate(views=Sum("views"))
            self.__dict__["views_counted"] = of_this["views"] or 0
        return int(self.__dict__["views_counted"])

    def facts(self, today: date) -> access.Thing:
        """What the sentence of `rules/access.py` needs to know."""
        return access.Thing(
            kind=Kind.ARTICLE,
            holders=frozenset({self.holder_id}),
            programmes=frozenset({self.programme_slug} - {""}),
        )


class Attachment(Record):
    """A file that we hold ourselves, so that no link rots."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="attachments")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
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
        return path_of(self.sha256)


class Photo(Record):
    """A photo of an article: as it was made ready here, without its position, and in smaller sizes."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=0)
    name = words()
    caption = words(500, blank=True)
    caption_lo = words(500, blank=True)
    caption_en = words(500, blank=True)
    says = words(500)  # what it shows, for whoever cannot see it
    credit = words(200, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    media_type = words(40)
    width = models.PositiveIntegerField()  # pixels
    height = models.PositiveIntegerField()
    smaller = models.JSONField(default=list)  # [{"width": 640, "sha256": …, "media_type": …}]

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name


class ArticleVersion(Record):
    """What an article said when it was handed in, approved or published: everything, as one value."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)  # of the content's canonical bytes
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="article_versions")

    class Meta:
        ordering = ("article", "number")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_article_version_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.number}"


class ArticleStep(Record):
    """One step on the way, with who took it and for which version."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="steps")
    version = models.ForeignKey(ArticleVersion, models.PROTECT, null=True, related_name="steps")
    step = models.CharField(max_length=20)  # `rules.articles.Step`
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="article_steps"
    )  # none: by the clock
    by_post = words(300, blank=True)
    at = models.DateTimeField()
    note = models.TextField(blank=True)  # why it came back, what was corrected, why it was withdrawn
    goes_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("article", "at", "id")

    def __str__(self) -> str:
        return f"{self.article} {self.step}"
