"""What a contestant is: somebody who takes the entries into its own form once, and answers questions from it."""

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from bench.ledger.entries import Ledger
from bench.ledger.questions import Cells, Question


class Missing(Exception):
    """This machine has not what the contestant needs, or it is not made for this size; the words say why."""


class Contestant(Protocol):
    """`ask` is timed and gives whatever is natural; `cells` reads it and is not timed."""

    name: str

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        """Everything that is done before anybody asks. Raises `Missing`."""

    def can_answer(self, question: Question) -> bool: ...

    def ask(self, question: Question) -> Any: ...

    def cells(self, question: Question, answer: Any) -> Cells: ...

    def leave(self) -> None:
        """Close what is open and remove what was laid down."""


def needed(module: str) -> Any:
    """A library that only comparisons need."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise Missing(f"{module} is not installed") from None


def cells_of(rows: Iterable[tuple[int, int, int, int]]) -> Cells:
    return {(window, indicator, row): int(amount) for window, indicator, row, amount in rows}
