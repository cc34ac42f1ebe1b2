"""Adds indicators and changes their rules: each change is a version with its reason, and the past keeps the old one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max
from django.utils import timezone
from django.utils.text import slugify

from chungtay.models import Entry, Indicator, IndicatorVersion, LedgerHead, Person, Statement
from chungtay.rules.amounts import DECIMALS
from chungtay.rules.indicators import Said, check_indicator, check_version
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.people import Kind as Protected

from ..recorded import recorded, refuse_unless_may

# What may be said of an indicator, as the columns name it.
SAYABLE = frozenset(
    {
        *(f"{name}{tail}" for name in ("name", "measure", "definition") for tail in ("", "_lo", "_en")),
        "kind", "unit", "currency", "decimals", "fed_by_register", "numerator", "denominator",
    }
)  # fmt: skip


def add_indicator(*, by: Person, at: datetime, **told: Any) -> Indicator:
    """Something that nobody counted so far. A measure that is known brings its words in other languages."""
    bodies = by.organisations_for(Act.DEFINE, timezone.localdate(at), Protected.INDICATOR)
    if not bodies:
        raise RuleBroken(Message("Your post does not allow this."))
    indicator = Indicator(holder_id=min(bodies), **tidy(told))
    check_indicator(said_of(indicator))
    known = [one for one in Indicator.objects.all() if one.measure == indicator.measure]
    if any(one.name.casefold() == indicator.name.casefold() for one in known):
        raise RuleBroken(Message("This is counted already; choose it in the list.", where="name"))
    if known and not (indicator.measure_lo or indicator.measure_en):
        indicator.measure_lo, indicator.measure_en = known[0].measure_lo, known[0].measure_en
    indicator.slug = free_slug(indicator.name)
    with recorded("add_indicator", thing=indicator, by=by, at=at, reason=indicator.name):
        indicator.save(force_insert=True)
        _keep(indicator, 1, by=by, at=at)
    return indicator


def change_indicator(
    indicator: Indicator,
    told: Mapping[str, Any],
    *,
    reason: str,
    in_force_from: date,
    by: Person,
    at: datetime,
) -> IndicatorVersion:
    """What `told` names becomes so from that day on; results of days before keep the rule that was."""
    refuse_unless_may(by, Act.DEFINE, indicator, at)
    with recorded("change_indicator", thing=indicator, by=by, at=at, reason=reason):
        held = Indicator.objects.select_for_update().get(pk=indicator.pk)
        before, said_before = held.told(), said_of(held)
        for name, value in tidy(told).items():
            setattr(held, name, value)
        check_version(
            said_of(held), said_before, reason=reason, is_posted=is_posted(held),
            decimals_posted=decimals_posted(held), is_same=held.told() == before,
        )  # fmt: skip
        last = _last_version(held, before)
        held.save()
        version = _keep(held, last + 1, reason=reason.strip(), in_force_from=in_force_from, by=by, at=at)
    indicator.refresh_from_db()
    return version


def said_of(indicator: Indicator) -> Said:
    """The indicator, kept or about to be, in the words of the rules."""
    parts = [part for part in (indicator.numerator, indicator.denominator) if part]
    return Said(
        name=indicator.name, measure=indicator.measure, kind=Kind(indicator.kind), unit=indicator.unit,
        currency=indicator.currency, decimals=indicator.decimals, fed_by_register=indicator.fed_by_register,
        numerator=str(indicator.numerator_id or ""), denominator=str(indicator.denominator_id or ""),
        parts=tuple(Kind(part.kind) for part in parts), itself=str(indicator.pk),
    )  # fmt: skip


def is_posted(indicator: Indicator) -> bool:
    return (
        Entry.objects.filter(indicator=indicator).exists()
        or Statement.objects.filter(indicator=indicator).exists()
    )


def decimals_posted(indicator: Indicator) -> int:
    """How many decimals the finest of its amounts has."""
    amounts = Entry.objects.filter(indicator=indicator)
    finer = (places for places in range(DECIMALS, 0, -1) if _needs(amounts, places))
    return next(finer, 0)


def _needs(amounts: Any, places: int) -> bool:
    step = 10 ** (DECIMALS - places + 1)
    return bool(amounts.annotate(rest=F("amount") % step).exclude(rest=0).exists())


def free_slug(text: str) -> str:
    """A slug that no other indicator bears."""
    slug = slugify(text.replace("đ", "d").replace("Đ", "D"))[:74].strip("-") or "new"
    taken = {"new", *Indicator.objects.filter(slug__startswith=slug).values_list("slug", flat=True)}
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (slug, *numbered) if one not in taken)


def tidy(told: Mapping[str, Any]) -> dict[str, Any]:
    assert set(told) <= SAYABLE, f"nobody says {set(told) - SAYABLE} of an indicator"
    written = {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}
    if "currency" in written:
        written["currency"] = written["currency"].upper()
    return written


def _last_version(indicator: Indicator, before: Mapping[str, object]) -> int:
    """Its number; what came with the installation gets its first version when it first changes."""
    last: int | None = indicator.versions.aggregate(last=Max("number"))["last"]
    if last is None:
        IndicatorVersion.objects.create(indicator=indicator, number=1, **before)
    return last or 1


def _keep(indicator: Indicator, number: int, **told: Any) -> IndicatorVersion:
    by, at = told.pop("by"), told.pop("at")
    head = LedgerHead.objects.first()
    return IndicatorVersion.objects.create(
        indicator=indicator, number=number, after_posting=head.posting if head else 0,
        decided_by=by, decided_at=at, **told, **indicator.told(),
    )  # fmt: skip
