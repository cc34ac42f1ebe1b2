"""Draws, proposes, accepts and amends yearly plans."""

from .accepting import accept_plan
from .concrete import make_concrete, refuse_unless_plans, set_target

__all__ = ["accept_plan", "make_concrete", "refuse_unless_plans", "set_target"]
