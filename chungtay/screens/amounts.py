"""Amounts as the page's language writes them, shown and typed: 1.100,5 in Vietnamese and Lao, 1,100.5 in English.

Nothing is guessed where a number can be read both ways: `rules.amounts` asks back.
"""

from typing import Any

from django.utils.translation import get_language

from chungtay.rules.amounts import amount_of, amount_text


def written(amount: int, *, decimals: int | None = None) -> str:
    """Ten-thousandths; with `decimals`, exactly so many places, rounded."""
    return amount_text(amount, get_language() or "vi", decimals=decimals)


def read(typed: str, **more: Any) -> int:
    """The ten-thousandths of what a person typed on this page; RuleBroken with the mend."""
    return amount_of(typed, get_language() or "vi", **more)
