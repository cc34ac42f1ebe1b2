"""Takes a draft policy from its receipt over opinions, conference, criticism and reply to the text that was issued."""

from .asking import Opinion, ask_critics, finish_opinions, give_opinion
from .conferring import hold_conference
from .ending import close_criticism, lay_final, match_final, reply_to_criticism
from .receiving import cut_anew, cut_draft, receive_draft, refuse_draft, text_of_document
from .steps import just_moved
from .writing import (
    Point,
    begin_paper,
    change_point,
    drop_point,
    recommend_point,
    send_criticism,
    write_point,
)

__all__ = [
    "Opinion",
    "Point",
    "ask_critics",
    "begin_paper",
    "change_point",
    "close_criticism",
    "cut_anew",
    "cut_draft",
    "drop_point",
    "finish_opinions",
    "give_opinion",
    "hold_conference",
    "just_moved",
    "lay_final",
    "match_final",
    "receive_draft",
    "recommend_point",
    "refuse_draft",
    "reply_to_criticism",
    "send_criticism",
    "text_of_document",
    "write_point",
]
