"""What somebody writes in one row of a text: its fields by their shape, the texts in three languages abreast."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.versions import Choices
from chungtay.models import Organisation, Version
from chungtay.rules.versions import FIELDS, NUMBERED, Field, Row, RowKind, Shape
from chungtay.screens.amounts import read, written
from chungtay.screens.errors import attempt
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain

from .words import FIELD_WORDS, ROLE_WORDS, TONGUES, Words, language_of, seat_word, thing_word

CURRENCIES = ("VND", "LAK", "USD", "THB")
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Group:
    """The boxes of one field: one, or the same text in each language."""

    label: Words
    boxes: list[forms.BoundField]


class RowForm(forms.Form):
    """One row: there already, or a new one `under` another. `above`: what it may stand under, where one may choose."""

    def __init__(
        self, kind: RowKind, choices: Choices, data: Any = None, *, row: Row | None = None, under: str = "",
        above: list[tuple[str, str]] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, auto_id=f"{row.key if row else 'new'}-%s", label_suffix="")
        self.kind, self.row, self.under = kind, row, under
        if kind in NUMBERED:
            number = forms.IntegerField(min_value=1, max_value=9_999, required=row is not None)
            number.label, number.initial = FIELD_WORDS["number"], row.number if row else None
            number.widget.attrs["inputmode"] = "numeric"
            if row is None:
                number.help_text = _("Empty: the next one.")
            self.fields["number"] = number
        if above and len(above) > 1:
            chosen = row.under if row else above[0][0]
            self.fields["under"] = forms.ChoiceField(
                choices=above, label=FIELD_WORDS["under"], initial=chosen
            )
        for field in FIELDS[kind]:
            for name in field.names:
                self.fields[name] = made = input_for(kind, field, choices, row)
                made.label = TONGUES[language_of(name)] if field.is_said_thrice else FIELD_WORDS[field.name]
                made.required = field.is_needed and field.shape is not Shape.BODY and name == field.name
                made.initial = initial(field, row, name)
                made.widget.attrs |= {"lang": language_of(name)} if field.is_said_thrice else {}

    @property
    def groups(self) -> Iterator[Group]:
        places = [name for name in ("number", "under") if name in self.fields]
        for name in places:
            yield Group("", [self[name]])
        for field in FIELDS[self.kind]:
            label = FIELD_WORDS[field.name] if field.is_said_thrice else ""
            yield Group(label, [self[name] for name in field.names])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        typed = str(given.get("amount", "")).strip()
        if typed:
            given["amount"] = attempt(self, lambda: read(typed, where="amount"))
        return given

    @property
    def told(self) -> dict[str, Any]:
        """The values as a text holds them; an empty number of a new row is left to the text."""
        given = {name: plain(value) for name, value in self.cleaned_data.items()}
        if self.row is None and given.get("number") is None:
            given.pop("number", None)
        return given


def input_for(kind: RowKind, field: Field, choices: Choices, row: Row | None) -> forms.Field:
    match field.shape:
        case Shape.TEXT:
            return forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2}))
        case Shape.LINE:
            return LineField(max_length=field.longest)
        case Shape.DAY:
            return DayField()
        case Shape.COUNT:
            return forms.IntegerField(min_value=1, max_value=field.longest or 10**15)
        case Shape.AMOUNT:
            widget = forms.TextInput(attrs={"inputmode": "decimal"})
            return forms.CharField(max_length=40, widget=widget)
        case Shape.ROLE:
            return forms.ChoiceField(choices=list(ROLE_WORDS.items()))
        case Shape.CURRENCY:
            return forms.ChoiceField(choices=[(one, one) for one in CURRENCIES])
        case Shape.SEATS | Shape.COMMITMENTS:
            return forms.MultipleChoiceField(
                choices=options(kind, field, choices), widget=forms.CheckboxSelectMultiple
            )
    empty = ("", pgettext_lazy("version", "not chosen yet"))
    return forms.ChoiceField(choices=[empty, *with_chosen(options(kind, field, choices), field, row)])


def options(kind: RowKind, field: Field, choices: Choices) -> list[tuple[str, str]]:
    match field.shape:
        case Shape.SEATS:
            return [(str(seat.pk), seat_word(seat)) for seat in choices.seats]
        case Shape.COMMITMENT | Shape.COMMITMENTS:
            return [
                (str(one.pk), f"{one.number}. {said_plain(one, 'text')} ({one.phase.name})")
                for one in choices.commitments
            ]
        case Shape.INDICATOR:
            return [
                (str(one.pk), f"{said_plain(one, 'name')} ({said_plain(one, 'measure')})")
                for one in choices.indicators
            ]
    bodies = choices.sides if kind is RowKind.SEAT else choices.bodies
    return [(str(one.pk), said_plain(one, "name")) for one in bodies]


def with_chosen(offered: list[tuple[str, str]], field: Field, row: Row | None) -> list[tuple[str, str]]:
    """What the row names already stays a choice, though nobody would be offered it anew."""
    chosen = row.text(field.name) if row else ""
    if not chosen or chosen in dict(offered):
        return offered
    body = Organisation.objects.filter(pk=chosen).first()
    return [(chosen, thing_word(chosen, {chosen: body} if body else {})), *offered]


def initial(field: Field, row: Row | None, name: str) -> Any:
    value = row.values.get(name) if row else None
    if field.shape is Shape.DAY and value:
        return date.fromisoformat(str(value))
    if field.shape is Shape.AMOUNT and value is not None:
        return written(int(str(value)))
    return value


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("version", "Why the text is amended"), max_length=2_000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    @classmethod
    def of(cls, version: Version) -> Self:
        form = cls(initial={"reason": version.reason}, auto_id="reason-%s")
        if not version.follows_id:
            form.fields["reason"].label = _("Why")  # a first text amends nothing
        return form


class BeginForm(ReasonForm):
    """For which body an amendment is begun, where the person speaks for several."""

    def __init__(self, bodies: list[Organisation], data: Any = None) -> None:
        super().__init__(data, auto_id="begin-%s")
        self.fields["reason"].required = True
        self.bodies = {str(body.pk): body for body in bodies}
        if len(bodies) > 1:
            chosen = [(key, said_plain(body, "name")) for key, body in self.bodies.items()]
            self.fields["holder"] = forms.ChoiceField(
                choices=chosen, label=pgettext_lazy("version", "Drawn up by")
            )

    @property
    def holder(self) -> Organisation:
        key = self.cleaned_data.get("holder") or next(iter(self.bodies))
        return self.bodies[key]
