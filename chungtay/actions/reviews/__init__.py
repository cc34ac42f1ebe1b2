"""What is done with a review: drafted, written, contributed to, frozen, signed off, numbered, made an article of."""

from .articles import article_from_review
from .conference import drop_conference, note_conference
from .contributing import ask_contributions, drop_contribution, outlines, take_contribution
from .drafting import Scope, draft_review
from .freezing import freeze_review, refuse_frozen
from .numbering import number_review, register_review
from .proposing import propose_resolution
from .signing_off import sign_off
from .writing import read_directions, write_directions, write_frame, write_review, write_section

__all__ = [
    "Scope",
    "article_from_review",
    "ask_contributions",
    "draft_review",
    "drop_conference",
    "drop_contribution",
    "freeze_review",
    "note_conference",
    "number_review",
    "outlines",
    "propose_resolution",
    "read_directions",
    "refuse_frozen",
    "register_review",
    "sign_off",
    "take_contribution",
    "write_directions",
    "write_frame",
    "write_review",
    "write_section",
]
