"""Criticisms of drafts as one person sees them, and the comparison of draft, criticism and final text on paper."""

from .comparison import comparison_file
from .page import (
    OVER,
    Compared,
    CriticismPage,
    bodies_for_opinions,
    criticisms_of,
    drafters_for,
    holders_for,
    paper_style,
    paper_title,
)

__all__ = [
    "OVER",
    "Compared",
    "CriticismPage",
    "bodies_for_opinions",
    "comparison_file",
    "criticisms_of",
    "drafters_for",
    "holders_for",
    "paper_style",
    "paper_title",
]
