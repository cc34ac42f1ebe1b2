"""Which lines go into next year's plan, gathered by where they come from."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.sentences import said
from chungtay.rules.next_year import Origin, Suggestion

# A later room's origin stands under its own name until it has words here.
HEADINGS: dict[str, str | Promise] = {
    Origin.CONTENT: _("Contents of this year"),
    Origin.TASK: _("Tasks that are not finished"),
    Origin.COMMITMENT: _("Signed, but without a content this year"),
    Origin.DIRECTION: _("Directions of reviews"),
    Origin.PHASE_TASK: _("Open tasks that the phase took over"),
    Origin.PROBLEM: _("Urgent problems that workshops noted for this plan"),
    Origin.RECOMMENDATION: _("Recommendations that were accepted and are not done"),
}
ORIGINS: dict[str, str | Promise] = {
    Origin.CONTENT: pgettext_lazy("where a content comes from", "this year's plan"),
    Origin.TASK: pgettext_lazy("where a content comes from", "an unfinished task"),
    Origin.COMMITMENT: pgettext_lazy("where a content comes from", "what was signed"),
    Origin.DIRECTION: pgettext_lazy("where a content comes from", "a review's direction"),
    Origin.PHASE_TASK: pgettext_lazy("where a content comes from", "an open task of the phase before"),
    Origin.PROBLEM: pgettext_lazy("where a content comes from", "an urgent problem"),
    Origin.RECOMMENDATION: pgettext_lazy("where a content comes from", "a recommendation"),
}


@dataclass(frozen=True)
class Line:
    suggestion: Suggestion
    why: str
    is_ticked: bool


class NextYearForm(forms.Form):
    def __init__(self, offered: list[Suggestion], data: Any = None) -> None:
        super().__init__(data)
        self.offered = offered
        self.fields["chosen"] = forms.MultipleChoiceField(
            choices=[(one.key, one.text) for one in offered], required=False, label=_("What goes into the plan"),
            error_messages={
                "invalid_choice": _("One of the lines is no longer offered. Reload the page and choose again.")
            },
        )  # fmt: skip

    @property
    def groups(self) -> list[tuple[Any, list[Line]]]:
        """By origin, in the order of the sources."""
        ticked = set(self["chosen"].value() or ()) if self.is_bound else None
        found: dict[str, list[Line]] = {}
        for one in self.offered:
            is_ticked = one.is_proposed if ticked is None else one.key in ticked
            found.setdefault(one.origin, []).append(Line(one, said(one.why), is_ticked))
        return [(HEADINGS.get(origin, origin), lines) for origin, lines in found.items()]
