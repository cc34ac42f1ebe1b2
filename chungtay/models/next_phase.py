"""Remembers where the text of a next phase came from: the final review, and for each line what it goes on with."""

from django.db import models

from .people import Person
from .record import Record, words
from .reviews import Review
from .versions import Version


class NextPhase(Record):
    """A phase drafted from a final review. Its text is a version of the agreement's, signed like any other."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="next_phases")
    version = models.OneToOneField(Version, models.CASCADE, related_name="next_phase")
    phase = models.UUIDField()  # the key of its row; the phase's own once the text is in force
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        ordering = ("-drafted_at",)

    def __str__(self) -> str:
        return str(self.version)


class CarriedLine(Record):
    """One line that was taken over: from which thing, and into which row of the text; a task waits without one."""

    next_phase = models.ForeignKey(NextPhase, models.CASCADE, related_name="lines")
    origin = words(20)  # rules/next_phase: Origin
    thing = models.UUIDField()
    row = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["next_phase", "origin", "thing"], name="carried_once"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.thing}"
