"""What registers and papers that bear on one another are called on a page."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from .paper_types import type_word

WAYS: dict[str, Promise] = {
    "outgoing": pgettext_lazy("register", "Outgoing papers"),
    "incoming": pgettext_lazy("register", "Incoming papers"),
}
GRAMMARS: dict[str, Promise] = {
    "state": pgettext_lazy("register", "As the State writes: 05/KH-BTV"),
    "party": pgettext_lazy("register", "As the Party writes: 05-KH/BTV"),
}
# From the later paper to the earlier one.
BEARS: dict[str, Promise] = {
    "replaces": pgettext_lazy("bearing", "Replaces"),
    "amends": pgettext_lazy("bearing", "Amends"),
    "cancels": pgettext_lazy("bearing", "Cancels"),
    "answers": pgettext_lazy("bearing", "Answers"),
    "carries_out": pgettext_lazy("bearing", "Carries out"),
}
# The same from the earlier paper.
BORNE: dict[str, Promise] = {
    "replaces": pgettext_lazy("bearing", "Replaced by"),
    "amends": pgettext_lazy("bearing", "Amended by"),
    "cancels": pgettext_lazy("bearing", "Cancelled by"),
    "answers": pgettext_lazy("bearing", "Answered by"),
    "carries_out": pgettext_lazy("bearing", "Carried out by"),
}
PURPOSES: dict[str, Promise] = {
    "copy": pgettext_lazy("file", "Copy"),
    "signed": pgettext_lazy("file", "Signed scan"),
    "working": pgettext_lazy("file", "Before signing"),
    "appendix": pgettext_lazy("file", "Appendix"),
}


def way_word(way: str) -> str:
    return str(WAYS.get(way, way))


def grammar_word(grammar: str) -> str:
    return str(GRAMMARS.get(grammar, grammar))


def bears_word(bearing: str) -> str:
    return str(BEARS.get(bearing, bearing))


def borne_word(bearing: str) -> str:
    return str(BORNE.get(bearing, bearing))


def purpose_word(purpose: str) -> str:
    return str(PURPOSES.get(purpose, purpose))


FILTERS = (way_word, grammar_word, bears_word, borne_word, purpose_word, type_word)
