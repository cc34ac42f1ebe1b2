"""What registers, their numbers, and papers that bear on one another are called."""

from enum import StrEnum


class Way(StrEnum):
    OUTGOING = "outgoing"
    INCOMING = "incoming"


class Grammar(StrEnum):
    """How a number is written: 468/KH-HLHPNVN of the State, 127-QĐ/TW of the Party."""

    STATE = "state"
    PARTY = "party"


class Bearing(StrEnum):
    REPLACES = "replaces"
    AMENDS = "amends"
    CANCELS = "cancels"
    ANSWERS = "answers"
    CARRIES_OUT = "carries_out"
