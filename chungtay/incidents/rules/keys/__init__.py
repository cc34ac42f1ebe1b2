"""Decides about keys: what a card, a wrapped key, a list and a side's key must be before the server keeps them.

The server can check signatures and numbers; it holds no private key and vouches for nobody. Whoever reads a list checks
the same again in the browser, against what that browser saw before.
"""

from ..sealed.identities import Signed, thumbprint
from .aloud import card_number, number_of
from .cards import check_card, check_wrapped
from .lists import Before, Listed, Waiting, changes_of, check_list, check_moment, read_list
from .sides import NewKey, OldKey, check_side_key
from .signed import read_signed
from .steps import ENROLMENTS, EnrolmentState, EnrolmentStep, after_step

__all__ = [
    "ENROLMENTS", "Before", "EnrolmentState", "EnrolmentStep", "Listed", "NewKey", "OldKey", "Signed", "Waiting",
    "after_step", "card_number", "changes_of", "check_card", "check_list", "check_moment", "check_side_key",
    "check_wrapped", "number_of", "read_list", "read_signed", "thumbprint",
]  # fmt: skip
