"""Writes the dated facts of one thing, its members and what they change in the ledger."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from chungtay.answers.places import world
from chungtay.models import (
    Combination,
    Entry,
    Indicator,
    MemberCount,
    Person,
    Registered,
    RegisteredServing,
    RegisterFact,
    RegisterKind,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Qualifier, check_register_change
from chungtay.rules.messages import Message
from chungtay.rules.registers import FactKind, check_members

from ..ledger import wait_for_the_ledger

Members = Mapping[str, int]  # by the slug of a cell: "sex:female"


def held(registered: Registered) -> Registered:
    """The row as it is now, and nobody else's until this act is over."""
    wait_for_the_ledger()
    kept: Registered = (
        Registered.objects.select_for_update(of=("self",))
        .select_related("kind", "served")
        .get(pk=registered.pk)
    )
    return kept


def stands_already(registered: Registered, name: str) -> bool:
    """Whether another open one of this kind is kept under this name for the same place."""
    alike = Registered.objects.filter(
        kind=registered.kind, name=name, place=registered.place, village=registered.village, closed_on=None
    )
    return alike.exclude(pk=registered.pk).exists()


def cells_of(kind: RegisterKind) -> dict[str, str]:
    """By the slug of each cell in which members of this kind are counted, the slug of its breakdown."""
    if kind.base_id is None:
        return {}
    breakdowns = [kind.base_id, *kind.of_which.values_list("pk", flat=True)]
    cells = Combination.objects.filter(breakdown__in=breakdowns)
    return dict(cells.values_list("slug", "breakdown__slug"))


def members_faults(kind: RegisterKind, members: Members) -> list[Message]:
    base = kind.base.slug if kind.base else ""
    return check_members(members, base=base, cells=cells_of(kind))


def write_fact(
    registered: Registered, kind: FactKind, *, on: date, members: Members | None = None, by: Person | None,
    at: datetime, **told: Any,
) -> RegisterFact:  # fmt: skip
    """`members`: None where nobody counted them. The latest count of all days becomes the thing's own."""
    fact = RegisterFact(registered=registered, kind=kind, on=on, said_by=by, said_at=at, **told)
    if members is not None and registered.kind.base_id:
        breakdowns = cells_of(registered.kind)
        base = registered.kind.base.slug if registered.kind.base else ""
        fact.members = sum(number for cell, number in members.items() if breakdowns[cell] == base)
    fact.save(force_insert=True)
    if fact.members is None:
        return fact
    cells = Combination.objects.filter(slug__in=members or {}, breakdown__slug__in=set(breakdowns.values()))
    MemberCount.objects.bulk_create(
        MemberCount(fact=fact, combination=cell, number=number)
        for cell in cells
        if (number := (members or {})[cell.slug])
    )
    registered.facts_told.filter(is_latest_count=True).update(is_latest_count=False)
    latest = registered.facts_told.exclude(members=None).last()
    if latest:
        registered.facts_told.filter(pk=latest.pk).update(is_latest_count=True)
    return fact


def serving_now(registered: Registered) -> RegisteredServing:
    """What it serves now; of a thing that came with the installation from its opening on."""
    now: RegisteredServing | None = (
        registered.servings.filter(until=None).first() or registered.servings.last()
    )
    return now or RegisteredServing.objects.create(
        registered=registered, served=registered.served, first_on=registered.opened_on
    )


def stock_change(registered: Registered, amount: int, *, on: date) -> list[Entry]:
    """Counted where the thing was opened; the map carries each fact into what that place became."""
    stock = registered.kind.stock
    if stock is None:
        return []
    entry = change(registered, stock, amount, on=on)
    stated = Entry.objects.filter(  # with what takes such an entry back, which states nothing itself
        Q(stated__isnull=False) | Q(reverses__stated__isnull=False), indicator=stock
    )
    check_register_change(stated.in_rules(), entry.in_rules(), world())
    return [entry]


def event(registered: Registered, indicator: Indicator | None, *, on: date) -> list[Entry]:
    """One more that was founded, or strengthened, on that day."""
    return [change(registered, indicator, 1, on=on)] if indicator else []


def change(registered: Registered, indicator: Indicator, amount: int, *, on: date) -> Entry:
    return Entry(
        indicator=indicator, place=registered.place, on=on, holder=registered.holder, served=registered.served,
        combination=Combination.objects.select_related("breakdown").get(slug=""), is_base=True,
        amount=amount * SCALE, qualifier=Qualifier.EXACT, source=registered.source,
    )  # fmt: skip
