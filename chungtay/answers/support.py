"""What was given to households in some days, by kind and category; and which lists of names are still kept."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Sum

from chungtay.models import (
    Agreement,
    BeneficiaryList,
    Category,
    Combination,
    Person,
    Support,
    SupportCount,
    SupportKind,
)
from chungtay.rules.ledger import Window

from .registers import cells_of_lists


@dataclass
class GivenOfKind:
    """A kind of support: how often, how many, how much, and how many households of each category of its base."""

    kind: SupportKind
    times: int = 0
    number: int = 0
    money: dict[str, int] = field(default_factory=dict)  # ten-thousandths by currency
    counts: list[tuple[Category, int]] = field(default_factory=list)


def given_by_kind(
    window: Window, *, person: Person, today: date, programme: Agreement | None = None
) -> list[GivenOfKind]:
    """Of what the person may see and nobody took back; four queries, whatever was given."""
    seen = Support.objects.visible_to(person, today).standing()
    seen = seen.filter(given_on__range=(window.first, window.last))
    if programme is not None:
        seen = seen.filter(pk__in=Support.objects.filter(served__agreements=programme).values("pk"))
    found = {kind.pk: GivenOfKind(kind) for kind in SupportKind.objects.select_related("base")}
    for kind, number, money, currency in seen.values_list("kind", "number", "money", "currency"):
        told = found[kind]
        told.times, told.number = told.times + 1, told.number + number
        if money is not None:
            told.money[currency] = told.money.get(currency, 0) + money
    for key, numbers in _counts(seen).items():
        cells = Combination.objects.filter(breakdown=found[key].kind.base, pk__in=numbers)
        for cell in cells.prefetch_related("categories").order_by("position"):
            found[key].counts.append((cell.categories.all()[0], numbers[cell.pk]))
    return [told for told in found.values() if told.times]


def _counts(seen: QuerySet[Support]) -> dict[UUID, dict[UUID, int]]:
    counts = SupportCount.objects.filter(support__in=seen.values("pk"))
    found: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for kind, cell, number in (
        counts.order_by().values_list("support__kind", "combination").annotate(sum_of=Sum("number"))
    ):
        found[kind][cell] = number
    return found


def shown_to(person: Person, today: date) -> QuerySet[Support]:
    """With what a list and a page say of each."""
    known = Agreement.objects.visible_to(person, today)
    things = Support.objects.visible_to(person, today).select_related("kind", "place", "holder", "registered")
    return things.prefetch_related(
        Prefetch("served__agreements", known),
        "counts__combination__categories",
        "counts__combination__breakdown",
    )


def names_of(support: Support, person: Person, today: date) -> BeneficiaryList | None:
    """The list of names of a support, if one was kept and the person may read it; never a name."""
    seen = BeneficiaryList.objects.visible_to(person, today)
    return seen.select_related("support__served").filter(support=support).first()


def cells_by_list(kind: SupportKind) -> list[list[Combination]]:
    return cells_of_lists(kind.base, kind.of_which.all())
