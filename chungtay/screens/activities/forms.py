"""What an officer types after a talk, a visit or a gift."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.answers.activities import recording_places
from chungtay.models import (
    Activity,
    ActivityKind,
    Agreement,
    Combination,
    Organisation,
    Person,
    Place,
    Served,
    Task,
)
from chungtay.rules.people import Kind
from chungtay.screens.fields import DayField
from chungtay.screens.tags import said_plain

KINDS: dict[str, Any] = {
    ActivityKind.SESSION: _("Talk or communication session"),
    ActivityKind.VISIT: _("Visit, delegation"),
    ActivityKind.LETTER: _("Letter"),
    ActivityKind.CONFERENCE: _("Conference, workshop"),
    ActivityKind.GIFT: _("Gift"),
    ActivityKind.LIVELIHOOD: _("Livelihood support"),
    ActivityKind.OTHER: _("Other"),
}
SEXES = {
    "sex:female": _("Women who came"),
    "sex:male": _("Men who came"),
    "sex:not-stated": _("Came, sex not noted"),
}


ORDER = ["kind", "title", "first_on", "last_on", "place", "village", *SEXES, "programme", "task", "narrative"]


class Choice(forms.ModelChoiceField):
    """Things by their names or words in the page's language."""

    def label_from_instance(self, obj: Any) -> str:
        return said_plain(obj, "text" if hasattr(obj, "text") else "name")


def only_one(programmes: QuerySet[Agreement]) -> str | None:
    """Where there is no choice, none is asked for."""
    slugs = programmes.values_list("slug", flat=True)
    return slugs[0] if len(slugs) == 1 else None


def place_choices(places: Mapping[str, tuple[Place, Organisation]]) -> list[tuple[str, str]]:
    """A unit that has ended is told apart from the one that took its name."""
    return [(key, place_label(place)) for key, (place, _holder) in places.items()]


def place_label(place: Place) -> str:
    name = said_plain(place, "name")
    if place.valid_to is None:
        return name
    last_on = place.valid_to - timedelta(days=1)
    return gettext("%(place)s (until %(day)s)") % {"place": name, "day": f"{last_on:%d/%m/%Y}"}


class ActivityForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    title = forms.CharField(label=_("What was done"), max_length=500)
    first_on = DayField(label=_("Day"))
    last_on = DayField(label=_("Last day, if it took several"), required=False)
    village = forms.CharField(label=_("Village"), max_length=120, required=False)
    narrative = forms.CharField(
        label=_("How it went"), required=False, widget=forms.Textarea, max_length=20_000
    )

    def __init__(self, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.person = person
        self.places = {str(key): both for key, both in recording_places(person, Kind.ACTIVITY, today).items()}
        programmes = Agreement.objects.visible_to(person, today)
        tasks = Task.objects.visible_to(person, today).filter(done_on=None)
        self.fields["place"] = forms.ChoiceField(label=_("Place"), choices=place_choices(self.places))
        self.fields["programme"] = Choice(
            programmes,
            label=_("Programme"),
            to_field_name="slug",
            initial=only_one(programmes),
            empty_label=_("Choose one"),
        )
        self.fields["task"] = Choice(
            tasks, label=_("Task of the plan"), required=False, empty_label=_("None")
        )
        for name, label in SEXES.items():
            self.fields[name] = forms.IntegerField(
                label=label, min_value=0, max_value=1_000_000, required=False, localize=True
            )
        self.order_fields(ORDER)

    def activity(self) -> Activity:
        told = self.cleaned_data
        place, holder = self.places[told["place"]]
        return Activity(
            kind=told["kind"], title=told["title"], first_on=told["first_on"],
            last_on=told["last_on"] or told["first_on"], place=place, village=told["village"], holder=holder,
            served=Served.objects.of([told["programme"]]), task=told["task"], narrative=told["narrative"],
            recorded_by=self.person,
        )  # fmt: skip

    def attendances(self) -> dict[Combination, int]:
        cells = Combination.objects.filter(slug__in=SEXES)
        return {cell: number for cell in cells if (number := self.cleaned_data[cell.slug])}
