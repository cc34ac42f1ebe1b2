"""Answers an administrator: who sits where, what bodies there are, what a takeover would do. Nothing of the work."""

from .bodies import BodyShown, bodies_looked_after, body_shown, line_of, parents_for
from .heritage import with_predecessors
from .sitting import (
    Duty,
    Office,
    Overview,
    PersonShown,
    bodies_of,
    duties,
    found,
    has_factor,
    looked_after,
    looks_after_all,
    offices,
    overview,
    people_of,
    person_shown,
    places_around,
    plain,
    programmes_around,
    standing_of,
)
from .takeovers import Preview, Side, preview

__all__ = [
    "BodyShown", "Duty", "Office", "Overview", "PersonShown", "Preview", "Side", "bodies_looked_after", "bodies_of",
    "body_shown", "duties", "found", "has_factor", "line_of", "looked_after", "looks_after_all", "offices", "overview",
    "parents_for", "people_of", "person_shown", "places_around", "plain", "preview", "programmes_around", "standing_of",
    "with_predecessors",
]  # fmt: skip
