"""What the pages call the rules of days and the moves of letters."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.rules.occasions import LetterMove, OccasionRule

Words = str | Promise

RULES: dict[str, Words] = {
    OccasionRule.FIXED: _("on the same day each year"),
    OccasionRule.ANNOUNCED: _("as announced each year"),
    OccasionRule.ANNIVERSARY: _("on the day of signing"),
}
COUNTRIES: dict[str, Words] = {
    "": _("all partners"),
    "VN": _("partners in Viet Nam"),
    "LA": _("partners in Laos"),
}
# What stands in the letter's history.
TAKEN: dict[str, Words] = {
    LetterMove.DRAFT: pgettext_lazy("letter", "Draft begun"),
    LetterMove.EDIT: pgettext_lazy("letter", "Written over"),
    LetterMove.DISCARD: pgettext_lazy("letter", "Draft withdrawn"),
    LetterMove.APPROVE: pgettext_lazy("letter", "Approved"),
    LetterMove.SEND: pgettext_lazy("letter", "Sent"),
    LetterMove.REPLY: pgettext_lazy("letter", "Reply kept"),
    LetterMove.LEAVE_OUT: pgettext_lazy("letter", "Left out"),
    LetterMove.TAKE_UP: pgettext_lazy("letter", "Taken up again"),
    LetterMove.HAND_OVER: pgettext_lazy("letter", "Handed over to the body that took over"),
}


def occasion_rule_word(rule: str) -> str:
    return str(RULES.get(rule, rule))


def occasion_country_word(country: str) -> str:
    return str(COUNTRIES.get(country, country))


def letter_step_word(move: str) -> str:
    return str(TAKEN.get(move, move))


FILTERS: tuple[Callable[..., Any], ...] = (occasion_rule_word, occasion_country_word, letter_step_word)
