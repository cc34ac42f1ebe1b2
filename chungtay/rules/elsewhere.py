"""Holds what rooms bring that no other room imports: each adds its own when the house is opened."""

from collections.abc import Callable, Iterable
from typing import Any

JOBS: list[str] = []  # files that hold work for the queue
# For a person and a day: rows of `answers/work`, each with the post under which it stands.
WORK: list[Callable[..., Iterable[Any]]] = []
