"""What waits for somebody over all that goes on between the sides: one page in front of matters, shelf, gatherings,
delegations and greetings.
"""

from datetime import date
from functools import cached_property
from uuid import UUID

from chungtay.models import Delegation, Gathering, Greeting, Matter, Person, ShelfItem
from chungtay.rules.gatherings import GatheringState
from chungtay.rules.matters import OVER

from .work import Owed, duties_of

ROOMS = (Matter, ShelfItem, Gathering, Delegation, Greeting)  # what stands in a room behind the front page
SHOWN = 8  # rows of a list on the front page


class Front:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, person: Person, today: date) -> None:
        self.person, self.today = person, today

    @cached_property
    def waiting(self) -> list[Owed]:
        """What the person owes here, of all posts, soonest first."""
        duties = duties_of(self.person, self.today)
        return [row for one in duties for row in one.rows if isinstance(row.thing, ROOMS)]

    @cached_property
    def own(self) -> set[UUID]:
        """The bodies of the person's posts."""
        return {post.organisation_id for post in self.person.posts_on(self.today)}

    @cached_property
    def open_matters(self) -> list[Matter]:
        """Newest first, whoever has the next word."""
        seen = Matter.objects.visible_to(self.person, self.today).exclude(state__in=OVER)
        return list(seen.select_related("holder", "other", "agreement")[:SHOWN])

    @cached_property
    def coming(self) -> list[Gathering]:
        """Gatherings that are held today or later, the next one first."""
        seen = Gathering.objects.visible_to(self.person, self.today).filter(held_on__gte=self.today)
        planned = seen.exclude(state=GatheringState.CANCELLED).select_related("holder", "agreement")
        return list(planned.order_by("held_on")[:SHOWN])
