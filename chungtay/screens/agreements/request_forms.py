"""What is chosen when units are asked to report: form, days, units; and how a form or an indicator is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.programmes import bodies_for
from chungtay.models import Agreement, Breakdown, Form, Indicator, Organisation, Person, Report
from chungtay.rules.indicators import Start
from chungtay.rules.ledger import Kind
from chungtay.rules.people import Act
from chungtay.screens.fields import DayField
from chungtay.screens.tags import said_plain

KINDS = [
    (Kind.FLOW, _("Things that add up: talks, gifts, visits")),
    (Kind.PARTICIPATIONS, _("Attendances: somebody who comes twice counts twice")),
    (Kind.PERSONS, _("Persons: each counts once in a period")),
    (Kind.STOCK, _("What stands at the end of the period: teams, models")),
]


STARTS = [
    (Start.YEAR, _("from the beginning of the year")),
    (Start.PHASE, _("from the beginning of the phase")),
]


@dataclass(frozen=True)
class Unit:
    """A body to tick."""

    body: Organisation
    chosen: bool


class RequestForm(forms.Form):
    """Chosen at first: the form asked with last, the running half-year, and who stands right under the office."""

    form = forms.ModelChoiceField(
        Form.objects.none(), label=_("Form"), widget=forms.RadioSelect, empty_label=None
    )
    first_on = DayField(label=_("First day of the period"))
    last_on = DayField(label=_("Last day of the period"))
    due_on = DayField(label=_("Due on"), help_text=_("From the next day on the unit is late."))
    units = forms.ModelMultipleChoiceField(Organisation.objects.none(), label=_("Units"))

    def __init__(self, agreement: Agreement, person: Person, today: date, data: Any = None) -> None:
        self.sendable = forms_to_send(agreement, today)
        self.bodies = bodies_for(agreement, person, Act.APPROVE, today).filter(place__isnull=False)
        self.own = person.organisations_for(Act.APPROVE, today, programme=agreement.slug)
        first_on = date(today.year, 1 if today.month < 7 else 7, 1)
        begun = {
            "form": self.asked_last(),
            "first_on": first_on,
            "last_on": (first_on + timedelta(days=185)).replace(day=1) - timedelta(days=1),
            "units": [body.pk for body in self.bodies if body.parent_id in self.own],
        }
        super().__init__(data, initial=begun)
        self.fields["form"].queryset = self.sendable  # type: ignore[attr-defined]
        self.fields["units"].queryset = self.bodies  # type: ignore[attr-defined]

    def asked_last(self) -> UUID | None:
        """With which form these units were asked the last time; else the newest."""
        asked = Report.objects.filter(holder__in=self.bodies, form__in=self.sendable).order_by("-last_on")
        last = asked.values_list("form_id", flat=True).first()
        return last or next((form.pk for form in self.sendable), None)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in ("first_on", "last_on", "due_on")]

    @property
    def chosen_form(self) -> str:
        return str(self["form"].value())

    @property
    def groups(self) -> list[tuple[Organisation | None, list[Unit]]]:
        """By the body above them: those right under the office first, the office itself (None) last."""
        chosen = {str(one) for one in self["units"].value() or []}
        found: dict[Organisation | None, list[Unit]] = {}
        bodies = self.bodies.order_by("parent__name", "name")
        for body in sorted(bodies, key=lambda one: (one.pk in self.own, one.parent_id not in self.own)):
            above = None if body.pk in self.own else body.parent
            found.setdefault(above, []).append(Unit(body, str(body.pk) in chosen))
        return list(found.items())


def forms_to_send(agreement: Agreement, today: date) -> QuerySet[Form]:
    """The latest versions that have not ended, those to come included."""
    going_on = agreement.forms.filter(Q(valid_to=None) | Q(valid_to__gt=today))
    return going_on.prefetch_related("questions__indicator").order_by("-valid_from", "slug")


@dataclass(frozen=True)
class Counted:
    """An indicator to tick, with how it may be divided."""

    indicator: Indicator
    chosen: bool
    base: str


class MakingForm(forms.Form):
    """A form is a name, a day and what it asks for."""

    name = forms.CharField(
        label=_("Name of the form"), max_length=300,
        help_text=_("The name of a form that exists makes its next version."),
    )  # fmt: skip
    valid_from = DayField(label=_("Valid from"))
    cumulative_from = forms.ChoiceField(
        label=_("Cumulative figures count"), choices=STARTS, initial=Start.YEAR, required=False
    )
    indicators = forms.ModelMultipleChoiceField(Indicator.objects.none(), label=_("What it asks for"))

    def __init__(self, valid_from: date, data: Any = None, chosen: Iterable[str] = ()) -> None:
        self.counted = Indicator.objects.exclude(kind=Kind.RATIO)
        self.breakdowns = breakdowns()
        ticked = [one.pk for one in self.counted if one.slug in set(chosen)]
        super().__init__(data, auto_id="form-%s", initial={"valid_from": valid_from, "indicators": ticked})
        self.fields["indicators"].queryset = self.counted  # type: ignore[attr-defined]

    def clean_cumulative_from(self) -> Start:
        return Start(self.cleaned_data["cumulative_from"] or Start.YEAR)

    @property
    def rows(self) -> list[Counted]:
        chosen = {str(one) for one in self["indicators"].value() or []}
        return [Counted(one, str(one.pk) in chosen, self.base_of(one)) for one in self.counted]

    def base_of(self, indicator: Indicator) -> str:
        asked = self.data.get(f"base.{indicator.slug}", "total")
        return asked if asked in self.breakdowns and not indicator.fed_by_register else "total"

    def questions(self) -> list[tuple[Indicator, Breakdown]]:
        return [(one, self.breakdowns[self.base_of(one)][0]) for one in self.cleaned_data["indicators"]]


def breakdowns() -> dict[str, tuple[Breakdown, Any]]:
    """Each with its words; the bare total comes first."""
    held = Breakdown.objects.prefetch_related("dimensions")
    named = {
        one.slug: (one, " × ".join(said_plain(each, "name") for each in one.dimensions.all())) for one in held
    }
    bare = {slug: (one, _("Total only")) for slug, (one, words) in named.items() if not words}
    return bare | {slug: both for slug, both in named.items() if slug not in bare}


class IndicatorForm(forms.Form):
    """Named in three languages, since the other side reads it too."""

    name = forms.CharField(label=_("Name in Vietnamese"), max_length=300)
    name_lo = forms.CharField(label=_("Name in Lao"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    measure = forms.CharField(
        label=pgettext_lazy("of an indicator", "Unit of counting"), max_length=80,
        help_text=_("One word, as reports write it after the number."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("How it is counted"), choices=KINDS)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="indicator-%s")
