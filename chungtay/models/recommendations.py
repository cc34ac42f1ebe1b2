"""Remembers recommendations: what one body asks of others, what each answered and did, and who verified it.

A recommendation is its sender's alone until it is sent; from then on each body that it is addressed to holds it too,
and so does the superior to whom it was escalated. Each addressee goes its own way through `rules/recommendations`.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from chungtay.rules import access
from chungtay.rules.people import Kind
from chungtay.rules.recommendations import Decided, Move, Origin, State, owed_by

from .access import BetweenQuerySet, Held
from .agreements import Agreement
from .documents import Document
from .drafts import Draft
from .people import Organisation, Person
from .places import Place
from .record import Record, words

SENT = Q(sent_at__isnull=False)


class RecommendationQuerySet(BetweenQuerySet["Recommendation"]):
    place = "place"
    programmes = "agreement__slug"
    sides = {
        "holder": Q(),
        "addressees__organisation": SENT,
        "addressees__escalated_to": SENT,
    }


class Recommendation(Held, Record):
    """One text that is asked of one body or of several, by a day, with its grounds."""

    protected_as = Kind.RECOMMENDATION

    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="recommendations")  # who asks
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    origin = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Origin])
    origin_id = models.UUIDField(
        null=True, blank=True
    )  # the supervision, workshop, review … that it came from
    origin_part = models.UUIDField(null=True, blank=True)  # the finding, the problem, the point of it
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(
        null=True, blank=True
    )  # of its holder and year, given when it is sent
    text = models.TextField()
    text_lo = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    grounds = models.TextField(blank=True)  # what was found, in words
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="recommendations")
    evidence = models.ManyToManyField(Document, related_name="recommendations", blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    dispatch = models.ForeignKey(  # the official letter that carries it
        Draft, models.SET_NULL, null=True, blank=True, related_name="recommendations"
    )
    follows = models.ForeignKey(  # the one of an earlier phase that it goes on with
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "id")
        indexes = [models.Index(fields=["origin", "origin_id"]), models.Index(fields=["holder", "sent_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "year", "number"],
                condition=Q(number__isnull=False),
                name="recommendation_number_once",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="recommendation_sent_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}" if self.number else self.text[:80]

    def holders(self, today: date) -> frozenset[access.Key]:
        own = frozenset({self.holder_id})
        if self._state.adding or not self.sent_at:
            return own
        others = {
            key
            for one in self.addressees.all()
            for key in (one.organisation_id, one.escalated_to_id)
            if key is not None
        }
        return own | others

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        """The recommendation as the business of one of its bodies alone: who asks, who answers, who stands above."""
        return access.Thing(
            kind=Kind.RECOMMENDATION,
            holders=frozenset({organisation.pk} if organisation else ()),
            place=self.place_id,
            programmes=self.programmes_served(),
        )

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug} if self.agreement else ())


class Addressee(Record):
    """One body that has to answer: in the house, or outside it and then on paper only."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="addressees")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="recommendations_received"
    )
    name = words(blank=True)  # of a body that is not in the house
    superior_name = words(blank=True)  # of such a body, to whom it is escalated on paper
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in State], default=State.DRAFT
    )
    due_on = models.DateField(null=True, blank=True)  # for the answer
    decision = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in Decided], blank=True
    )
    proposed_on = models.DateField(null=True, blank=True)  # another day, while the addressee asks for it
    act_by = models.DateField(null=True, blank=True)  # for what was promised
    answered_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    escalated_to = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="recommendations_escalated"
    )
    escalated_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "id")
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "organisation"],
                condition=Q(organisation__isnull=False),
                name="recommendation_addressed_once",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name=""), name="addressee_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(done_by=None) | ~Q(verified_by=F("done_by")),
                name="nobody_verifies_what_they_did",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation else self.name

    @property
    def owed_on(self) -> date | None:
        """By when the addressee owes the next thing."""
        decision = Decided(self.decision) if self.decision else None
        return owed_by(State(self.state), decision, due_on=self.due_on, act_by=self.act_by)


class RecommendationStep(Record):
    """One step on an addressee's way: from which state to which, by whom, when, on which paper. Rows are only added."""

    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="steps")
    move = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Move])
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    decision = models.CharField(max_length=20, blank=True)
    moved_by = models.ForeignKey(  # null: the house itself, on the day that a rule names
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    moved_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    moved_at = models.DateTimeField()
    day = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    paper_number = words(60, blank=True)  # of the dispatch by which it came, where it came on paper
    paper_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("moved_at", "id")

    def __str__(self) -> str:
        return f"{self.addressee_id} {self.move}"
