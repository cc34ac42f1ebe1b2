"""Gives tasks and takes them from step to step."""

from .giving import add_task
from .steps import finish_task

__all__ = ["add_task", "finish_task"]
