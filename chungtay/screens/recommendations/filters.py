"""Which recommendations somebody wants to see, and in which order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.recommendations import Choice
from chungtay.models import Agreement
from chungtay.rules.recommendations import Origin
from chungtay.screens.middleware import Request

from .forms import NamedChoice
from .words import ORIGINS, WAY_STATES

FIRST_YEAR = 2000
SHOWN = [
    ("open", pgettext_lazy("recommendation", "Not over yet")),
    ("mine", pgettext_lazy("recommendation", "My turn")),
    ("answer", pgettext_lazy("recommendation", "For me to answer")),
    ("verify", pgettext_lazy("recommendation", "For me to verify")),
    ("late", pgettext_lazy("recommendation", "Late")),
    ("escalated", pgettext_lazy("recommendation", "Escalated")),
    ("over", pgettext_lazy("recommendation", "Closed or taken back")),
    ("all", pgettext_lazy("recommendation", "All")),
]
SORTS = [
    ("due", pgettext_lazy("recommendation", "Due first")),
    ("newest", pgettext_lazy("recommendation", "Newest first")),
    ("number", pgettext_lazy("recommendation", "By number")),
    ("addressee", pgettext_lazy("recommendation", "By addressee")),
    ("state", pgettext_lazy("recommendation", "By state")),
]
ANY = ("", pgettext_lazy("recommendation", "Any"))


class FilterForm(forms.Form):
    shown = forms.ChoiceField(label=pgettext_lazy("recommendation", "Which"), choices=SHOWN, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[ANY, *((state.value, word) for state, word in WAY_STATES.items())],
        required=False,
    )
    origin = forms.ChoiceField(
        label=pgettext_lazy("recommendation", "From what"), required=False,
        choices=[ANY, *((origin.value, ORIGINS[origin]) for origin in Origin)],
    )  # fmt: skip
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=2200, required=False)
    addressee = forms.CharField(
        label=_("Addressee"), max_length=200, required=False
    )  # thousands: no list of them
    words = forms.CharField(label=_("Words"), max_length=200, required=False)
    sort = forms.ChoiceField(label=_("Order"), choices=SORTS, required=False)

    def __init__(self, request: Request) -> None:
        super().__init__(request.GET, auto_id="filter-%s")
        programmes = Agreement.objects.visible_to(request.person, request.today).order_by("slug")
        self.fields["programme"] = NamedChoice(
            programmes, label=_("Programme"), required=False, empty_label=ANY[1], to_field_name="slug"
        )
        self.order_fields(["shown", "state", "programme", "addressee", "origin", "year", "words", "sort"])

    def choice(self) -> Choice:
        """What cannot be read asks for nothing."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        programme = given.get("programme")
        return Choice(
            shown=given.get("shown") or ("all" if given.get("state") else "open"), state=given.get("state") or "",
            programme=programme.slug if programme else "", called=given.get("addressee") or "",
            origin=given.get("origin") or "", year=given.get("year"), words=given.get("words") or "",
            sort=given.get("sort") or "due",
        )  # fmt: skip
