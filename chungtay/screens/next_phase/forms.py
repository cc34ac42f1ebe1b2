"""The term of the next phase, and which lines go into it with which targets."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.next_phase import Ending
from chungtay.answers.sentences import said
from chungtay.rules.messages import RuleBroken
from chungtay.rules.next_phase import Line, Origin, Standing, Term
from chungtay.screens.amounts import read, written
from chungtay.screens.fields import DayField

GROUPS: list[tuple[str | Promise, tuple[Origin, ...]]] = [
    (_("Signed in the phase that ends"), (Origin.COMMITMENT,)),
    (_("Directions of the review"), (Origin.DIRECTION,)),
    (_("Targets, proposed from promises and results"), (Origin.TARGET, Origin.STOCK, Origin.RESULT)),
    (_("Tasks that are still open"), (Origin.TASK,)),
    (_("Urgent problems that workshops noted for this phase"), (Origin.PROBLEM,)),
    (_("Recommendations that are still open"), (Origin.RECOMMENDATION,)),
]
ORIGINS: dict[str, str | Promise] = {
    Origin.COMMITMENT: pgettext_lazy("where a content comes from", "what was signed"),
    Origin.DIRECTION: pgettext_lazy("where a content comes from", "a review's direction"),
    Origin.PROBLEM: pgettext_lazy("where a content comes from", "an urgent problem"),
}
STANDINGS: dict[Standing, str | Promise] = {
    Standing.KEPT: pgettext_lazy("between two phases", "as before"),
    Standing.CHANGED: pgettext_lazy("between two phases", "changed"),
    Standing.NEW: pgettext_lazy("between two phases", "new"),
    Standing.LEFT_OUT: pgettext_lazy("between two phases", "left out"),
}


class AmountField(forms.CharField):
    """A number as the page writes it; ten-thousandths of the measure."""

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read(typed)
        except RuleBroken as problem:
            raise forms.ValidationError([said(one) for one in problem.messages]) from problem


@dataclass(frozen=True)
class Offered:
    line: Line
    why: str
    is_ticked: bool
    amount: Any  # the box for the target, None where the line is none


class NextPhaseForm(forms.Form):
    name = forms.CharField(label=_("Name of the phase"), max_length=80, required=False)
    first_on = DayField(label=_("From"))
    last_on = DayField(label=_("Up to and including"))

    def __init__(self, ending: Ending, lines: list[Line], data: Any = None) -> None:
        after = ending.after
        super().__init__(
            data, initial={"name": after.name, "first_on": after.first_on, "last_on": after.last_on}
        )
        self.lines = lines
        gone = _("One of the lines is no longer offered. Reload the page and choose again.")
        self.fields["chosen"] = forms.MultipleChoiceField(
            choices=[(line.key, line.text) for line in lines], required=False, label=_("What goes into the phase"),
            error_messages={"invalid_choice": gone},
        )  # fmt: skip
        for line in lines:
            if line.is_target:
                shown = "" if line.amount is None else written(line.amount)
                self.fields[f"amount:{line.key}"] = AmountField(
                    label=_("Target"), required=False, max_length=40, initial=shown
                )

    @property
    def groups(self) -> list[tuple[Any, list[Offered]]]:
        ticked: Callable[[Line], bool] = partial(self._is_ticked, set(self["chosen"].value() or ()))
        found = []
        for heading, origins in GROUPS:
            lines = [
                Offered(
                    line, said(line.why), ticked(line), self[f"amount:{line.key}"] if line.is_target else None
                )
                for line in self.lines
                if line.origin in origins
            ]
            found += [(heading, lines)] if lines else []
        return found

    def _is_ticked(self, ticked: set[str], line: Line) -> bool:
        return line.key in ticked if self.is_bound else line.is_proposed

    def term(self) -> Term:
        told = self.cleaned_data
        return Term(told["name"], told["first_on"], told["last_on"])

    def amounts(self) -> dict[str, int | None]:
        """By the key of the line, ten-thousandths."""
        told = self.cleaned_data
        return {line.key: told[f"amount:{line.key}"] for line in self.lines if line.is_target}
