"""What a page of words was asked to show: which text, which language, how far."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.wordings import Words
from chungtay.models import Plan
from chungtay.rules.wordings import LANGUAGES, Standing
from chungtay.screens.tags import said_plain

from .words import LANGUAGE_WORDS, STANDINGS

STATES = [("open", _("To be done"))] + [(one.value, STANDINGS[one][1]) for one in Standing]


class AskedForm(forms.Form):
    """Whatever an address asks that is not offered is not there."""

    def __init__(self, shown: Words, asked: QueryDict) -> None:
        super().__init__(asked or None, auto_id="asked-%s")
        of = [("", pgettext_lazy("wording", "Programme"))] + [
            (str(plan.pk), said_plain(plan, "name")) for plan in shown.plans
        ]
        languages: list[Any] = [("", pgettext_lazy("wording", "Both")), *LANGUAGE_WORDS.items()]
        for name, label, choices in (
            ("of", _("Words of"), of),
            ("language", _("Language"), languages),
            ("state", _("How far"), [("", pgettext_lazy("wording", "All texts")), *STATES]),
        ):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def told(self) -> dict[str, str]:
        if not self.is_bound:
            return {}
        if not self.is_valid():
            raise Http404
        return {name: value for name, value in self.cleaned_data.items() if value}


def plan_asked(shown: Words, key: str) -> Plan | None:
    return next((plan for plan in shown.plans if plan.pk == UUID(key)), None) if key else None


def languages_asked(told: dict[str, str]) -> tuple[str, ...]:
    return (told["language"],) if "language" in told else LANGUAGES


def asked_again(request: HttpRequest) -> str:
    """How the list was asked for, out of the address that a form was sent to; nothing else of it is repeated."""
    asked = {name: request.GET.get(name, "")[:40] for name in ("of", "language", "state", "page")}
    return urlencode({name: value for name, value in asked.items() if value})
