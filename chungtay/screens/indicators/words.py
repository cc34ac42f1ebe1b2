"""The words for units of counting, for how an indicator adds up, and for what a version may change."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.rules.indicators import UNITS

UNIT_WORDS: dict[str, str | Promise] = {
    "session": pgettext_lazy("unit of counting", "sessions"),
    "activity": pgettext_lazy("unit of counting", "activities"),
    "attendance": pgettext_lazy("unit of counting", "attendances"),
    "person": pgettext_lazy("unit of counting", "persons"),
    "household": pgettext_lazy("unit of counting", "households"),
    "club": pgettext_lazy("unit of counting", "clubs"),
    "team": pgettext_lazy("unit of counting", "teams and groups"),
    "address": pgettext_lazy("unit of counting", "trusted addresses"),
    "model": pgettext_lazy("unit of counting", "livelihood models"),
    "gift": pgettext_lazy("unit of counting", "gifts"),
    "document": pgettext_lazy("unit of counting", "documents"),
    "money": pgettext_lazy("unit of counting", "money"),
    "share": pgettext_lazy("unit of counting", "a share or a rate"),
    "other": pgettext_lazy("unit of counting", "something else, as the measure says"),
}
OVER_TIME: dict[str, str | Promise] = {
    "adds": _("Days are added up."),
    "stands": _("It is what stands on the last day; days are not added up."),
    "once": _("Each counts once within its period; over several periods it is at least the greatest one."),
    "remade": _("It is made anew from its two parts for every period."),
}
OVER_PLACES: dict[str, str | Promise] = {
    "adds": _("Places are added up."),
    "remade": _("It is made anew from its two parts for every place."),
}
FIELDS: dict[str, str | Promise] = {
    "name": _("Name in Vietnamese"),
    "name_lo": _("Name in Lao"),
    "name_en": _("Name in English"),
    "measure": _("Measure in Vietnamese"),
    "measure_lo": _("Measure in Lao"),
    "measure_en": _("Measure in English"),
    "definition": _("Definition in Vietnamese"),
    "definition_lo": _("Definition in Lao"),
    "definition_en": _("Definition in English"),
    "kind": _("How it is counted"),
    "unit": _("Kind of thing counted"),
    "currency": _("Currency"),
    "decimals": _("Decimals"),
    "fed_by_register": _("Counted by a register"),
    "numerator": _("Above the line of the ratio"),
    "denominator": _("Below the line of the ratio"),
}
assert UNIT_WORDS.keys() == UNITS.keys()


def unit_word(unit: str) -> str:
    return str(UNIT_WORDS[unit])


def over_time_word(rule: str) -> str:
    return str(OVER_TIME[rule])


def over_places_word(rule: str) -> str:
    return str(OVER_PLACES[rule])
