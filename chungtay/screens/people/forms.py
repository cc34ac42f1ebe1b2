"""What an administrator types: a person, a post, a day."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chungtay.answers.people import bodies_of, people_of, places_around, programmes_around
from chungtay.models import Person, Post
from chungtay.rules.people import Act, Role
from chungtay.screens.fields import DayField
from chungtay.screens.tags import said_plain

from .words import ROLES

NEW = _("A new person, named below")


class Said(forms.ModelChoiceField):
    """Things by a field of words, in the page's language."""

    def __init__(self, *given: Any, field: str = "name", **more: Any) -> None:
        super().__init__(*given, **more)
        self.field = field

    def label_from_instance(self, obj: Model) -> str:
        return said_plain(obj, self.field)


class SeveralSaid(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Model) -> str:
        return said_plain(obj, "name")


class PersonForm(forms.Form):
    """Somebody who is known here already, or somebody new."""

    known_as = forms.CharField(label=_("Name of the new person"), max_length=300, required=False)
    known_as_lo = forms.CharField(label=_("The same in Lao"), max_length=300, required=False)
    known_as_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)
    language = forms.ChoiceField(
        label=_("Language of the new person"), choices=settings.LANGUAGES, required=False
    )

    def __init__(self, by: Person, today: date, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        known = people_of(by, today).exclude(pk=by.pk).order_by("known_as")
        self.fields["person"] = Said(
            known, label=_("Who"), empty_label=str(NEW), required=False, field="known_as"
        )

    def clean(self) -> dict[str, Any]:
        """What the rules would say only once all else is right is said with all else."""
        told = self.cleaned_data
        if "person" in told and not told["person"] and not told.get("known_as", "").strip():
            self.add_error("known_as", gettext("Write how the person is called."))
        if told.get("until") and told.get("first_on") and told["until"] <= told["first_on"]:
            self.add_error("until", gettext("The post would end before it begins."))
        return told

    def chosen(self) -> Person:
        told = self.cleaned_data
        return told["person"] or Person(
            known_as=told["known_as"], known_as_lo=told["known_as_lo"], known_as_en=told["known_as_en"],
            language=told["language"] or settings.LANGUAGE_CODE,
        )  # fmt: skip


class BeginningForm(PersonForm):
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, word) for role, word in ROLES.items()])
    title = forms.CharField(label=_("Title of the post, in Vietnamese"), max_length=300)
    title_lo = forms.CharField(label=_("The same in Lao"), max_length=300, required=False)
    title_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)
    first_on = DayField(label=pgettext_lazy("post", "From"))
    until = DayField(
        label=_("Over from"), required=False,
        help_text=_("On this day the post no longer stands. Leave it empty while nobody knows."),
    )  # fmt: skip

    def __init__(self, by: Person, today: date, data: Any = None, **more: Any) -> None:
        super().__init__(by, today, data, **more)
        bodies = bodies_of(by, today, Act.MANAGE)
        self.fields["organisation"] = Said(
            bodies, label=pgettext_lazy("post", "Body"), empty_label=_("Choose one")
        )
        self.fields["place"] = Said(
            places_around(by, today), label=_("Only at this place"), required=False, empty_label=_("Everywhere"),
        )  # fmt: skip
        self.fields["programmes"] = SeveralSaid(
            programmes_around(by, today), label=_("Only for these programmes (none: all)"), required=False,
            to_field_name="slug", widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["first_on"].initial = today
        self.fields["role"].initial = Role.COMMUNE_OFFICER
        self.order_fields([
            "organisation", "person", "known_as", "known_as_lo", "known_as_en", "language",
            "role", "title", "title_lo", "title_en", "first_on", "until", "place", "programmes",
        ])  # fmt: skip

    def post(self) -> Post:
        told = self.cleaned_data
        return Post(
            person=self.chosen(), organisation=told["organisation"], role=told["role"], title=told["title"],
            title_lo=told["title_lo"], title_en=told["title_en"], place=told["place"],
            valid_from=told["first_on"], valid_to=told["until"],
        )  # fmt: skip


class HandOverForm(PersonForm):
    on = DayField(
        label=pgettext_lazy("post", "From"),
        help_text=_("On this day the predecessor's post is over and the successor's begins."),
    )

    def __init__(self, by: Person, today: date, data: Any = None) -> None:
        super().__init__(by, today, data)
        self.fields["person"].label = _("To whom")
        self.fields["on"].initial = today
        self.order_fields(["on", "person", "known_as", "known_as_lo", "known_as_en", "language"])


class EndingForm(forms.Form):
    on = DayField(label=_("Over from"), help_text=_("On this day the post no longer stands."))


def asked_for(text: str) -> UUID | None:
    """The id in an address, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None
