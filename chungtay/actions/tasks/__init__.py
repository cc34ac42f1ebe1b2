"""Gives tasks and takes them from step to step."""

from .evidence import finish_with_paper
from .giving import add_task, wait_for
from .steps import finish_part, finish_task, just_moved, move_task

__all__ = [
    "add_task",
    "finish_part",
    "finish_task",
    "finish_with_paper",
    "just_moved",
    "move_task",
    "wait_for",
]
