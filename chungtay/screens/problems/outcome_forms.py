"""What people type when they say what came of a problem: a recommendation, a note, why it is not taken up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.answers.problems import ProblemPage
from chungtay.answers.recommendations import bodies_to_ask
from chungtay.rules.problems import OutcomeKind
from chungtay.rules.recommendations import Asked
from chungtay.screens.people.forms import SeveralSaid

NOTED = (OutcomeKind.CONTENT, OutcomeKind.COMMITMENT)


class NoteForm(forms.Form):
    """For next year's plan or the next phase, perhaps with a remark."""

    kind = forms.ChoiceField(
        label=_("What it becomes"),
        choices=[
            (OutcomeKind.CONTENT.value, _("A content of next year's plan")),
            (OutcomeKind.COMMITMENT.value, _("A content of the next phase")),
        ],
    )
    reason = forms.CharField(
        label=_("Remark"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="note-%s")


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not taken up"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="refusal-%s")


class RecommendationForm(forms.Form):
    text = forms.CharField(
        label=_("What is recommended"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, shown: ProblemPage, data: Any = None) -> None:
        initial = {"text": shown.problem.said("proposal", "vi") or str(shown.problem)}
        super().__init__(data, auto_id="recommendation-%s", initial=initial)
        self.shown = shown
        bodies = bodies_to_ask(shown.person, shown.today).exclude(pk=shown.workshop.holder_id)
        self.fields["addressees"] = SeveralSaid(
            bodies,
            label=_("Who shall answer"),
            required=False,
            widget=forms.SelectMultiple(attrs={"size": 6}),
        )
        self.fields["outside"] = forms.CharField(
            label=_("Others, one a line"), max_length=1_000, required=False,
            widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Offices that do not work in this house."),
        )  # fmt: skip

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            holder=self.shown.workshop.holder_id, text=given["text"], grounds=str(self.shown.problem),
            addressees=tuple(one.pk for one in given["addressees"]),
            outside=tuple(line.strip() for line in given["outside"].splitlines() if line.strip()),
        )  # fmt: skip
