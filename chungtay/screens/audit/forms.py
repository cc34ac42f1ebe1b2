"""What an auditor may ask by, in an address; whatever else stands there is refused."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chungtay.answers.audit import Asked, bodies_audited
from chungtay.models import Person
from chungtay.rules.audit import ACTS, FILTERS, KINDS, check_filters
from chungtay.screens.fields import DayField

from .words import act_word, thing_word

PAGES = ("before", "after")  # numbers of lines, from which the next page goes on
FURTHEST = 10**15


class FilterForm(forms.Form):
    act = forms.ChoiceField(label=pgettext_lazy("audit", "Act"), required=False)
    kind = forms.ChoiceField(label=_("To what"), required=False)
    organisation = forms.TypedChoiceField(
        label=_("Of which body"), required=False, coerce=UUID, empty_value=None
    )
    post = forms.CharField(label=_("Words of the post's title"), required=False, max_length=100)
    before = forms.IntegerField(required=False, min_value=1, max_value=FURTHEST, widget=forms.HiddenInput)
    after = forms.IntegerField(required=False, min_value=0, max_value=FURTHEST, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict, person: Person, today: date) -> None:
        check_filters(asked, beside=PAGES)
        super().__init__(asked)
        self.fields["from"] = DayField(label=_("From"), required=False)
        self.fields["to"] = DayField(label=_("Up to and including"), required=False)
        language = get_language() or "vi"
        bodies = [(str(body.pk), body.said("name", language)) for body in bodies_audited(person, today)]
        for name, none, choices in (
            ("act", _("Any act"), by_word((act, act_word(act)) for act in ACTS)),
            ("kind", _("Anything"), by_word((kind, thing_word(kind)) for kind in KINDS)),
            ("organisation", _("Any body"), bodies),
        ):
            self.fields[name].choices = [("", none), *choices]  # type: ignore[attr-defined]
        self.order_fields(["from", "to", "act", "kind", "organisation", "post"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and last < first:
            self.add_error("to", gettext("The last day lies before the first."))
        return cleaned

    def asked(self) -> Asked:
        told = self.cleaned_data
        return Asked(
            first_on=told["from"], last_on=told["to"], act=told["act"], kind=told["kind"],
            post=told["post"], organisation=told["organisation"],
        )  # fmt: skip

    def address(self) -> str:
        """The filters alone, to be carried from page to page."""
        return urlencode({name: self.data[name] for name in FILTERS if self.data.get(name)})

    def narrowing(self) -> str:
        """The filters as the audit remembers an export."""
        told = self.cleaned_data
        return "&".join(f"{name}={told[name]}" for name in FILTERS if told[name])


def by_word(choices: Any) -> list[tuple[str, str]]:
    return sorted(((key, str(word)) for key, word in choices), key=lambda choice: choice[1].casefold())
