"""One task as one person may see it: whose turn it is, what that person may do, what it waits for, what was done."""

from datetime import date
from functools import cached_property

from django.db.models import F

from chungtay.models import (
    Activity,
    Decision,
    Document,
    Meeting,
    OrganisationSuccession,
    Person,
    Plan,
    Task,
    TaskMove,
    TaskPart,
)
from chungtay.models.tasks import TaskQuerySet
from chungtay.rules.people import Act
from chungtay.rules.tasks import Move, Side, TaskState, moves_open, steps_for, turn_of


class TaskPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, task: Task, person: Person, today: date) -> None:
        self.task, self.person, self.today = task, person, today

    @property
    def is_asked(self) -> bool:
        return self.task.asker_id is not None

    @property
    def turn(self) -> Side | None:
        return turn_of(TaskState(self.task.state), asked=self.is_asked)

    @cached_property
    def sides(self) -> set[Side]:
        """For which sides the person may speak."""
        lead = self.person.may(Act.RECORD, self.task.facts_for(self.task.organisation), self.today)
        asker = self.person.may(Act.PLAN, self.task.facts_for(self.task.asker), self.today)
        return {side for side, may in ((Side.LEAD, lead), (Side.ASKER, asker)) if may}

    @cached_property
    def moves(self) -> list[Move]:
        """What the person may do next. Nobody confirms what they finished themselves."""
        found = moves_open(TaskState(self.task.state), asked=self.is_asked, sides=self.sides)
        own = self.task.done_by_id == self.person.pk
        return [move for move in found if not (own and move is Move.CONFIRM)]

    def needs_note(self, move: Move) -> bool:
        return steps_for(asked=self.is_asked)[TaskState(self.task.state), move].needs_note

    @cached_property
    def is_own_turn(self) -> bool:
        """Of a body in which the person holds a post, or which passed on to it. From above one may act unasked."""
        body = self.task.organisation_id if self.turn is Side.LEAD else self.task.asker_id
        own = {post.organisation_id for post in self.person.posts_on(self.today)}
        heirs = OrganisationSuccession.objects.filter(old=body, new__in=own, on__lte=self.today)
        return self.turn in self.sides and (body in own or heirs.exists())

    @cached_property
    def may_set_waiting(self) -> bool:
        """Whoever gave it says what must come before; of its own work the lead."""
        body = self.task.asker or self.task.organisation
        return self.is_open and self.person.may(Act.PLAN, self.task.facts_for(body), self.today)

    @property
    def is_open(self) -> bool:
        return self.task.done_on is None and self.task.state != TaskState.DROPPED

    @cached_property
    def parts(self) -> list[tuple[TaskPart, bool]]:
        """Each coordinating body's, and whether the person may say that it is done."""
        found = self.task.parts.select_related("organisation").order_by("organisation__name")
        return [(part, self._may_finish(part)) for part in found]

    def _may_finish(self, part: TaskPart) -> bool:
        if part.done_on or self.task.state == TaskState.DROPPED:
            return False
        return self.person.may(Act.RECORD, self.task.facts_for(part.organisation), self.today)

    @cached_property
    def blockers(self) -> list[Task]:
        """What must come before. Of one that the person may not read, only whose it is and for when is shown."""
        return list(self.task.blocked_by.select_related("organisation").order_by("due_on"))

    @cached_property
    def opened(self) -> set[Task]:
        """Of the tasks that are named here, those whose own page the person may open."""
        named = [one.pk for one in (*self.blockers, *self.waiting)]
        return set(Task.objects.visible_to(self.person, self.today).filter(pk__in=named))

    @cached_property
    def holds_up(self) -> list[Task]:
        """Blockers that come only after the day on which this one is due."""
        return [one for one in self.blockers if is_open(one) and one.due_on > self.task.due_on]

    @cached_property
    def waiting(self) -> list[Task]:
        """What waits for this one."""
        return list(self._seen().filter(blocked_by=self.task).select_related("organisation"))

    @cached_property
    def could_block(self) -> TaskQuerySet:
        """Open tasks of the same plan, or of the programme where it stands in none."""
        found = self._seen().open().filter(agreement=self.task.agreement_id).exclude(pk=self.task.pk)
        return found.filter(content__plan=self.task.content.plan_id) if self.task.content else found

    def _seen(self) -> TaskQuerySet:
        return Task.objects.visible_to(self.person, self.today)

    @cached_property
    def evidence(self) -> list[Document]:
        visible = Document.objects.visible_to(self.person, self.today)
        return list(visible.filter(evidence_of=self.task).prefetch_related("files"))

    @cached_property
    def activities(self) -> list[Activity]:
        seen = Activity.objects.visible_to(self.person, self.today).standing()
        return list(seen.filter(task=self.task))

    @cached_property
    def history(self) -> list[TaskMove]:
        return list(self.task.moves.select_related("moved_by"))

    @cached_property
    def decisions(self) -> list[Decision]:
        """Where it was decided, if the person sees that meeting."""
        meetings = Meeting.objects.visible_to(self.person, self.today)
        found = Decision.objects.filter(tasks=self.task, meeting__in=meetings.values("pk"))
        return list(found.select_related("meeting").order_by("meeting__met_on", "number"))

    @cached_property
    def plan(self) -> Plan | None:
        """The plan that it stands in, if the person sees it."""
        if self.task.content is None:
            return None
        return Plan.objects.visible_to(self.person, self.today).filter(pk=self.task.content.plan_id).first()

    @cached_property
    def series(self) -> list[Task]:
        """The one before it and the one after it."""
        before, after = self.task.earlier_id, Task.objects.filter(earlier=self.task).values("pk")
        return list(self._seen().filter(pk__in=[before]) | self._seen().filter(pk__in=after))


def is_open(task: Task) -> bool:
    return task.done_on is None and task.state != TaskState.DROPPED


def held_up(tasks: TaskQuerySet) -> TaskQuerySet:
    """Those with something before them that comes only after their own day."""
    late = Task.objects.open().filter(blocks__in=tasks, due_on__gt=F("blocks__due_on")).values("blocks")
    return tasks.filter(pk__in=late)
