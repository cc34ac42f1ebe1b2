"""Gives tasks and takes them from step to step."""

from .giving import add_task, wait_for
from .steps import finish_part, finish_task, move_task

__all__ = ["add_task", "finish_part", "finish_task", "move_task", "wait_for"]
