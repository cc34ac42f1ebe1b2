"""What an officer copies from a paper: a figure, for which days and unit it stands, and who signed it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.answers.evidence import indicators_visible_to
from chungtay.answers.programmes import bodies_in
from chungtay.answers.sentences import said
from chungtay.models import Agreement, Document, Person, Place, QuotedFigure
from chungtay.rules.messages import RuleBroken
from chungtay.screens.amounts import read
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.people.forms import Said
from chungtay.screens.reports.forms import QUALIFIERS


class QuotedForm(forms.Form):
    first_on = DayField(label=_("From day"))
    last_on = DayField(label=_("To day"))
    qualifier = forms.ChoiceField(label=_("How the paper says it"), choices=QUALIFIERS)
    quantity = forms.CharField(
        label=_("Number"), max_length=40, help_text=_("What the paper has, written as on this page: 1,100.50")
    )
    place = forms.CharField(
        label=_("Code of the unit"), max_length=40, required=False,
        help_text=_("As it existed on the last day. Empty: no unit is named."),
    )  # fmt: skip
    said_by = LineField(label=_("Who signed"), max_length=300, required=False)
    passage = forms.CharField(
        label=_("The words around the number"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, paper: Document, agreements: list[Agreement], by: Person, today: date, data: Any = None
    ):
        super().__init__(
            data, auto_id="quoted-%s", initial={"said_by": paper.issuers, "last_on": paper.issued_on}
        )
        self.paper, self.today = paper, today
        own = Agreement.objects.filter(pk__in=[one.pk for one in agreements])
        self.fields["programme"] = Said(own, label=_("Programme"), empty_label=None, to_field_name="slug")
        self.fields["indicator"] = Said(
            indicators_visible_to(by, today).order_by("name"), label=_("Indicator"), to_field_name="slug",
            empty_label=_("Choose one"),
        )  # fmt: skip
        self.fields["organisation"] = Said(
            bodies_in(agreements, today),
            label=_("Body whose total it is"),
            required=False,
            empty_label=_("Not named"),
        )
        self.order_fields(["programme", "indicator", "qualifier", "quantity", "first_on", "last_on", "place"])

    def clean_quantity(self) -> int:
        try:
            return int(read(self.cleaned_data["quantity"]))
        except RuleBroken as problem:
            raise forms.ValidationError([said(message) for message in problem.messages]) from None

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        code = told.get("place", "").strip()
        told["place"] = Place.objects.named(code, told.get("last_on") or self.today) if code else None
        if code and told["place"] is None:
            self.add_error("place", gettext("No unit bears this code on that day."))
        return told

    def figure(self) -> QuotedFigure:
        told = self.cleaned_data
        plain = (
            "indicator",
            "organisation",
            "place",
            "first_on",
            "last_on",
            "qualifier",
            "quantity",
            "said_by",
        )
        more = {name: told[name] for name in (*plain, "passage")}
        return QuotedFigure(document=self.paper, agreement=told["programme"], **more)
