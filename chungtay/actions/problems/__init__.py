"""Holds workshops on urgent problems: raised, voted on, ranked, and followed up."""

from .outcomes import give_task, not_take_up, note_for_next_phase, note_for_next_year, recommend
from .raising import WRITTEN, Told, pin_figure, raise_problem, reword_problem
from .voting import cast_vote, close_votes
from .workshops import draft_workshop, keep_minutes, open_workshop, weigh_criteria, write_workshop

__all__ = [
    "WRITTEN",
    "Told",
    "cast_vote",
    "close_votes",
    "draft_workshop",
    "give_task",
    "keep_minutes",
    "not_take_up",
    "note_for_next_phase",
    "note_for_next_year",
    "open_workshop",
    "pin_figure",
    "raise_problem",
    "recommend",
    "reword_problem",
    "weigh_criteria",
    "write_workshop",
]
