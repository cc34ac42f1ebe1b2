"""The words for how an indicator counts and how a result stands beside its target."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: dict[str, str | Promise] = {
    "flow": _("added up"),
    "participations": _("added up"),
    "stock": _("at the time"),
    "persons": _("the greatest single period"),
    "ratio": _("a ratio of two sums"),
}

COUNTED: dict[str, str | Promise] = {
    "flow": _("It is added up over days and places."),
    "participations": _("Attendances are added up over days and places. They are not a number of persons."),
    "stock": _("It is what stands on the last day, not a sum over days."),
    "persons": _("Each person is counted once within the period of one count."),
    "ratio": _("It is made anew from two sums; ratios are never added."),
}

PACES: dict[str, str | Promise] = {
    "over": pgettext_lazy("beside a target", "above the target"),
    "reached": pgettext_lazy("beside a target", "reached"),
    "on_pace": pgettext_lazy("beside a target", "on its way"),
    "slow": pgettext_lazy("beside a target", "slow"),
    "not_reported": pgettext_lazy("no figure yet", "not reported"),
}


def kind_word(kind: str) -> str:
    return str(KINDS[kind])


def counted_word(kind: str) -> str:
    return str(COUNTED[kind])


def pace_word(pace: str) -> str:
    return str(PACES[pace])
