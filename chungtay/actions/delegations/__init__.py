"""Sets the rule of turns, writes delegations down, and takes them from draft to closed."""

from .drafting import draft_delegation, write_delegation
from .papers import add_usual, change_usual, own_list, remove_usual, usual_papers
from .parts import give_by_content, keep_row, ready_paper, remove_row
from .steps import File, just_moved, move_delegation
from .turns import end_rotation, note_turn, set_rotation

__all__ = [
    "File",
    "add_usual",
    "change_usual",
    "draft_delegation",
    "end_rotation",
    "give_by_content",
    "just_moved",
    "keep_row",
    "move_delegation",
    "note_turn",
    "own_list",
    "ready_paper",
    "remove_row",
    "remove_usual",
    "set_rotation",
    "usual_papers",
    "write_delegation",
]
