"""What the pages about urgent problems show: whose turn it is, how they rank, and what came of each."""

from .figures import Beside, beside
from .outcomes import CameOf, came_of
from .page import Line, ProblemPage, WorkshopPage
from .register import SHOWN, Choice, Listed, listed, problems_for, workshops_of
from .votes import keepers, own_bodies, silent_bodies

__all__ = [
    "SHOWN",
    "Beside",
    "CameOf",
    "Choice",
    "Line",
    "Listed",
    "ProblemPage",
    "WorkshopPage",
    "beside",
    "came_of",
    "keepers",
    "listed",
    "own_bodies",
    "problems_for",
    "silent_bodies",
    "workshops_of",
]
