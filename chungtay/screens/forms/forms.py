"""What is typed when a form is built: its head, lines to add, one line, a question in words, a check."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.actions.forms import AT_THE_END, CheckTold, HeadTold, LineTold, WordsTold
from chungtay.models import Breakdown, Indicator, Regime
from chungtay.rules.forms import MOST_LEVELS, Column, columns_text, read_columns
from chungtay.rules.indicators import Start
from chungtay.rules.ledger import Kind
from chungtay.screens.fields import DayField
from chungtay.screens.tags import said_plain

from .words import (
    COLUMN_WORDS,
    RELATION_WORDS,
    SEVERITY_WORDS,
    NamedLine,
    breakdown_word,
    cell_word,
    message_for,
)

STARTS = [
    (Start.YEAR, _("from the beginning of the year")),
    (Start.PHASE, _("from the beginning of the phase")),
]
NUMBER, PREVIOUS = "number", "previous"
TONGUES = ((_("in Vietnamese"), ""), (_("in Lao"), "_lo"), (_("in English"), "_en"))


class RegimeChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return said_plain(obj, "name")


class BreakdownChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return breakdown_word(obj)


class BreakdownBoxes(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return breakdown_word(obj)


class BeginForm(forms.Form):
    """A form is a name, a day and what it asks for; everything else can follow in the builder."""

    name = forms.CharField(
        label=_("Name of the form"), max_length=300,
        help_text=_("The name of a form that exists makes its next version."),
    )  # fmt: skip
    valid_from = DayField(label=_("Valid from"))
    cumulative_from = forms.ChoiceField(
        label=_("Cumulative figures count"), choices=STARTS, initial=Start.YEAR, required=False
    )
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.none(), label=_("What it asks for"), required=False
    )

    def __init__(self, valid_from: date, data: Any = None, chosen: Iterable[str] = ()) -> None:
        self.ticks = Ticks(Indicator.objects.exclude(kind=Kind.RATIO), data)
        ticked = [one.pk for one in self.ticks.counted if one.slug in set(chosen)]
        super().__init__(data, auto_id="form-%s", initial={"valid_from": valid_from, "indicators": ticked})
        self.fields["indicators"].queryset = self.ticks.counted  # type: ignore[attr-defined]

    def clean_indicators(self) -> Any:
        """A draft may begin empty; what goes out at once asks for something."""
        chosen = self.cleaned_data["indicators"]
        if not chosen and "draft" not in self.data:
            raise forms.ValidationError(_("Choose what the form asks for."))
        return chosen

    def clean_cumulative_from(self) -> Start:
        return Start(self.cleaned_data["cumulative_from"] or Start.YEAR)

    @property
    def rows(self) -> list["Counted"]:
        return self.ticks.rows(self["indicators"].value() or [])

    def told(self) -> dict[str, Any]:
        """What makes it at once."""
        return {**self._head(), "questions": self.ticks.asked(self.cleaned_data["indicators"])}

    def head(self) -> HeadTold:
        return HeadTold(**self._head())

    def lines(self) -> list[LineTold]:
        asked = self.ticks.asked(self.cleaned_data["indicators"])
        return [LineTold(indicator=indicator, base=base) for indicator, base in asked]

    def _head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "valid_from", "cumulative_from")}


class AddLinesForm(forms.Form):
    """Indicators to tick, each with how it is divided; those that the form asks for already are not offered."""

    indicators = forms.ModelMultipleChoiceField(Indicator.objects.none(), label=_("What it asks for"))

    def __init__(self, asked: Sequence[Any], data: Any = None, chosen: Iterable[str] = ()) -> None:
        self.ticks = Ticks(Indicator.objects.exclude(kind=Kind.RATIO).exclude(pk__in=asked), data)
        ticked = [one.pk for one in self.ticks.counted if one.slug in set(chosen)]
        super().__init__(data, auto_id="form-%s", initial={"indicators": ticked})
        self.fields["indicators"].queryset = self.ticks.counted  # type: ignore[attr-defined]

    @property
    def rows(self) -> list["Counted"]:
        return self.ticks.rows(self["indicators"].value() or [])

    def told(self) -> list[LineTold]:
        asked = self.ticks.asked(self.cleaned_data["indicators"])
        return [LineTold(indicator=indicator, base=base) for indicator, base in asked]


@dataclass(frozen=True)
class Counted:
    """An indicator to tick, with how it may be divided."""

    indicator: Indicator
    chosen: bool
    base: str


class Ticks:
    """The indicators that are offered, and the breakdown that was chosen beside each."""

    def __init__(self, counted: Any, data: Any) -> None:
        self.counted, self.data = counted, data or {}
        self.breakdowns = breakdowns()

    def rows(self, ticked: Iterable[Any]) -> list[Counted]:
        chosen = {str(one) for one in ticked}
        return [Counted(one, str(one.pk) in chosen, self.base_of(one)) for one in self.counted]

    def base_of(self, indicator: Indicator) -> str:
        asked = self.data.get(f"base.{indicator.slug}", "total")
        return asked if asked in self.breakdowns and not indicator.fed_by_register else "total"

    def asked(self, indicators: Iterable[Indicator]) -> list[tuple[Indicator, Breakdown]]:
        return [(one, self.breakdowns[self.base_of(one)][0]) for one in indicators]


class HeadForm(forms.Form):
    """What stands over the lines, and how their reports go."""

    name = forms.CharField(label=_("Name in Vietnamese"), max_length=300)
    name_lo = forms.CharField(label=_("Name in Lao"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    source = forms.CharField(
        label=_("What asks for it"), max_length=500, required=False,
        help_text=_("Decree, circular or letter, with number and day."),
    )  # fmt: skip
    valid_from = DayField(label=_("Valid from"))
    regime = RegimeChoice(
        Regime.objects.none(), label=_("Reporting periods"), required=False,
        empty_label=_("days are chosen each time"),
    )  # fmt: skip
    cumulative_from = forms.ChoiceField(label=_("Cumulative figures count"), choices=STARTS)
    columns = forms.MultipleChoiceField(
        label=_("Columns beside each line"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, COLUMN_WORDS[one]) for one in Column if one is not Column.PERIOD],
    )  # fmt: skip
    levels = forms.TypedChoiceField(
        label=_("How many levels approve"), coerce=int, choices=[(n, n) for n in range(1, MOST_LEVELS + 1)]
    )
    purpose = forms.CharField(
        label=_("What the officer reads on top, in Vietnamese"), max_length=2_000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    purpose_lo = forms.CharField(
        label=_("The same in Lao"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    purpose_en = forms.CharField(
        label=_("The same in English"), max_length=2_000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, head: HeadTold, regimes: Any, data: Any = None) -> None:
        told = vars(head) | {"columns": list(read_columns(head.columns))}
        super().__init__(data, initial=told)
        self.fields["regime"].queryset = regimes  # type: ignore[attr-defined]

    def told(self) -> HeadTold:
        return HeadTold(**self.cleaned_data | {"columns": columns_text(self.cleaned_data["columns"])})


class LineForm(forms.Form):
    """One line: how it is divided, when it is asked, and the words around it."""

    base = BreakdownChoice(
        Breakdown.objects.none(), label=_("Divided by"), empty_label=None,
        help_text=_("These parts add up to the line."),
    )  # fmt: skip
    of_which = BreakdownBoxes(Breakdown.objects.none(), label=_("Of which"), required=False)
    only_where = forms.ChoiceField(
        label=_("Asked only where"), required=False,
        help_text=_("An officer whose number there is 0 is not asked this."),
    )  # fmt: skip
    condition = forms.CharField(
        label=_("Or as an expression"), max_length=200, required=False, help_text=_("Such as 2 > 0 and 3 > 0")
    )
    counts_activities = forms.BooleanField(
        label=_("Filled from the activities that the unit recorded"), required=False
    )
    reads_ledger = forms.BooleanField(
        label=_("Read from the ledger: other forms of the programme have counted it already"), required=False
    )

    def __init__(self, line: LineTold, before: Sequence[NamedLine], data: Any = None) -> None:
        super().__init__(data, initial=vars(line) | {"of_which": [one.pk for one in line.of_which]})
        held = Breakdown.objects.prefetch_related("dimensions")
        total_only = line.indicator.fed_by_register
        self.fields["base"].queryset = held.filter(slug="total") if total_only else held  # type: ignore[attr-defined]
        self.fields["of_which"].queryset = held.exclude(slug="total")  # type: ignore[attr-defined]
        self.line = line
        lay_condition(self, before, line.condition)
        self.fields |= worded("heading", _("Heading above the line"), 300)
        self.fields |= worded("hint", _("What helps the officer to count"), 500)

    def told(self) -> LineTold:
        told = {**self.cleaned_data, "of_which": tuple(self.cleaned_data["of_which"])}
        told["condition"] = condition_of(told)
        return LineTold(indicator=self.line.indicator, content=self.line.content, **told)


class WordsForm(forms.Form):
    """A question that is answered in words."""

    after = forms.TypedChoiceField(label=_("Where it stands"), coerce=int)
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    only_where = forms.ChoiceField(label=_("Asked only where"), required=False)
    condition = forms.CharField(
        label=_("Or as an expression"), max_length=200, required=False, help_text=_("Such as 2 > 0 and 3 > 0")
    )

    def __init__(self, words: WordsTold | None, lines: Sequence[NamedLine], data: Any = None) -> None:
        super().__init__(data, initial=vars(words) if words else {"after": AT_THE_END})
        self.fields = {**worded("title", _("Question"), 300), **self.fields}
        self.fields["title"].required = True
        behind = [(line.number, _("behind line %(line)s") % {"line": line.name}) for line in lines]
        self.fields["after"].choices = [(0, _("before all lines")), *behind, (AT_THE_END, _("at the end"))]  # type: ignore[attr-defined]
        lay_condition(self, lines, words.condition if words else "")
        self.fields |= worded("hint", _("What helps the officer to answer"), 500)

    def told(self) -> WordsTold:
        told = {**self.cleaned_data}
        told["condition"] = condition_of(told)
        return WordsTold(**told)


class CheckForm(forms.Form):
    """Two sides and what must hold between them; or the whole as an expression."""

    left = forms.ChoiceField(label=_("This"), required=False)
    relation = forms.ChoiceField(label=_("Relation"), choices=[*RELATION_WORDS.items()], required=False)
    right = forms.ChoiceField(label=_("That"), required=False)
    plain = forms.CharField(label=_("The number, if “a number” was chosen"), max_length=20, required=False)
    expression = forms.CharField(
        label=_("Or as an expression"), max_length=200, required=False,
        help_text=_("Such as 1 + 2 = 4, or 1 >= previous 1. It goes before what is chosen above."),
    )  # fmt: skip
    severity = forms.ChoiceField(label=_("How strict"), choices=[*SEVERITY_WORDS.items()])

    def __init__(self, check: CheckTold | None, lines: Sequence[NamedLine], data: Any = None) -> None:
        super().__init__(data, initial=vars(check) if check else {"relation": "<="})
        self.lines = lines
        refs = refs_of(lines)
        before = [(f"{PREVIOUS} {line.number}", line.name) for line in lines]
        self.fields["left"].choices = [("", "…"), *refs]  # type: ignore[attr-defined]
        self.fields["right"].choices = [  # type: ignore[attr-defined]
            ("", "…"), (NUMBER, _("a number")), (_("In this report"), refs), (_("In the last report"), before),
        ]  # fmt: skip
        self.fields |= worded("message", _("What the officer reads when it does not hold"), 300)
        self.fields["message"].help_text = _("Empty: the two lines are named.")

    def told(self) -> CheckTold:
        told = self.cleaned_data
        expression = told["expression"] or self._composed()
        words = {name: told[name] for name in ("message", "message_lo", "message_en")}
        if not words["message"]:
            words = message_for(expression, self.lines)
        return CheckTold(expression=expression, severity=told["severity"], **words)

    def _composed(self) -> str:
        left, right = self.cleaned_data["left"], self.cleaned_data["right"]
        if right == NUMBER:
            typed = self.cleaned_data["plain"].replace(",", ".").strip()
            right = "0" if typed == "0" else f"{NUMBER} {typed}"
        return f"{left} {self.cleaned_data['relation']} {right}" if left and right else ""


def refs_of(lines: Sequence[NamedLine]) -> list[tuple[str, str]]:
    """Every line and every part of one, as a check names it."""
    found = []
    for line in lines:
        found.append((f"{line.number}", line.name))
        found += [
            (f"{line.number}.{slug}", f"{line.name}: {cell_word(cell)}") for slug, cell in line.cells.items()
        ]
    return found


def lay_condition(form: forms.Form, lines: Sequence[NamedLine], held: str) -> None:
    """A condition is mostly that one line is not 0; whatever else it is, it is written."""
    choices = [(f"{line.number} > 0", _("%(line)s is above 0") % {"line": line.name}) for line in lines]
    form.fields["only_where"].choices = [("", _("always asked")), *choices]  # type: ignore[attr-defined]
    if held in dict(choices):
        form.initial = {**form.initial, "only_where": held, "condition": ""}


def condition_of(told: dict[str, Any]) -> str:
    chosen = told.pop("only_where", "")
    return str(told["condition"] or chosen)


def worded(name: str, label: Any, length: int) -> dict[str, forms.Field]:
    """A text in three languages; only the Vietnamese one may be asked for."""
    return {
        f"{name}{tail}": forms.CharField(
            label=_("%(what)s, %(tongue)s") % {"what": label, "tongue": tongue},
            max_length=length,
            required=False,
        )
        for tongue, tail in TONGUES
    }


def breakdowns() -> dict[str, tuple[Breakdown, Any]]:
    """Each with its words; the bare total comes first."""
    held = Breakdown.objects.prefetch_related("dimensions")
    named = {one.slug: (one, breakdown_word(one)) for one in held}
    bare = {slug: both for slug, both in named.items() if not both[0].dimensions.all()}
    return bare | {slug: both for slug, both in named.items() if slug not in bare}
