"""What the desk does with an article: writes it, hands it in, approves, publishes, corrects and withdraws it."""

from .beginning import article_from_activity, article_from_meeting, article_from_plan
from .photos import NewPhoto, add_photo, change_photo, drop_photo, text_of_word
from .steps import (
    approve_article,
    discard_change,
    hand_in_article,
    hold_article,
    publish_article,
    reopen_article,
    review_article,
    schedule_article,
    send_back_article,
    take_back_article,
    take_step,
    withdraw_article,
)
from .writing import draft_article, edit_article

__all__ = [
    "NewPhoto",
    "add_photo",
    "approve_article",
    "article_from_activity",
    "article_from_meeting",
    "article_from_plan",
    "change_photo",
    "discard_change",
    "draft_article",
    "drop_photo",
    "edit_article",
    "hand_in_article",
    "hold_article",
    "publish_article",
    "reopen_article",
    "review_article",
    "schedule_article",
    "send_back_article",
    "take_back_article",
    "take_step",
    "text_of_word",
    "withdraw_article",
]
