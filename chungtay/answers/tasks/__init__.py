"""What the pages about tasks show: who owes what by when, and whose turn it is."""

from .bodies import askers_for, bodies_of_programme

__all__ = ["askers_for", "bodies_of_programme"]
