"""The administrator's acts: posts begin, end, change hands; people are invited; accounts are closed and opened."""

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

__all__ = [
    "accept_as",
    "accept_with_new_account",
    "accept_with_new_password",
    "administrators",
    "begin_post",
    "close_account",
    "end_post",
    "hand_over",
    "invite",
    "invite_first_administrator",
    "open_account",
    "opened_by",
    "take_factors_away",
    "withdraw_invitation",
]
