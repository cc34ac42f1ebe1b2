"""Remembers what stands in the public calendar."""

from django.db import models

from ..record import Record, words


class EventKind(models.TextChoices):
    ACTIVITY = "activity"
    MEETING = "meeting"
    CONTENT = "content"  # the day by which a content of a public plan is due


class EventCopyQuerySet(models.QuerySet["EventCopy"]):
    def public(self) -> "EventCopyQuerySet":
        return self.filter(withdrawn_at=None)


class EventCopy(Record):
    """A conference, a talk, a due day that the public may know: which day, where, what."""

    thing = models.UUIDField(unique=True)  # the activity, meeting or content that it was copied from
    kind = models.CharField(max_length=10, choices=EventKind, default=EventKind.ACTIVITY)
    programme_slug = models.SlugField(max_length=80, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    place = words(blank=True)
    place_lo = words(blank=True)
    place_en = words(blank=True)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EventCopyQuerySet.as_manager()

    class Meta:
        ordering = ("first_on", "id")
        indexes = [models.Index(fields=["first_on", "last_on"])]

    def __str__(self) -> str:
        return self.title
