"""What is done in a programme: plans are accepted and given tasks, forms are made, units are asked to report."""

from .forms import add_indicator, make_form
from .plans import accept_plan, add_task, finish_task, make_concrete, refuse_unless_plans, set_target
from .requests import ask_for_reports

__all__ = [
    "accept_plan",
    "add_indicator",
    "add_task",
    "ask_for_reports",
    "finish_task",
    "make_concrete",
    "make_form",
    "refuse_unless_plans",
    "set_target",
]
