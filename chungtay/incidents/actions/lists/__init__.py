"""Lays and changes the lists that law and offices give: chains, hotlines, hours, how long notices are kept."""

from .changing import add_line, change_line, end_line, note_dossier
from .laying import lay_lists

__all__ = ["add_line", "change_line", "end_line", "lay_lists", "note_dossier"]
