"""What is typed when a directive is sent, reminded of, or withdrawn."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.answers.directives import senders, units_for
from chungtay.answers.plans.cascade import next_level
from chungtay.models import Agreement, Finding, Organisation, Person
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain


class BodyChoice(forms.ModelChoiceField):
    def label_from_instance(self, body: Organisation) -> str:
        return said_plain(body, "name")


class DirectiveForm(forms.Form):
    """At first everybody right under the office that sends is ticked; of a finding the body where it was found."""

    text = LineField(label=_("What is to be done"), max_length=500)
    due_on = DayField(label=_("By which day"))
    note = forms.CharField(
        label=_("More about it"), max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    number = forms.CharField(
        label=_("Number of the paper"), max_length=80, required=False, help_text=_("If there is one.")
    )
    text_lo = LineField(label=_("What is to be done, in Lao"), max_length=500, required=False)
    text_en = LineField(label=_("What is to be done, in English"), max_length=500, required=False)
    units = forms.ModelMultipleChoiceField(Organisation.objects.none(), label=_("Units"))

    def __init__(
        self, agreement: Agreement, person: Person, today: date, data: Any = None, *,
        because: Finding | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"note": ground_of(because)} if because else None)
        self.holders = list(senders(agreement, person, today))
        self.below = [unit for one in self.holders for unit in units_for(agreement, one, person, today)]
        looked_into = because.supervised.organisation_id if because and because.supervised else None
        self.next = {looked_into} if looked_into else {unit.pk for unit in next_level(self.below)}
        keys = [unit.pk for unit in self.below]
        self.fields["units"].queryset = Organisation.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        if len(self.holders) > 1:
            held = Organisation.objects.filter(pk__in=[one.pk for one in self.holders])
            self.fields["holder"] = BodyChoice(held, label=_("For which office"), empty_label=None)

    @property
    def holder(self) -> Organisation:
        chosen: Organisation = self.cleaned_data.get("holder") or self.holders[0]
        return chosen

    @property
    def first_fields(self) -> list[forms.BoundField]:
        names = ("holder", "text", "due_on", "note", "number")
        return [self[name] for name in names if name in self.fields]

    @property
    def translations(self) -> list[forms.BoundField]:
        return [self["text_lo"], self["text_en"]]

    @property
    def rows(self) -> list[tuple[Organisation, bool]]:
        """The next level first."""
        ticked = {str(key) for key in self["units"].value() or ()}
        found = [
            (unit, str(unit.pk) in ticked if self.is_bound else unit.pk in self.next) for unit in self.below
        ]
        return sorted(found, key=lambda row: row[0].pk not in self.next)


def ground_of(finding: Finding) -> str:
    """How the directive tells its units why it was sent."""
    words = _("Because of finding %(number)s of the supervision “%(subject)s”: %(text)s")
    told = {"number": finding.number, "subject": finding.supervision.subject, "text": finding.text}
    return str(words % told)[:5_000]


class ReminderForm(forms.Form):
    note = LineField(label=_("What you want to say"), max_length=500, required=False)


class WithdrawalForm(forms.Form):
    reason = LineField(label=_("Why it is withdrawn"), max_length=500)
