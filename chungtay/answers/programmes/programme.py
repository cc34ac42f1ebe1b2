"""One programme as one person may see it: seats, plan, results against targets, papers, and who is late.

A `Programme` is asked once a request. Each property costs a fixed number of queries, whatever the programme
holds, and every number comes out of its one `Book`.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Value, prefetch_related_objects

from chungtay.answers.figures import Book, Figure
from chungtay.models import (
    Activity,
    Agreement,
    Commitment,
    Content,
    Document,
    Indicator,
    Organisation,
    Person,
    Phase,
    Plan,
    QuotedFigure,
    Report,
    Review,
    Seat,
    SeatHolding,
    SeatRole,
    Target,
    Task,
)
from chungtay.models.plans import Priority
from chungtay.rules.ledger import Kind, Window, due_share
from chungtay.rules.people import Act
from chungtay.rules.people import Kind as ProtectedKind
from chungtay.rules.reports import ReportState

from .listing import phase_on
from .parts import Completeness, Event, PlannedContent, Quoted, Result, SeatSaid

EVENTS_SHOWN = 8
DOCUMENTS_SHOWN = 8


class Programme:
    """One programme as one person may see it on one day, with the plan of `year` (or the one that runs)."""

    def __init__(
        self,
        agreement: Agreement,
        person: Person,
        today: date,
        *,
        year: int | None = None,
        phase: str = "",
    ) -> None:
        self.agreement, self.person, self.today = agreement, person, today
        self.year, self.phase_name = year, phase

    @cached_property
    def book(self) -> Book:
        return Book(self.person, self.today, self.agreement)

    # What was signed

    @cached_property
    def seats(self) -> list[Seat]:
        holdings = SeatHolding.objects.select_related("organisation")
        prefetch_related_objects([self.agreement], Prefetch("seats__holdings", holdings))
        return list(self.agreement.seats.all())

    @cached_property
    def phases(self) -> list[Phase]:
        return list(self.agreement.phases.prefetch_related("commitments"))

    @cached_property
    def phase(self) -> Phase | None:
        """The phase that was asked for; else that of the shown plan, the one that runs, or the last."""
        if self.phase_name:
            return next((phase for phase in self.phases if phase.name == self.phase_name), None)
        if self.plan:
            return next(phase for phase in self.phases if phase.pk == self.plan.phase_id)
        return phase_on(self.phases, self.today)

    # The plan

    @cached_property
    def plans(self) -> list[Plan]:
        """All that the person may see of it: joint ones, and those of single bodies."""
        seen = Plan.objects.visible_to(self.person, self.today)
        return list(seen.filter(phase__agreement=self.agreement, withdrawn_at=None).select_related("holder"))

    @property
    def joint_plans(self) -> list[Plan]:
        return [plan for plan in self.plans if plan.is_joint and plan.is_of_the_seats]

    @property
    def own_plans(self) -> list[Plan]:
        """Those of single bodies, and drafts that only their drafter sees."""
        return [plan for plan in self.plans if not (plan.is_joint and plan.is_of_the_seats)]

    @property
    def may_begin_plan(self) -> bool:
        """Whoever plans for a body of their own; which of them draws up what, the rules say."""
        return bool(
            self.person.organisations_for(
                Act.PLAN, self.today, ProtectedKind.PLAN, programme=self.agreement.slug
            )
        )

    def show_plan(self, plan: Plan) -> None:
        """Show this plan instead of the one that runs."""
        self.plan = plan

    @cached_property
    def plan(self) -> Plan | None:
        """The joint plan of the year that was asked for; else of this year, else the latest before it."""
        if self.year is not None:
            return next((plan for plan in self.joint_plans if plan.year == self.year), None)
        of_phase = [plan for plan in self.joint_plans if plan.phase_id in self._phases_asked]
        begun = [plan for plan in of_phase if plan.year <= self.today.year]
        return (begun or of_phase)[0] if of_phase else None

    @property
    def _phases_asked(self) -> set[UUID]:
        return {phase.pk for phase in self.phases if self.phase_name in ("", phase.name)}

    @cached_property
    def contents(self) -> list[PlannedContent]:
        return planned_contents(self, Content.objects.filter(plan=self.plan)) if self.plan else []

    @property
    def is_paced(self) -> bool:
        return any(result.is_paced for planned in self.contents for result in planned.results)

    @cached_property
    def uncovered(self) -> list[Commitment]:
        """What was signed and has no content in the shown plan."""
        if self.plan is None or self.phase is None:
            return []
        covered = {commitment.pk for planned in self.contents for commitment in planned.commitments}
        return [commitment for commitment in self.phase.commitments.all() if commitment.pk not in covered]

    @cached_property
    def shown_on(self) -> date:
        """The day whose seat holders stand beside the plan: today, or the last day of an earlier year."""
        return min(self.today, date(self.plan.year, 12, 31)) if self.plan else self.today

    @cached_property
    def plan_seats(self) -> list[SeatSaid]:
        accepted = {}
        if self.plan:
            said = self.plan.acceptances.filter(version=self.plan.version)
            accepted = {one.seat_id: one for one in said}
        return [
            SeatSaid(seat, seat.holder_on(self.shown_on), accepted.get(seat.pk))
            for seat in self.seats
            if seat.role != SeatRole.WITNESS
        ]

    @cached_property
    def seat_to_accept(self) -> Seat | None:
        """The seat for which this person may still accept the shown plan."""
        if self.plan is None or not self.plan.is_of_the_seats or self.plan.ends_on < self.today:
            return None
        speaks_for = self.person.organisations_for(Act.ACCEPT_PLAN, self.today, programme=self.agreement.slug)
        return next((said.seat for said in self.plan_seats if self._may_accept(said, speaks_for)), None)

    def _may_accept(self, said: SeatSaid, speaks_for: set[UUID]) -> bool:
        holder = said.seat.holder_on(self.today)
        return said.acceptance is None and holder is not None and holder.pk in speaks_for

    # Results

    @cached_property
    def targets(self) -> list[Target]:
        """Promises of the whole programme; those of single bodies belong to reviews."""
        return list(self.agreement.targets.promised().filter(organisation=None).select_related("indicator"))

    def result_of(
        self,
        indicator: Indicator,
        window: Window,
        target: int | None,
        *,
        holders: Iterable[Organisation] | None = None,
    ) -> Result:
        """Asked up to today at the latest, so that completeness speaks of what is due by now."""
        last = max(window.first, min(window.last, self.today))
        adds = Kind(indicator.kind).adds_over_days
        due = due_share(window, self.today) if adds and target is not None else None
        figure = self.book.ask(indicator, window.first, last, holders=holders)
        return Result(figure, target, due, window.first if window.first > self.today else None)

    @cached_property
    def results(self) -> list[Result]:
        """The phase's targets, then whatever else is counted for the programme."""
        if self.phase is None:
            return []
        window = Window(self.phase.first_on, self.phase.last_on)
        promised = [
            target
            for target in self.targets
            if target.content_id is None and window.covers(Window(target.first_on, target.last_on))
        ]
        results = [
            self.result_of(target.indicator, Window(target.first_on, target.last_on), target.amount)
            for target in promised
        ]
        told = {target.indicator_id for target in promised}
        others = [
            self.result_of(indicator, window, None) for indicator in self.counted if indicator.pk not in told
        ]
        return results + [
            result for result in others if result.figure.due or result.figure.amount is not None
        ]

    @cached_property
    def counted(self) -> list[Indicator]:
        """Every indicator that a form asks for or that stands in the programme's ledger."""
        asked = {str(indicator) for indicator in self.book.reports if indicator}
        keys = asked | self.book.counted
        return sorted((self.book.indicators[key] for key in keys), key=lambda indicator: indicator.slug)

    @cached_property
    def counted_until(self) -> date:
        """The last day that the results of the phase may hold."""
        assert self.phase is not None, "a programme without a phase has no results"
        return max(self.phase.first_on, min(self.phase.last_on, self.today))

    @cached_property
    def charted(self) -> Indicator | None:
        """What the chart shows: attendances where the programme counts them, else its fullest flow."""
        for kind in (Kind.PARTICIPATIONS, Kind.FLOW):
            found = [result for result in self.results if result.figure.indicator.kind == kind]
            if found:
                return max(found, key=lambda result: result.figure.count).figure.indicator
        return None

    @cached_property
    def years(self) -> list[Figure]:
        """The charted indicator year by year through the phase, up to today."""
        if self.phase is None or self.charted is None:
            return []
        last = min(self.phase.last_on, self.today)
        windows = [
            (max(self.phase.first_on, date(year, 1, 1)), min(last, date(year, 12, 31)))
            for year in range(self.phase.first_on.year, last.year + 1)
        ]
        figures = [self.book.ask(self.charted, first, end) for first, end in windows]
        return [figure for figure in figures if figure.due or figure.amount is not None]

    @cached_property
    def quoted(self) -> list[Quoted]:
        seen = Document.objects.visible_to(self.person, self.today)
        rows = self.agreement.quoted_figures.filter(document__in=seen, withdrawn_at=None)
        rows = rows.select_related("document", "indicator", "place")
        return [Quoted(row, self._figure_for(row)) for row in rows]

    def _figure_for(self, row: QuotedFigure) -> Figure | None:
        if row.indicator is None or row.first_on is None or row.last_on is None:
            return None
        places = [row.place] if row.place else None
        return self.book.ask(row.indicator, row.first_on, row.last_on, places=places, map_on=row.last_on)

    # Papers, events, lateness

    @cached_property
    def documents(self) -> list[Document]:
        seen = Document.objects.visible_to(self.person, self.today)
        return list(seen.filter(agreements=self.agreement).prefetch_related("files"))

    @property
    def latest_documents(self) -> list[Document]:
        return self.documents[:DOCUMENTS_SHOWN]

    @cached_property
    def plan_documents(self) -> list[Document]:
        return [document for document in self.documents if self.plan and document.plan_id == self.plan.pk]

    @cached_property
    def events(self) -> list[Event]:
        reviews = Review.objects.visible_to(self.person, self.today).filter(agreement=self.agreement)
        seen = Activity.objects.visible_to(self.person, self.today).standing()
        visits = seen.filter(served__agreements=self.agreement, kind__is_event=True).select_related("kind")
        found = [Event(phase.signed_on, "signing", phase) for phase in self.phases if phase.signed_on]
        found += [
            Event(review.signed_on or review.last_on, "review", review)
            for review in reviews.defer("canonical")
        ]
        found += [Event(visit.first_on, visit.kind_id, visit) for visit in visits]
        return sorted(found, key=lambda event: event.on)[-EVENTS_SHOWN:]

    @cached_property
    def completeness(self) -> Completeness | None:
        """The latest period of the shown year for which reports were asked."""
        states = {
            (report.holder, report.place, report.first_on, report.last_on): report.state
            for asked in self.book.reports.values()
            for report in asked
            if report.first_on <= self.shown_on
        }
        if not states:
            return None
        last = max((first_on, last_on) for _, _, first_on, last_on in states)
        held = [state for key, state in states.items() if key[2:] == last]
        approved, waiting = held.count(ReportState.APPROVED), held.count(ReportState.HANDED_IN)
        return Completeness(Window(*last), approved, waiting, len(held) - approved - waiting)

    @cached_property
    def owed(self) -> list[Report]:
        """Reports of the person's own bodies that are late, sent back or wait, the latest first."""
        reports = Report.objects.visible_to(self.person, self.today).exclude(state=ReportState.APPROVED)
        asked = reports.filter(form__agreement=self.agreement, first_on__lte=self.shown_on)
        return sorted(
            asked.select_related("holder", "place"),
            key=lambda report: (not report.is_late(self.today), report.due_on),
        )

    @cached_property
    def late_tasks(self) -> list[Task]:
        return [task for planned in self.contents for task in planned.late_tasks]


