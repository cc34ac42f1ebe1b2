"""What an officer chooses to begin a review, and how its paper gets its number."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from chungtay.actions import reviews as actions
from chungtay.actions.reviews import Scope
from chungtay.answers.reviews.scope import resolutions_of, reviewed_units, sides_held, windows_of
from chungtay.models import (
    Agreement,
    Document,
    NumberBook,
    Organisation,
    Person,
    Review,
    ReviewKind,
    Seat,
)
from chungtay.rules.reviews import LANGUAGES
from chungtay.rules.reviews.presets import Preset, Span, usual
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain

OTHER = "other"
ALL = "all"
SPANS = {
    Span.PHASE: _("Phase %(name)s"),
    Span.YEAR: _("Year %(name)s"),
    Span.FIRST_HALF: _("First half of %(name)s"),
    Span.SECOND_HALF: _("Second half of %(name)s"),
}
# Papers are written in Vietnamese first, whoever's page it is.
TITLES = {
    ReviewKind.INTERIM: _("Interim review of %(what)s, %(days)s"),
    ReviewKind.FINAL: _("Final review of %(what)s, %(days)s"),
    ReviewKind.RESOLUTION: _("Review of %(what)s"),
}
FIRST_OUTLINE = _(
    "I. How it was made known and put to work\nII. Results\n1. Telling and persuading\n2. Livelihoods\n"
    "3. Building the Union\nIII. Shortcomings and their causes\nIV. Lessons\nV. What a new resolution should say"
)


class PaperChoice(forms.ModelChoiceField):
    def label_from_instance(self, paper: Document) -> str:
        return f"{paper.number} {said_plain(paper, 'title')}".strip()


class DraftForm(forms.Form):
    """The likely window is chosen already; whoever wants others, one side, or an older map, says so."""

    window = forms.ChoiceField(label=_("Which days"), required=False)
    first_on = DayField(label=_("From"), required=False)
    last_on = DayField(label=_("Up to and including"), required=False)
    scope = forms.ChoiceField(label=_("Of whom"), required=False)
    map_on = DayField(
        label=_("On the map of"), required=False,
        help_text=_("Empty: of the last day. Another day shows all results in the units of that day."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind of review"), required=False)
    title = LineField(
        label=_("Title"), max_length=500, required=False,
        help_text=_("Stands under the word “Report” on the paper. Empty: it is made from what you chose."),
    )  # fmt: skip

    def __init__(self, agreement: Agreement, person: Person, today: date, data: Any = None) -> None:
        self.agreement, self.presets = agreement, {one.key: one for one in windows_of(agreement, today)}
        chosen = usual(list(self.presets.values()), today)
        start = {
            "window": chosen.key if chosen else OTHER,
            "first_on": today.replace(month=1, day=1),
            "last_on": today,
        }
        super().__init__(data, initial=start)
        self.choice("window", [*map(window_choice, self.presets.values()), (OTHER, _("Other days"))])
        self.sides = sides_held(agreement, today)
        self.units = list(reviewed_units(agreement, person, today))
        self.choice("scope", scope_choices(self.sides, self.units))
        kinds = [
            ("", _("By the window")),
            (ReviewKind.INTERIM, _("Interim review")),
            (ReviewKind.FINAL, _("Final review")),
        ]
        self.choice("kind", kinds)

    @property
    def is_other(self) -> bool:
        return self["window"].value() == OTHER or bool({"first_on", "last_on"} & set(self.errors))

    def choice(self, name: str, choices: Sequence[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        preset = self.presets.get(told.get("window") or "")
        if preset is not None:
            told |= {"first_on": preset.window.first, "last_on": preset.window.last}
        for name in ("first_on", "last_on"):
            if not told.get(name) and name not in self.errors:
                self.add_error(name, _("Choose a window, or write the day."))
        return told

    @property
    def draft(self) -> dict[str, Any]:
        """What `draft_review` is given."""
        told = self.cleaned_data
        preset = self.presets.get(told.get("window") or "")
        kind = told["kind"] or (ReviewKind.FINAL if preset and preset.is_final else ReviewKind.INTERIM)
        scope = self.looked_at()
        made = usual_titles(self.agreement, kind, preset, told, scope)
        titles = {"title": told["title"]} if told["title"] else made
        return {
            "kind": kind,
            **titles,
            "first_on": told["first_on"],
            "last_on": told["last_on"],
            "scope": scope,
        }

    def looked_at(self) -> Scope:
        what, _sep, key = (self.cleaned_data.get("scope") or ALL).partition(":")
        seat = next((seat for seat, _body in self.sides if what == "seat" and str(seat.number) == key), None)
        unit = next((one for one in self.units if what == "unit" and str(one.pk) == key), None)
        return Scope(seat=seat, unit=unit, map_on=self.cleaned_data.get("map_on"))


class ResolutionForm(forms.Form):
    """Ten years of a resolution: which paper, which days, and by which outline units write."""

    resolution = PaperChoice(
        Document.objects.none(), label=_("Resolution"), empty_label=_("Choose one"), required=False
    )
    first_on = DayField(label=_("From"))
    last_on = DayField(label=_("Up to and including"))
    title = LineField(
        label=_("Title"),
        max_length=500,
        required=False,
        help_text=_("Empty: it is made from what you chose."),
    )
    outline = forms.CharField(
        label=_("Outline"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}), required=False,
        help_text=_("One heading a line, as the letter has it. Units write under it, and so does the review."),
    )  # fmt: skip

    def __init__(self, agreement: Agreement, person: Person, today: date, data: Any = None) -> None:
        self.agreement, self.papers = agreement, resolutions_of(person, today)
        first = self.papers.first()
        begun = first.issued_on if first and first.issued_on else today.replace(year=today.year - 10, day=1)
        start = {
            "resolution": first,
            "first_on": begun,
            "last_on": today,
            "outline": in_vietnamese(FIRST_OUTLINE),
        }
        super().__init__(data, initial=start)
        self.fields["resolution"].queryset = self.papers  # type: ignore[attr-defined]

    @property
    def draft(self) -> dict[str, Any]:
        told = self.cleaned_data
        paper = told["resolution"]
        what = f"{paper} ({paper.title})" if paper else ""
        return {
            "kind": ReviewKind.RESOLUTION,
            "title": told["title"] or in_vietnamese(TITLES[ReviewKind.RESOLUTION]) % {"what": what[:450]},
            "first_on": told["first_on"],
            "last_on": told["last_on"],
            "scope": Scope(resolution=paper, outline=told["outline"]),
        }


class BookChoice(forms.ModelChoiceField):
    def label_from_instance(self, book: NumberBook) -> str:
        return said_plain(book, "name")


class NumberForm(forms.Form):
    """From a register of the office, where it has one; else as the office gave it on paper."""

    book = BookChoice(
        NumberBook.objects.none(), label=pgettext_lazy("papers", "Register"), required=False, empty_label=None
    )
    number = forms.IntegerField(
        label=pgettext_lazy("papers", "Number"), min_value=1, max_value=99_999, required=False
    )
    signed_on = DayField(label=_("Day of signing"))

    def __init__(self, books: QuerySet[NumberBook], data: Any = None, initial: Any = None) -> None:
        self.books = list(books)
        super().__init__(data, initial=initial)
        if self.books:
            self.fields["book"].queryset = books  # type: ignore[attr-defined]
            self.fields["number"].help_text = _("Empty: the next one of the register.")
        else:
            del self.fields["book"]
            self.fields["number"].required = True
            self.fields["number"].help_text = _("As your office's register gave it.")

    def give(self, review: Review, *, by: Person, at: datetime) -> bool:
        number, signed_on = self.cleaned_data["number"], self.cleaned_data["signed_on"]
        book = self.cleaned_data.get("book") or next(iter(self.books), None)
        if book is not None:
            actions.register_review(review, book, signed_on=signed_on, number=number, by=by, at=at)
        else:
            actions.number_review(review, number=number, signed_on=signed_on, by=by, at=at)
        return True


class SignOffForm(forms.Form):
    """By post, as papers print it; the fingerprint is that of the review which is read."""

    seat = forms.IntegerField(widget=forms.HiddenInput)
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
    signer = forms.CharField(label=_("Post of whoever signs"), max_length=300)
    signed_on = DayField(label=_("Day of signing"))


def window_choice(preset: Preset) -> tuple[str, str]:
    name = SPANS[preset.span] % {"name": preset.name}
    return preset.key, f"{name} ({preset.window.first:%d/%m/%Y}–{preset.window.last:%d/%m/%Y})"


def scope_choices(sides: list[tuple[Seat, Organisation]], units: list[Organisation]) -> list[Any]:
    found: list[Any] = [(ALL, _("All of the programme"))]
    found.append((_("One side"), [(f"seat:{seat.number}", said_plain(body, "name")) for seat, body in sides]))
    found.append((_("One unit"), [(f"unit:{one.pk}", said_plain(one, "name")) for one in units]))
    return [one for one in found if not isinstance(one[1], list) or one[1]]


def usual_titles(
    agreement: Agreement, kind: str, preset: Preset | None, told: dict[str, Any], scope: Scope
) -> dict[str, str]:
    """As an office writes it, in each language: what the paper is of, and over which days."""
    return {
        f"title{'' if language == 'vi' else '_' + language}": usual_title(
            language, agreement, kind, preset, told, scope
        )
        for language in LANGUAGES
    }


def usual_title(
    language: str, agreement: Agreement, kind: str, preset: Preset | None, told: dict[str, Any], scope: Scope
) -> str:
    with override(language):
        span = f"{told['first_on']:%d/%m/%Y}–{told['last_on']:%d/%m/%Y}"
        days = (str(SPANS[preset.span]) % {"name": preset.name}).lower() if preset else span
        unit = scope.unit.said("name", language) if scope.unit else ""
        what = ", ".join(filter(None, (agreement.said("name", language), unit)))
        return (str(TITLES[ReviewKind(kind)]) % {"what": what, "days": days})[:500]


def in_vietnamese(text: Any) -> str:
    with override("vi"):
        return str(text)
