"""Who has drawn a plan of its own from this one, and who has not; and what the plan above has changed since.

The view from above goes one level down: each unit that stands directly below, what it kept, left out and added, and
how many below it have the plan in turn. A fixed number of questions, however many units there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from chungtay.answers.programmes import bodies_for
from chungtay.models import Content, Indicator, Organisation, Person, Plan, Target, Task
from chungtay.models.walks import Tree, under
from chungtay.rules.cascade import Stage, stage_of
from chungtay.rules.people import Act
from chungtay.rules.plans import PlanState

from .changes import SAID, Before, change_of
from .state import state_of_plan

RUNS = (PlanState.RUNNING, PlanState.ISSUED)
OF_DRAWN = ("plan_id", "number", "drawn_from_id", "drawn_version", "dropped_in", "dropped_because")


def goes_down(plan: Plan, today: date) -> bool:
    return state_of_plan(plan, today) in RUNS


def stage_of_plan(own: Plan | None) -> Stage:
    """How far the unit is with the plan that it drew; none: it has none yet."""
    return stage_of(
        is_there=own is not None,
        begun=bool(own and own.begun_at),
        handed_up=bool(own and own.proposed_at),
        issued=bool(own and own.issued_at),
    )


def units_below(plan: Plan, person: Person, today: date) -> QuerySet[Organisation]:
    """Bodies under whoever holds the plan for which the person plans; not the holders themselves."""
    holders = plan.holders(today)
    below = bodies_for(plan.phase.agreement, person, Act.PLAN, today)
    return below.filter(pk__in=under(Tree.BODIES, holders, today)).exclude(pk__in=holders)


def next_level(units: Iterable[Organisation]) -> list[Organisation]:
    """Those that stand under none of the others: each passes the plan on to its own."""
    found = list(units)
    keys = {unit.pk for unit in found}
    return [unit for unit in found if unit.parent_id not in keys]


# The view from above


@dataclass(frozen=True)
class LeftOut:
    content: Content  # of the plan above
    reason: str


@dataclass
class Unit:
    """One row: a unit, its own plan if it has one, and what it made of the plan above."""

    body: Organisation
    own: Plan | None = None
    kept: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    added: list[Content] = field(default_factory=list)
    unanswered: int = 0  # contents above that changed since, and that the unit has said nothing to
    tasks: int = 0
    done: int = 0
    below: int = 0  # units under it
    passed_on: int = 0  # of those, that have a plan drawn from its own

    @property
    def stage(self) -> Stage:
        return stage_of_plan(self.own)


@dataclass(frozen=True)
class Promise:
    """A target of the plan above beside what the units have promised together."""

    indicator: Indicator
    above: int | None
    below: int
    units: int  # that promised anything

    @property
    def missing(self) -> int:
        """What no unit has promised yet; nothing where the plan above names no number."""
        return max(0, (self.above or 0) - self.below)


@dataclass
class Spread:
    """One content of the plan above: how many units keep it, and what they promise for it."""

    content: Content
    kept: int = 0
    left_out: int = 0
    promises: list[Promise] = field(default_factory=list)


class Cascade:
    """Who below has drawn from one plan, as one person may see it. Each property costs a fixed number of queries."""

    def __init__(self, plan: Plan, person: Person, today: date) -> None:
        self.plan, self.person, self.today = plan, person, today

    @cached_property
    def own_plans(self) -> dict[UUID, Plan]:
        """By unit; of those whom the person may see."""
        drawn = Plan.objects.visible_to(self.person, self.today).filter(
            drawn_from=self.plan, withdrawn_at=None
        )
        return {plan.holder_id: plan for plan in drawn.select_related("holder__place") if plan.holder_id}

    @cached_property
    def units(self) -> list[Unit]:
        """The next level, and whoever else has a plan drawn from this one; by name."""
        found = {body.pk: body for body in next_level(self.bodies)}
        found |= {key: plan.holder for key, plan in self.own_plans.items() if plan.holder}
        rows = {key: Unit(body, self.own_plans.get(key)) for key, body in found.items()}
        self._count_contents(rows)
        self._count_tasks(rows)
        self._count_below(rows)
        return sorted(rows.values(), key=lambda row: row.body.name)

    @cached_property
    def bodies(self) -> list[Organisation]:
        return list(units_below(self.plan, self.person, self.today))

    @cached_property
    def without(self) -> list[Organisation]:
        """To whom the plan may still be sent."""
        return [row.body for row in self.units if row.own is None]

    @cached_property
    def counts(self) -> dict[Stage, int]:
        counted = Counter(row.stage for row in self.units)
        return {stage: counted[stage] for stage in Stage}

    @cached_property
    def contents(self) -> list[Content]:
        return list(Content.ever.filter(plan=self.plan))

    @cached_property
    def drawn(self) -> list[Content]:
        """All contents of all units, those left out too."""
        plans = [plan.pk for plan in self.own_plans.values()]
        words = SAID if self.plan.version > 1 else ()  # else nothing above can differ from them
        return list(Content.ever.filter(plan__in=plans).only(*words, *OF_DRAWN))

    def _count_contents(self, rows: dict[UUID, Unit]) -> None:
        holders = {plan.pk: key for key, plan in self.own_plans.items()}
        above = {content.pk: content for content in self.contents}
        answered: dict[UUID, set[UUID]] = defaultdict(set)
        before = Before(self.plan)
        for content in self.drawn:
            row = rows[holders[content.plan_id]]
            origin = above.get(content.drawn_from_id) if content.drawn_from_id else None
            if origin is not None:
                answered[row.body.pk].add(origin.pk)
                row.unanswered += change_of(origin, content, before) is not None
            if content.dropped_in is not None:
                if origin is not None:
                    row.left_out.append(LeftOut(origin, content.dropped_because))
            elif origin is None:
                row.added.append(content)
            else:
                row.kept += 1
        standing = {content.pk for content in self.contents if content.dropped_in is None}
        for key in holders.values():
            rows[key].unanswered += len(standing - answered[key])

    def _count_tasks(self, rows: dict[UUID, Unit]) -> None:
        plans = [plan.pk for plan in self.own_plans.values()]
        seen = Task.objects.visible_to(self.person, self.today).filter(content__plan__in=plans)
        counted = seen.order_by().values("content__plan__holder").annotate(
            all=Count("id"), done=Count("id", filter=Q(done_on__isnull=False))
        )  # fmt: skip
        for told in counted:
            row = rows[told["content__plan__holder"]]
            row.tasks, row.done = told["all"], told["done"]

    def _count_below(self, rows: dict[UUID, Unit]) -> None:
        for body in self.bodies:
            if body.parent_id in rows:
                rows[body.parent_id].below += 1
        plans = [plan.pk for plan in self.own_plans.values()]
        deeper = Plan.objects.filter(drawn_from__in=plans, withdrawn_at=None)
        for key, number in deeper.order_by().values_list("drawn_from__holder").annotate(Count("id")):
            rows[key].passed_on = number

    @cached_property
    def spread(self) -> list[Spread]:
        """Content by content of the plan above."""
        spread = {content.pk: Spread(content) for content in self.contents if content.dropped_in is None}
        origin: dict[UUID, UUID] = {}
        for own in self.drawn:
            if own.drawn_from_id not in spread:
                continue
            here = spread[own.drawn_from_id]
            here.kept += own.dropped_in is None
            here.left_out += own.dropped_in is not None
            if own.dropped_in is None:
                origin[own.pk] = own.drawn_from_id
        self._add_promises(spread, origin)
        return list(spread.values())

    def _add_promises(self, spread: dict[UUID, Spread], origin: dict[UUID, UUID]) -> None:
        asked = Target.objects.filter(Q(content__in=spread) | Q(content__plan__drawn_from=self.plan))
        above: dict[tuple[UUID, Indicator], int] = {}
        below: dict[tuple[UUID, Indicator], list[int]] = defaultdict(list)
        for target in asked.select_related("indicator"):
            assert target.content_id, "asked for by its content"
            if target.content_id in spread:
                above[target.content_id, target.indicator] = target.amount
            elif target.content_id in origin:
                below[origin[target.content_id], target.indicator].append(target.amount)
        for key, indicator in dict.fromkeys([*above, *below]):
            promised = below[key, indicator]
            told = Promise(indicator, above.get((key, indicator)), sum(promised), len(promised))
            spread[key].promises.append(told)
