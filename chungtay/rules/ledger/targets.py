"""How far a result has come towards its target, and how far it should be by today."""

from datetime import date

from chungtay.rules.ledger.entries import Window
from chungtay.rules.places import WHOLE


def progress(actual: int | None, target: int | None) -> int | None:
    """Ten-thousandths of the target, never capped: five times the target is a normal result."""
    if actual is None or not target:
        return None
    return rounded(actual * WHOLE, target)


def due_share(window: Window, today: date) -> int:
    """Ten-thousandths of the window that have passed by the end of today: where an even pace would stand."""
    passed = min(max((today - window.first).days + 1, 0), window.days)
    return rounded(passed * WHOLE, window.days)


def rounded(amount: int, of: int) -> int:
    """A quotient in whole numbers, halves away from zero."""
    size = (2 * abs(amount) + abs(of)) // (2 * abs(of))
    return size if (amount < 0) == (of < 0) else -size
