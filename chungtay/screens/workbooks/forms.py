"""The fields of the workbook pages: which file, what it answers, what its columns hold."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.answers.workbooks import Round
from chungtay.models import Report, WorkbookImport
from chungtay.rules.workbooks import SheetMap, mapping_of
from chungtay.screens.tags import said_plain

from .words import Targets

DASHES = [
    ("", _("ask me")),
    ("none", _("0: there was none")),
    ("blank", _("nothing: not reported")),
]  # fmt: skip
NUMBERS = [("vi", _("1.500 is one thousand five hundred")), ("en", _("1,500 is one thousand five hundred"))]


class BringForm(forms.Form):
    """A filled workbook; ours says itself what it answers."""

    file = forms.FileField(
        label=_("Filled workbook"), allow_empty_file=True, help_text=_("XLSX or CSV, as you saved it."),
        error_messages={"required": _("Choose a file first.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip
    round = forms.ChoiceField(
        label=_("Form and period"),
        required=False,
        help_text=_("Only for a table of your own: a workbook taken from here says it itself."),
    )

    def __init__(
        self, rounds: Sequence[Round], data: Any = None, files: MultiValueDict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files)
        self.rounds = {one.key: one for one in rounds}
        self.fields["round"].choices = [("", _("As the workbook says"))] + [  # type: ignore[attr-defined]
            (one.key, round_words(one)) for one in rounds
        ]

    @property
    def asked(self) -> Round | None:
        return self.rounds.get(self.cleaned_data.get("round", ""))


class MappingForm(forms.Form):
    """What each column holds, who is meant by names that nobody bears, how dashes are read."""

    def __init__(
        self, brought: WorkbookImport, reports: Iterable[Report], targets: Targets, data: Any = None
    ) -> None:
        super().__init__(data)
        kept: dict[str, Any] = brought.preview
        self.base = mapping_of(kept["mapping"])
        self.heads = [column[0] for column in kept["columns"]]
        self.examples = [column[2] for column in kept["columns"]]
        self.strange = {"unit": kept["strange_units"], "line": kept["strange_lines"]}
        self.reports = list(reports)
        for at, (head, target, *_examples) in enumerate(kept["columns"]):
            self.fields[f"column-{at}"] = _choice(head, targets.of_columns(), target)
        units = [("", gettext("Choose"))] + [
            (str(one.pk), said_plain(one.place, "name")) for one in self.reports
        ]
        for at, typed in enumerate(self.strange["unit"].values()):
            self.fields[f"unit-{at}"] = _choice(typed, units, "")
        for at, typed in enumerate(self.strange["line"].values()):
            self.fields[f"line-{at}"] = _choice(typed, [("", gettext("Choose")), *targets.of_lines()], "")
        if len(self.reports) > 1 and "@unit" not in self.base.columns.values():
            self.fields["report"] = _choice(
                gettext("Whose sheet is this?"), units, str(brought.report_id or "")
            )
        self.fields["dash"] = _choice(gettext("A lone dash means"), DASHES, self.base.dash)
        self.fields["numbers"] = _choice(gettext("In numbers written as text"), NUMBERS, self.base.numbers)

    @property
    def columns(self) -> list[tuple[forms.BoundField, list[str]]]:
        return [(self[f"column-{at}"], examples) for at, examples in enumerate(self.examples)]

    @property
    def names(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(("unit-", "line-"))]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in ("report", "dash", "numbers") if name in self.fields]

    def mapping(self) -> SheetMap:
        """What was there before, with what was chosen now; a name that was left open stays open."""
        chosen = self.cleaned_data
        columns = {head: chosen[f"column-{at}"] for at, head in enumerate(self.heads)}
        return replace(
            self.base,
            columns={**self.base.columns, **columns},
            units={**self.base.units, **self._named("unit")},
            lines={**self.base.lines, **self._named("line")},
            dash=chosen["dash"],
            numbers=chosen["numbers"],
        )

    def report(self) -> Report | None:
        return next((one for one in self.reports if str(one.pk) == self.cleaned_data.get("report")), None)

    def _named(self, kind: str) -> dict[str, str]:
        """A unit is remembered by its code: its report is another next time."""
        codes = {str(one.pk): one.place.code for one in self.reports}
        found = {folded: self.cleaned_data[f"{kind}-{at}"] for at, folded in enumerate(self.strange[kind])}
        return {folded: codes.get(choice, choice) for folded, choice in found.items() if choice}


def round_words(one: Round) -> str:
    days = f"{one.first_on:%d/%m/%Y} – {one.last_on:%d/%m/%Y}"
    return f"{said_plain(one.form, 'name')}, {days}"


def _choice(label: str, choices: Sequence[Any], initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)
