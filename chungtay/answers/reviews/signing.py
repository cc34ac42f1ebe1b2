"""Which sides sign a frozen review off, who speaks for each, and who has done so."""

from dataclasses import dataclass
from datetime import date

from chungtay.models import Organisation, Person, Review, ReviewKind, Seat, SignOff
from chungtay.rules.people import Act, Kind


@dataclass(frozen=True)
class Side:
    """A seat asked to sign off, with who holds it today."""

    seat: Seat
    holder: Organisation | None
    sign_off: SignOff | None
    may_sign: bool  # the person who looks may do it now

    @property
    def post(self) -> str:
        """As papers print whoever signs for it."""
        return (
            " ".join(filter(None, (self.holder.authority, self.holder.signing_post))) if self.holder else ""
        )


def seats_to_sign(review: Review) -> list[Seat]:
    """All sides of a review of the programme; of one side's, that one; of a unit's or a resolution's, none."""
    if review.unit_id or review.kind == ReviewKind.RESOLUTION:
        return []
    seats = review.agreement.seats.prefetch_related("holdings__organisation")
    return [seat for seat in seats if review.seat_id in (None, seat.pk)]


def sides_of(review: Review, person: Person, today: date) -> list[Side]:
    done = {one.seat_id: one for one in review.sign_offs.select_related("organisation")}
    return [
        Side(
            seat,
            seat.holder_on(today),
            done.get(seat.pk),
            review.frozen_at is not None and seat.pk not in done and signs_for(seat, review, person, today),
        )
        for seat in seats_to_sign(review)
    ]


def signs_for(seat: Seat, review: Review, person: Person, today: date) -> bool:
    """Whether the person signs reviews for the body that holds the seat that day."""
    holder = seat.holder_on(today)
    bodies = person.organisations_for(Act.SIGN, today, Kind.REVIEW, programme=review.agreement.slug)
    return holder is not None and holder.pk in bodies


def unsigned(review: Review, today: date) -> list[Organisation]:
    """The sides that have not signed off yet, by who holds them."""
    done = set(review.sign_offs.values_list("seat", flat=True))
    holders = (seat.holder_on(today) for seat in seats_to_sign(review) if seat.pk not in done)
    return [holder for holder in holders if holder is not None]
