"""What a unit types on the one page: each content kept or left out, its own days, numbers, tasks and contents."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.answers.plans.drawing import Drawing, Line, Numbers
from chungtay.answers.sentences import said
from chungtay.rules.cascade import Added, Kept
from chungtay.rules.messages import RuleBroken
from chungtay.screens.amounts import read, written
from chungtay.screens.fields import DayField, LineField

OWN_LINES = 2  # rows for contents of the unit's own; the next visit offers as many again
IN, OUT = "in", "out"


@dataclass(frozen=True)
class Row:
    """One content as the page shows it."""

    line: Line
    fields: dict[str, forms.BoundField]
    targets: list[tuple[Numbers, forms.BoundField]]

    @property
    def has_errors(self) -> bool:
        return any(self.fields[name].errors for name in ("text", "product"))

    @property
    def has_task_errors(self) -> bool:
        return any(self.fields[name].errors for name in ("task", "task_due_on"))


class DrawingForm(forms.Form):
    """Fields are named by the number of their content, as the rules name what is wrong: `3.due_on`."""

    def __init__(self, drawing: Drawing, language: str, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.drawing, self.language = drawing, language
        for line in drawing.lines:
            self._add_content(line)
        for place in range(1, OWN_LINES + 1):
            self.fields[f"new.{place}.text"] = LineField(
                label=_("What is to be done"), max_length=2_000, required=False
            )
            self.fields[f"new.{place}.due_on"] = DayField(label=_("Until"), required=False)

    def _add_content(self, line: Line) -> None:
        here, content = line.content.number, line.content
        made: dict[str, forms.Field] = {
            "keeps": forms.ChoiceField(
                label=_("Do you keep it?"), choices=[(IN, _("We do it")), (OUT, _("We leave it out"))],
                widget=forms.RadioSelect, initial=IN if line.is_kept else OUT,
            ),
            "reason": LineField(
                label=_("Why it is left out"), max_length=500, required=False, initial=content.dropped_because
            ),
            "due_on": DayField(label=_("Until"), required=False, initial=content.due_on),
            "text": LineField(
                label=_("In your own words"), max_length=5_000, required=False,
                initial=content.said("text", self.language),
            ),
            "product": LineField(
                label=_("Product"), max_length=500, required=False, initial=content.said("product", self.language)
            ),
            "task": LineField(label=_("What is to be done"), max_length=500, required=False),
            "task_due_on": DayField(label=_("By which day"), required=False),
        }  # fmt: skip
        for name, field in made.items():
            self.fields[f"{here}.{name}"] = field
        for one in line.numbers:
            own = written(one.own) if one.own is not None else ""
            self.fields[f"{here}.target.{one.indicator.slug}"] = forms.CharField(
                required=False, max_length=40, initial=own, widget=forms.TextInput({"inputmode": "decimal"})
            )

    @property
    def rows(self) -> list[Row]:
        names = ("keeps", "reason", "due_on", "text", "product", "task", "task_due_on")
        return [
            Row(
                line,
                {name: self[f"{line.content.number}.{name}"] for name in names},
                [(one, self[f"{line.content.number}.target.{one.indicator.slug}"]) for one in line.numbers],
            )
            for line in self.drawing.lines
        ]

    @property
    def own_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        places = range(1, OWN_LINES + 1)
        return [(self[f"new.{place}.text"], self[f"new.{place}.due_on"]) for place in places]

    def clean(self) -> dict[str, Any]:
        """Numbers as people there write them."""
        given = super().clean() or self.cleaned_data
        for line in self.drawing.lines:
            for one in line.numbers:
                name = f"{line.content.number}.target.{one.indicator.slug}"
                if given.get(name):
                    try:
                        given[name] = read(given[name], decimals=one.indicator.decimals, where=name)
                    except RuleBroken as problem:
                        for message in problem.messages:
                            self.add_error(name, said(message))
        return given

    def kept(self) -> list[Kept]:
        return [self._kept(line) for line in self.drawing.lines]

    def _kept(self, line: Line) -> Kept:
        told, here = self.cleaned_data, line.content.number
        targets = {
            one.indicator.slug: told[f"{here}.target.{one.indicator.slug}"] or None for one in line.numbers
        }
        return Kept(
            number=here,
            keeps=told[f"{here}.keeps"] == IN,
            targets=targets,
            **{
                name: told[f"{here}.{name}"]
                for name in ("reason", "text", "product", "due_on", "task", "task_due_on")
            },
        )

    def added(self) -> list[Added]:
        """Rows in which something was written."""
        told = [
            (self.cleaned_data[f"new.{place}.text"], self.cleaned_data[f"new.{place}.due_on"])
            for place in range(1, OWN_LINES + 1)
        ]
        return [Added(text=text, due_on=due_on) for text, due_on in told if text or due_on]


class IssueForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the plan"), max_length=80, required=False,
        help_text=_("As your office gave it. An office without numbers of its own leaves it empty."),
    )  # fmt: skip
    issued_on = DayField(label=_("Issued on"))
