"""The protocol calendar: who greets whom on which day of a year, how each letter stands, what is not announced yet."""

from .calendar import Line, PartnerYear, calendar_of, years_around
from .letters import LetterPage, may_ask, received_by
from .occasion import OccasionPage, occasions_of, own_bodies
from .pairs import Expected, Pair, expected_in, language_of, lineage, pairs_on, signed_on

__all__ = [
    "Expected",
    "LetterPage",
    "Line",
    "OccasionPage",
    "Pair",
    "PartnerYear",
    "calendar_of",
    "expected_in",
    "language_of",
    "lineage",
    "may_ask",
    "occasions_of",
    "own_bodies",
    "pairs_on",
    "received_by",
    "signed_on",
    "years_around",
]
