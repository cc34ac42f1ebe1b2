"""Remembers what readers send: their letters, and who asked for news by mail. Names and addresses lie under seal."""

from datetime import date
from typing import Any

from django.db import models

from chungtay.rules import access
from chungtay.rules.people import Act, Kind

from .people import Organisation, Person
from .published import Portal
from .record import Record


class PetitionQuerySet(models.QuerySet["Petition"]):
    def visible_to(self, person: Person, today: date) -> "PetitionQuerySet":
        return self.allowed(person, Act.READ, today)

    def allowed(self, person: Person, act: Act, today: date, through: Any = None) -> "PetitionQuerySet":
        return self.filter(person.reach(act, Kind.PETITION, today, holder="holder", through=through))


class PetitionState(models.TextChoices):
    NEW = "new"
    TAKEN = "taken"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"
    REFUSED = "refused"  # spam, or no matter of ours; with a reason


class PetitionTopic(models.TextChoices):
    QUESTION = "question"
    PROPOSAL = "proposal"
    COMPLAINT = "complaint"
    MISTAKE = "mistake"  # something on these pages is wrong
    OTHER = "other"


class Petition(Record):
    """A reader's letter: a question, a proposal, a complaint. Whoever wrote it may stay unnamed."""

    portal = models.ForeignKey(Portal, models.PROTECT, related_name="petitions")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="petitions")
    number = models.PositiveIntegerField()  # of its year, told to the reader
    year = models.PositiveSmallIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)  # of the address at which its writer follows it
    topic = models.CharField(max_length=10, choices=PetitionTopic, default=PetitionTopic.OTHER)
    programme_slug = models.SlugField(max_length=80, blank=True)
    about = models.CharField(max_length=300, blank=True)  # the page from which it was sent
    language = models.CharField(max_length=2, default="vi")
    text = models.TextField()
    sealed_contact = models.BinaryField(default=bytes)  # name and how to reach them, if they said so
    state = models.CharField(max_length=10, choices=PetitionState, default=PetitionState.NEW)
    received_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    passed_to = models.CharField(max_length=300, blank=True)  # the body that answers for the matter
    answer = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    forget_on = models.DateField()  # the contact goes on this day

    objects = PetitionQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["portal", "year", "number"], name="one_petition_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    def facts(self, today: date) -> access.Thing:
        return access.Thing(kind=Kind.PETITION, holders=frozenset({self.holder_id}))


class PetitionStep(models.Model):
    """One step of a letter on its way through the office: who, when, to where, with which words."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=PetitionState)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.petition} {self.state}"


class Knock(models.Model):
    """That a network wrote to us within the last hour, under a mark that leads back to no address."""

    mark = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["mark", "at"])]

    def __str__(self) -> str:
        return self.mark[:8]


class Subscription(Record):
    """A reader who asked for news by mail. It counts once they confirmed it at the address in the first mail."""

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="subscriptions")
    language = models.CharField(max_length=2, default="vi")
    programme_slug = models.SlugField(max_length=80, blank=True)  # "": everything
    address_mark = models.CharField(max_length=64)  # keyed hash, so that one address is found again
    sealed_address = models.BinaryField()
    site = models.CharField(max_length=200)  # where they asked, https://…: the links in mails lead there
    token_hash = models.CharField(max_length=64, unique=True)  # of the link that confirms or ends it
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["portal", "address_mark", "programme_slug"], name="one_subscription_an_address"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
