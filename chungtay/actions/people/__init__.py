"""The administrator's acts: bodies and posts begin, end and pass on; people are invited; accounts closed and opened."""

from .bodies import add_body, change_body, end_body
from .closing import close_account, open_account, take_factors_away
from .first import administrators, invite_first_administrator
from .invitations import (
    accept_as,
    accept_with_new_account,
    accept_with_new_password,
    invite,
    opened_by,
    withdraw_invitation,
)
from .posts import begin_post, end_post, hand_over
from .takeovers import Takeover, take_over

__all__ = [
    "Takeover",
    "accept_as",
    "accept_with_new_account",
    "accept_with_new_password",
    "add_body",
    "administrators",
    "begin_post",
    "change_body",
    "close_account",
    "end_body",
    "end_post",
    "hand_over",
    "invite",
    "invite_first_administrator",
    "open_account",
    "opened_by",
    "take_factors_away",
    "take_over",
    "withdraw_invitation",
]
