"""What is typed to count something new while a form is being made: its names, its unit, how it is counted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.rules.ledger import Kind

KINDS = [
    (Kind.FLOW, _("Things that add up: talks, gifts, visits")),
    (Kind.PARTICIPATIONS, _("Attendances: somebody who comes twice counts twice")),
    (Kind.PERSONS, _("Persons: each counts once in a period")),
    (Kind.STOCK, _("What stands at the end of the period: teams, models")),
]


class IndicatorForm(forms.Form):
    """Named in three languages, since the other side reads it too."""

    name = forms.CharField(label=_("Name in Vietnamese"), max_length=300)
    name_lo = forms.CharField(label=_("Name in Lao"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    measure = forms.CharField(
        label=pgettext_lazy("of an indicator", "Unit of counting"), max_length=80,
        help_text=_("One word, as reports write it after the number."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("How it is counted"), choices=KINDS)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="indicator-%s")
