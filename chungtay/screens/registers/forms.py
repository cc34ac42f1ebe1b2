"""What an officer types when a village opens or closes a club."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.answers.activities import recording_places
from chungtay.models import Agreement, Club, Person, Served
from chungtay.rules.people import Kind
from chungtay.screens.activities.forms import only_one, place_choices
from chungtay.screens.fields import DayField
from chungtay.screens.tags import said_plain


class Choices(forms.ModelMultipleChoiceField):
    """Programmes by their names in the page's language."""

    def label_from_instance(self, obj: Any) -> str:
        return said_plain(obj, "name")


class ClubForm(forms.Form):
    name = forms.CharField(label=_("Name of the club"), max_length=300)
    village = forms.CharField(label=_("Village"), max_length=120, required=False)
    opened_on = DayField(label=_("Opened on"))
    members_female = forms.IntegerField(label=_("Women among its members"), min_value=0, max_value=100_000)
    members_male = forms.IntegerField(label=_("Men among its members"), min_value=0, max_value=100_000)

    def __init__(self, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        programmes = Agreement.objects.visible_to(person, today)
        self.places = {str(key): both for key, both in recording_places(person, Kind.CLUB, today).items()}
        self.fields["place"] = forms.ChoiceField(label=_("Place"), choices=place_choices(self.places))
        self.fields["programmes"] = Choices(
            programmes, label=_("Programmes that it serves"), initial=[only_one(programmes)],
            to_field_name="slug", widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.order_fields(["name", "place", "village", "opened_on"])

    def club(self) -> Club:
        told = self.cleaned_data
        place, holder = self.places[told["place"]]
        return Club(
            name=told["name"], place=place, village=told["village"], holder=holder,
            served=Served.objects.of(told["programmes"]), opened_on=told["opened_on"],
            members_female=told["members_female"], members_male=told["members_male"],
        )  # fmt: skip


class ClosingForm(forms.Form):
    closed_on = DayField(label=_("Closed on"))


class ServingForm(forms.Form):
    """From a day on a club serves other programmes."""

    def __init__(self, club: Club, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        programmes = Agreement.objects.visible_to(person, today)
        chosen = [one.slug for one in programmes.filter(pk__in=club.served.agreements.all())]
        self.fields["programmes"] = Choices(
            programmes, label=_("Programmes that it serves"), initial=chosen, required=False,
            to_field_name="slug", widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["on"] = DayField(label=_("From this day on"))
        self.fields["reason"] = forms.CharField(
            label=_("Why"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
        )
