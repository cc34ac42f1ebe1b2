"""What is done in a programme beside its plans: forms are made, units are asked to report."""

from .forms import make_form
from .requests import ask_for_reports

__all__ = ["ask_for_reports", "make_form"]
