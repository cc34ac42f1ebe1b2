"""What a planning officer types on the page of a content: what was signed, a target."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.answers.programmes import PlannedContent, Programme
from chungtay.models import Commitment, Indicator
from chungtay.rules.ledger import Kind
from chungtay.screens.amounts import read
from chungtay.screens.errors import attempt
from chungtay.screens.tags import said_plain
from chungtay.screens.tasks.forms import TaskForm


class IndicatorChoice(forms.ModelChoiceField):
    def label_from_instance(self, indicator: Indicator) -> str:
        return f"{said_plain(indicator, 'name')} ({said_plain(indicator, 'measure')})"


class CommitmentChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, commitment: Commitment) -> str:
        return f"{commitment.number}. {said_plain(commitment, 'text')}"


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
            given["amount"] = attempt(self, lambda: read(given["amount"], decimals=decimals, where="amount"))
        return given


def planning_forms(
    programme: Programme, planned: PlannedContent, wrong: forms.Form | None, *, plans: bool, gives: bool
) -> dict[str, forms.Form]:
    """The forms of the page, as far as the person plans here or gives tasks; the wrong one keeps what was typed."""
    made: dict[str, forms.Form] = {}
    if gives:
        made["task_form"] = TaskForm(programme, content=planned.content)
    if plans:
        made |= {"signed_form": SignedForm(planned), "target_form": TargetForm()}
    return {name: wrong if type(wrong) is type(form) else form for name, form in made.items()}
