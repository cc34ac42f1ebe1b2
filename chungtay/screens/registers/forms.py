"""What an officer types when something is opened in a village, changes, is strengthened, merged or closed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.activities import recording_places
from chungtay.answers.registers import cells_by_list, members_of, mergeable
from chungtay.models import Agreement, Person, Registered, RegisterKind, Served
from chungtay.rules.people import Kind
from chungtay.screens.activities.forms import only_one, place_choices
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain

from .boxes import BoxesForm


class Choices(forms.ModelMultipleChoiceField):
    """Things by their names in the page's language."""

    def label_from_instance(self, obj: Any) -> str:
        return said_plain(obj, "name")


def programmes_field(person: Person, today: date, *, initial: list[Any] | None = None) -> Choices:
    programmes = Agreement.objects.visible_to(person, today)
    return Choices(
        programmes, label=_("Programmes that it serves"), required=False, to_field_name="slug",
        initial=[only_one(programmes)] if initial is None else initial, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


def why_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))


class OpeningForm(BoxesForm):
    """`parent`: what a part splits off from; then nothing is asked that the parent says already."""

    name = LineField(label=_("Name"), max_length=300)
    village = forms.CharField(label=_("Village"), max_length=120, required=False)
    opened_on = DayField(label=_("Opened on"))

    def __init__(
        self,
        kind: RegisterKind,
        person: Person,
        today: date,
        data: Any = None,
        parent: Registered | None = None,
    ) -> None:
        super().__init__(data)
        self.kind, self.parent = kind, parent
        self.places = {
            str(key): both for key, both in recording_places(person, Kind.REGISTERED, today).items()
        }
        if parent is None:
            self.fields["place"] = forms.ChoiceField(label=_("Place"), choices=place_choices(self.places))
            self.fields["programmes"] = programmes_field(person, today)
        else:
            self.fields["reason"] = why_field(_("Why"))
        if kind.is_pair:
            self.fields["twin_village"] = forms.CharField(
                label=_("Village on the other side"), max_length=120, required=False,
                help_text=_("With its district and province, as people there write it."),
            )  # fmt: skip
        self.order_fields(["name", "place", "village", "twin_village", "opened_on", "programmes"])
        self.count_by(cells_by_list(kind))

    def registered(self) -> Registered:
        told = self.cleaned_data
        if self.parent is None:
            place, holder = self.places[told["place"]]
            served = Served.objects.of(told["programmes"])
        else:
            place, holder, served = self.parent.place, self.parent.holder, self.parent.served
        return Registered(
            kind=self.kind, name=told["name"], place=place, village=told["village"], holder=holder, served=served,
            twin_village=told.get("twin_village", ""), opened_on=told["opened_on"],
        )  # fmt: skip


class ClosingForm(forms.Form):
    closed_on = DayField(label=_("Closed on"))
    reason = forms.CharField(
        label=_("Why, if you wish"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ServingForm(forms.Form):
    """From a day on it serves other programmes."""

    def __init__(self, registered: Registered, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        seen = Agreement.objects.visible_to(person, today)
        chosen = [one.slug for one in seen.filter(pk__in=registered.served.agreements.all())]
        self.fields["programmes"] = programmes_field(person, today, initial=chosen)
        self.fields["on"] = DayField(label=_("From this day on"))
        self.fields["reason"] = why_field(_("Why"))


class ChangeForm(BoxesForm):
    on = DayField(label=_("From this day on"))
    name = LineField(label=_("Name"), max_length=300)
    reason = LineField(label=_("What happened, if you wish"), max_length=2_000, required=False)

    def __init__(self, registered: Registered, data: Any = None) -> None:
        super().__init__(data, initial={"name": registered.name})
        self.count_by(cells_by_list(registered.kind), members_of(registered))


class StrengtheningForm(forms.Form):
    on = DayField(label=_("Day"))
    reason = why_field(pgettext_lazy("strengthened", "What was done"))


class MergerForm(forms.Form):
    """Others of the same kind and place, those too that lay in a unit that became part of it."""

    on = DayField(label=_("From this day on"))

    def __init__(self, registered: Registered, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.fields["others"] = Choices(
            mergeable(registered, person, today),
            label=_("Which are merged into it"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["reason"] = why_field(_("Why"))
        self.order_fields(["others", "on", "reason"])
        self.has_none = not self.fields["others"].queryset.exists()  # type: ignore[attr-defined]
