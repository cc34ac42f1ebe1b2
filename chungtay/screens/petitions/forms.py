"""What an officer types about a letter: its answer, who gets it next, why it is refused, why its writer is reached."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.rules.readers import LONGEST, Step
from chungtay.screens.fields import LineField


class StepForm(forms.Form):
    """One of the steps; `move` says which."""

    move = ""

    def step(self) -> Step:
        told = self.cleaned_data
        return Step(act=self.move, words=told.get("words", ""), passed_to=told.get("passed_to", ""))


class TakeForm(StepForm):
    move = "take"


class AnswerForm(StepForm):
    move = "answer"
    words = forms.CharField(
        label=_("The answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Whoever wrote the letter reads it at their address. Name nobody."),
    )  # fmt: skip


class PassOnForm(StepForm):
    move = "pass_on"
    passed_to = LineField(
        label=_("Which body answers for it"),
        max_length=300,
        help_text=_("Whoever wrote the letter reads it."),
    )


class RefusalForm(StepForm):
    move = "refuse"
    words = LineField(label=_("Why"), max_length=500, help_text=_("Whoever wrote the letter reads it."))


class ContactForm(forms.Form):
    why = LineField(label=_("Why"), max_length=300, help_text=_("It is noted with your name."))


STEPS: dict[str, type[StepForm]] = {
    form.move: form for form in (TakeForm, AnswerForm, PassOnForm, RefusalForm)
}
