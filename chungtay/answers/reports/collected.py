"""What the units say together with one form for one period, line by line, as an office prints it and signs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from chungtay.models import Form, Indicator, Line, Person, Question, Report, Target
from chungtay.rules.ledger import Kind, Window, progress
from chungtay.rules.reports import ReportState

from .columns import About, Beside, Columns


@dataclass(frozen=True)
class Round:
    """One form and one period, and how many of its reports are in."""

    form: Form
    first_on: date
    last_on: date
    due: int
    approved: int


@dataclass(frozen=True)
class CollectedLine:
    question: Question
    columns: Columns

    @property
    def indicator(self) -> Indicator:
        return self.question.indicator


def rounds_seen(person: Person, today: date) -> list[Round]:
    """Every form and period of which the person sees reports, the latest first."""
    seen = Report.objects.visible_to(person, today).order_by()
    counted = seen.values("form", "first_on", "last_on").annotate(
        due=Count("pk"), approved=Count("pk", filter=Q(state=ReportState.APPROVED))
    )
    forms = Form.objects.select_related("agreement").in_bulk({one["form"] for one in counted})
    rounds = [
        Round(forms[one["form"]], one["first_on"], one["last_on"], one["due"], one["approved"])
        for one in counted
    ]
    return sorted(rounds, key=lambda one: (one.last_on, one.due), reverse=True)


class Collected:
    """The reports of one round, as far as the person sees them; only what is approved is counted."""

    def __init__(self, form: Form, window: Window, person: Person, today: date) -> None:
        self.form, self.window, self.person, self.today = form, window, person, today

    @cached_property
    def reports(self) -> list[Report]:
        found: QuerySet[Report] = Report.objects.visible_to(self.person, self.today).filter(
            form=self.form, first_on=self.window.first, last_on=self.window.last
        )
        return list(found.select_related("holder__parent", "place").order_by("place__name", "pk"))

    @cached_property
    def approved(self) -> list[Report]:
        return [one for one in self.reports if one.state == ReportState.APPROVED]

    @cached_property
    def missing(self) -> list[Report]:
        """Whose figures are not in it yet."""
        return [one for one in self.reports if one.state != ReportState.APPROVED]

    @cached_property
    def lines(self) -> list[CollectedLine]:
        questions = self.form.questions.select_related("indicator")
        return [CollectedLine(one, self._columns(one.indicator)) for one in questions]

    def _columns(self, indicator: Indicator) -> Columns:
        own = self._beside.ask(indicator, self.window) if self.approved else None
        columns = self._beside.columns(indicator, own)
        plan = self._planned_above.get(indicator.pk) or self._planned_by_units(indicator)
        reached = columns.cumulative.amount if columns.cumulative else None
        return Columns(
            period=columns.period, cumulative=columns.cumulative, same_period=columns.same_period, plan=plan,
            percent=progress(reached, plan),
        )  # fmt: skip

    @cached_property
    def _beside(self) -> Beside:
        """All the units that were asked, wherever they worked: who has not answered adds nothing."""
        return self._of(self.reports)

    def _of(self, reports: Sequence[Report]) -> Beside:
        about = About(
            form=self.form, first_on=self.window.first, last_on=self.window.last,
            due_on=max((one.due_on for one in reports), default=self.window.last),
            span=reports[0].span if reports else "", place=None,
            holders=list({one.holder_id: one.holder for one in reports}.values()), is_posted=True,
        )  # fmt: skip
        return Beside(about, self.person, self.today)

    @cached_property
    def _planned_above(self) -> dict[UUID, int]:
        """What the office above the units set itself, where they all stand under one."""
        above = {one.holder.parent for one in self.reports if one.holder.parent}
        if len(above) != 1 or not self.reports:
            return {}
        office = above.pop()
        about = About(
            form=self.form, first_on=self.window.first, last_on=self.window.last, due_on=self.window.last, span="",
            place=office.place, holders=[office], is_posted=True,
        )  # fmt: skip
        return Beside(about, self.person, self.today).plans

    def _planned_by_units(self, indicator: Indicator) -> int | None:
        """What was set for each unit, added up: of each the target of the shortest window."""
        if indicator.kind == Kind.RATIO:
            return None
        nearest: dict[tuple[UUID | None, UUID | None], Target] = {}
        for target in self._set_for_units:
            unit = (target.organisation_id, target.place_id)
            if target.indicator_id == indicator.pk:
                held = nearest.get(unit, target)
                nearest[unit] = min(held, target, key=lambda one: one.last_on - one.first_on)
        return sum(target.amount for target in nearest.values()) if nearest else None

    @cached_property
    def _set_for_units(self) -> list[Target]:
        """A place's target goes with the place into what it became; a body's stays with whoever took over from it."""
        last_on = self.window.last
        held = Target.objects.assigned().filter(
            agreement=self.form.agreement_id, combination=None, first_on__lte=last_on, last_on__gte=last_on
        )
        bodies = {body.pk for body in self._beside.bodies}
        places = {str(one.place_id) for one in self.reports}
        world = self._beside.book.world
        return [
            one
            for one in held
            if one.organisation_id in bodies
            or one.place_id
            and any(str(part.place) in places for part in world.parts(str(one.place_id), one.amount, last_on))
        ]

    def by_unit(self, number: int) -> list[Line]:
        """What each unit says to one question, handed in or not; the largest first, who said nothing last."""
        found = Line.objects.filter(report__in=[one.pk for one in self.reports], question__number=number)
        lines = found.select_related("report__place", "report__holder", "question__indicator")
        return sorted(
            lines, key=lambda line: (line.total is None, -(line.total or 0), line.report.place.name)
        )
