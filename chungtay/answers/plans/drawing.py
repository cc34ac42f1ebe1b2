"""The one page on which a unit draws its own plan: each content beside the one above, with targets and tasks."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from chungtay.models import Content, Indicator, Person, Plan, Target, Task
from chungtay.rules.cascade import STEPS, Stage, Step
from chungtay.rules.people import Act

from .cascade import stage_of_plan
from .changes import ChangeAbove, changes_above


@dataclass
class Numbers:
    """A target of the content above, and the unit's own of the same."""

    indicator: Indicator
    above: int | None = None
    own: int | None = None


@dataclass
class Line:
    """One content of the unit's own plan, kept or left out."""

    content: Content
    numbers: list[Numbers] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    @property
    def above(self) -> Content | None:
        return self.content.drawn_from

    @property
    def is_kept(self) -> bool:
        return self.content.dropped_in is None


class Drawing:
    """A unit's own plan as one person may draw it. Each property costs a fixed number of queries."""

    def __init__(self, plan: Plan, person: Person, today: date) -> None:
        self.plan, self.person, self.today = plan, person, today

    @property
    def stage(self) -> Stage:
        return stage_of_plan(self.plan)

    @cached_property
    def may_draw(self) -> bool:
        open_still = (self.stage, Step.DRAW) in STEPS
        return open_still and self.person.may(Act.PLAN, self.plan.facts(self.today), self.today)

    @cached_property
    def may_issue(self) -> bool:
        ready = (self.stage, Step.ISSUE) in STEPS
        return ready and self.person.may(Act.ACCEPT_PLAN, self.plan.facts(self.today), self.today)

    @cached_property
    def may_read_above(self) -> bool:
        """A plan of the body above alone is drawn from its contents without being opened."""
        above = self.plan.drawn_from_id
        return (
            above is not None and Plan.objects.visible_to(self.person, self.today).filter(pk=above).exists()
        )

    @cached_property
    def lines(self) -> list[Line]:
        """In the order of the numbers; what the unit added and took out again is gone."""
        contents = Content.ever.filter(plan=self.plan).select_related("drawn_from", "lead")
        shown = contents.exclude(drawn_from=None, dropped_in__isnull=False)
        lines = {content.pk: Line(content) for content in shown}
        self._add_numbers(lines)
        tasks = Task.objects.visible_to(self.person, self.today).filter(content__in=lines)
        for task in tasks.select_related("organisation"):
            assert task.content_id, "asked for by its content"
            lines[task.content_id].tasks.append(task)
        return list(lines.values())

    def _add_numbers(self, lines: dict[UUID, Line]) -> None:
        origin = {one.content.drawn_from_id: one for one in lines.values() if one.content.drawn_from_id}
        asked = Target.objects.filter(Q(content__in=origin) | Q(content__in=lines)).select_related(
            "indicator"
        )
        numbers: dict[UUID, dict[UUID, Numbers]] = defaultdict(dict)
        for target in asked:
            assert target.content_id, "asked for by its content"
            line = lines.get(target.content_id) or origin[target.content_id]
            told = numbers[line.content.pk].setdefault(target.indicator_id, Numbers(target.indicator))
            if target.content_id in lines:
                told.own = target.amount
            else:
                told.above = target.amount
        for key, found in numbers.items():
            lines[key].numbers = sorted(found.values(), key=lambda one: one.indicator.slug)

    @cached_property
    def changes(self) -> list[ChangeAbove]:
        return changes_above(self.plan)

    @property
    def kept(self) -> list[Line]:
        return [line for line in self.lines if line.is_kept]

    @property
    def left_out(self) -> list[Line]:
        return [line for line in self.lines if not line.is_kept]


def waiting_below(
    person: Person, own: Collection[UUID], today: date
) -> Iterator[tuple[str, Act, Plan, date | None]]:
    """What the own bodies' plans wait for: to be drawn, to be issued, or an answer to what changed above."""
    drawn = Plan.objects.visible_to(person, today).filter(
        is_joint=False, holder__in=own, drawn_from__isnull=False, withdrawn_at=None, phase__last_on__gte=today
    )
    for plan in drawn.select_related("phase__agreement", "holder", "drawn_from"):
        match stage_of_plan(plan):
            case Stage.WITH_LEADER:
                yield "issue", Act.ACCEPT_PLAN, plan, day_of(plan.proposed_at)
            case Stage.RECEIVED | Stage.DRAWING:
                yield "draw", Act.PLAN, plan, day_of(plan.begun_at or plan.sent_at)
        if plan.drawn_from and plan.drawn_from.version > 1 and changes_above(plan):
            yield "changed_above", Act.PLAN, plan, None


def day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
