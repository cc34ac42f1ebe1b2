"""What is typed of a regime: its names and source, and rows of cut-offs, steps and reminders as people write days."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.actions.regimes import REGIME_FIELDS, StepTold
from chungtay.answers.sentences import said
from chungtay.models import Regime
from chungtay.rules.messages import RuleBroken
from chungtay.rules.regimes import CutOff, Span, every_month, read_cut_offs
from chungtay.screens.fields import DayField

from .words import LEVEL_WORDS, SINGLE_OFFICER_WORDS, SPAN_WORDS

CUT_OFFS, STEPS, SPARE = 24, 12, 3  # the most rows, and how many empty ones are offered
Done = TypeVar("Done")


@dataclass(frozen=True)
class Row:
    """The fields of one row, in order."""

    number: int
    fields: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        return any(field.errors for field in self.fields)


class RegimeForm(forms.Form):
    """Days are written 14/12, and 14/* for every month; after how many days, +2."""

    name = forms.CharField(label=_("Name in Vietnamese"), max_length=300)
    name_lo = forms.CharField(label=_("Name in Lao"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    source = forms.CharField(
        label=_("What sets it"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Decree, circular or decision, with number, day and article."),
    )  # fmt: skip
    source_link = forms.URLField(
        label=_("Where it can be read"), max_length=500, required=False, assume_scheme="https"
    )
    valid_from = DayField(label=_("Valid from"), required=False)
    valid_to = DayField(
        label=_("No longer valid from"), required=False, help_text=_("Empty while it goes on.")
    )
    single_officer_approval = forms.ChoiceField(
        label=_("Where an office has a single officer"), choices=[*SINGLE_OFFICER_WORDS.items()]
    )
    reminders = forms.CharField(
        label=_("Reminders"), max_length=60, required=False,
        help_text=_("Days around the due day: -3, 1, 5 is three days before, one and five after. Then they stop."),
    )  # fmt: skip

    def __init__(self, begun: Regime | None = None, data: Any = None) -> None:
        super().__init__(data, initial=told_of(begun) if begun else {"name": ""})
        self._lay("cut_offs", CUT_OFFS, cut_off_fields)
        self._lay("steps", STEPS, step_fields)
        self._places: dict[str, list[int]] = {"cut_offs": [], "steps": []}

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "name_lo", "name_en", "source", "source_link")]

    @property
    def foot(self) -> list[forms.BoundField]:
        return [self[name] for name in ("single_officer_approval", "reminders", "valid_from", "valid_to")]

    @property
    def cut_off_rows(self) -> list[Row]:
        return self._rows("cut_offs")

    @property
    def step_rows(self) -> list[Row]:
        return self._rows("steps")

    def clean_reminders(self) -> list[int]:
        words = re.split(r"[\s,;]+", self.cleaned_data["reminders"].replace("\N{MINUS SIGN}", "-").strip())
        try:
            return [int(word) for word in words if word]
        except ValueError:
            raise forms.ValidationError(_("Write days as -3, 1, 5.")) from None

    def clean(self) -> dict[str, Any]:
        """Rows that cannot be read are told before anything is kept."""
        super().clean()
        self.read = {"cut_offs": self._cut_offs(), "steps": self._steps()}
        return self.cleaned_data

    def told(self) -> dict[str, Any]:
        """What the acts take."""
        told = {name: self.cleaned_data[name] for name in sorted(REGIME_FIELDS)}
        return {"told": told, "reminders": self.cleaned_data["reminders"], **self.read}

    def _cut_offs(self) -> list[CutOff]:
        """What can be read; what cannot is told under its field."""
        found: list[CutOff] = []
        for number in self._filled("cut_offs"):
            span, ends, due = (self._typed("cut_offs", number, one) for one in ("span", "ends", "due"))
            try:
                read = read_cut_offs(f"{span or '?'} {dense(ends)} {dense(due)}")
            except RuleBroken as problem:
                self.add_error(f"cut_offs.{number}.ends", [said(one) for one in problem.messages])
                continue
            found += read
            self._places["cut_offs"] += [number] * len(read)
        return found

    def _steps(self) -> list[StepTold]:
        found: list[StepTold] = []
        for number in self._filled("steps"):
            typed = {one: self._typed("steps", number, one) for one in STEP_NAMES}
            when = day_of(typed.pop("day"))
            if when is None:
                self.add_error(
                    f"steps.{number}.day", gettext("Write a day as 10/9, or +2 for two days after.")
                )
                continue
            found.append(StepTold(**typed, **when))  # type: ignore[arg-type]
            self._places["steps"].append(number)
        return found

    def located(self, act: Callable[[], Done]) -> Done:
        """The act; what the rules say of a row they counted stands under the row that was typed."""
        try:
            return act()
        except RuleBroken as problem:
            moved = [replace(one, where=self._where(one.where)) for one in problem.messages]
            raise RuleBroken({(one.where, one.text): one for one in moved}.values()) from None

    def _where(self, where: str) -> str:
        part, _, rest = where.partition(".")
        if part not in self._places:
            return where
        number, _, name = rest.partition(".")
        places = self._places[part]
        if not number.isdigit() or int(number) > len(places):
            return f"{part}.1.{'ends' if part == 'cut_offs' else 'name'}"
        return f"{part}.{places[int(number) - 1]}.{name}"

    def _lay(self, part: str, most: int, made: Callable[[], Mapping[str, forms.Field]]) -> None:
        known = self.data if self.is_bound else self.initial
        numbers = [
            int(name.split(".")[1]) for name in known if re.fullmatch(rf"{part}\.\d{{1,2}}\.\w+", name)
        ]
        for number in range(1, min(max([0, *numbers]) + (0 if self.is_bound else SPARE), most) + 1):
            for name, field in made().items():
                self.fields[f"{part}.{number}.{name}"] = field

    def _rows(self, part: str) -> list[Row]:
        found: dict[int, list[forms.BoundField]] = {}
        for name in self.fields:
            if name.startswith(f"{part}."):
                found.setdefault(int(name.split(".")[1]), []).append(self[name])
        return [Row(number, fields) for number, fields in found.items()]

    def _filled(self, part: str) -> list[int]:
        typed = (
            row for row in self._rows(part) if any(self.cleaned_data.get(one.name) for one in row.fields)
        )
        return [row.number for row in typed]

    def _typed(self, part: str, number: int, name: str) -> str:
        return str(self.cleaned_data.get(f"{part}.{number}.{name}") or "")


STEP_NAMES = ("name", "name_lo", "name_en", "level", "to_level", "span", "day")


def cut_off_fields() -> dict[str, forms.Field]:
    return {
        "span": choice(_("Period"), SPAN_WORDS),
        "ends": short(_("Last day"), "14/12"),
        "due": short(_("Due on"), "25/12"),
    }


def step_fields() -> dict[str, forms.Field]:
    return {
        "name": forms.CharField(label=_("What is done"), max_length=300, required=False),
        "name_lo": forms.CharField(label=_("The same in Lao"), max_length=300, required=False),
        "name_en": forms.CharField(label=_("The same in English"), max_length=300, required=False),
        "level": choice(_("Who"), LEVEL_WORDS),
        "to_level": choice(_("To whom"), LEVEL_WORDS),
        "span": choice(_("For which period"), SPAN_WORDS),
        "day": short(_("By when"), "10/9, +2"),
    }


def choice(label: Any, words: Mapping[str, Any]) -> forms.Field:
    return forms.ChoiceField(label=label, choices=[("", _("Choose one")), *words.items()], required=False)


def short(label: Any, example: str) -> forms.Field:
    widget = forms.TextInput(attrs={"placeholder": example, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=12, required=False, widget=widget)


def dense(text: str) -> str:
    """`14 / 12` and `14-12` are the same day; nothing is a day that cannot be read."""
    return re.sub(r"\s+", "", text).replace("-", "/") or "?"


def day_of(text: str) -> dict[str, int] | None:
    """A day of the year, or so many days after."""
    typed = dense(text)
    if re.fullmatch(r"\+\d{1,3}", typed):
        return {"days_after": int(typed)}
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})", typed)
    return {"day": int(match[1]), "month": int(match[2])} if match else None


def told_of(regime: Regime) -> dict[str, Any]:
    """As it would be typed; twelve months that are alike are one row."""
    told = {name: getattr(regime, name) for name in REGIME_FIELDS}
    told["reminders"] = ", ".join(str(one.days) for one in regime.reminders.all())
    for number, (span, ends, due) in enumerate(written(regime.in_rules().cut_offs), 1):
        told |= {
            f"cut_offs.{number}.span": span,
            f"cut_offs.{number}.ends": ends,
            f"cut_offs.{number}.due": due,
        }
    for number, step in enumerate(regime.steps.all(), 1):
        when = f"{step.day}/{step.month}" if step.days_after is None else f"+{step.days_after}"
        said = {name: getattr(step, name) for name in STEP_NAMES if name != "day"} | {"day": when}
        told |= {f"steps.{number}.{name}": value for name, value in said.items()}
    return told


def written(cut_offs: Iterable[CutOff]) -> list[tuple[str, str, str]]:
    order = list(Span)
    rest = sorted(cut_offs, key=lambda one: (order.index(one.span), one.month, one.day))
    months = [one for one in rest if one.span is Span.MONTH]
    found: list[tuple[str, str, str]] = []
    if months and set(months) == set(every_month(Span.MONTH, months[0].day, months[0].due_day)):
        found.append((Span.MONTH, f"{months[0].day}/*", f"{months[0].due_day}/*"))
        rest = [one for one in rest if one.span is not Span.MONTH]
    return [
        *found,
        *((one.span, f"{one.day}/{one.month}", f"{one.due_day}/{one.due_month}") for one in rest),
    ]
