"""Decides how far a translated text is: a draft, checked by a second person, or one of the equal texts."""

from enum import StrEnum


class WordingState(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"
    EQUAL = "equal"  # signed as an equal text


class TermState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    RETIRED = "retired"
