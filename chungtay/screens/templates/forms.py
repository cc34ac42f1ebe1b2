"""The fields of the template pages: which file, of which paper, in which language."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.models import Organisation, PaperTemplate
from chungtay.papers.house_styles import STYLES
from chungtay.papers.kinds import KINDS
from chungtay.screens.drafts.words import PAPERS
from chungtay.screens.fields import LineField
from chungtay.screens.tags import said_plain

from .words import TONGUES

STYLE_WORDS = {
    "state": pgettext_lazy("house style", "As State bodies"),
    "party": pgettext_lazy("house style", "As Party bodies"),
    "lao": pgettext_lazy("house style", "As Lao bodies"),
    "joint": pgettext_lazy("house style", "Several issuers together"),
}


class BringForm(forms.Form):
    """A further version of a template."""

    file = forms.FileField(
        label=_("The file"), allow_empty_file=True, help_text=_("DOCX, as Word saved it, up to 20 MB."),
        error_messages={"required": _("Choose a file first.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )  # fmt: skip
    note = LineField(label=_("What is new in it"), max_length=500, required=False)


class BeginForm(BringForm):
    """The first version of a new one."""

    name = LineField(label=_("Name of the template"), max_length=300)
    paper = forms.ChoiceField(label=_("Kind of paper"))
    language = forms.ChoiceField(label=_("Language of the paper"), choices=list(TONGUES.items()))
    holder = forms.ChoiceField(
        required=False,
        label=_("Whose template it is"),
        help_text=_("Bodies below it use it too, unless they have one of their own."),
    )

    field_order = ("paper", "language", "name", "holder", "file", "note")

    def __init__(
        self, offices: list[Organisation], data: Any = None, files: MultiValueDict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files)
        self.offices = {str(office.pk): office for office in offices}
        self.fields["paper"].choices = [(kind, PAPERS[kind][0]) for kind in KINDS]  # type: ignore[attr-defined]
        self.fields["holder"].choices = [  # type: ignore[attr-defined]
            (key, said_plain(office, "name")) for key, office in self.offices.items()
        ]

    def template(self) -> PaperTemplate:
        told = self.cleaned_data
        return PaperTemplate(
            holder=self.offices.get(told["holder"]) or next(iter(self.offices.values())),
            paper=told["paper"],
            language=told["language"],
            name=told["name"],
        )


class OursForm(forms.Form):
    """Which of ours to take: the layout and the language."""

    style = forms.ChoiceField(label=_("Layout"))
    language = forms.ChoiceField(label=_("Language of the paper"), choices=list(TONGUES.items()))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"style": "state", "language": "vi"})
        self.fields["style"].choices = [  # type: ignore[attr-defined]
            (slug, STYLE_WORDS.get(slug, slug)) for slug in STYLES
        ]
