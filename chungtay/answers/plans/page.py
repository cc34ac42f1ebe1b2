"""One plan as one person may see it: what is agreed, who leads what by when, what each side said, how far it has come.

Asked once a request. Each property costs a fixed number of queries, however many contents, tasks and units there are:
tasks are counted by the database, and the ledger is opened only where something was promised in numbers.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from chungtay.answers.programmes import Programme, Result, SeatSaid, bodies_for
from chungtay.models import (
    Activity,
    ChangeRequest,
    Commitment,
    Content,
    Document,
    Organisation,
    Person,
    Plan,
    PlanAcceptance,
    Seat,
    Task,
    Version,
)
from chungtay.rules.ledger import Window, progress
from chungtay.rules.people import Act, Kind
from chungtay.rules.places import WHOLE
from chungtay.rules.plans import PlanMove, PlanState, may_move

from .state import is_drafter, seats_asked, speaks_for, state_of_plan, with_facts

NOT_IN_A_PLAN_SHOWN = 50


@dataclass
class PlanLine:
    """A content of the plan with all that hangs on it."""

    content: Content
    coordinating: list[Organisation] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    priorities: list[tuple[int, Organisation]] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    changes: list[ChangeRequest] = field(default_factory=list)
    total: int = 0  # tasks
    done: int = 0
    late: int = 0
    is_over: bool = False  # its day has passed
    form: Any = None  # where a page lets it be written in, or asked to be otherwise

    @property
    def share_done(self) -> int | None:
        return progress(self.done, self.total)

    @property
    def is_late(self) -> bool:
        """Its day has passed while a target or a task is still short."""
        if not self.is_over:
            return False
        shares = [result.share for result in self.results]
        if not shares:  # nothing was promised in numbers: only its tasks can be late
            return self.late > 0
        return any(share is None or share < WHOLE for share in shares)


@dataclass(frozen=True)
class SideSaid(SeatSaid):
    """A side of a joint plan: who sits there, and what it said to the text as it stands."""

    unanswered: int  # changes that it asked for and that wait


@dataclass(frozen=True)
class Amendment:
    """A proposed text of a running plan, and what each side said to it."""

    version: Version
    sides: list[SideSaid]
    to_accept: list[SideSaid]  # for which the person may still say yes


class PlanPage:
    def __init__(self, plan: Plan, person: Person, today: date) -> None:
        """`plan` comes out of `with_facts`."""
        self.plan, self.person, self.today = plan, person, today
        self.agreement = plan.phase.agreement

    @classmethod
    def of(cls, plans: "QuerySet[Plan, Any]", person: Person, today: date, **named: Any) -> "PlanPage | None":
        plan = with_facts(plans).filter(**named).first()
        return cls(plan, person, today) if plan else None

    # What may be done

    @cached_property
    def state(self) -> PlanState:
        return state_of_plan(self.plan, self.today)

    @property
    def state_name(self) -> str:
        return f"plan_{self.state.value}"

    @property
    def is_unsettled(self) -> bool:
        """Whether a reader of the paper must be told that it is not the last word."""
        return self.state in (
            PlanState.DRAFT,
            PlanState.PROPOSED,
            PlanState.CHANGES_ASKED,
            PlanState.WITHDRAWN,
        )

    @cached_property
    def is_drafter(self) -> bool:
        return is_drafter(self.plan, self.person, self.today)

    def may(self, move: PlanMove) -> bool:
        """Whether the person may take the step now; what a side does for itself stands beside its own line."""
        if not may_move(self.state, move, is_joint=self.plan.is_joint):
            return False
        return self.may_amend if move is PlanMove.AMEND else self.is_drafter

    @cached_property
    def may_amend(self) -> bool:
        """Whoever plans for a body that holds the plan."""
        return self.person.may(Act.PLAN, self.plan.facts(self.today), self.today)

    @cached_property
    def may_issue(self) -> bool:
        """Whoever says yes for the body, once its own plan is drawn up."""
        facts = self.plan.facts(self.today)
        return self.may(PlanMove.ISSUE) and self.person.may(Act.ACCEPT_PLAN, facts, self.today)

    @cached_property
    def moves(self) -> dict[str, bool]:
        """By the step's name, for templates."""
        return {move.value: self.may(move) for move in PlanMove}

    @cached_property
    def at_the_table(self) -> bool:
        """What the sides ask of each other is theirs; whoever only reads the plan does not read that."""
        if self.is_drafter or self.seats_spoken_for:
            return True
        facts = self.plan.facts(self.today)
        return self.plan.is_of_the_seats and any(
            self.person.may(act, facts, self.today) for act in (Act.PLAN, Act.ACCEPT_PLAN)
        )

    # The sides

    @cached_property
    def shown_on(self) -> date:
        """The day whose seat holders stand beside the plan: today, or the last day of a plan that has ended."""
        return min(self.today, self.plan.ends_on)

    @cached_property
    def holders(self) -> dict[UUID, Organisation]:
        seats = self.agreement.seats.all()
        return {seat.pk: holder for seat in seats if (holder := seat.holder_on(self.shown_on))}

    @property
    def holders_who_sign(self) -> list[UUID]:
        """Those that a number is offered for first."""
        own = [self.plan.holder_id] if self.plan.holder_id and not self.plan.is_joint else []
        return own or [self.holders[seat.pk].pk for seat in self.asked if seat.pk in self.holders]

    @cached_property
    def bodies_planned_for(self) -> list[Organisation]:
        """Bodies of the programme that the person may name as leads."""
        return list(bodies_for(self.agreement, self.person, Act.PLAN, self.today))

    @cached_property
    def asked(self) -> list[Seat]:
        return seats_asked(self.plan, self.today)

    @cached_property
    def sides(self) -> list[SideSaid]:
        accepted = {
            one.seat_id: one for one in self.plan.acceptances.all() if one.version == self.plan.version
        }
        return self._said(accepted)

    def _said(self, accepted: dict[UUID, PlanAcceptance]) -> list[SideSaid]:
        waiting = [one.seat_id for one in self.plan.change_requests.all() if one.settled_at is None]
        return [
            SideSaid(seat, self.holders.get(seat.pk), accepted.get(seat.pk), waiting.count(seat.pk))
            for seat in self.asked
        ]

    @cached_property
    def seats_spoken_for(self) -> set[UUID]:
        spoken = [seat for seat in self.asked if speaks_for(seat, self.plan, self.person, self.today)]
        return {seat.pk for seat in spoken}

    @cached_property
    def to_accept(self) -> list[SideSaid]:
        """The sides for which the person may say yes now."""
        if not may_move(self.state, PlanMove.ACCEPT, is_joint=self.plan.is_joint):
            return []
        return [one for one in self._spoken(self.sides) if not one.acceptance and not one.unanswered]

    @cached_property
    def to_ask(self) -> list[SideSaid]:
        """The sides for which the person may ask for changes now."""
        if not may_move(self.state, PlanMove.ASK_CHANGES, is_joint=self.plan.is_joint):
            return []
        return [one for one in self._spoken(self.sides) if not one.acceptance]

    def _spoken(self, sides: Iterable[SideSaid]) -> list[SideSaid]:
        return [one for one in sides if one.seat.pk in self.seats_spoken_for]

    @cached_property
    def changes(self) -> list[ChangeRequest]:
        if not (self.plan.is_joint and self.at_the_table):
            return []
        holders = self.holders
        found = sorted(self.plan.change_requests.all(), key=lambda one: one.asked_at)
        for one in found:
            one.asker = holders.get(one.seat_id)  # type: ignore[attr-defined]
        return found

    @property
    def is_paced(self) -> bool:
        return any(result.is_paced for line in self.lines for result in line.results)

    @cached_property
    def changes_of_the_whole(self) -> list[ChangeRequest]:
        """Of no content, or of one that the text does not have any more."""
        standing = {line.content.pk for line in self.lines}
        return [one for one in self.changes if one.content_id not in standing]

    @cached_property
    def unanswered(self) -> int:
        return sum(one.settled_at is None for one in self.changes)

    @property
    def issuing(self) -> list[Organisation]:
        """Whose names stand at the head of the paper: who issued it, else who is to accept it."""
        if not self.plan.is_joint and self.plan.holder:
            return [self.plan.holder]
        return list(self.plan.issuers.all()) or [said.body for said in self.signing if said.body]

    @property
    def signing(self) -> list[SideSaid]:
        """Whose names stand at its foot; of a draft the sides that it will be proposed to."""
        if not self.plan.is_joint:
            return []
        seats = self.asked or [seat for seat in self.agreement.seats.all() if seat.pk in self.holders]
        return self.sides or [SideSaid(seat, self.holders.get(seat.pk), None, 0) for seat in seats]

    @property
    def amender(self) -> Organisation:
        """The body that draws an amendment up: one's own that drew the plan up or holds a side."""
        own = self.person.organisations_for(Act.PLAN, self.today, Kind.PLAN, programme=self.agreement.slug)
        bodies = [body for body in [self.plan.holder, *self.holders.values()] if body]
        return next((body for body in bodies if body.pk in own), bodies[0])

    @cached_property
    def amendments(self) -> list[Amendment]:
        """Proposed and not in force: the text that every side is asked to accept."""
        if not self.plan.is_joint:
            return []
        proposed = Version.objects.filter(
            plan=self.plan, proposed_at__isnull=False, withdrawn_at=None, in_force_on=None
        )
        return [self._amendment(version) for version in proposed.defer("body", "base")]

    def _amendment(self, version: Version) -> Amendment:
        assert version.proposed_at is not None
        accepted = {
            one.seat_id: one
            for one in self.plan.acceptances.all()
            if one.version == version.number and one.accepted_at >= version.proposed_at
        }
        sides = self._said(accepted)
        return Amendment(version, sides, [one for one in self._spoken(sides) if not one.acceptance])

    # The text

    @cached_property
    def lines(self) -> list[PlanLine]:
        fetched = Content.objects.filter(plan=self.plan).select_related("lead")
        contents = list(fetched.prefetch_related("commitments", "coordinating", "priorities"))
        changes: dict[Any, list[ChangeRequest]] = defaultdict(list)
        for one in self.changes:
            changes[one.content_id].append(one)
        return [self._line(content, changes[content.pk]) for content in contents]

    def _line(self, content: Content, changes: list[ChangeRequest]) -> PlanLine:
        seats, counted = self.holders, self.tasks.get(content.pk, {})
        return PlanLine(
            content=content,
            coordinating=[seats[seat.pk] for seat in content.coordinating.all() if seat.pk in seats],
            commitments=list(content.commitments.all()),
            priorities=[
                (row.rank, seats[row.seat_id]) for row in content.priorities.all() if row.seat_id in seats
            ],
            results=self.results.get(content.pk, []),
            changes=changes,
            is_over=content.due_on is not None and content.due_on < self.today,
            **counted,
        )

    @cached_property
    def tasks(self) -> dict[Any, dict[str, int]]:
        """How many tasks each content has, as far as the person sees them; how many are done, and late."""
        seen = Task.objects.visible_to(self.person, self.today).filter(content__plan=self.plan)
        late = Q(done_on=None, due_on__lt=self.today) & ~Q(state="dropped")
        counted = seen.order_by().values("content").annotate(
            total=Count("id", filter=~Q(state="dropped")),
            done=Count("id", filter=Q(done_on__isnull=False)),
            late=Count("id", filter=late),
        )  # fmt: skip
        return {row["content"]: {name: row[name] for name in ("total", "done", "late")} for row in counted}

    @cached_property
    def results(self) -> dict[Any, list[Result]]:
        """What was promised beside what the ledger holds; without a promise the ledger stays closed."""
        promised = self.agreement.targets.filter(content__plan=self.plan, content__dropped_in=None)
        found: dict[Any, list[Result]] = defaultdict(list)
        for target in promised.select_related("indicator"):
            window = Window(target.first_on, target.last_on)
            result = self.programme.result_of(
                target.indicator, window, target.amount, holders=self.counted_for
            )
            found[target.content_id].append(result)
        return found

    @cached_property
    def counted_for(self) -> list[Organisation] | None:
        """Of a body's own plan only what that body and those under it have reached; of a joint one everything."""
        if self.plan.is_joint or self.plan.holder_id is None:
            return None
        below = Organisation.objects.at_or_below([self.plan.holder_id], self.today)
        return list(Organisation.objects.filter(pk__in=below))

    @cached_property
    def programme(self) -> Programme:
        return Programme(self.agreement, self.person, self.today)

    @cached_property
    def uncovered(self) -> list[Commitment]:
        """What was signed and has no content in the plan."""
        covered = {commitment.pk for line in self.lines for commitment in line.commitments}
        return [one for one in self.plan.phase.commitments.all() if one.pk not in covered]

    @cached_property
    def has_money(self) -> bool:
        return any(line.content.budget is not None for line in self.lines)

    @cached_property
    def totals(self) -> dict[str, int]:
        """The money of all contents, by currency; never converted."""
        sums: dict[str, int] = defaultdict(int)
        for line in self.lines:
            if line.content.budget is not None:
                sums[line.content.currency] += line.content.budget
        return dict(sums)

    # What belongs to it

    @cached_property
    def documents(self) -> list[Document]:
        seen = Document.objects.visible_to(self.person, self.today)
        return list(seen.filter(plan=self.plan).prefetch_related("files"))

    @cached_property
    def not_in_a_plan(self) -> list[Activity]:
        """What the person sees done for the programme in the plan's days, and standing in no plan yet."""
        if not self.plan.is_of_the_seats and self.plan.is_joint:
            return []
        seen = Activity.objects.visible_to(self.person, self.today).standing().filter(
            served__agreements=self.agreement, task=None, content=None,
            first_on__gte=self.plan.first_on, first_on__lte=self.plan.ends_on,
        )  # fmt: skip
        return list(seen.select_related("place", "holder").distinct()[:NOT_IN_A_PLAN_SHOWN])

    @cached_property
    def linkable(self) -> set[Activity]:
        """Those of which the person may say what they were done for."""
        if not self.not_in_a_plan:
            return set()
        own = Activity.objects.allowed(self.person, Act.RECORD, self.today)
        return set(own.filter(pk__in=[one.pk for one in self.not_in_a_plan]))
