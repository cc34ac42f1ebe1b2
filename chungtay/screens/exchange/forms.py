"""What forms between two sides share: each text has a box in Vietnamese and one in Lao, the reader's own first."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.tongues import silent_fields
from chungtay.models import Agreement, Document, Place
from chungtay.models.record import Record
from chungtay.rules.exchange import TONGUES, column
from chungtay.screens.fields import LineField
from chungtay.screens.tags import page_language, said_plain

Words = str | Promise

# What a box asks for, by field and language; the sentence that says "one of the two is enough" stands above the form.
ASKED: dict[tuple[str, str], Words] = {
    ("title", "vi"): pgettext_lazy("exchange", "What it is about, in Vietnamese"),
    ("title", "lo"): pgettext_lazy("exchange", "What it is about, in Lao"),
    ("text", "vi"): pgettext_lazy("exchange", "In Vietnamese"),
    ("text", "lo"): pgettext_lazy("exchange", "In Lao"),
    ("agenda", "vi"): pgettext_lazy("exchange", "Agenda, in Vietnamese"),
    ("agenda", "lo"): pgettext_lazy("exchange", "Agenda, in Lao"),
    ("result", "vi"): pgettext_lazy("exchange", "What was said and agreed, in Vietnamese"),
    ("result", "lo"): pgettext_lazy("exchange", "What was said and agreed, in Lao"),
}


class Box(forms.CharField):
    """A text of some lines in one language."""

    def __init__(self, language: str, **more: Any) -> None:
        look = {"rows": 4, "lang": language, "spellcheck": "false"}
        super().__init__(required=False, max_length=10_000, widget=forms.Textarea(attrs=look), **more)


class Line(LineField):
    def __init__(self, language: str, longest: int, **more: Any) -> None:
        super().__init__(required=False, max_length=longest, **more)
        self.widget.attrs |= {"lang": language, "spellcheck": "false"}


class PlaceChoice(forms.ModelChoiceField):
    def label_from_instance(self, place: Place) -> str:
        return said_plain(place, "name")


class AgreementForm(forms.Form):
    """A form of a thing in a programme, with boxes in both languages."""

    def __init__(self, agreement: Agreement, data: Any = None, files: Any = None, **more: Any) -> None:
        super().__init__(data, files, **more)
        self.agreement = agreement

    def add_words(
        self, field: str, *, longest: int = 0, labels: Mapping[str, Words] | None = None
    ) -> list[str]:
        """A line where it has a longest length, else a box; the names of both fields, the reader's first."""
        order = sorted(TONGUES, key=lambda one: one != page_language())
        for tongue in order:
            label = (labels or {}).get(tongue) or ASKED[field, tongue]
            made = Line(tongue, longest, label=label) if longest else Box(tongue, label=label)
            self.fields[column(field, tongue)] = made
        return [column(field, tongue) for tongue in order]


class AlsoForm(forms.Form):
    """What was said in one language, asked for in the other, too."""

    def __init__(self, thing: Record, data: Any = None) -> None:
        super().__init__(data, auto_id=f"also-{thing.pk}-%s")
        self.thing, self.kind = thing, thing._meta.model_name
        for field, tongue in silent_fields(thing):
            longest = getattr(thing._meta.get_field(field), "max_length", None) or 0
            label = ASKED[field, tongue]
            made = Line(tongue, longest, label=label) if longest else Box(tongue, label=label)
            self.fields[column(field, tongue)] = made


class PaperForm(forms.Form):
    file = forms.FileField(label=_("A paper"))
    title = LineField(label=_("What the paper is called"), max_length=500, required=False)

    def __init__(self, data: Any = None, files: Any = None, auto_id: str = "paper-%s") -> None:
        super().__init__(data, files, auto_id=auto_id)


def file_of(form: forms.Form) -> tuple[str, bytes, str] | None:
    """What was uploaded, as actions take it."""
    file = form.cleaned_data.get("file")
    return (file.name, file.read(), file.content_type or "") if file else None


def first_file(paper: Document) -> Any:
    return paper.files.all()[0] if paper.files.all() else None
