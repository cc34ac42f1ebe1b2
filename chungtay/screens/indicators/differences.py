"""Says what a version changed, field by field, as a person reads it."""

from django.utils.translation import gettext

from chungtay.answers.indicators import Change
from chungtay.models import Indicator
from chungtay.screens.ledger.words import kind_word
from chungtay.screens.tags import said_plain

from .words import FIELDS, unit_word


def in_words(change: Change) -> tuple[str, str, str]:
    """(which field, what it said, what it says)."""
    return str(FIELDS[change.field]), value(change.field, change.before), value(change.field, change.after)


def value(field: str, told: object) -> str:
    match told:
        case None | "":
            return gettext("nothing")
        case bool():
            return gettext("yes") if told else gettext("no")
        case Indicator():
            return said_plain(told, "name")
    if field == "kind":
        return kind_word(str(told))
    return unit_word(str(told)) if field == "unit" else str(told)
