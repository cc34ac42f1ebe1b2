"""How the difference of two years is told in a word or two."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.rules.next_year import Standing, YearLine

from .forms import ORIGINS

STANDINGS: dict[Standing, str | Promise] = {
    Standing.KEPT: pgettext_lazy("between two years", "as before"),
    Standing.CHANGED: pgettext_lazy("between two years", "changed"),
    Standing.NEW: pgettext_lazy("between two years", "new"),
    Standing.LEFT_OUT: pgettext_lazy("between two years", "left out"),
}
FIELDS: dict[str, str | Promise] = {
    "number": _("Number"),
    "text": _("Wording"),
    "lead": _("Lead"),
    "due_on": _("Due"),
    "product": _("Product"),
    "budget": _("Budget"),
    "funds": _("Source of money"),
}


def difference_word(line: YearLine) -> str:
    """`changed: wording, due`; of a new content also where it comes from."""
    told = [str(FIELDS[name]).lower() for name in line.changed]
    if line.next and line.standing is Standing.NEW and line.next.origin in ORIGINS:
        told = [str(ORIGINS[line.next.origin])]
    word = str(STANDINGS[line.standing])
    return f"{word}: {', '.join(told)}" if told else word
