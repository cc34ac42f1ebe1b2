"""What a person owes, post by post, soonest first: one page after signing in, few queries however many units."""

from .duties import bodies_of, duties_of
from .parts import Door, Duties, Found, Owed
from .planning import coming_up
from .reporting import Weave, weaves_for

__all__ = ["Door", "Duties", "Found", "Owed", "Weave", "bodies_of", "coming_up", "duties_of", "weaves_for"]
