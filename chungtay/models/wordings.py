"""Remembers how far each translated text is, who put it so, and the terms that the two sides agreed on."""

from datetime import date

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind
from chungtay.rules.wordings import Agreed, TermState, WordingState, never_said

from .agreements import Agreement
from .people import Organisation, Person
from .record import Record, words


class Wording(Record):
    """The state of one text in one language. The words stand beside the Vietnamese, in `<field>_<language>`."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="wordings")
    kind = models.CharField(max_length=20)  # the model's name: content, commitment, plan …
    thing_id = models.UUIDField()
    field = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in WordingState])
    of_text = models.CharField(max_length=64)  # the mark of both texts; either moved on: stale
    translated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    translated_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing_id", "field", "language"], name="wording_once"),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="wording_checked_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.field} {self.language}"


class Term(Record):
    """One word of the work in three languages, as the sides agreed to say it. Everybody reads the list."""

    text = words(200)
    text_lo = words(200, blank=True)
    text_en = words(200, blank=True)
    never = words(
        300, blank=True
    )  # what not to write instead, comma between: machine renderings, false friends
    note = models.TextField(blank=True)
    source = words(300, blank=True)
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="terms")
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in TermState], default=TermState.PROPOSED
    )
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("text",)
        constraints = [
            models.UniqueConstraint(fields=["text"], condition=Q(state="approved"), name="term_approved_once")
        ]

    def __str__(self) -> str:
        return self.text

    def agreed(self) -> Agreed:
        return Agreed(self.text, self.text_lo, self.text_en, never_said(self.never))

    def facts(self, today: date) -> access.Thing:
        """Whoever keeps the list for its holder changes it."""
        return access.Thing(kind=Kind.TERM, holders=frozenset({self.holder_id}))
