"""Papers in the making: the facts that stand in them already, what was typed around these, what is still missing."""

from .composing import MADE_BY, boxes_of, live_paper, numbered_paper, paper_of, suggested_title
from .laying import as_typed, laid_over
from .origins import Origin, origin_of
from .page import DraftPage, drafts_of, state_of_draft, typed_anew, writing_for
from .source import Source

__all__ = [
    "MADE_BY",
    "DraftPage",
    "Origin",
    "Source",
    "as_typed",
    "boxes_of",
    "drafts_of",
    "laid_over",
    "live_paper",
    "numbered_paper",
    "origin_of",
    "paper_of",
    "state_of_draft",
    "suggested_title",
    "typed_anew",
    "writing_for",
]
