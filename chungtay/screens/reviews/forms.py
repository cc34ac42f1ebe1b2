"""What an officer types for a review: its window, its passages, its number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.models import Review, ReviewKind
from chungtay.rules.reviews import SECTIONS
from chungtay.screens.fields import DayField, LineField

PASSAGES = {
    "assessment": _("General assessment"),
    "shortcomings": _("Shortcomings and their causes"),
    "lessons": _("Lessons"),
}


class DraftForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of review"),
        choices=[(ReviewKind.INTERIM, _("Interim review")), (ReviewKind.FINAL, _("Final review"))],
    )
    title = LineField(
        label=_("Title"), max_length=500, help_text=_("Stands under the word “Report” on the paper.")
    )
    first_on = DayField(label=_("From"))
    last_on = DayField(label=_("Up to and including"))


class PassagesForm(forms.Form):
    """One box for each passage, one line for each direction and each recipient."""

    def __init__(self, review: Review, data: Any = None) -> None:
        written = {narrative.section: narrative.text for narrative in review.narratives.all()}
        start = written | {
            "directions": "\n".join(direction.text for direction in review.directions.all()),
            "recipients": review.recipients,
        }
        super().__init__(data, initial=start)
        for section in SECTIONS:
            self.fields[section] = passage(PASSAGES[section])
        self.fields["directions"] = passage(_("Directions"), _("One a line; they are numbered in print."))
        self.fields["recipients"] = passage(_("Recipients"), _("One a line, as “Nơi nhận” prints them."))

    def passages(self) -> dict[str, str]:
        return {section: self.cleaned_data[section] for section in SECTIONS}


def passage(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea, max_length=20_000
    )


class NumberForm(forms.Form):
    number = forms.IntegerField(
        label=_("Number"), min_value=1, max_value=99_999, help_text=_("As your office's register gave it.")
    )
    signed_on = DayField(label=_("Day of signing"))
