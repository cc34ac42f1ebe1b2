"""Remembers the keys of sides and recipients: public halves, and private halves wrapped under passphrases."""

from django.db import models
from django.db.models import Q

from chungtay.models import Person, Seat

from ..rules.keys import EnrolmentState, card_number, number_of
from .record import Row


class SideKey(Row):
    """A side's signature key and its recovery key, as made at a ceremony; the newest that has not ended is in force.

    `signing` is a public JWK (RFC 7517); `recovery` a card of two, {"enc", "sig"}. Both private halves are wrapped
    (PBES2-HS512+A256KW) under twelve words that are printed in two halves and never come here.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # 1, 2, … of this side
    signing = models.JSONField()
    signing_kid = models.CharField(max_length=43)  # RFC 7638 thumbprint; what the signed agreement prints
    recovery = models.JSONField()
    recovery_kid = models.CharField(max_length=43)  # of its "enc" half
    wrapped_signing = models.TextField()
    wrapped_recovery = models.TextField()
    succession = models.TextField(
        blank=True
    )  # the key before says that this one follows; empty: a new beginning
    reason = models.CharField(max_length=300, blank=True)  # why it was made anew
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    witness = models.CharField(max_length=300, blank=True)  # the post of whoever held the other half
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("seat", "number")
        constraints = [models.UniqueConstraint(fields=["seat", "number"], name="side_key_number_once")]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.number}"

    @property
    def aloud(self) -> str:
        """The key's number as one reads it out and as the signed agreement prints it."""
        return number_of(self.signing_kid)


class KeyList(Row):
    """Whose keys a side vouches for, signed by the side's key; each names the one before. Rows are only added."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # 1, 2, … of this side
    signed = models.TextField()  # compact JWS; `rules/sealed/lists.py` says what it holds
    head = models.CharField(max_length=43)  # SHA-256 of its signing input, which the next one names
    key = models.ForeignKey(SideKey, models.PROTECT, related_name="lists")
    posted_at = models.DateTimeField()
    posted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("seat", "number")
        constraints = [models.UniqueConstraint(fields=["seat", "number"], name="key_list_number_once")]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.number}"


class Enrolment(Row):
    """A person's key pair for one side: asked for, then listed by the side, then perhaps removed or lost."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    card = models.JSONField()  # {"enc": JWK, "sig": JWK}, public halves
    kid = models.CharField(max_length=43, unique=True)  # thumbprint of "enc"
    sig_kid = models.CharField(max_length=43, unique=True)
    wrapped = models.TextField()  # the private halves under the person's passphrase
    asked_at = models.DateTimeField()
    listed_in = models.ForeignKey(KeyList, models.PROTECT, null=True, blank=True, related_name="began")
    ended_in = models.ForeignKey(KeyList, models.PROTECT, null=True, blank=True, related_name="ended")
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # asked for, and never listed
    lost_at = models.DateTimeField(null=True, blank=True)  # said so by the person; the next list ends it
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

    class Meta:
        ordering = ("asked_at",)

    def __str__(self) -> str:
        return self.kid

    @property
    def is_active(self) -> bool:
        return bool(self.listed_in_id) and not self.ended_in_id

    @property
    def aloud(self) -> str:
        """The number that the person and the keeper of the side's keys compare by voice."""
        return card_number(self.kid, self.sig_kid)

    @property
    def state(self) -> EnrolmentState:
        if self.withdrawn_at:
            return EnrolmentState.WITHDRAWN
        if self.ended_in_id:
            return EnrolmentState.ENDED
        if self.lost_at:
            return EnrolmentState.LOST
        return EnrolmentState.LISTED if self.listed_in_id else EnrolmentState.ASKED


ACTIVE = Q(listed_in__isnull=False, ended_in=None)


class SenderKey(Row):
    """The signature key that the browser of somebody without enrolment made; unconfirmed until a recipient vouches."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    card = models.JSONField()  # {"enc": JWK, "sig": JWK}; nothing is sealed to "enc"
    sig_kid = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField()
    confirmation = models.TextField(blank=True)  # compact JWS by a recipient's signature key
    confirmed_by = models.ForeignKey(Enrolment, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="sender_key_confirmed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.sig_kid

    @property
    def aloud(self) -> str:
        return number_of(self.sig_kid)


class KeyWarning(Row):
    """A browser refused a key: it bore no signature of its side, or the list went back on what it had said.

    Both sides read it. `seen` holds thumbprints and numbers only.
    """

    class Kind(models.TextChoices):
        UNSIGNED = "unsigned"  # a list or card without the side's signature
        BACKWARDS = "backwards"  # a list older than one that was seen
        FORKED = "forked"  # two lists of one number
        NEW_BEGINNING = "new_beginning"  # a side's key that its last one did not name
        NOT_THE_PAPERS = "not_the_papers"  # a fingerprint that is not the one printed in the agreement
        ITEM = "item"  # sealed bytes that do not verify

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")  # whose key it is about
    kind = models.CharField(max_length=20, choices=Kind)
    seen = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)  # what whoever settled it found

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.kind} {self.seat_id}"
