"""What the pages about programmes show; every number in them comes out of one `Book`."""

from .between import Between, between
from .bodies import bodies_for, bodies_in, may_ask, may_plan
from .listing import Listed, phase_on, programmes_of, programmes_seen
from .parts import Completeness, Event, PlannedContent, Quoted, Result, SeatSaid
from .programme import Programme

__all__ = [
    "Between",
    "Completeness",
    "Event",
    "Listed",
    "PlannedContent",
    "Programme",
    "Quoted",
    "Result",
    "SeatSaid",
    "between",
    "bodies_for",
    "bodies_in",
    "may_ask",
    "may_plan",
    "phase_on",
    "programmes_of",
    "programmes_seen",
]
