"""What an officer types after something was given to households, and of beneficiaries only what is asked."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chungtay.answers.activities import recording_places
from chungtay.answers.sentences import said
from chungtay.answers.support import cells_by_list
from chungtay.models import (
    Breakdown,
    Indicator,
    Organisation,
    Person,
    Registered,
    Served,
    Support,
    SupportKind,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.support import MOST_NAMES, Personal, last_day_of_names
from chungtay.screens.activities.forms import place_choices
from chungtay.screens.amounts import read
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.registers.boxes import BoxesForm
from chungtay.screens.registers.forms import programmes_field, why_field
from chungtay.screens.registers.kinds import Fed

from .words import ASKED


class NamedChoice(forms.ModelChoiceField):
    """Things by their own names, with the village."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.village}" if obj.village else str(obj.name)


class SupportForm(BoxesForm):
    counted = "counts"

    title = LineField(label=_("What was given"), max_length=300)
    given_on = DayField(label=_("Day"))
    village = forms.CharField(label=_("Village"), max_length=120, required=False)
    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=10_000_000)
    money = forms.CharField(label=_("Money in all, if it is known"), max_length=40, required=False)
    giver = forms.CharField(label=_("Whose money or goods"), max_length=300, required=False)

    def __init__(self, kind: SupportKind, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.kind, self.currency = kind, kind.money.currency if kind.money else "VND"
        self.places = {str(key): both for key, both in recording_places(person, Kind.SUPPORT, today).items()}
        self.fields["place"] = forms.ChoiceField(label=_("Place"), choices=place_choices(self.places))
        self.fields["programmes"] = programmes_field(person, today)
        own = Registered.objects.allowed(person, Act.RECORD, today).open_on(today)
        self.fields["registered"] = NamedChoice(
            own, label=_("Went to, of the registers"), required=False, empty_label=_("None")
        )
        self.fields["number"].help_text = kind.said("measure", get_language() or "vi")
        self.fields["money"].help_text = self.currency
        self.order_fields(["title", "given_on", "place", "village", "number", "programmes", "money", "giver"])
        self.count_by(cells_by_list(kind))

    def clean_money(self) -> int | None:
        typed = self.cleaned_data["money"].strip()
        if not typed:
            return None
        try:
            return read(typed)
        except RuleBroken as problem:
            raise forms.ValidationError([said(message) for message in problem.messages]) from problem

    def support(self) -> Support:
        told = self.cleaned_data
        place, holder = self.places[told["place"]]
        return Support(
            kind=self.kind, title=told["title"], place=place, holder=holder, village=told["village"],
            served=Served.objects.of(told["programmes"]), given_on=told["given_on"], number=told["number"],
            money=told["money"], currency=self.currency if told["money"] is not None else "",
            giver=told["giver"], registered=told["registered"],
        )  # fmt: skip


class WithdrawalForm(forms.Form):
    reason = why_field(_("Why"))


class NamesForm(forms.Form):
    """One beneficiary a line, as copied from a sheet: what is asked, in its order, between tabs or semicolons."""

    purpose = LineField(label=_("For which purpose"), max_length=500)
    legal_basis = LineField(label=_("Legal basis"), max_length=300)
    delete_on = DayField(label=_("Deleted on"))
    people = forms.CharField(
        label=_("Beneficiaries, one a line"), max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, support: Support, data: Any = None) -> None:
        latest = last_day_of_names(support.given_on, support.kind.keep_months)
        super().__init__(data, initial={"legal_basis": support.kind.legal_basis, "delete_on": latest})
        self.asks = [field for field in Personal if field in support.kind.asks]
        self.fields["people"].help_text = "; ".join(str(ASKED[field]) for field in self.asks)

    def clean_people(self) -> list[dict[str, str]]:
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) > MOST_NAMES:
            raise forms.ValidationError(
                _("At most %(most)s can be on this list.") % {"most": MOST_NAMES}  # before each is read
            )
        found = []
        for number, line in enumerate(lines, 1):
            parts = [part.strip() for part in line.replace("\t", ";").split(";")]
            if len(parts) > len(self.asks):
                text = _("Row %(row)s has %(found)s answers; %(asked)s are asked for.")
                raise forms.ValidationError(
                    text % {"row": number, "found": len(parts), "asked": len(self.asks)}
                )
            found.append({field.value: part for field, part in zip(self.asks, parts, strict=False) if part})
        return found


class ReadingForm(forms.Form):
    why = LineField(label=_("Why do you read the names? It is noted."), max_length=300)


class KindForm(forms.Form):
    name = forms.CharField(label=_("Name of the support, in Vietnamese"), max_length=120)
    name_lo = forms.CharField(label=_("Name in Lao"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    measure = forms.CharField(label=_("Counted in, in Vietnamese"), max_length=80)
    asks = forms.MultipleChoiceField(
        label=_("What is asked of a beneficiary by name"), required=False, choices=list(ASKED.items()),
        widget=forms.CheckboxSelectMultiple, help_text=_("Nothing, unless a form or a law asks for it."),
    )  # fmt: skip
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)
    keep_months = forms.IntegerField(
        label=_("Names are kept for so many months at most"), min_value=0, max_value=120, required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        fed = Indicator.objects.filter(fed_by_register=True).exclude(kind="stock")
        lists = Breakdown.objects.exclude(slug="total").order_by("slug")
        self.fields["base"] = forms.ModelChoiceField(
            lists, label=_("Households by"), to_field_name="slug", empty_label=_("Choose one")
        )
        for name, label, ways in (
            ("given", _("What is given is counted in"), fed.exclude(unit="money")),
            ("money", _("The money is counted in"), fed.filter(unit="money")),
        ):
            self.fields[name] = Fed(
                ways, label=label, required=False, to_field_name="slug", empty_label=_("None")
            )

    def kind(self, holder: Organisation | None) -> SupportKind:
        told = dict(self.cleaned_data)
        told["keep_months"] = told["keep_months"] or 0
        return SupportKind(**told, holder=holder, position=SupportKind.objects.count())
