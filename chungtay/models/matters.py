"""Remembers border matters: what one side raised with the other, who does what, and that both say it is solved.

Nobody can be recognised in a matter; what touches a person goes into a confidential notice instead.
"""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.matters import ActionState, MatterState
from chungtay.rules.people import Kind

from .access import BetweenQuerySet, Held
from .agreements import Agreement
from .documents import Document
from .people import Organisation, Person
from .places import Place
from .record import Record, words


class MatterQuerySet(BetweenQuerySet["Matter"]):
    programmes = "agreement__slug"
    sides = {"holder": Q(), "other": Q(raised_at__isnull=False)}


class Matter(Held, Record):
    """One matter between two sides. `holder` raised it, `other` was asked to solve it together."""

    protected_as = Kind.MATTER

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="matters")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="matters_raised")
    other = models.ForeignKey(Organisation, models.PROTECT, related_name="matters_received")
    title = words(300, blank=True)  # the words of a Lao officer may stand in Lao alone
    title_lo = words(300, blank=True)
    title_en = words(300, blank=True)
    text = models.TextField(blank=True)
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    other_place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in MatterState], default="draft"
    )
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    raised_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    solved_here_at = models.DateTimeField(null=True, blank=True)  # so says the holder
    solved_here_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    solved_there_at = models.DateTimeField(null=True, blank=True)  # so says the other side
    solved_there_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    unfinished_reason = models.TextField(blank=True)  # why it is solved while agreed actions are not done

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(holder=models.F("other")), name="matter_has_two_sides")
        ]

    def __str__(self) -> str:
        return self.title or self.title_lo

    def holders(self, today: date) -> frozenset[access.Key]:
        return frozenset({self.holder_id} | ({self.other_id} if self.raised_at else set()))

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        return access.Thing(
            kind=Kind.MATTER,
            holders=frozenset({organisation.pk} if organisation else ()),
            programmes=self.programmes_served(),
        )

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})


class MatterAction(Record):
    """What was agreed to be done, and by whom on which side."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="actions")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="matter_actions")  # one of the two
    owner_post = words(200, blank=True)
    text = models.TextField(blank=True)
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    due_on = models.DateField()
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in ActionState], default=ActionState.PROPOSED
    )
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)  # by the other side
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.ManyToManyField(Document, related_name="matter_actions", blank=True)

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.text or self.text_lo

    def is_late(self, today: date) -> bool:
        return self.state == ActionState.AGREED and self.due_on < today


class MatterStep(Record):
    """One step of a matter, or a word on it. Rows are only added."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="steps")
    action = models.ForeignKey(  # the one that moved; null: the matter itself
        MatterAction, models.CASCADE, null=True, blank=True, related_name="steps"
    )
    move = words(30)
    before = words(20)
    after = words(20)
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("moved_at", "id")

    def __str__(self) -> str:
        return self.move
