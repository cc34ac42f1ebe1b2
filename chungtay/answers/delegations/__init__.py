"""Delegations and turns as one person may see them: whose turn it is, what is owed, what a visit still lacks."""

from .bodies import Sides, bodies_of_sides, may_plan_turns, own_sides, places_of, seats_of
from .delegation import MODELS, DelegationPage, Hour, Row, days_of_others, parts_of
from .listing import SHOWN, delegations_for, offices_with_papers, papers_of
from .turns import RotationShown, TurnShown, holder_in, rotations_of, turns_open

__all__ = [
    "MODELS",
    "SHOWN",
    "DelegationPage",
    "Hour",
    "RotationShown",
    "Row",
    "Sides",
    "TurnShown",
    "bodies_of_sides",
    "days_of_others",
    "delegations_for",
    "holder_in",
    "may_plan_turns",
    "offices_with_papers",
    "own_sides",
    "papers_of",
    "parts_of",
    "places_of",
    "rotations_of",
    "seats_of",
    "turns_open",
]
