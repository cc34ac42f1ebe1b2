"""What an office writes into the lists: one line of one of them, and a side's legal basis."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from ...models import ChainStep, Dossier, Hotline, Hours, Retention
from ...models.lists import InForce
from ...rules.life import Urgency
from ...rules.lists import CHAINS
from .words import CODE_WORDS

KINDS: Mapping[str, type[InForce]] = {
    "chain": ChainStep,
    "hotline": Hotline,
    "hours": Hours,
    "retention": Retention,
}
LABELS: dict[str, Any] = {
    "country": pgettext_lazy("notice lists", "Country"),
    "type": pgettext_lazy("notice lists", "Type of case"),
    "position": pgettext_lazy("notice lists", "Place in the list"),
    "whom": pgettext_lazy("notice lists", "Who must be told, or what must be done, in Vietnamese"),
    "whom_lo": pgettext_lazy("notice lists", "Who must be told, or what must be done, in Lao"),
    "whom_en": pgettext_lazy("notice lists", "Who must be told, or what must be done, in English"),
    "within_hours": pgettext_lazy("notice lists", "Within how many hours"),
    "working_days": pgettext_lazy("notice lists", "Within how many working days"),
    "number": pgettext_lazy("notice lists", "Telephone number"),
    "what_for": pgettext_lazy("notice lists", "What for, in Vietnamese"),
    "what_for_lo": pgettext_lazy("notice lists", "What for, in Lao"),
    "what_for_en": pgettext_lazy("notice lists", "What for, in English"),
    "urgency": pgettext_lazy("notice lists", "How urgent"),
    "hours": pgettext_lazy("notice lists", "Hours until the other side acknowledges"),
    "months": pgettext_lazy("notice lists", "Months after both sides closed it"),
    "source": pgettext_lazy("notice lists", "Where this is written"),
    "basis": pgettext_lazy("notice lists", "On which legal basis"),
    "dossier_number": pgettext_lazy("notice lists", "Number of the impact dossier"),
    "first_transfer_on": pgettext_lazy("notice lists", "Day of the first transfer"),
    "filed_on": pgettext_lazy("notice lists", "Day when the dossier was filed"),
}
AT_ONCE = pgettext_lazy("notice lists", "0 is at once. Empty: the source names none.")
COUNTRIES: dict[str, Promise] = {
    "VN": pgettext_lazy("notice lists", "Viet Nam"),
    "LA": pgettext_lazy("notice lists", "Laos"),
}
SILENT = {"id", "valid_from", "valid_to", "changed_by", "agreement"}
OPTIONAL = {"type", "whom", "whom_lo", "whom_en", "what_for", "what_for_lo", "what_for_en"}
TALL = forms.Textarea(attrs={"rows": 2})


def country_word(code: str) -> str:
    return str(COUNTRIES.get(code, code))


class LineForm(forms.Form):
    """A line of one list; `of` is one that is written otherwise."""

    def __init__(
        self, kind: type[InForce], countries: list[str], data: Any = None, *, of: InForce | None = None
    ) -> None:
        super().__init__(data, auto_id="line-%s")
        choices: dict[str, list[tuple[str, Any]]] = {
            "country": [(code, country_word(code)) for code in countries],
            "type": [("", pgettext_lazy("notice lists", "Every type")),
                     *((code, CODE_WORDS["chain"][code]) for code in CHAINS)],
            "urgency": [(one.value, CODE_WORDS["urgency"][one.value]) for one in Urgency],
        }  # fmt: skip
        for field in kind._meta.fields:
            if field.name in SILENT:
                continue
            self.fields[field.name] = self._asked(field, choices.get(field.name))
        if of:
            self.initial = {name: getattr(of, name) for name in self.fields}
            for fixed in ("country", "urgency"):  # another country's or urgency's line is another line
                if fixed in self.fields:
                    self.fields[fixed].disabled = True

    def _asked(self, field: Any, choices: list[tuple[str, Any]] | None) -> forms.Field:
        label, needed = LABELS[field.name], field.name not in OPTIONAL and not field.null
        if choices is not None:
            return forms.ChoiceField(label=label, choices=choices, required=needed)
        if field.get_internal_type() == "PositiveSmallIntegerField":
            hint = AT_ONCE if field.name == "within_hours" else ""
            return forms.IntegerField(
                label=label, required=needed, min_value=0, max_value=9_999, help_text=hint
            )
        return forms.CharField(label=label, required=needed, max_length=field.max_length, widget=TALL)


class DossierForm(forms.Form):
    """On what a side rests when data crosses the border."""

    basis = forms.CharField(label=LABELS["basis"], max_length=300, widget=TALL)
    number = forms.CharField(label=LABELS["dossier_number"], max_length=80, required=False)

    def __init__(self, data: Any = None, *, of: Dossier | None = None) -> None:
        super().__init__(data, auto_id="dossier-%s")
        for name in ("first_transfer_on", "filed_on"):
            self.fields[name] = day_field(LABELS[name])
        if of:
            self.initial = {name: getattr(of, name) for name in self.fields}


def day_field(label: Any) -> forms.DateField:
    """A day typed as 31/12/2025, as on the house's screens, of which the annex borrows no field."""
    shown = {"inputmode": "numeric", "placeholder": gettext_lazy("day/month/year"), "autocomplete": "off"}
    return forms.DateField(
        label=label, required=False, input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs=shown),
        error_messages={"invalid": gettext_lazy("Write the day as 31/12/2025.")},
    )  # fmt: skip
