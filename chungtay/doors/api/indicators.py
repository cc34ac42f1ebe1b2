"""What is counted, over the API: rules with their versions and reasons, and what each unit shall reach."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import indicators as actions
from chungtay.actions.plans import refuse_unless_plans
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.evidence import indicators_visible_to
from chungtay.answers.indicators import (
    IndicatorShown,
    TargetRow,
    indicators_seen,
    places_near,
    targets_table,
)
from chungtay.answers.programmes import bodies_for
from chungtay.models import Agreement, Combination, Indicator, IndicatorVersion, Organisation, Place, Target
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .asking import Asking
from .ledger import IndicatorOut, programme_of
from .lists import Window
from .named import Given
from .shapes import (
    Amount,
    Body,
    GivenAmount,
    GivenDay,
    Unit,
    Words,
    amount,
    known_bodies,
    ten_thousandths,
    too_fine,
    words,
)

router = Router(tags=["indicators"])
PARTS = ("numerator", "denominator")


class RuleOut(Schema):
    number: int
    name: Words
    measure: Words
    definition: Words
    kind: str
    over_time: str  # adds, stands, once, remade
    over_places: str
    unit: str
    currency: str
    decimals: int
    fed_by_register: bool
    numerator: str | None
    denominator: str | None
    reason: str
    in_force_from: date | None  # none: from the beginning
    after_posting: int  # answers as known at a later posting go by this rule
    decided_at: datetime | None


class IndicatorFull(RuleOut):
    slug: str
    programmes: list[str]
    versions: list[RuleOut]


class RuleIn(Given):
    name: str = Field(max_length=300)
    name_lo: str = Field("", max_length=300)
    name_en: str = Field("", max_length=300)
    measure: str = Field(max_length=80)
    measure_lo: str = Field("", max_length=80)
    measure_en: str = Field("", max_length=80)
    definition: str = Field("", max_length=2_000)
    definition_lo: str = Field("", max_length=2_000)
    definition_en: str = Field("", max_length=2_000)
    kind: Kind
    unit: str = Field("other", max_length=20)
    currency: str = Field("", max_length=3)
    decimals: int = Field(0, ge=0, le=9)
    fed_by_register: bool = False
    numerator: str = Field("", max_length=80)
    denominator: str = Field("", max_length=80)


class NextRuleIn(RuleIn):
    """The rule as it shall be from a day on, and why."""

    reason: str = Field(max_length=2_000)
    in_force_from: GivenDay


class UnitTargetIn(Given):
    """For one place or one body."""

    place: str = Field("", max_length=20)
    body: UUID | None = None
    combination: str = Field("", max_length=200)
    first_on: GivenDay
    last_on: GivenDay
    amount: GivenAmount
    reason: str = Field("", max_length=2_000)


class EarlierOut(Schema):
    amount: Amount
    said_at: datetime | None
    replaced_at: datetime
    reason: str


class UnitTargetOut(Schema):
    place: Unit | None
    body: Body | None
    combination: str
    target: Amount | None
    reached: Amount | None  # none: nothing was reported, which is not zero
    qualifier: str
    at_least: bool
    reported: int
    due: int
    reason: str
    earlier: list[EarlierOut]
    units: list["UnitTargetOut"]


class TargetsOut(Schema):
    indicator: str
    first_on: date
    last_on: date
    rows: list[UnitTargetOut]


@router.get("/indicators", response=list[IndicatorOut])
@paginate(Window)
def indicators(request: Asking, programme: str = "") -> list[Indicator]:
    """What is promised, asked or counted in the caller's programmes, or in one of them."""
    return list(indicators_visible_to(request.person, request.today, programme_of(request, programme)))


@router.post("/indicators", response=IndicatorFull)
def indicator_new(request: Asking, given: RuleIn) -> dict[str, Any]:
    made = actions.add_indicator(**told_of(request, given), by=request.person, at=timezone.now())
    return full(request, made)


@router.get("/indicators/{slug:slug}", response=IndicatorFull)
def indicator(request: Asking, slug: str) -> dict[str, Any]:
    """The rule of today and every one before it."""
    return full(request, found(request, slug))


@router.post("/indicators/{slug:slug}/versions", response=IndicatorFull)
def version(request: Asking, slug: str, given: NextRuleIn) -> dict[str, Any]:
    """Make the next version. What was frozen, and results of the days before it, keep the rule that was."""
    shown, by, at = found(request, slug), request.person, timezone.now()
    refuse_unless_may(by, Act.DEFINE, shown, at)
    why = given.dict(include={"reason", "in_force_from"})
    actions.change_indicator(shown, told_of(request, given), **why, by=by, at=at)
    return full(request, shown)


@router.get("/programmes/{slug:slug}/targets/{slug:indicator}", response=TargetsOut)
def targets(
    request: Asking,
    slug: str,
    indicator: str,
    first_on: GivenDay | None = Query(None, alias="from"),  # noqa: B008
    last_on: GivenDay | None = Query(None, alias="to"),  # noqa: B008
) -> dict[str, Any]:
    """Unit by unit, over the last period for which something was set, or the one that is named."""
    agreement, counted = programme(request, slug), found(request, indicator)
    window = rules.Window(first_on, last_on) if first_on and last_on else None
    return targets_told(request, agreement, counted, window)


