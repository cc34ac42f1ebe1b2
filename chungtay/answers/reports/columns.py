"""The columns beside each line of a report, as offices print them: this period, lũy kế, cùng kỳ, % of plan, forecast.

They speak of what this unit reported, with whatever became part of it: a province's own report does not count its
communes' figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from chungtay.answers.figures import Book
from chungtay.answers.people import with_predecessors
from chungtay.answers.programmes import phase_on
from chungtay.models import (
    Forecast,
    Form,
    Indicator,
    Line,
    Organisation,
    Person,
    Place,
    Report,
    Target,
)
from chungtay.rules.indicators import Start, cumulative_window
from chungtay.rules.ledger import Kind, Qualifier, Window, progress
from chungtay.rules.regimes import Period, Span, year_before, year_start
from chungtay.rules.reports import LineState, ReportState
from chungtay.rules.reports.columns import Value, cumulated

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Columns:
    """What stands beside one line; None wherever there is nothing to say."""

    period: Value | None
    cumulative: Value | None
    same_period: Value | None
    plan: int | None = None  # the target of the year, in ten-thousandths of the measure
    percent: int | None = None  # of the plan, by lũy kế; in ten-thousandths, never capped
    forecast: Forecast | None = None
    forecast_percent: int | None = None
    applies: bool = True  # False: the unit says that the line is not for it


def columns_of(
    report: Report, person: Person, today: date, lines: Sequence[Line] | None = None
) -> dict[int, Columns]:
    """By the number of the question. `lines` spare a query where they were read with their indicators already."""
    told = report.lines.select_related("question__indicator") if lines is None else lines
    about = About(
        form=report.form, first_on=report.first_on, last_on=report.last_on, due_on=report.due_on, span=report.span,
        place=report.place, holders=[report.holder], is_posted=report.state == ReportState.APPROVED,
    )  # fmt: skip
    return Beside(about, person, today).of(list(told))


@dataclass(frozen=True, kw_only=True)
class About:
    """Whose figures of which days, asked with which form. No place: wherever the bodies worked."""

    form: Form
    first_on: date
    last_on: date
    due_on: date
    span: str
    place: Place | None
    holders: Sequence[Organisation]
    is_posted: bool  # all that the period says stands in the ledger


class Beside:
    """The columns of one report, or of several together, out of one book."""

    def __init__(self, about: About, person: Person | None, today: date) -> None:
        self.about, self.today = about, today
        self.book = Book(person, today, about.form.agreement)

    def of(self, lines: Sequence[Line]) -> dict[int, Columns]:
        forecasts = {one.line_id: one for one in Forecast.objects.filter(line__in=lines).select_related("by")}
        return {
            line.question.number: self.columns(line.question.indicator, said_by(line), forecasts.get(line.pk))
            for line in lines
        }

    def columns(self, indicator: Indicator, own: Value | None, forecast: Forecast | None = None) -> Columns:
        cumulative = self._cumulative(indicator, own)
        plan = self.plans.get(indicator.pk)
        return Columns(
            period=own,
            cumulative=cumulative,
            same_period=self.ask(indicator, self.same_period),
            plan=plan,
            percent=progress(cumulative.amount if cumulative else None, plan),
            forecast=forecast,
            forecast_percent=progress(forecast.amount if forecast else None, plan),
        )

    def _cumulative(self, indicator: Indicator, own: Value | None) -> Value | None:
        """What is approved stands in the ledger; what is not comes on top of what stood before."""
        window = self.cumulative
        if window is None:
            return None
        if self.about.is_posted:
            return self.ask(indicator, window)
        before = self.about.first_on - DAY
        stood = self.ask(indicator, Window(window.first, before)) if window.first <= before else None
        return cumulated(Kind(indicator.kind), stood, own)

    def ask(self, indicator: Indicator, window: Window) -> Value | None:
        place = self.about.place
        figure = self.book.ask(
            indicator, window.first, window.last, places=[place] if place else None, holders=self.bodies,
            map_on=self.about.last_on, with_reports=False,
        )  # fmt: skip
        return None if figure.amount is None else Value(figure.amount, figure.qualifier, figure.at_least)

    @cached_property
    def cumulative(self) -> Window | None:
        """From the first day of the regime's year, or of the phase; None where no phase had begun."""
        form, last_on = self.about.form, self.about.last_on
        if form.cumulative_from == Start.YEAR:
            first = year_start(form.regime.in_rules(), last_on) if form.regime else None
            return cumulative_window(last_on, Start.YEAR, year_first=first)
        phase = phase_on(list(form.agreement.phases.all()), last_on)
        if phase is None or last_on < phase.first_on:
            return None
        return cumulative_window(last_on, Start.PHASE, Window(phase.first_on, phase.last_on))

    @cached_property
    def same_period(self) -> Window:
        """Cùng kỳ: the same period a year before, by the regime's cut-offs where it has them."""
        about = self.about
        if about.form.regime and about.span:
            period = Period(Span(about.span), about.first_on, about.last_on, about.due_on)
            earlier = year_before(about.form.regime.in_rules(), period)
            return Window(earlier.first_on, earlier.last_on)
        return Window(a_year_before(about.first_on), a_year_before(about.last_on))

    @cached_property
    def bodies(self) -> list[Organisation]:
        """The holders and all that they took over from."""
        held = with_predecessors((body.pk for body in self.about.holders), self.about.last_on)
        return list(Organisation.objects.filter(pk__in=held))

    @cached_property
    def plans(self) -> dict[UUID, int]:
        """What each indicator shall reach in the shortest window that holds this period: targets of the unit, else
        those in its own plan."""
        form, last_on = self.about.form, self.about.last_on
        of_unit = Q(organisation__in=self.bodies) | Q(place__isnull=False)
        own = Q(is_assigned=False, content__plan__holder__in=self.bodies, content__dropped_in=None)
        asked = Target.objects.filter(
            Q(is_assigned=True) & of_unit | own,
            agreement=form.agreement_id,
            combination=None,
            first_on__lte=last_on,
            last_on__gte=last_on,
            indicator__in=form.questions.values("indicator"),
        )
        found: dict[UUID, list[tuple[tuple[int, bool], int]]] = {}
        for target in asked:
            amount = self._share(target)
            if amount is not None:
                rank = ((target.last_on - target.first_on).days, not target.is_assigned)
                found.setdefault(target.indicator_id, []).append((rank, amount))
        return {key: sum_of_best(said) for key, said in found.items()}

    def _share(self, target: Target) -> int | None:
        """What of a target lies in the place: what merged brings its target along."""
        if target.place_id is None:
            return target.amount
        if self.about.place is None:
            return None
        parts = self.book.world.parts(str(target.place_id), target.amount, self.about.last_on)
        mine = [part.amount for part in parts if str(part.place) == str(self.about.place.pk)]
        return sum(mine) if mine else None


def said_by(line: Line) -> Value | None:
    """What the line itself says of its period."""
    if line.state != LineState.GIVEN or line.total is None:
        return None
    return Value(line.total, Qualifier(line.qualifier))


def sum_of_best(said: list[tuple[tuple[int, bool], int]]) -> int:
    """Of several targets those that stand nearest; parts of what merged add up."""
    nearest = min(rank for rank, _ in said)
    return sum(amount for rank, amount in said if rank == nearest)


def a_year_before(day: date) -> date:
    """The same day; on 29 February the last of that month."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
