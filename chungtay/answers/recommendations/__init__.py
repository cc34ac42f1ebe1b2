"""What the pages about recommendations show: who owes an answer by when, and how each came this far."""

from .asking import ORIGINS, bodies_to_ask, holders_for, origin_of
from .listing import OWED_BY, SHOWN, SORTS, Choice, counts_for, late_on, of, ways_for
from .page import RecommendationPage, WayPage
from .sides import has_superior, is_own, may_take, sides_of, superiors_of

__all__ = [
    "ORIGINS",
    "OWED_BY",
    "SHOWN",
    "SORTS",
    "Choice",
    "RecommendationPage",
    "WayPage",
    "bodies_to_ask",
    "counts_for",
    "has_superior",
    "holders_for",
    "is_own",
    "late_on",
    "may_take",
    "of",
    "origin_of",
    "sides_of",
    "superiors_of",
    "ways_for",
]
