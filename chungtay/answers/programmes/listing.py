"""All programmes of a person, each with who sits in it today, the phase that runs, and what is late."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch

from chungtay.answers.signing import state_of, with_standing
from chungtay.models import Agreement, Organisation, Person, Phase, Report, SeatHolding
from chungtay.rules.signing import State


@dataclass(frozen=True)
class Listed:
    """A programme as one entry of the list."""

    agreement: Agreement
    holders: list[Organisation]
    phase: Phase | None
    late: int  # reports that the person's own bodies owe
    state: State
    depth: int = 0  # how many of the listed ones it stands under


def programmes_of(person: Person, today: date) -> list[Listed]:
    """As a tree, each under its umbrella where that is shared too; nine queries, however many there are."""
    holdings = SeatHolding.objects.select_related("organisation")
    seen = with_standing(Agreement.objects.visible_to(person, today))
    agreements = seen.prefetch_related(Prefetch("seats__holdings", holdings))
    late = Report.objects.visible_to(person, today).late_on(today).order_by()
    counts = dict(late.values_list("form__agreement").annotate(Count("id")))
    listed = [
        Listed(
            agreement=agreement,
            holders=[holder for seat in agreement.seats.all() if (holder := seat.holder_on(today))],
            phase=phase_on(list(agreement.phases.all()), today),
            late=counts.get(agreement.pk, 0),
            state=state_of(agreement, today),
        )
        for agreement in agreements
    ]
    return list(as_tree(listed))


def as_tree(listed: list[Listed]) -> Iterator[Listed]:
    """Those without a listed umbrella on top, the others right behind theirs."""
    keys = {one.agreement.pk for one in listed}

    def under(umbrella: UUID | None, depth: int) -> Iterator[Listed]:
        for one in listed:
            above = one.agreement.umbrella_id
            if (above if above in keys else None) == umbrella:
                yield replace(one, depth=depth)
                yield from under(one.agreement.pk, depth + 1)

    return under(None, 0)


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
