"""Changes what the server keeps of keys: public halves, wrapped halves, lists, warnings. Nothing of it is silent."""

from .enrolments import enrol, hand_out_own, step_enrolment
from .lists import post_list
from .senders import confirm_sender
from .sides import hand_out_side_key, make_side_key
from .warnings import settle_warning, warn_of_key

__all__ = [
    "confirm_sender", "enrol", "hand_out_own", "hand_out_side_key", "make_side_key", "post_list", "settle_warning",
    "step_enrolment", "warn_of_key",
]  # fmt: skip
