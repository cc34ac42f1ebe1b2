"""What is typed about places: a picture, a group and its units."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.answers.places.found import named
from chungtay.models import Place
from chungtay.screens.fields import DayField


class PictureForm(forms.Form):
    file = forms.FileField(
        label=_("Picture"), help_text=_("PNG, JPEG or WebP, 5 MB at most."), max_length=300,
        widget=forms.ClearableFileInput({"accept": "image/png,image/jpeg,image/webp"}),
    )  # fmt: skip
    says = forms.CharField(
        label=_("What it shows"), max_length=300,
        help_text=_("In one sentence, for whoever cannot see it, with its source."),
    )  # fmt: skip


class UnitField(forms.CharField):
    """A code with its day, as it stands on each unit's page: 23377@2025-07-01. A bare code means its latest bearer."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Unit"), max_length=40, help_text=_("Its code, or code and first day: 23377@2025-07-01.")
        )

    def clean(self, value: object) -> Place:
        text = super().clean(value)
        found = named(text)
        if found is None:
            raise forms.ValidationError(_("No unit bears this code. Look it up by name."))
        return found


class MemberForm(forms.Form):
    place = UnitField()
    first_on = DayField(label=_("From"))


class EndForm(forms.Form):
    on = DayField(label=_("The first day on which it no longer belongs"))


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Name of the group"), max_length=300)
    name_lo = forms.CharField(label=_("Name in Lao"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    source = forms.CharField(
        label=_("By which decision or list"), max_length=300, required=False
    )  # fmt: skip
