"""Meetings as one person may see them, with what was decided and how far the tasks that came of it are."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from chungtay.models import Agreement, Content, Decision, Document, Meeting, Organisation, Person, Plan, Task
from chungtay.rules.people import Act, Kind

from .sharing import Sharing, sharing_of
from .tasks import may_give


@dataclass(frozen=True)
class Decided:
    """A decision and its tasks, as far as the person sees them."""

    decision: Decision
    tasks: list[Task]

    @property
    def done(self) -> int:
        return sum(task.done_on is not None for task in self.tasks)


class MeetingPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, meeting: Meeting, person: Person, today: date) -> None:
        self.meeting, self.person, self.today = meeting, person, today

    @cached_property
    def decided(self) -> list[Decided]:
        seen = (
            Task.objects.visible_to(self.person, self.today).select_related("organisation").order_by("due_on")
        )
        decisions = self.meeting.decisions.prefetch_related(Prefetch("tasks", seen))
        return [Decided(decision, list(decision.tasks.all())) for decision in decisions]

    @cached_property
    def bodies(self) -> list[Organisation]:
        return list(self.meeting.bodies.all())

    @cached_property
    def minutes(self) -> Document | None:
        visible = Document.objects.visible_to(self.person, self.today).prefetch_related("files")
        return visible.filter(meetings=self.meeting).first()

    @cached_property
    def may_record(self) -> bool:
        return self.person.may(Act.RECORD, self.meeting.facts(self.today), self.today)

    @property
    def may_change(self) -> bool:
        """Until it is sent."""
        return self.may_record and self.meeting.sent_at is None

    @cached_property
    def may_give(self) -> bool:
        return self.may_record and may_give(self.meeting.agreement, self.person, self.today)

    @cached_property
    def contents(self) -> "QuerySet[Content]":
        """For which a task that comes of a decision may be done."""
        plans = Plan.objects.visible_to(self.person, self.today).filter(
            phase__agreement=self.meeting.agreement
        )
        if self.meeting.plan_id:
            plans = plans.filter(pk=self.meeting.plan_id)
        return Content.objects.filter(plan__in=plans.values("pk")).order_by("-plan__year", "number")

    @cached_property
    def plan(self) -> Plan | None:
        return Plan.objects.visible_to(self.person, self.today).filter(meetings=self.meeting).first()

    @cached_property
    def sharing(self) -> Sharing:
        return sharing_of(self.meeting, self.person, self.today)


def meetings_of(person: Person, today: date, programme: Agreement | None = None) -> "QuerySet[Meeting]":
    """Newest first."""
    seen = Meeting.objects.visible_to(person, today).select_related("agreement", "holder")
    return seen.filter(agreement=programme) if programme else seen


def keepers(person: Person, today: date, agreement: Agreement) -> "QuerySet[Organisation]":
    """The person's own bodies that write meetings of this programme down."""
    own = person.organisations_for(Act.RECORD, today, Kind.MEETING, programme=agreement.slug)
    return Organisation.objects.filter(pk__in=own)
