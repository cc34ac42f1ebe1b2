"""Remembers what readers read: articles in each of their languages, their files, and addresses that moved or ended."""

from pathlib import Path

from django.conf import settings
from django.db import models

from ..record import Record, words
from .portals import NewsCategory, Portal


class ArticleCopyQuerySet(models.QuerySet["ArticleCopy"]):
    def public(self) -> "ArticleCopyQuerySet":
        return self.filter(withdrawn_at=None)

    def on(self, portal: Portal) -> "ArticleCopyQuerySet":
        """What stands on one portal, newest first; everything where the house has not set one up."""
        return self.public() if portal._state.adding else self.public().filter(portals=portal)


class ArticleCopy(Record):
    """An article in one language, as approved. One story has a copy for each language; all are replaced at once."""

    story = models.UUIDField()  # the article of the desk that it was copied from
    version = models.PositiveIntegerField(default=1)  # which version of the desk's was approved
    language = models.CharField(max_length=2, default="vi")
    is_main = models.BooleanField(default=True)  # the language in which it was written
    slug = models.SlugField(max_length=120, unique=True)
    portals = models.ManyToManyField(Portal, related_name="articles", blank=True)
    category = models.ForeignKey(NewsCategory, models.PROTECT, null=True, blank=True, related_name="articles")
    is_announcement = models.BooleanField(default=False)
    leads = models.BooleanField(
        default=False
    )  # the lead story of the front page, while it is the newest such
    programme_slug = models.SlugField(max_length=80, blank=True)
    tags = models.JSONField(default=list, blank=True)  # ["an toàn di cư", …]
    places = models.JSONField(default=list, blank=True)  # [{"code": …, "vi": …, "lo": …, "en": …}]
    title = words(300)
    summary = models.TextField(blank=True)
    body_html = models.TextField()  # safe, made when it was approved
    folded = models.TextField(blank=True)  # what search looks through, by `rules.search`
    author = words(200)
    source = words(300, blank=True)
    source_url = words(500, blank=True)
    terms = words(500, blank=True)
    sources = models.JSONField(default=list, blank=True)  # of its figures: [{"text": …, "address": …}]
    related = models.JSONField(default=list, blank=True)  # stories chosen by the desk, as UUID texts
    near = models.JSONField(default=list, blank=True)  # stories found by programme, place and words
    corrections = models.JSONField(default=list, blank=True)  # [{"on": "02/01/2025", "note": …}]
    published_at = models.DateTimeField()  # the first time
    renewed_at = models.DateTimeField()  # the last time
    published_by_post = words(300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleCopyQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["story", "language"], name="one_copy_of_a_story_a_language")
        ]
        indexes = [models.Index(fields=["-published_at", "-id"])]

    def __str__(self) -> str:
        return self.title


class FileUse(models.TextChoices):
    ATTACHED = "attached"
    PHOTO = "photo"


class FileCopy(Record):
    """A file that we hold ourselves, so that no link rots; a photo with its smaller sizes."""

    article = models.ForeignKey(ArticleCopy, models.CASCADE, related_name="files")
    use = models.CharField(max_length=10, choices=FileUse, default=FileUse.ATTACHED)
    position = models.PositiveSmallIntegerField(default=0)
    name = words()
    label = words(blank=True)  # what readers call it; of a photo its caption
    says = words(500, blank=True)  # what a photo shows, for whoever cannot see it
    credit = words(200, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    media_type = words(120)
    width = models.PositiveIntegerField(default=0)  # pixels, of a photo
    height = models.PositiveIntegerField(default=0)
    smaller = models.JSONField(default=list, blank=True)  # [{"width": 640, "sha256": …, "media_type": …}]

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name


class OldAddress(models.Model):
    """A public address that was once given out: where it leads now, or that what stood there is gone."""

    path = models.CharField(max_length=300, unique=True)  # /news/…/, with no language before it
    leads_to = models.CharField(max_length=300, blank=True)  # "": gone (410)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.path


def path_of(sha256: str) -> Path:
    """Where `actions.documents.keep_file` put the bytes; said again, since the portal may not ask it."""
    return Path(settings.FILES) / sha256[:2] / sha256
