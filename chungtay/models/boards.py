"""Remembers how somebody likes to look at the tasks of a plan."""

from django.db import models

from .people import Person
from .plans import Plan
from .record import Record, words


class SavedView(Record):
    """A name for one way of looking: the shape and what is asked for, as the address says it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_views")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="saved_views")
    name = words(80)
    shape = models.CharField(max_length=10)  # board, table, calendar, timeline
    asked = words(500, blank=True)  # the filters: state=given&late=1

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["person", "plan", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return self.name
