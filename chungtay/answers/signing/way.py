"""The way of one agreement as one person may see it: its texts, opinions, signatures, turns, and who held its sides."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from chungtay.models import (
    Agreement,
    Document,
    EqualText,
    Opinion,
    Organisation,
    Person,
    Post,
    Seat,
    SeatHolding,
    SeatSuccession,
    Signature,
    StandingChange,
    Version,
)
from chungtay.rules.people import Act
from chungtay.rules.signing import STEP_OF, WAYS, State, Step, Turn
from chungtay.rules.versions import RowKind

from .standing import lacking_texts, sides_for, state_of, text_state


@dataclass(frozen=True)
class SignedBy:
    """A side and what it signed: as whom, and who holds the side today."""

    seat: Seat
    holding: SeatHolding | None
    signature: Signature | None
    may_sign: bool

    @property
    def has_passed_on(self) -> bool:
        """Whether another body sits there today than the one that signed."""
        held = self.holding.organisation_id if self.holding else None
        return self.signature is not None and held is not None and held != self.signature.organisation_id


@dataclass(frozen=True)
class Asked:
    """An agency that the own side asked."""

    opinion: Opinion
    is_late: bool


@dataclass(frozen=True)
class InLanguage:
    language: str
    text: EqualText | None


class Way:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(
        self, agreement: Agreement, person: Person, today: date, *, version_id: UUID | None = None
    ) -> None:
        self.agreement, self.person, self.today, self.version_id = agreement, person, today, version_id

    @cached_property
    def state(self) -> State:
        return state_of(self.agreement, self.today)

    @cached_property
    def versions(self) -> list[Version]:
        """Texts that the person may read, the first one first; a draft is its drafter's alone."""
        seen = Version.objects.visible_to(self.person, self.today).filter(agreement=self.agreement, plan=None)
        return list(seen.select_related("holder", "document").order_by("begun_at"))

    @cached_property
    def version(self) -> Version | None:
        """The text that was asked for; else the one that is still on its way, else the last in force."""
        if self.version_id:
            return next((one for one in self.versions if one.pk == self.version_id), None)
        going = [one for one in self.versions if one.withdrawn_at is None and one.in_force_on is None]
        standing = [one for one in self.versions if one.in_force_on]
        chosen = going or standing or self.versions
        return chosen[-1] if chosen else None

    @cached_property
    def own(self) -> Seat | None:
        """The side for which the person asks opinions, signs, or, failing that, reads."""
        for act in (Act.SIGN, Act.PROPOSE, Act.READ):
            held = sides_for(self.agreement, self.person, act, self.today)
            if held:
                return held[0].seat
        return None

    @cached_property
    def text_state(self) -> State | None:
        return text_state(self.version, self.own) if self.version else None

    def may_step(self, step: Step) -> bool:
        return self.text_state is not None and (self.text_state, step) in WAYS

    # What the person may do

    @cached_property
    def signs_for(self) -> set[UUID]:
        return {one.seat_id for one in sides_for(self.agreement, self.person, Act.SIGN, self.today)}

    @cached_property
    def proposes_for(self) -> list[SeatHolding]:
        return sides_for(self.agreement, self.person, Act.PROPOSE, self.today)

    @property
    def may_propose(self) -> bool:
        version = self.version
        drafts = version is not None and self.person.may(Act.PROPOSE, version.facts(self.today), self.today)
        return drafts and self.may_step(Step.PROPOSE)

    @property
    def asking_side(self) -> SeatHolding | None:
        """The side for which the person may ask a further agency."""
        if not self.may_step(Step.ASK) or not self.version:
            return None
        signed = {one.seat_id for one in self.signatures}
        return next((one for one in self.proposes_for if one.seat_id not in signed), None)

    @property
    def open_turns(self) -> list[Turn]:
        """What may become of the agreement next, for whoever signs for a side."""
        can = [turn for turn, step in STEP_OF.items() if (self.state, step) in WAYS]
        return can if self.signs_for else []

    # What has happened

    @cached_property
    def signatures(self) -> list[Signature]:
        if not self.version:
            return []
        return list(self.version.signatures.select_related("seat", "organisation", "post"))

    @cached_property
    def sides(self) -> list[SignedBy]:
        by_seat = {one.seat_id: one for one in self.signatures}
        open_to_sign = self.may_step(Step.SIGN) or self.may_step(Step.LAST_SIGN)
        return [
            SignedBy(
                seat=seat,
                holding=next((one for one in seat.holdings.all() if one.is_live(self.today)), None),
                signature=by_seat.get(seat.pk),
                may_sign=open_to_sign and seat.pk in self.signs_for and seat.pk not in by_seat,
            )
            for seat in self.seats
        ]

    @cached_property
    def seats(self) -> list[Seat]:
        return list(self.agreement.seats.prefetch_related("holdings__organisation"))

    @cached_property
    def planned(self) -> dict[UUID, Organisation]:
        """Whom a draft names for the seats that nobody holds before it is proposed."""
        if self.version is None or self.version.proposed_at or self.version.in_force_on:
            return {}
        rows = [row for row in self.version.text.of_kind(RowKind.SEAT) if row.text("organisation")]
        bodies = Organisation.objects.in_bulk([row.text("organisation") for row in rows])
        return {
            UUID(row.key): bodies[key] for row in rows if (key := UUID(row.text("organisation"))) in bodies
        }

    @property
    def held_seats(self) -> list[tuple[Seat, Organisation | None]]:
        """Each seat, with the body that the draft names for it while nobody holds it."""
        return [(seat, None if seat.holdings.all() else self.planned.get(seat.pk)) for seat in self.seats]

    @cached_property
    def opinions(self) -> list[Asked]:
        """Only of the own side: what others were told stays theirs."""
        if not self.version:
            return []
        seen = Opinion.objects.visible_to(self.person, self.today).filter(version=self.version)
        return [
            Asked(one, one.answered_on is None and one.due_on is not None and one.due_on < self.today)
            for one in seen.select_related("letter", "reply", "organisation")
        ]

    @cached_property
    def texts(self) -> list[InLanguage]:
        if not self.version or self.version.proposed_at is None:
            return []
        kept = {one.language: one for one in self.version.texts.select_related("document")}
        return [InLanguage(language, kept.get(language)) for language in self.version.languages.split()]

    @property
    def lacking(self) -> list[str]:
        return lacking_texts(self.version) if self.version else []

    @cached_property
    def turns(self) -> list[StandingChange]:
        return list(self.agreement.turns.select_related("document", "phase"))

    @cached_property
    def successions(self) -> list[SeatSuccession]:
        found = SeatSuccession.objects.filter(seat__agreement=self.agreement)
        return list(found.select_related("seat", "old__organisation", "new__organisation", "document"))

    @cached_property
    def readable(self) -> set[UUID]:
        """Of the papers that are named here, those that the person may open."""
        named: set[UUID | None] = {one.document_id for one in self.turns}
        named |= {one.document_id for one in self.successions}
        named |= {one.text.document_id for one in self.texts if one.text}
        named |= {key for one in self.opinions for key in (one.opinion.letter_id, one.opinion.reply_id)}
        seen = Document.objects.visible_to(self.person, self.today).filter(
            pk__in=[key for key in named if key]
        )
        return set(seen.values_list("pk", flat=True))

    def signers_of(self, seat: Seat) -> QuerySet[Post]:
        """Posts of the body that sits there today, from which the signer is chosen."""
        holder = seat.holder_on(self.today)
        return Post.objects.filter(organisation=holder).order_by("title") if holder else Post.objects.none()
