"""Which regimes there are, into which period of each a day falls, and what is done when in a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from chungtay.models import Form, Person, Regime, RegimeStep
from chungtay.rules.people import Act, Kind
from chungtay.rules.regimes import Period, Span, next_on, periods_of, periods_on, year_start


@dataclass(frozen=True)
class RegimeOn:
    """A regime, and of each of its spans the period of a day; None where the day falls into none."""

    regime: Regime
    periods: Sequence[Period | None]

    @property
    def has_period(self) -> bool:
        return any(self.periods)


@dataclass(frozen=True)
class StepOn:
    step: RegimeStep
    on: date


def regimes(person: Person, today: date) -> QuerySet[Regime]:
    """They are written in decrees: whoever works here at all reads them all."""
    reads = bool(person.organisations_for(Act.READ, today, Kind.REGIME))
    held = Regime.objects.whole().select_related("holder").order_by("holder__name", "slug")
    return held if reads else held.none()


def regimes_on(held: Sequence[Regime], day: date) -> tuple[list[Span], list[RegimeOn]]:
    """The spans that any of them has, and the periods of that day."""
    found = {
        regime: {period.span: period for period in periods_on(regime.in_rules(), day)} for regime in held
    }
    spans = [span for span in Span if any(regime.in_rules().of(span) for regime in held)]
    return spans, [RegimeOn(regime, [of.get(span) for span in spans]) for regime, of in found.items()]


def periods_around(regime: Regime, day: date) -> list[Period]:
    """Those that end in the regime's year of that day, in the order of their ends."""
    rule = regime.in_rules()
    first = year_start(rule, day)
    last = year_start(rule, first + timedelta(days=370)) - timedelta(days=1)
    return [period for period in periods_of(rule, first, last) if first <= period.last_on <= last]


def steps_of(regime: Regime, period: Period) -> list[StepOn]:
    """What is done for this period, in the order of its days."""
    found = [StepOn(step, _on(step, period)) for step in regime.steps.all() if step.span in ("", period.span)]
    return sorted(found, key=lambda one: (one.on, one.step.position))


def reminded_on(regime: Regime, period: Period) -> list[date]:
    """The days on which whoever has not reported is reminded; none after the last."""
    return [period.due_on + timedelta(days=reminder.days) for reminder in regime.reminders.all()]


def may_plan_regimes(person: Person, today: date, regime: Regime | None = None) -> bool:
    """Whether the person may change this one, or add one at all."""
    if regime is None:
        return bool(person.organisations_for(Act.PLAN, today, Kind.REGIME))
    return person.may(Act.PLAN, regime.facts(today), today)


def forms_under(regime: Regime, person: Person, today: date) -> QuerySet[Form]:
    asked = Form.objects.visible_to(person, today).valid_on(today).filter(regime=regime)
    return asked.select_related("agreement").order_by("agreement__name", "slug")


def _on(step: RegimeStep, period: Period) -> date:
    if step.days_after is not None:
        return period.last_on + timedelta(days=step.days_after)
    assert step.month is not None and step.day is not None, "a step has a day of the year or days after"
    return next_on(period.last_on, month=step.month, day_of_month=step.day)
