"""What a planning officer types on the page of a content: a task, what was signed, a target."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.answers.programmes import PlannedContent, Programme, bodies_for
from chungtay.models import Commitment, Indicator, Organisation
from chungtay.rules.amounts import amount_of
from chungtay.rules.ledger import Kind
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.fields import DayField
from chungtay.screens.tags import said_plain


class BodyChoice(forms.ModelChoiceField):
    def label_from_instance(self, body: Organisation) -> str:
        return said_plain(body, "name")


class IndicatorChoice(forms.ModelChoiceField):
    def label_from_instance(self, indicator: Indicator) -> str:
        return f"{said_plain(indicator, 'name')} ({said_plain(indicator, 'measure')})"


class CommitmentChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, commitment: Commitment) -> str:
        return f"{commitment.number}. {said_plain(commitment, 'text')}"


class TaskForm(forms.Form):
    text = forms.CharField(label=_("What is to be done"), max_length=500)
    due_on = DayField(label=_("Until"))

    def __init__(self, programme: Programme, data: Any = None) -> None:
        super().__init__(data, auto_id="task-%s")
        bodies = bodies_for(programme.agreement, programme.person, Act.PLAN, programme.today)
        self.fields["organisation"] = BodyChoice(
            bodies, label=_("Which body does it"), empty_label=_("Choose one")
        )
        self.order_fields(["text", "organisation", "due_on"])


class SignedForm(forms.Form):
    signed = forms.CharField(
        label=_("Or write one as it was signed"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, planned: PlannedContent, data: Any = None) -> None:
        super().__init__(data, auto_id="signed-%s")
        phase = planned.content.plan.phase_id
        self.fields["commitments"] = CommitmentChoices(
            Commitment.objects.filter(phase=phase), label=_("Signed contents"), required=False,
            widget=forms.CheckboxSelectMultiple, initial=[one.pk for one in planned.commitments],
        )  # fmt: skip
        self.order_fields(["commitments", "signed"])


class TargetForm(forms.Form):
    amount = forms.CharField(label=_("How many in the year"), max_length=40)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="target-%s")
        counted = Indicator.objects.exclude(kind=Kind.RATIO)
        self.fields["indicator"] = IndicatorChoice(
            counted, label=_("What is counted"), empty_label=_("Choose one")
        )
        self.fields["amount"].widget.attrs["inputmode"] = "decimal"
        self.order_fields(["indicator", "amount"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "amount" in given:
            indicator = given.get("indicator")
            decimals = indicator.decimals if indicator else 0
            given["amount"] = attempt(
                self, lambda: amount_of(given["amount"], decimals=decimals, where="amount")
            )
        return given


def planning_forms(
    programme: Programme, planned: PlannedContent, wrong: forms.Form | None
) -> dict[str, forms.Form]:
    """The forms of the page; the one that was wrong keeps what was typed."""
    made = {
        "task_form": TaskForm(programme),
        "signed_form": SignedForm(planned),
        "target_form": TargetForm(),
    }
    return {name: wrong if type(wrong) is type(form) else form for name, form in made.items()}