def planned_contents(programme: Programme, contents: "QuerySet[Content]") -> list[PlannedContent]:
    """Contents with all that hangs on them, each kind of thing in one query."""
    seats = {said.seat.pk: said.holder for said in programme.plan_seats if said.holder}
    tasks = Task.objects.visible_to(programme.person, programme.today).select_related("organisation", "asker")
    fetched = list(contents.select_related("lead").prefetch_related(Prefetch("tasks", tasks)))
    tied = _tied(fetched)
    signed = {one.pk: one for phase in programme.phases for one in phase.commitments.all()}
    targets: dict[UUID, list[Target]] = defaultdict(list)
    for target in programme.targets:
        if target.content_id:
            targets[target.content_id].append(target)
    return [
        PlannedContent(
            content=content,
            results=[
                programme.result_of(target.indicator, Window(target.first_on, target.last_on), target.amount)
                for target in targets[content.pk]
            ],
            tasks=list(content.tasks.all()),
            commitments=sorted(
                (signed[key] for key, _ in tied[content.pk, "commitment"] if key in signed),
                key=lambda one: one.number,
            ),
            coordinating=[seats[key] for key in seats if (key, 0) in tied[content.pk, "coordinating"]],
            priorities=sorted(
                ((rank, seats[key]) for key, rank in tied[content.pk, "priority"] if key in seats),
                key=lambda one: one[0],
            ),
            today=programme.today,
        )
        for content in fetched
    ]


def _tied(contents: list[Content]) -> dict[tuple[UUID, str], set[tuple[UUID, int]]]:
    """Which commitments and seats each content is tied to, and how: three tables read as one. A rank is a number."""
    of = {"content__in": contents}
    commitments = Content.commitments.through.objects.filter(**of).order_by()
    coordinating = Content.coordinating.through.objects.filter(**of).order_by()
    priorities = Priority.objects.filter(**of).order_by()
    rows = commitments.values_list("content_id", "commitment_id", Value("commitment"), Value(0)).union(
        coordinating.values_list("content_id", "seat_id", Value("coordinating"), Value(0)),
        priorities.values_list("content_id", "seat_id", Value("priority"), "rank"),
        all=True,
    )
    found: dict[tuple[UUID, str], set[tuple[UUID, int]]] = defaultdict(set)
    for content, thing, way, rank in rows if contents else ():
        found[content, way].add((thing, rank))
    return found
