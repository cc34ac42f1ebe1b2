"""What the pages about plans ask."""

from .page import Amendment, PlanLine, PlanPage, SideSaid
from .state import (
    facts_of_plan,
    is_drafter,
    own_part,
    seats_asked,
    seats_spoken_for,
    speaks_for,
    state_of_plan,
    with_facts,
)
from .waiting import plans_waiting

__all__ = [
    "Amendment",
    "PlanLine",
    "PlanPage",
    "SideSaid",
    "facts_of_plan",
    "is_drafter",
    "own_part",
    "plans_waiting",
    "seats_asked",
    "seats_spoken_for",
    "speaks_for",
    "state_of_plan",
    "with_facts",
]
