"""Lays keys, recipients and five notices into the demo home; their passphrases stand in the demo home only."""

from .story import lay

__all__ = ["lay"]
