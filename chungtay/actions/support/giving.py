"""Records what was given, and takes back what was recorded wrongly; both move what the ledger counts."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from chungtay.models import Combination, Entry, Indicator, Person, Source, Support, SupportCount, SupportKind
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Qualifier
from chungtay.rules.people import Act
from chungtay.rules.reports import Asked, parts_of
from chungtay.rules.support import check_support, check_withdrawal

from ..ledger import post, wait_for_the_ledger
from ..recorded import PRESSED_TWICE, audited_together, recorded, refuse_unless_may
from .beneficiaries import forget

Counts = Mapping[str, int]  # households by the slug of a cell: "household:poor"


def record_support(support: Support, *, counts: Counts | None = None, by: Person, at: datetime) -> Support:
    """From its day on so many more were given. The second of two clicks gives back what the first one recorded."""
    refuse_unless_may(by, Act.RECORD, support, at)
    told, kind = dict(counts or {}), support.kind
    support.title, support.recorded_by, support.recorded_at = support.title.strip(), by, at
    with audited_together():
        wait_for_the_ledger()
        cells, currency = cells_of(kind), kind.money.currency if kind.money else ""
        check_support(
            title=support.title, on=support.given_on, today=timezone.localdate(at), number=support.number,
            counts=told, base=kind.base.slug, cells=cells, money=support.money, currency=support.currency,
            currencies=(currency,) if currency else (), programmes=len(support.served.slugs()),
        )  # fmt: skip
        return pressed_before(support, told) or keep(support, told, cells)


def keep(support: Support, counts: Counts, cells: Mapping[str, str]) -> Support:
    by, at = support.recorded_by, support.recorded_at
    with recorded("record_support", thing=support, by=by, at=at):
        support.source = Source.objects.create(kind="support", label=support.title[:200])
        support.save(force_insert=True)
        SupportCount.objects.bulk_create(
            SupportCount(support=support, combination=cell, number=counts[cell.slug])
            for cell in Combination.objects.filter(slug__in=counts, breakdown__slug__in=set(cells.values()))
            if counts[cell.slug]
        )
        if entries := entries_of(support, counts):
            post(entries, kind="register", by=by, at=at)
    return support


def withdraw_support(support: Support, *, reason: str, by: Person, at: datetime) -> None:
    """What it moved in the ledger is moved back; names that were kept for it go at once."""
    refuse_unless_may(by, Act.RECORD, support, at)
    with recorded("withdraw_support", thing=support, by=by, at=at, reason=reason):
        wait_for_the_ledger()
        held = Support.objects.select_for_update(of=("self",)).get(pk=support.pk)
        check_withdrawal(is_withdrawn=held.withdrawn_at is not None, reason=reason)
        held.withdrawn_by, held.withdrawn_at, held.withdrawn_why = by, at, reason.strip()
        held.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
        forget(held, by=by, at=at)
        standing = Entry.objects.filter(source=held.source_id, reverses=None, reversed_by=None)
        standing = standing.select_related("served", "combination__breakdown")
        if back := [entry.reversal() for entry in standing.order_by("seq")]:
            post(back, kind="register", by=by, at=at)
    support.refresh_from_db()


def cells_of(kind: SupportKind) -> dict[str, str]:
    """By the slug of each cell by which this kind is counted, the slug of its breakdown."""
    breakdowns = [kind.base_id, *kind.of_which.values_list("pk", flat=True)]
    cells = Combination.objects.filter(breakdown__in=breakdowns)
    return dict(cells.values_list("slug", "breakdown__slug"))


def pressed_before(support: Support, counts: Counts) -> Support | None:
    """The very same support, written down by the same person a moment ago."""
    same = Support.objects.filter(
        kind=support.kind, title=support.title, place=support.place, village=support.village,
        given_on=support.given_on, number=support.number, money=support.money, served=support.served,
        recorded_by=support.recorded_by, recorded_at__gt=support.recorded_at - PRESSED_TWICE, withdrawn_at=None,
    )  # fmt: skip
    told = {cell: number for cell, number in counts.items() if number}
    for one in same:
        if dict(one.counts.values_list("combination__slug", "number")) == told:
            return one
    return None


def entries_of(support: Support, counts: Counts) -> list[Entry]:
    """What was given by category, and the money in one sum; only of kinds that feed indicators."""
    kind, found = support.kind, []
    if kind.given:
        asked = [asked_of(kind.base.slug, True)]
        asked += [asked_of(slug, False) for slug in kind.of_which.values_list("slug", flat=True)]
        cells = {cell: number * SCALE for cell, number in counts.items()}
        parts = parts_of(total=support.number * SCALE, cells=cells, asked=asked)
        found += [entry(support, kind.given, one.combination, one.is_base, one.amount) for one in parts]
    if kind.money and support.money:
        found.append(entry(support, kind.money, "", True, support.money))
    return found


def asked_of(breakdown: str, is_base: bool) -> Asked:
    cells = Combination.objects.filter(breakdown__slug=breakdown).order_by("position")
    return Asked(breakdown, tuple(cells.values_list("slug", flat=True)), is_base)


def entry(support: Support, indicator: Indicator, cell: str, is_base: bool, amount: int) -> Entry:
    return Entry(
        indicator=indicator, place=support.place, on=support.given_on, holder=support.holder, served=support.served,
        combination=Combination.objects.select_related("breakdown").get(slug=cell), is_base=is_base,
        amount=amount, qualifier=Qualifier.EXACT, source=support.source,
    )  # fmt: skip
