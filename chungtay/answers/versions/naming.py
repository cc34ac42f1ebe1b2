"""What the keys in a text stand for, and what may be chosen for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Model, Q

from chungtay.models import Agreement, Commitment, Indicator, Organisation, Seat
from chungtay.models.walks import Tree, under
from chungtay.rules.ledger import Kind
from chungtay.rules.versions import FIELDS, Body, Named, Shape


def named_in(bodies: Iterable[Body], agreement: Agreement) -> Named:
    """What the house has of all that these texts name: bodies and indicators at all, seats and commitments here."""
    keys = keys_in(bodies)
    asked = Organisation.objects.filter(pk__in=uuids(keys.get(Shape.BODY, ())))
    counted = Indicator.objects.filter(pk__in=uuids(keys.get(Shape.INDICATOR, ())))
    seats = Seat.objects.filter(agreement=agreement)
    signed = Commitment.ever.filter(phase__agreement=agreement)
    return Named(
        bodies={str(key): ended for key, ended in asked.values_list("pk", "valid_to")},
        seats=frozenset(map(str, seats.values_list("pk", flat=True))),
        commitments=frozenset(map(str, signed.values_list("pk", flat=True))),
        indicators=frozenset(map(str, counted.values_list("pk", flat=True))),
    )


def keys_in(bodies: Iterable[Body]) -> dict[Shape, set[str]]:
    """All that the rows say, by what the field holds."""
    keys: dict[Shape, set[str]] = {}
    for row in (row for body in bodies for row in body.rows):
        for one in FIELDS[row.kind]:
            value = row.get(one.name)
            if value is not None:
                keys.setdefault(one.shape, set()).update(value if isinstance(value, list) else [str(value)])
    return keys


def things_named(bodies: Iterable[Body]) -> dict[str, Model]:
    """What each key stands for, whatever became of it since: a body under the name of its day."""
    keys = keys_in(bodies)

    def asked(*shapes: Shape) -> list[UUID]:
        return uuids({key for shape in shapes for key in keys.get(shape, ())})

    found: list[Model] = [
        *Organisation.objects.filter(pk__in=asked(Shape.BODY)),
        *Indicator.objects.filter(pk__in=asked(Shape.INDICATOR)),
        *Commitment.ever.filter(pk__in=asked(Shape.COMMITMENT, Shape.COMMITMENTS)),
        *Seat.objects.filter(pk__in=asked(Shape.SEATS)).prefetch_related("holdings__organisation"),
    ]
    return {str(thing.pk): thing for thing in found}


@dataclass(frozen=True)
class Choices:
    """What a person may choose from in a text of this agreement."""

    bodies: list[Organisation]  # to lead, or to reach a target
    sides: list[Organisation]  # to hold a seat
    seats: list[Seat]
    commitments: list[Commitment]
    indicators: list[Indicator]


def choices_for(agreement: Agreement, today: date, *, sides: Iterable[Organisation] = ()) -> Choices:
    going_on = Q(valid_to=None) | Q(valid_to__gt=today)
    seats = agreement.seats.prefetch_related("holdings__organisation")
    holders = {one.organisation_id for seat in seats for one in seat.holdings.all() if one.is_live(today)}
    signed = Commitment.objects.filter(phase__agreement=agreement).select_related("phase")
    return Choices(
        bodies=list(Organisation.objects.filter(going_on, pk__in=under(Tree.BODIES, holders, today))),
        sides=list(sides),
        seats=[seat for seat in seats if seat.holder_on(today)],
        commitments=list(signed.order_by("phase__first_on", "number")),
        indicators=list(Indicator.objects.exclude(kind=Kind.RATIO)),
    )


def uuids(keys: Iterable[str]) -> list[UUID]:
    """Those that are keys at all."""
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found
