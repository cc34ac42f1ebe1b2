"""Reads the live rows as a text, and finds the version that stands today."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from chungtay.models import (
    Agreement,
    Commitment,
    Content,
    Phase,
    Plan,
    Seat,
    SeatHolding,
    Target,
    Version,
)
from chungtay.rules.versions import FIELDS, Body, Row, RowKind

ASKED_OTHERWISE = {"organisation", "coordinating", "commitments", "commitment", "lead", "indicator"}


def text_of(thing: Agreement | Plan, *, on: date | None = None) -> Body:
    """The live rows as a text; sides that left by then are not in it. Without a day: as it was last arranged."""
    if isinstance(thing, Plan):
        return Body(tuple(rows_of_plan(Plan.objects.get(pk=thing.pk))))
    return Body(tuple(rows_of_agreement(Agreement.objects.get(pk=thing.pk), on)))


def last_in_force(agreement: Agreement, plan: Plan | None = None) -> Version | None:
    """The version whose text stands today; None before the first came into force."""
    return versions_in_force(agreement, plan).last()


def versions_in_force(agreement: Agreement, plan: Plan | None = None) -> QuerySet[Version]:
    return Version.objects.filter(agreement=agreement, plan=plan, in_force_on__isnull=False)


def rows_of_agreement(agreement: Agreement, on: date | None) -> Iterator[Row]:
    key = str(agreement.pk)
    yield Row(key, RowKind.AGREEMENT, values=values_of(agreement, RowKind.AGREEMENT))
    for seat in Seat.objects.filter(agreement=agreement).prefetch_related("holdings"):
        held, is_gone = holding_of(seat, on)
        if not is_gone:
            values = values_of(seat, RowKind.SEAT) | {
                "organisation": str(held.organisation_id) if held else ""
            }
            yield Row(str(seat.pk), RowKind.SEAT, key, seat.number, values)
    for phase in Phase.objects.filter(agreement=agreement):
        yield Row(str(phase.pk), RowKind.PHASE, key, values=values_of(phase, RowKind.PHASE))
    for one in Commitment.objects.filter(phase__agreement=agreement):
        yield Row(
            str(one.pk),
            RowKind.COMMITMENT,
            str(one.phase_id),
            one.number,
            values_of(one, RowKind.COMMITMENT),
        )
    standing = Q(commitment=None) | Q(commitment__dropped_in=None)
    for target in Target.objects.promised().filter(standing, agreement=agreement, content=None):
        under = str(target.commitment_id or key)
        yield Row(str(target.pk), RowKind.TARGET, under, values=values_of_target(target))


def rows_of_plan(plan: Plan) -> Iterator[Row]:
    key = str(plan.pk)
    yield Row(key, RowKind.PLAN, values=values_of(plan, RowKind.PLAN))
    contents = Content.objects.filter(plan=plan).prefetch_related("coordinating", "commitments")
    for content in contents:
        named = {
            "lead": str(content.lead_id or ""),
            "coordinating": [str(seat.pk) for seat in content.coordinating.all()],
            "commitments": [str(one.pk) for one in content.commitments.all()],
        }
        values = values_of(content, RowKind.CONTENT) | named
        yield Row(str(content.pk), RowKind.CONTENT, key, content.number, values)
    for target in Target.objects.promised().filter(content__plan=plan, content__dropped_in=None):
        values = values_of_target(target) | {"commitment": str(target.commitment_id or "")}
        yield Row(str(target.pk), RowKind.TARGET, str(target.content_id), values=values)


def values_of(thing: Model, kind: RowKind) -> dict[str, Any]:
    """The fields that stand in the live row under the same name."""
    names = [name for one in FIELDS[kind] if one.name not in ASKED_OTHERWISE for name in one.names]
    return {name: written(getattr(thing, name)) for name in names}


def values_of_target(target: Target) -> dict[str, Any]:
    named = {"indicator": str(target.indicator_id), "organisation": str(target.organisation_id or "")}
    return values_of(target, RowKind.TARGET) | named


def written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def holding_of(seat: Seat, on: date | None) -> tuple[SeatHolding | None, bool]:
    """Who holds the seat in the text, and whether its side has left; a seat that was never held waits for its side."""
    holdings = list(seat.holdings.all())
    going_on = [one for one in holdings if one.valid_to is None or (on is not None and one.valid_to > on)]
    live = [one for one in going_on if on is not None and one.is_live(on)]
    held = (live or going_on)[-1:]
    return held[0] if held else None, bool(holdings) and not going_on
