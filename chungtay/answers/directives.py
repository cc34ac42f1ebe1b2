"""How units stand to a directive: acknowledged, done, late, returned; and what its sender must look at."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from chungtay.answers.programmes import bodies_for
from chungtay.models import Agreement, Directive, Organisation, Person, Reminder, Task, TaskMove
from chungtay.models.walks import Tree, under
from chungtay.rules.directives import OPEN, STANDINGS, Standing, is_late, standing_of
from chungtay.rules.people import Act, Kind
from chungtay.rules.tasks import TaskState

PRESSING = (Standing.RETURNED, Standing.DAY_PROPOSED)  # the sender's turn


def units_for(
    agreement: Agreement, holder: Organisation, person: Person, today: date
) -> QuerySet[Organisation]:
    """To whom a body may send a directive: those under it for which the person plans."""
    below = bodies_for(agreement, person, Act.PLAN, today)
    return below.filter(pk__in=under(Tree.BODIES, [holder.pk], today)).exclude(pk=holder.pk)


def senders(agreement: Agreement, person: Person, today: date) -> QuerySet[Organisation]:
    """For which of the person's own bodies one may be sent in this programme."""
    keys = person.organisations_for(Act.PLAN, today, Kind.DIRECTIVE, programme=agreement.slug)
    return Organisation.objects.filter(pk__in=keys)


@dataclass
class Tally:
    """How many units stand where."""

    counted: Counter[Standing] = field(default_factory=Counter)
    late: int = 0

    @property
    def units(self) -> int:
        return self.counted.total() - self.counted[Standing.TAKEN_BACK]

    @property
    def waiting(self) -> int:
        return self.counted[Standing.WAITING]

    @property
    def acknowledged(self) -> int:
        """Those that have said that they know of it, in whatever way."""
        return self.units - self.waiting

    @property
    def done(self) -> int:
        return self.counted[Standing.DONE]

    @property
    def returned(self) -> int:
        return self.counted[Standing.RETURNED]

    @property
    def pressing(self) -> int:
        """For how many it is the sender's turn."""
        return sum(self.counted[one] for one in PRESSING)


def tallies(directives: Iterable[Directive], person: Person, today: date) -> dict[UUID, Tally]:
    """One question, however many directives and units there are; of the units whose tasks the person may see."""
    found = {one.pk: Tally() for one in directives}
    rows = (
        Task.objects.visible_to(person, today)
        .filter(directive__in=found)
        .order_by()
        .values_list("directive", "state", "due_on")
    )
    for directive, state, due_on, number in rows.annotate(Count("id")):
        standing = standing_of(TaskState(state))
        assert directive, "asked for by its directive"
        found[directive].counted[standing] += number
        found[directive].late += number if is_late(standing, due_on, today) else 0
    return found


@dataclass(frozen=True)
class Addressee:
    """One row: a unit, how it stands, its last step, and when it was last reminded."""

    task: Task
    standing: Standing
    is_late: bool
    step: TaskMove | None
    reminder: Reminder | None


class DirectiveShown:
    """One directive with its units; for whoever reads it. A fixed number of queries."""

    def __init__(self, directive: Directive, person: Person, today: date) -> None:
        self.directive, self.person, self.today = directive, person, today

    @cached_property
    def addressees(self) -> list[Addressee]:
        """Those who are late first, then those for whom it is our turn, then by name."""
        seen = Task.objects.visible_to(self.person, self.today).filter(directive=self.directive)
        tasks = seen.select_related("organisation__place", "agreement")
        steps = {one.task_id: one for one in TaskMove.objects.filter(task__directive=self.directive)}
        reminders = {one.organisation_id: one for one in self.directive.reminders.all()}
        rows = []
        for task in tasks:
            standing = standing_of(TaskState(task.state))
            late = is_late(standing, task.due_on, self.today)
            row = Addressee(task, standing, late, steps.get(task.pk), reminders.get(task.organisation_id))
            rows.append(row)
        return sorted(
            rows,
            key=lambda row: (not row.is_late, row.standing not in PRESSING, row.task.organisation.name),
        )

    @cached_property
    def tally(self) -> Tally:
        return Tally(
            Counter(row.standing for row in self.addressees), sum(row.is_late for row in self.addressees)
        )


def listed(person: Person, today: date, *, programme: str = "") -> list[tuple[Directive, Tally]]:
    """What the person may read, newest first, each with its counts."""
    seen = Directive.objects.visible_to(person, today).select_related("agreement", "holder")
    directives = list(seen.filter(agreement__slug=programme) if programme else seen)
    counted = tallies(directives, person, today)
    return [(one, counted[one.pk]) for one in directives]


def to_look_at(person: Person, own: Collection[UUID], today: date) -> dict[Directive, list[Task]]:
    """Directives of the own bodies with the tasks that are late, or for which it is the sender's turn."""
    turn = [state for state, standing in STANDINGS.items() if standing in PRESSING]
    still_open = [state for state, standing in STANDINGS.items() if standing in OPEN]
    pressing = Q(state__in=turn) | Q(state__in=still_open, due_on__lt=today)
    tasks = Task.objects.visible_to(person, today).filter(
        pressing, directive__holder__in=own, directive__withdrawn_at=None
    )
    found: dict[Directive, list[Task]] = {}
    ordered = tasks.order_by("due_on", "organisation__name")
    for task in ordered.select_related("directive__agreement", "organisation"):
        assert task.directive, "asked for by its directive"
        found.setdefault(task.directive, []).append(task)
    return found
