"""Remembers social criticism: a draft clause by clause, who was asked and said what, the conference, and the reply.

Whoever drafted the text reads the criticism once it was sent; units that were asked read the draft from the day on
which they were asked, and each writes its own opinion.
"""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.criticism import CriticismState, Stand, Taken, TurnKind
from chungtay.rules.people import Kind

from .access import BetweenQuerySet, Held
from .agreements import Agreement
from .documents import Document
from .drafts import Draft
from .people import Organisation, Person
from .record import Record, words


class CriticismQuerySet(BetweenQuerySet["Criticism"]):
    programmes = "agreement__slug"
    sides = {
        "holder": Q(),
        "drafter": Q(sent_at__isnull=False),
        "asked__organisation": Q(asked_at__isnull=False),
    }


class Criticism(Held, Record):
    """One draft that came in to be criticised, until its drafter said what was taken and why not the rest."""

    protected_as = Kind.CRITICISM

    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="criticisms")  # who criticises
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="criticisms")
    drafter = models.ForeignKey(  # who wrote the draft, where it is a body of the house
        Organisation, models.PROTECT, null=True, blank=True, related_name="criticised_drafts"
    )
    drafter_name = words(blank=True)
    title = words(500)  # of the draft
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    received_on = models.DateField()
    submitted_on = models.DateField()  # the day on which the drafter hands it to whoever decides
    due_on = models.DateField()  # for the criticism
    late_reason = words(500, blank=True)  # why it is criticised although it came too late
    draft = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in CriticismState], default="received"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)  # the conference
    venue = words(300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    dispatch = models.ForeignKey(Draft, models.SET_NULL, null=True, blank=True, related_name="criticisms")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reply_due_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply_number = words(60, blank=True)  # where it came on paper
    reply = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    final = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    final_number = words(60, blank=True)  # by which it was issued
    final_on = models.DateField(null=True, blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = CriticismQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(drafter__isnull=False) | ~Q(drafter_name=""),
                name="criticised_draft_has_a_drafter",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def holders(self, today: date) -> frozenset[access.Key]:
        found = {self.holder_id}
        if self.sent_at and self.drafter_id:
            found.add(self.drafter_id)
        if self.asked_at and not self._state.adding:
            found |= {one.organisation_id for one in self.asked.all() if one.organisation_id}
        return frozenset(found)

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        return access.Thing(
            kind=Kind.CRITICISM,
            holders=frozenset({organisation.pk} if organisation else ()),
            programmes=self.programmes_served(),
        )

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug} if self.agreement else ())


class Clause(Record):
    """One clause of the draft, all its words with it."""

    criticism = models.ForeignKey(Criticism, models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    name = words(120, blank=True)  # Điều 5, khoản 2; what stands before the first article has none
    text = models.TextField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["criticism", "position"], name="clause_position_once")]

    def __str__(self) -> str:
        return self.name


class FinalClause(Record):
    """One clause of the text as it was issued, and of which clause of the draft it came; of none: it was added."""

    criticism = models.ForeignKey(Criticism, models.CASCADE, related_name="final_clauses")
    position = models.PositiveSmallIntegerField()
    name = words(120, blank=True)
    text = models.TextField()
    clause = models.OneToOneField(Clause, models.CASCADE, null=True, blank=True, related_name="came_of_it")

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["criticism", "position"], name="final_clause_position_once")
        ]

    def __str__(self) -> str:
        return self.name


class Asked(Record):
    """Who was asked for an opinion: a body of the house, or an expert by post."""

    criticism = models.ForeignKey(Criticism, models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="asked_to_criticise"
    )
    name = words(300, blank=True)
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)  # said that this is all

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["criticism", "organisation"],
                condition=Q(organisation__isnull=False),
                name="asked_once_for_a_draft",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.organisation_id)


class ClauseOpinion(Record):
    """What one who was asked says of one clause, or of the whole."""

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="opinions")
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, blank=True, related_name="opinions")
    stand = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Stand])
    text = models.TextField()
    proposal = models.TextField(blank=True)  # how the clause should read
    typed = models.BooleanField(
        default=False
    )  # by the office that criticises, from paper or from what was said
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")

    def __str__(self) -> str:
        return self.text


class ConferenceTurn(Record):
    """Who spoke at the conference, in its order."""

    criticism = models.ForeignKey(Criticism, models.CASCADE, related_name="turns")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in TurnKind])
    speaker = words(300)  # by post
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["criticism", "position"], name="turn_position_once")]

    def __str__(self) -> str:
        return self.speaker


class CriticismPoint(Record):
    """One point of the criticism document, and what the drafter did with it."""

    criticism = models.ForeignKey(Criticism, models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, blank=True, related_name="points")
    text = models.TextField()
    proposal = models.TextField(blank=True)
    opinions = models.ManyToManyField(ClauseOpinion, related_name="points", blank=True)  # on which it rests
    taken = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Taken], blank=True)
    reason = models.TextField(blank=True)
    replied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["criticism", "number"], name="point_number_once")]

    def __str__(self) -> str:
        return self.text


class CriticismStep(Record):
    """One step of a criticism. Rows are only added."""

    criticism = models.ForeignKey(Criticism, models.CASCADE, related_name="steps")
    move = words(30)
    before = words(20)
    after = words(20)
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("moved_at", "id")

    def __str__(self) -> str:
        return self.move
