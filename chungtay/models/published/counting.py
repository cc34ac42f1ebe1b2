"""Remembers how often something was read, by day, and nothing of who read it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Sum

from .portals import Portal

LASTS = timedelta(minutes=2)  # a process that has not said for so long whom it sees is gone


class Counted(models.QuerySet[Any]):
    """Rows of a thing, a day and a number, to which any process may add."""

    def add(self, counts: Mapping[tuple[UUID, date], int]) -> None:
        """One statement for all of them; processes that add at once lose nothing of each other."""
        if not counts:
            return
        names = self.model.keys
        thing, day, number = (self.model._meta.get_field(name) for name in names)
        told = [
            value
            for (key, on), count in sorted(
                counts.items(), key=str
            )  # always in one order: no two wait in a ring
            for value in (
                thing.get_db_prep_save(key, connection),
                day.get_db_prep_save(on, connection),
                count,
            )
        ]
        table, first, second, third = (
            connection.ops.quote_name(name)
            for name in (self.model._meta.db_table, thing.column, day.column, number.column)
        )
        rows = ", ".join(["(%s, %s, %s)"] * len(counts))
        with connection.cursor() as cursor:
            cursor.execute(
                f"insert into {table} ({first}, {second}, {third}) values {rows} "  # noqa: S608  # our own names
                f"on conflict ({first}, {second}) do update set {third} = {table}.{third} + excluded.{third}",
                told,
            )


class ViewDay(models.Model):
    """How many people read a story on a day, in whatever language."""

    story = models.UUIDField()
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)

    keys = ("story", "day", "views")
    objects = Counted.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "day"], name="one_count_a_story_a_day")]

    def __str__(self) -> str:
        return f"{self.story} {self.day}"

    @classmethod
    def of(cls, stories: Iterable[UUID]) -> dict[UUID, int]:
        """How often each was read in all; a story that nobody read is 0."""
        asked = list(stories)
        found = cls.objects.filter(story__in=asked).values_list("story").annotate(Sum("views"))
        return dict.fromkeys(asked, 0) | dict(found)

    @classmethod
    def most_read(cls, since: date, most: int) -> list[UUID]:
        """The stories that were read most from a day on; more than `most` are asked for where some may be gone."""
        read = cls.objects.filter(day__gte=since).values("story").annotate(sum=Sum("views"))
        return [row["story"] for row in read.order_by("-sum", "story")[:most]]


class VisitDay(models.Model):
    """How many people came to a portal on a day."""

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="visits")
    day = models.DateField()
    visitors = models.PositiveIntegerField(default=0)

    keys = ("portal", "day", "visitors")
    objects = Counted.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["portal", "day"], name="one_count_a_portal_a_day")]

    def __str__(self) -> str:
        return f"{self.portal} {self.day}"

    @classmethod
    def total(cls, portal: Portal) -> int:
        return cls.objects.filter(portal=portal).aggregate(sum=Sum("visitors"))["sum"] or 0


class Visiting(models.Model):
    """How many readers one server process saw in the last minutes; a row is overwritten, never added to."""

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="visiting")
    process = models.CharField(max_length=40)
    readers = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["portal", "process"], name="one_row_a_process")]

    def __str__(self) -> str:
        return f"{self.portal} {self.readers}"

    @classmethod
    def now(cls, portal: Portal, at: datetime) -> int:
        return cls.objects.filter(portal=portal, at__gt=at - LASTS).aggregate(sum=Sum("readers"))["sum"] or 0

    @classmethod
    def note(cls, process: str, seen: Mapping[UUID, int], at: datetime) -> None:
        """What this process sees now; rows of processes that are gone go too."""
        cls.objects.filter(at__lte=at - LASTS).delete()
        rows = [
            cls(portal_id=portal, process=process, readers=count, at=at) for portal, count in seen.items()
        ]
        cls._base_manager.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["portal", "process"],
            update_fields=["readers", "at"],
        )
