"""What a leader types who proposes an agreement: what it is, with whom, under which umbrella, for how long."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.actions.signing import FirstPhase, Name, Side
from chungtay.answers.signing import bodies_to_draft_for, bodies_to_sit_with
from chungtay.models import Agreement, Person, SeatRole
from chungtay.screens.fields import DayField, LineField

from .forms import Said
from .words import KINDS, ROLES, TONGUES

OTHERS = 4  # further sides that one page offers; more are added to the text afterwards
NUMBERS = range(2, OTHERS + 2)


class DraftForm(forms.Form):
    kind = forms.ChoiceField(label=pgettext_lazy("agreement", "Kind"), choices=list(KINDS.items()))
    name = LineField(label=_("Name in Vietnamese"), max_length=300)
    name_lo = LineField(label=_("Name in Lao"), max_length=300, required=False)
    name_en = LineField(label=_("Name in English"), max_length=300, required=False)
    purpose = forms.CharField(
        label=_("What it is for"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    phase = forms.CharField(
        label=_("First phase, as people call it"), max_length=80, required=False,
        help_text=_("For example 2024–2029. The days below are what counts."),
    )  # fmt: skip
    first_on = DayField(label=_("First day of the phase"), required=False)
    last_on = DayField(label=_("Last day of the phase"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages in which the text is equal"), choices=list(TONGUES.items()),
        widget=forms.CheckboxSelectMultiple, initial=["vi"], required=False,
    )  # fmt: skip

    def __init__(self, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        own, bodies = bodies_to_draft_for(person, today), bodies_to_sit_with(person, today)
        refused = {"invalid_choice": _("Your post does not allow this.")}
        self.fields["own"] = Said(own, label=_("Your side"), empty_label=None, error_messages=refused)
        self.fields["own_role"] = role()
        for number in NUMBERS:
            label, empty = (
                (_("The other side"), _("Choose one")) if number == 2 else (_("A further side"), _("None"))
            )
            self.fields[f"side_{number}"] = Said(bodies, label=label, required=False, empty_label=empty)
            self.fields[f"role_{number}"] = role()
        seen = Agreement.objects.visible_to(person, today)
        self.fields["umbrella"] = Said(
            seen, label=_("Umbrella"), required=False, empty_label=_("It stands by itself"),
            help_text=_("The wider agreement that it serves, of the centre or of the provinces."),
        )  # fmt: skip

    @property
    def what(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "name", "name_lo", "name_en", "purpose")]

    @property
    def sides(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        further = [(self[f"side_{number}"], self[f"role_{number}"]) for number in NUMBERS]
        return [(self["own"], self["own_role"]), *further]

    @property
    def has_further(self) -> bool:
        return any(self[f"side_{number}"].value() for number in NUMBERS if number > 2)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self["first_on"], self["last_on"]]

    def clean(self) -> dict[str, Any]:
        """A phase is left out whole or given whole."""
        told = self.cleaned_data
        given = [name for name in ("phase", "first_on", "last_on") if told.get(name)]
        if given and len(given) < 3 and not self.errors:
            missing = next(name for name in ("phase", "first_on", "last_on") if name not in given)
            self.add_error(missing, _("A phase has a name, a first and a last day. Give all three, or none."))
        return told

    def drafted(self) -> dict[str, Any]:
        """As the action takes it."""
        told = self.cleaned_data
        names = {f"name{tongue}": told.get(f"name{tongue}", "") for tongue in ("_lo", "_en")}
        pairs = [(told[f"side_{number}"], told[f"role_{number}"]) for number in NUMBERS]
        return {
            "kind": told["kind"],
            "name": Name(told["name"], names["name_lo"], names["name_en"], told["purpose"]),
            "own": Side(told["own"], part_of(told["own_role"])),
            "others": [Side(body, part_of(part)) for body, part in pairs if body],
            "umbrella": told["umbrella"],
            "phase": FirstPhase(told["phase"], told["first_on"], told["last_on"]) if told["phase"] else None,
            "languages": told["languages"],
        }


def role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=pgettext_lazy("seat", "Role"),
        choices=list(ROLES.items()),
        required=False,
        initial=SeatRole.PARTY,
    )


def part_of(chosen: str) -> SeatRole:
    return SeatRole(chosen) if chosen else SeatRole.PARTY
