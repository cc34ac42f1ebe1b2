"""Who greets whom: each body that holds a seat and each partner beside it, and on which days of a year."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from chungtay.answers.drafts.source import country_of
from chungtay.answers.people import with_predecessors
from chungtay.answers.signing import state_of, with_standing
from chungtay.models import Agreement, Occasion, Organisation, SeatRole
from chungtay.rules.occasions import Days, Kept, OccasionRule, days_in, is_greeted
from chungtay.rules.signing import State

GREETED_WHILE = {State.IN_FORCE, State.RUN_OUT}  # what has only run out is mostly about to be renewed
SPOKEN = {"LA": "lo"}  # in a country; elsewhere Vietnamese, unless the body says otherwise


@dataclass(frozen=True)
class Pair:
    """A body and one partner of it, in the first agreement that they share."""

    agreement: Agreement
    own: Organisation
    partner: Organisation


@dataclass(frozen=True)
class Expected:
    """An occasion on which the pair greets. `days` is None while they are not announced."""

    pair: Pair
    occasion: Occasion
    year: int
    days: Days | None

    @property
    def anniversary_of(self) -> Agreement | None:
        return self.pair.agreement if self.occasion.rule == OccasionRule.ANNIVERSARY else None

    @property
    def key(self) -> tuple[UUID, UUID, UUID, int, UUID | None]:
        """There is one letter of each."""
        about = self.anniversary_of.pk if self.anniversary_of else None
        return self.pair.own.pk, self.pair.partner.pk, self.occasion.pk, self.year, about


def pairs_on(day: date, own: Collection[UUID] | None = None) -> list[Pair]:
    """Who sits beside whom that day, with and without a seat that another body held before; `own`: of these alone."""
    near = Agreement.objects.prefetch_related("seats__holdings__organisation__place__parent__parent__parent")
    if own is not None:
        near = near.filter(seats__holdings__organisation__in=own).distinct()
    found = []
    for agreement in with_standing(near.order_by("slug")):
        if state_of(agreement, day) not in GREETED_WHILE:
            continue
        seats = [seat for seat in agreement.seats.all() if seat.role != SeatRole.WITNESS]
        sides = list(dict.fromkeys(holder for seat in seats if (holder := seat.holder_on(day))))
        found += [
            Pair(agreement, one, other)
            for one in sides
            for other in sides
            if one != other and (own is None or one.pk in own)
        ]
    return found


def expected_in(year: int, pairs: Iterable[Pair], day: date) -> Iterator[Expected]:
    """Every occasion of the year on which these greet; each letter once, though they share two agreements."""
    pairs = list(pairs)
    lines = {pair.own.pk: lineage(pair.own.pk, day) for pair in pairs}
    occasions = list(
        Occasion.objects.filter(
            Q(holder=None) | Q(holder__in={one for line in lines.values() for one in line})
        )
        .select_related("holder", "agreement")
        .prefetch_related("announced", "unobserved")
    )
    seen = set()
    for pair in pairs:
        for occasion in occasions:
            one = expected_of(occasion, year, pair, lines[pair.own.pk])
            if one and one.key not in seen:
                seen.add(one.key)
                yield one


def expected_of(occasion: Occasion, year: int, pair: Pair, own_line: Collection[UUID]) -> Expected | None:
    """None where the pair does not greet on it, or it is not kept that year."""
    if occasion.holder_id and occasion.holder_id not in own_line:
        return None
    if occasion.agreement_id and occasion.agreement_id != pair.agreement.pk:
        return None
    kept = kept_by(occasion, pair.own)
    own, partner = pair.own, pair.partner
    if not is_greeted(kept, own_country=country_of(own), country=country_of(partner), kind=partner.kind):
        return None
    days = days_in(
        kept, year, announced=occasion.announced_days(), signed_on=signed_on(pair.agreement)
    )  # fmt: skip
    is_open = kept.ended_on is None or kept.ended_on.year > year
    if days is None and not (kept.rule is OccasionRule.ANNOUNCED and is_open):
        return None
    return Expected(pair, occasion, year, days)


def kept_by(occasion: Occasion, body: Organisation) -> Kept:
    """Its rule as it holds for one body, which may have left a day that came with the product to the others."""
    kept = occasion.in_rules()
    ends = [row.from_on for row in occasion.unobserved.all() if row.holder_id == body.pk]
    return replace(kept, ended_on=min([*ends, *([kept.ended_on] if kept.ended_on else [])], default=None))


def signed_on(agreement: Agreement) -> date | None:
    """The day on which the first of its phases was signed."""
    return min((phase.signed_on for phase in agreement.phases.all() if phase.signed_on), default=None)


def lineage(body: UUID, day: date) -> set[UUID]:
    """The body and whom it took over from: what these sent, it need not send again."""
    return set(with_predecessors([body], day))


def language_of(body: Organisation) -> str:
    """In which language it writes and is written to."""
    return body.language or SPOKEN.get(country_of(body), "vi")
