"""Remembers the protocol calendar: days on which partners are greeted, the days as announced, and the letters due."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from chungtay.rules import access
from chungtay.rules.occasions import Days, Kept, LetterState, OccasionRule
from chungtay.rules.people import ALLOWED, Act, Kind

from .access import BetweenQuerySet, Held, ProtectedQuerySet
from .agreements import Agreement
from .documents import Document
from .drafts import Draft
from .people import Organisation, OrganisationKind, Person, Post
from .record import Record, words

GONE = [LetterState.SENT.value, LetterState.REPLIED.value]


class OccasionQuerySet(ProtectedQuerySet["Occasion"]):
    """Everybody who reads occasions reads those that came with the installation; an office's own are its own."""

    programmes = "agreement__slug"

    def allowed(self, person: Person, act: Act, today: date, *, through: Post | None = None) -> Self:
        own = super().allowed(person, act, today, through=through)
        posts = [through] if through else person.posts_on(today)
        if act is Act.READ and any((act, Kind.OCCASION) in ALLOWED[post.in_rules().role] for post in posts):
            return self.filter(Q(pk__in=own.values("pk")) | Q(holder=None))
        return own


class Occasion(Held, Record):
    """A day to observe: the same each year, as announced each year, or the anniversary of an agreement."""

    protected_as = Kind.OCCASION

    slug = models.SlugField(max_length=60)
    holder = models.ForeignKey(  # null: it came with the installation
        Organisation, models.PROTECT, null=True, blank=True, related_name="occasions"
    )
    agreement = models.ForeignKey(  # whose anniversary it is
        Agreement, models.PROTECT, null=True, blank=True, related_name="occasions"
    )
    name = words(200)
    name_lo = words(200, blank=True)
    name_en = words(200, blank=True)
    country = words(2, blank=True)  # of the partners who keep it (ISO 3166); blank: everybody
    of_kind = models.CharField(  # which bodies keep it; blank: all kinds
        max_length=30, choices=OrganisationKind, blank=True
    )
    from_abroad = models.BooleanField(default=False)  # only bodies of another country greet on it
    rule = models.CharField(max_length=20, choices=[(one.value, one.value) for one in OccasionRule])
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    lead_days = models.PositiveSmallIntegerField(default=14)  # so early the letter is begun
    letter = words(60, blank=True)  # which text a letter begins with
    source = words(500)
    ended_on = models.DateField(null=True, blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        ordering = ("month", "day", "slug")
        constraints = [  # two, since SQLite cannot be told that two nulls are the same
            models.UniqueConstraint(fields=["slug", "holder"], name="occasion_slug_once_a_body"),
            models.UniqueConstraint(fields=["slug"], condition=Q(holder=None), name="occasion_laid_once"),
            models.CheckConstraint(
                condition=Q(rule=OccasionRule.FIXED, month__range=(1, 12), day__range=(1, 31))
                | Q(~Q(rule=OccasionRule.FIXED), month=None, day=None),
                name="fixed_occasion_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def in_rules(self) -> Kept:
        return Kept(
            rule=OccasionRule(self.rule), month=self.month, day=self.day, lead_days=self.lead_days,
            country=self.country, of_kind=self.of_kind, from_abroad=self.from_abroad, ended_on=self.ended_on,
        )  # fmt: skip

    def announced_days(self) -> dict[int, Days]:
        """By year; reads prefetched rows where the caller fetched them."""
        return {row.year: row.days for row in self.announced.all()}

    def holders(self, today: date) -> frozenset[access.Key]:
        return frozenset({self.holder_id} if self.holder_id else ())

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug} if self.agreement else ())


class AnnouncedDays(Record):
    """The days of one year, as announced; Lao New Year has others each year."""

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="announced")
    year = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    source = words(500)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    noted_for = (
        models.ForeignKey(  # whose officer noted them, and may mend them; null: they came with the product
            Organisation, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )

    class Meta:
        ordering = ("year",)
        constraints = [
            models.UniqueConstraint(fields=["occasion", "year"], name="announced_once_a_year"),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="announced_days_run_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id} {self.year}"

    @property
    def days(self) -> Days:
        return Days(self.first_on, self.last_on)


class Unobserved(Record):
    """A body does not keep a day that came with the product: from `from_on` on no letter falls due for it there."""

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="unobserved")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="unobserved_occasions")
    from_on = models.DateField()
    reason = words(500)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("from_on", "id")
        constraints = [models.UniqueConstraint(fields=["occasion", "holder"], name="unobserved_once_a_body")]

    def __str__(self) -> str:
        return f"{self.occasion_id} {self.holder_id}"


class GreetingQuerySet(BetweenQuerySet["Greeting"]):
    """Whoever writes the letter holds it; the partner reads it once it was sent."""

    programmes = "agreement__slug"
    sides = {"holder": Q(), "partner": Q(sent_on__isnull=False)}


class Greeting(Held, Record):
    """One letter of one body to one partner for one occasion of one year; there is never a second."""

    protected_as = Kind.GREETING

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="greetings")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="greetings")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="greetings_received")
    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="greetings")
    anniversary_of = models.ForeignKey(  # the agreement, where the occasion is its anniversary
        Agreement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    due_on = models.DateField()  # the first day of the occasion: by then it must have gone out
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in LetterState], default="due"
    )
    draft = models.OneToOneField(Draft, models.SET_NULL, null=True, blank=True, related_name="greeting")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_as = words(64, blank=True)  # the fingerprint of what was read and approved
    approved_alone_reason = words(500, blank=True)  # why the same person wrote and approved it
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_how = words(200, blank=True)
    copy = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    replied_on = models.DateField(null=True, blank=True)
    reason = words(500, blank=True)  # why none is sent

    objects = GreetingQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "partner", "occasion", "year"],
                condition=Q(anniversary_of=None),
                name="one_greeting_an_occasion",
            ),  # fmt: skip
            models.UniqueConstraint(
                fields=["holder", "partner", "occasion", "year", "anniversary_of"],
                name="one_greeting_an_anniversary",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=GONE, sent_on__isnull=False, copy__isnull=False, approved_by__isnull=False
                )
                | Q(~Q(state__in=GONE), sent_on=None, copy=None),
                name="sent_greeting_has_its_copy",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.APPROVED) | ~Q(approved_as=""),
                name="approved_greeting_says_what",
            ),
            models.CheckConstraint(condition=~Q(holder=F("partner")), name="greeting_has_two_sides"),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id} {self.year}"

    def holders(self, today: date) -> frozenset[access.Key]:
        return frozenset({self.holder_id} | ({self.partner_id} if self.sent_on else set()))

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        """The letter as the business of one of its two bodies alone."""
        return access.Thing(
            kind=Kind.GREETING,
            holders=frozenset({organisation.pk} if organisation else ()),
            programmes=self.programmes_served(),
        )

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})


class GreetingStep(Record):
    """One step of a letter. Rows are only added."""

    greeting = models.ForeignKey(Greeting, models.CASCADE, related_name="steps")
    move = words(30)
    before = words(20)
    after = words(20)
    moved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    moved_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("moved_at", "id")

    def __str__(self) -> str:
        return self.move