@router.post("/programmes/{slug:slug}/targets/{slug:indicator}", response=TargetsOut)
def target(request: Asking, slug: str, indicator: str, given: UnitTargetIn) -> dict[str, Any]:
    """What one unit shall reach; another amount for the same needs a reason and keeps the one before."""
    agreement, counted, by, at = (
        programme(request, slug),
        found(request, indicator),
        request.person,
        timezone.now(),
    )
    refuse_unless_plans(agreement, by=by, at=at)
    problems = list(too_fine(given.amount, decimals=counted.decimals, where="amount"))
    if problems:
        raise RuleBroken(problems)
    told = given.dict(include={"first_on", "last_on", "reason"})
    told |= {"amount": ten_thousandths(given.amount), "combination": cell_of(given.combination)}
    actions.set_unit_target(agreement, counted, **unit_of(request, agreement, given), **told, by=by, at=at)
    return targets_told(request, agreement, counted, rules.Window(given.first_on, given.last_on))


def found(request: Asking, slug: str) -> Indicator:
    return get_object_or_404(indicators_seen(request.person, request.today), slug=slug)


def programme(request: Asking, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)


def told_of(request: Asking, given: RuleIn) -> dict[str, Any]:
    """What was sent, the parts of a ratio found by their slugs among what the caller sees."""
    told = given.dict(exclude={"reason", "in_force_from"})
    seen = indicators_seen(request.person, request.today)
    known = {one.slug: one for one in seen.filter(slug__in=[told[part] for part in PARTS])}
    missing = [
        Message("There is no indicator %(slug)s.", {"slug": told[part]}, part)
        for part in PARTS
        if told[part] and told[part] not in known
    ]
    if missing:
        raise RuleBroken(missing)
    return told | {part: known.get(told[part]) for part in PARTS}


def unit_of(request: Asking, agreement: Agreement, given: UnitTargetIn) -> dict[str, Any]:
    """A unit for which the caller does not plan is told like one that does not exist."""
    person, today = request.person, request.today
    if given.body:
        among = bodies_for(agreement, person, Act.PLAN, today)
        return {"organisation": known_bodies([given.body], among, where="body")[given.body]}
    if not given.place:
        return {}
    near = places_near(agreement, person, today, Act.PLAN)
    place = Place.objects.on(today).filter(code=given.place, pk__in=near).first()
    if place is None:
        raise RuleBroken(Message("There is no place %(place)s.", {"place": given.place}, "place"))
    return {"place": place}


def cell_of(slug: str) -> Combination | None:
    if not slug:
        return None
    cell = Combination.objects.filter(slug=slug).order_by("breakdown__slug").first()
    if cell is None:
        raise RuleBroken(Message("There is no category %(slug)s.", {"slug": slug}, "combination"))
    return cell


def full(request: Asking, indicator: Indicator) -> dict[str, Any]:
    shown = IndicatorShown(indicator, request.person, request.today)
    versions = [rule_told(one.version) for one in shown.versions]
    programmes = [one.slug for one in shown.programmes]
    return versions[0] | {"slug": indicator.slug, "programmes": programmes, "versions": versions}


def rule_told(version: IndicatorVersion) -> dict[str, Any]:
    plain = (
        "number", "kind", "over_time", "over_places", "unit", "currency", "decimals", "fed_by_register", "reason",
        "in_force_from", "after_posting", "decided_at",
    )  # fmt: skip
    told = {name: getattr(version, name) for name in plain}
    told |= {name: words(version, name) for name in ("name", "measure", "definition")}
    parts = {part: getattr(version, part) for part in PARTS}
    return told | {part: one.slug if one else None for part, one in parts.items()}


def targets_told(
    request: Asking, agreement: Agreement, indicator: Indicator, window: rules.Window | None
) -> dict[str, Any]:
    table = targets_table(agreement, indicator, person=request.person, today=request.today, window=window)
    return {
        "indicator": indicator.slug, "first_on": table.window.first, "last_on": table.window.last,
        "rows": [row_told(row) for row in table.rows],
    }  # fmt: skip


def row_told(row: TargetRow) -> dict[str, Any]:
    figure = row.figure
    return {
        "place": row.unit if isinstance(row.unit, Place) else None,
        "body": row.unit if isinstance(row.unit, Organisation) else None,
        "combination": row.combination.slug if row.combination else "",
        "target": amount(row.amount),
        "reached": amount(figure.amount),
        "qualifier": figure.qualifier,
        "at_least": figure.at_least,
        "reported": figure.reported,
        "due": figure.due,
        "reason": row.target.reason if row.target else "",
        "earlier": [earlier_told(one) for one in row.earlier],
        "units": [row_told(one) for one in row.below],
    }


def earlier_told(target: Target) -> dict[str, Decimal | datetime | str | None]:
    return {
        "amount": amount(target.amount), "said_at": target.said_at, "replaced_at": target.replaced_at,
        "reason": target.reason,
    }  # fmt: skip
