"""Decides what a role may do, when posts and bodies may begin and end, and who takes over from whom."""

from .posts import (
    ENDS_SOON,
    INVITATION_OPEN_FOR,
    check_beginning,
    check_body,
    check_body_ending,
    check_change,
    check_ending,
    check_hand_over,
    check_invitation,
)
from .roles import ALLOWED, SECOND_FACTOR, TABLE, Act, Kind, Role, acts_of, read_table, roles_that_may
from .takeovers import BodyFacts, SideFacts, check_takeover

__all__ = [
    "ALLOWED",
    "ENDS_SOON",
    "INVITATION_OPEN_FOR",
    "SECOND_FACTOR",
    "TABLE",
    "Act",
    "BodyFacts",
    "Kind",
    "Role",
    "SideFacts",
    "acts_of",
    "check_beginning",
    "check_body",
    "check_body_ending",
    "check_change",
    "check_ending",
    "check_hand_over",
    "check_invitation",
    "check_takeover",
    "read_table",
    "roles_that_may",
]
