"""How agreements and their texts stand, and who acts for which side."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from chungtay.models import Agreement, Opinion, Person, Phase, Seat, SeatHolding, Version
from chungtay.rules.access import Thing
from chungtay.rules.people import Act, Kind
from chungtay.rules.signing import SideFacts, State, Term, Turn, Turned, standing_on, state_of_text


def standing_of(agreement: Agreement, day: date, phases: Iterable[Phase] | None = None) -> State:
    """How a signed agreement stands that day; reads prefetched turns and phases where the caller fetched them."""
    turned = [
        Turned(Turn(one.turn), one.on, one.phase_id, one.last_on_before) for one in agreement.turns.all()
    ]
    held = agreement.phases.all() if phases is None else phases
    terms = [Term(phase.pk, phase.first_on, phase.last_on) for phase in held]
    return standing_on(turned, terms, day)


def state_of(agreement: Agreement, day: date, phases: Iterable[Phase] | None = None) -> State:
    """How an agreement stands in anybody's eyes, from draft to end; reads what `with_standing` fetched.

    One that was laid or read in from a paper was signed before we knew it: it has no version, or a phase though no
    version of it is in force.
    """
    held = list(agreement.phases.all() if phases is None else phases)
    if held:
        return standing_of(agreement, day, held)
    versions = [one for one in agreement.versions.all() if one.plan_id is None]
    if not versions or any(one.in_force_on for one in versions):
        return standing_of(agreement, day, held)
    open_ones = [one for one in versions if one.withdrawn_at is None]
    if not open_ones:
        return State.WITHDRAWN
    proposed = [one for one in open_ones if one.proposed_at]
    if not proposed:
        return State.DRAFT
    return State.SIGNING if any(one.signatures.all() for one in proposed) else State.PROPOSED


def with_standing(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With all that `state_of` reads; the texts themselves, which are long, stay where they are."""
    versions = Version.objects.filter(plan=None).defer("body", "base").prefetch_related("signatures")
    return agreements.prefetch_related("turns", "phases", Prefetch("versions", versions))


def text_state(version: Version, seat: Seat | None) -> State:
    """How a text stands in the eyes of one side; who belongs to none knows of no opinions."""
    signed = set(version.signatures.values_list("seat", flat=True))
    return state_of_text(
        proposed=version.proposed_at is not None,
        withdrawn=version.withdrawn_at is not None,
        in_force=version.in_force_on is not None,
        signed=bool(signed),
        own_signed=seat is not None and seat.pk in signed,
        asked=opinions_of(version, seat).count() if seat else 0,
        open=open_of(version, seat).count() if seat else 0,
    )


def opinions_of(version: Version, seat: Seat) -> QuerySet[Opinion]:
    """What a side asked for, under whichever body it was held."""
    return version.opinions.filter(holder__in=seat.holdings.values("organisation"))


def open_of(version: Version, seat: Seat) -> QuerySet[Opinion]:
    return opinions_of(version, seat).filter(answered_on=None)


def sides_on(version: Version, day: date) -> list[SideFacts]:
    """Every side with the body that holds it that day, and whether it has signed this text."""
    signed = set(version.signatures.values_list("seat", flat=True))
    seats = version.agreement.seats.prefetch_related("holdings__organisation")
    return [SideFacts(seat.number, name_of_holder(seat, day), seat.pk in signed) for seat in seats]


def name_of_holder(seat: Seat, day: date) -> str | None:
    """None where nobody holds the seat that day, or a body that has ended and was not succeeded."""
    holder = seat.holder_on(day)
    ended = holder is not None and holder.valid_to is not None and holder.valid_to <= day
    return None if holder is None or ended else holder.name


def lacking_texts(version: Version) -> list[str]:
    """The languages in which the text is equal, and whose signed text is not kept yet."""
    kept = set(version.texts.values_list("language", flat=True))
    return [language for language in version.languages.split() if language not in kept]


def sides_for(agreement: Agreement, person: Person, act: Act, today: date) -> list[SeatHolding]:
    """The sides for which the person may do this to the agreement, by number."""
    held = SeatHolding.objects.live_on(today).filter(seat__agreement=agreement)
    return [
        one
        for one in held.select_related("seat__agreement", "organisation").order_by("seat__number")
        if person.may(act, side_thing(one, agreement), today)
    ]


def side_thing(held: SeatHolding, agreement: Agreement) -> Thing:
    return Thing(
        kind=Kind.AGREEMENT,
        holders=frozenset({held.organisation_id}),
        programmes=frozenset({agreement.slug}),
    )
