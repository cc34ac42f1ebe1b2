"""What the pages about tasks show: who owes what by when, whose turn it is, and what it waits for."""

from .bodies import askers_for, bodies_of_programme, may_give
from .listing import SHOWN, Choice, tasks_for
from .task import TaskPage

__all__ = ["SHOWN", "Choice", "TaskPage", "askers_for", "bodies_of_programme", "may_give", "tasks_for"]
