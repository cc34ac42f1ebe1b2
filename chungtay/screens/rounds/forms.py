"""What is typed when a round is opened, units are reminded or let off, and a telephone is noted."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chungtay.answers.rounds import Opening, levels_of
from chungtay.models import Form, Organisation, Person
from chungtay.rules.regimes import Period, Span
from chungtay.rules.rounds import Channel
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.places.words import KINDS as PLACE_KINDS
from chungtay.screens.tags import day, said_plain

from .words import CHANNELS

MOST_TICKS = 300  # units named one by one on the page; more are asked area by area


class FormChoice(forms.ModelChoiceField):
    def label_from_instance(self, form: Form) -> str:
        return f"{said_plain(form, 'name')} · {said_plain(form.agreement, 'name')}"


class PeriodForm(forms.Form):
    """Which form, for which days, of which level of units; the page then names the units."""

    form = FormChoice(Form.objects.none(), label=_("Form"), empty_label=None)
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
    due_on = DayField(label=_("Due day"))
    level = forms.ChoiceField(label=_("Which units"), required=False)

    def __init__(self, asked: list[Form], person: Person, today: date, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["form"].queryset = Form.objects.filter(pk__in=[one.pk for one in asked])  # type: ignore[attr-defined]
        chosen = self.chosen(asked)
        levels = levels_of(chosen, person, today) if chosen else {}
        choices = [(kind, f"{PLACE_KINDS[kind]} ({number})") for kind, number in levels.items()]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]

    def chosen(self, asked: list[Form]) -> Form | None:
        named = str(self["form"].value() or "")
        return next((one for one in asked if str(one.pk) == named), asked[0] if asked else None)

    def period(self, span: str) -> Period:
        told = self.cleaned_data
        known = {one.value for one in Span}
        return Period(
            Span(span if span in known else Span.ONCE), told["first_on"], told["last_on"], told["due_on"]
        )


class UnitsForm(forms.Form):
    """The units that are asked: one by one, or area by area where there are many."""

    units = forms.ModelMultipleChoiceField(Organisation.objects.none(), required=False)
    areas = forms.MultipleChoiceField(required=False)

    def __init__(self, opening: Opening, data: Any = None) -> None:
        super().__init__(data)
        self.opening = opening
        keys = [body.pk for body in opening.offered]
        self.fields["units"].queryset = Organisation.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        self.fields["areas"].choices = [(str(key), "") for key in self.by_area]  # type: ignore[attr-defined]

    @property
    def by_area(self) -> dict[Any, list[Organisation]]:
        found: dict[Any, list[Organisation]] = {}
        for body in self.opening.offered:
            found.setdefault(body.place.parent_id if body.place else None, []).append(body)
        return found

    @property
    def is_by_area(self) -> bool:
        return len(self.opening.offered) > MOST_TICKS

    def chosen(self) -> list[Organisation]:
        areas = set(self.cleaned_data["areas"])
        ticked = {body.pk for body in self.cleaned_data["units"]}
        ticked |= {body.pk for key, held in self.by_area.items() if str(key) in areas for body in held}
        return [body for body in self.opening.offered if body.pk in ticked]


class ReminderForm(forms.Form):
    channel = forms.ChoiceField(label=_("How"), choices=[(one.value, CHANNELS[one]) for one in Channel])
    note = LineField(label=_("What they said"), max_length=500, required=False)
    promised_on = DayField(
        label=_("They promised it for"),
        required=False,
        help_text=_("Until then nobody is asked to ring again."),
    )


class StopForm(forms.Form):
    reason = LineField(label=_("Why nobody need remind them any more"), max_length=500)


class ContactForm(forms.Form):
    phone = forms.CharField(
        label=_("Telephone of the office"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Of the office, not of a person. As 0260 3862 301 or +856 36 211 045."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language in which it is written to"), required=False)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        own = [("", _("As its officers read"))]
        self.fields["language"].choices = own + list(settings.LANGUAGES)  # type: ignore[attr-defined]


def period_words(period: Period) -> str:
    return f"{day(period.first_on)}–{day(period.last_on)}"
