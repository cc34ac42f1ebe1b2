"""The tasks of the offices a person works for, narrowed by what somebody asks in the morning."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from chungtay.models import Person, Task
from chungtay.models.tasks import TaskQuerySet
from chungtay.rules.tasks import Side, TaskState, turn_of

from ..people import with_predecessors
from .task import held_up

# What may be asked for, the first unless told otherwise.
SHOWN = ("open", "mine", "late", "held_up", "done", "dropped", "all")
AS = ("", "lead", "asker", "part")


@dataclass(frozen=True)
class Choice:
    """`whose`: only those where the own offices lead, asked or coordinate; `programme`: by its slug."""

    shown: str = "open"
    whose: str = ""
    programme: str = ""
    everywhere: bool = False  # also those of bodies that stand under the own ones


def tasks_for(person: Person, today: date, choice: Choice) -> TaskQuerySet:
    """Soonest first."""
    found = Task.objects.visible_to(person, today)
    own = set(with_predecessors((post.organisation_id for post in person.posts_on(today)), today))
    if not choice.everywhere or choice.whose:
        found = found.filter(_as(choice.whose, own))
    if choice.programme:
        found = found.filter(agreement__slug=choice.programme)
    found = _narrowed(found, choice.shown, own, today)
    near = found.select_related("organisation", "asker", "agreement", "content__plan").distinct()
    return near.order_by("due_on", "id")


def _as(whose: str, own: set[UUID]) -> Q:
    paths = {
        "lead": Q(organisation__in=own),
        "asker": Q(asker__in=own),
        "part": Q(parts__organisation__in=own),
    }
    return paths.get(whose) or paths["lead"] | paths["asker"] | paths["part"]


def _narrowed(found: TaskQuerySet, shown: str, own: set[UUID], today: date) -> TaskQuerySet:
    match shown:
        case "open":
            return found.exclude(state__in=[TaskState.CONFIRMED, TaskState.DROPPED]).exclude(
                state=TaskState.DONE, asker=None
            )
        case "mine":
            return found.filter(
                _turn(Side.LEAD) & Q(organisation__in=own) | _turn(Side.ASKER) & Q(asker__in=own)
            )
        case "late":
            return found.late_on(today)
        case "held_up":
            return held_up(found.open())
        case "done":
            return found.filter(done_on__isnull=False)
        case "dropped":
            return found.filter(state=TaskState.DROPPED)
    return found


def _turn(side: Side) -> Q:
    """Tasks where the next word is that side's."""
    asked = [state for state in TaskState if turn_of(state, asked=True) is side]
    own = [state for state in TaskState if turn_of(state, asked=False) is side]
    return Q(state__in=asked, asker__isnull=False) | Q(state__in=own, asker=None)
