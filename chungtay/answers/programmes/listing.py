"""All programmes of a person, each with who sits in it today, the phase that runs, and what is late."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch

from chungtay.models import Agreement, Organisation, Person, Phase, Report, SeatHolding


@dataclass(frozen=True)
class Listed:
    """A programme as one entry of the list."""

    agreement: Agreement
    holders: list[Organisation]
    phase: Phase | None
    late: int  # reports that the person's own bodies owe


def programmes_of(person: Person, today: date) -> list[Listed]:
    """Six queries, however many programmes there are."""
    holdings = SeatHolding.objects.select_related("organisation")
    agreements = Agreement.objects.visible_to(person, today).prefetch_related(
        "phases", Prefetch("seats__holdings", holdings)
    )
    late = Report.objects.visible_to(person, today).late_on(today).order_by()
    counts = dict(late.values_list("form__agreement").annotate(Count("id")))
    return [
        Listed(
            agreement=agreement,
            holders=[holder for seat in agreement.seats.all() if (holder := seat.holder_on(today))],
            phase=phase_on(list(agreement.phases.all()), today),
            late=counts.get(agreement.pk, 0),
        )
        for agreement in agreements
    ]


def programmes_seen(person: Person, today: date) -> set[UUID]:
    """The ids alone, fetched once for each person object and day: a page asks for them here and there."""
    kept: dict[date, set[UUID]] = person.__dict__.setdefault("_programmes_seen", {})
    if today not in kept:
        kept[today] = set(Agreement.objects.visible_to(person, today).values_list("pk", flat=True))
    return kept[today]


def phase_on(phases: list[Phase], today: date) -> Phase | None:
    """The phase that runs, else the last one; where two overlap, the later."""
    running = [phase for phase in phases if phase.first_on <= today <= phase.last_on]
    return (running or phases)[-1] if phases else None
