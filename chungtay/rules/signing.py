"""Decides how an agreement comes to be signed, and how it stands afterwards: in force, suspended, ended."""

from enum import StrEnum


class Answer(StrEnum):
    """What an agency answers when its opinion is asked."""

    AGREES = "agrees"
    AGREES_WITH_REMARKS = "agrees_with_remarks"
    DISAGREES = "disagrees"


class Turn(StrEnum):
    """What may happen to a signed agreement, each by a document."""

    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXTENDED = "extended"
    ENDED = "ended"
