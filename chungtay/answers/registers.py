"""What registers say: how many stand, were founded and strengthened in some days, and what became of one thing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from chungtay.answers.places import world
from chungtay.models import (
    Agreement,
    Breakdown,
    Combination,
    Person,
    Place,
    Registered,
    RegisteredServing,
    RegisterFact,
    RegisterKind,
)
from chungtay.models.walks import Tree, under
from chungtay.rules.ledger import Window
from chungtay.rules.people import Act
from chungtay.rules.registers import FactKind, ThreeNumbers, Told
from chungtay.rules.registers import three_numbers as counted


@dataclass(frozen=True)
class KindNumbers:
    """A kind of register with its numbers in some days."""

    kind: RegisterKind
    numbers: ThreeNumbers


def three_numbers(
    kind: RegisterKind, window: Window, *, person: Person, today: date, place: Place | None = None,
    programme: Agreement | None = None,
) -> ThreeNumbers:  # fmt: skip
    """Maintained, newly founded and strengthened, of what the person may see; each thing once."""
    things = Registered.objects.visible_to(person, today).filter(kind=kind)
    return counted(_told(things, window, today, place, programme).get(kind.pk, []), window)


def numbers_by_kind(
    window: Window, *, person: Person, today: date, place: Place | None = None,
    programme: Agreement | None = None,
) -> list[KindNumbers]:  # fmt: skip
    """The same of every kind, those without anything too: an empty register says zero."""
    things = Registered.objects.visible_to(person, today)
    told = _told(things, window, today, place, programme)
    return [KindNumbers(kind, counted(told.get(kind.pk, []), window)) for kind in RegisterKind.objects.all()]


def _told(
    things: QuerySet[Registered],
    window: Window,
    today: date,
    place: Place | None,
    programme: Agreement | None,
) -> dict[UUID, list[Told]]:
    """By kind, what the rules need of each thing that stood in the window; three queries, whatever their number."""
    near = things.filter(opened_on__lte=window.last).filter(
        Q(closed_on=None) | Q(closed_on__gte=window.first)
    )
    if place is not None:
        near = near.filter(place__in=under(Tree.PLACES, [place.pk], today))
    ids = near.values("pk")
    facts = RegisterFact.objects.filter(
        registered__in=ids, kind=FactKind.STRENGTHENED, on__range=(window.first, window.last)
    )
    strengthened = _grouped(facts.values_list("registered", "on"))
    served: dict[UUID, list[Any]] = {}
    if programme is not None:
        servings = RegisteredServing.objects.filter(registered__in=ids, served__agreements=programme)
        served = _grouped(servings.values_list("registered", "first_on", "until"))
    found: dict[UUID, list[Told]] = defaultdict(list)
    for pk, kind, opened_on, closed_on in near.values_list("pk", "kind", "opened_on", "closed_on"):
        found[kind].append(
            Told(
                opened_on=opened_on,
                closed_on=closed_on,
                strengthened_on=tuple(on for (on,) in strengthened.get(pk, ())),
                served=None if programme is None else tuple(served.get(pk, ())),
            )
        )
    return found


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(tuple(rest))
    return found


def with_members(things: QuerySet[Registered]) -> QuerySet[Registered]:
    """With the latest count of members of each, so that a list asks nothing row by row."""
    counts = RegisterFact.objects.filter(is_latest_count=True).prefetch_related("counts__combination")
    return things.select_related("place", "holder", "kind").prefetch_related(
        Prefetch("facts_told", counts, to_attr="fetched_counts")
    )


def members_of(registered: Registered) -> dict[str, int]:
    """By the slug of a cell, as counted last; empty where nobody counted."""
    said = registered.members_said
    return {one.combination.slug: one.number for one in said.counts.all()} if said else {}


@dataclass(frozen=True)
class Happened:
    """A fact with the other thing of a merger or a split, as far as the person may read that one."""

    fact: RegisterFact
    other: Registered | None
    is_hidden: bool


def history_of(registered: Registered, person: Person, today: date) -> list[Happened]:
    """Every fact, the latest first."""
    facts = registered.facts_told.select_related("other").prefetch_related("counts__combination__categories")
    others = registered.facts_told.exclude(other=None).values("other")
    seen = set(
        Registered.objects.visible_to(person, today).filter(pk__in=others).values_list("pk", flat=True)
    )
    return [
        Happened(fact, fact.other if fact.other_id in seen else None, fact.other_id not in {None, *seen})
        for fact in facts.order_by("-on", "-id")
    ]


def with_programmes(things: QuerySet[Registered], person: Person, today: date) -> QuerySet[Registered]:
    """A thing may also serve a programme of which the person must not know."""
    known = Agreement.objects.visible_to(person, today)
    return things.prefetch_related(
        *(Prefetch(f"{path}served__agreements", known) for path in ("", "servings__"))
    )


def mergeable(registered: Registered, person: Person, today: date) -> QuerySet[Registered]:
    """Others of its kind that the person may record for and that lie, on today's map, in the same unit."""
    parts = world().parts(str(registered.place_id), 1, today)
    units = [UUID(str(part.place)) for part in parts if part.place is not None]
    own = Registered.objects.allowed(person, Act.RECORD, today).open_on(today)
    near = own.filter(kind=registered.kind_id, place__in=under(Tree.PLACES, units, today))
    return near.exclude(pk=registered.pk)


def cells_by_list(kind: RegisterKind) -> list[list[Combination]]:
    """The cells in which members of this kind are counted, list by list, the base first."""
    return cells_of_lists(kind.base, kind.of_which.all()) if kind.base else []


def cells_of_lists(base: Breakdown, of_which: Iterable[Breakdown]) -> list[list[Combination]]:
    cells = Combination.objects.prefetch_related("categories__dimension")
    lists = [base, *sorted((one for one in of_which if one != base), key=lambda one: one.slug)]
    return [list(cells.filter(breakdown=one).order_by("position")) for one in lists]
