"""What is typed of a term, and the file that holds a list of them."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TermForm(forms.Form):
    text = forms.CharField(label=_("In Vietnamese"), max_length=200, widget=forms.TextInput({"lang": "vi"}))
    text_lo = forms.CharField(
        label=_("In Lao"), max_length=200, required=False, widget=forms.TextInput({"lang": "lo"})
    )
    text_en = forms.CharField(
        label=_("In English"), max_length=200, required=False, widget=forms.TextInput({"lang": "en"})
    )
    never = forms.CharField(
        label=_("Never write"), max_length=300, required=False,
        help_text=_("What machines or habit write instead, in any language, commas between."),
    )  # fmt: skip
    source = forms.CharField(label=_("Where it stands so"), max_length=300, required=False)
    note = forms.CharField(
        label=_("Note"), max_length=2_000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data, auto_id="term-%s")  # type: ignore[arg-type]


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("List as CSV"),
        help_text=_("Columns: text, text_lo, text_en, never, note, source. All rows are taken, or none."),
    )

    def __init__(self, data: object = None, files: object = None) -> None:
        super().__init__(data, files, auto_id="list-%s")  # type: ignore[arg-type]
