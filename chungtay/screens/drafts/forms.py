"""What is typed for a paper: which one, the boxes around its facts, its number, its signed scan."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chungtay.answers.drafts import DraftPage
from chungtay.answers.registry import books_of
from chungtay.models import Draft, NumberBook, Organisation
from chungtay.papers.kinds import OCCASIONS
from chungtay.rules.drafts import BOXES, PAPERS, Box
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain

from .words import LABELS, ONE_A_LINE, SIGNERS, STYLES, Words, paper_word

LANGUAGES = [("vi", "Tiếng Việt"), ("lo", "ພາສາລາວ"), ("en", "English")]
OF_SIGNER: tuple[tuple[str, Words], ...] = (
    ("authority", _("On whose behalf, for whom")),
    ("post", _("Post")),
    ("name", _("Name, once it is signed")),
)
ROWS = {Box.TEXT: 3, Box.LINES: 3, Box.PARTS: 10, Box.DUTIES: 6, Box.ROWS: 4}
HEADS = {"head.parent_body", "head.issuers", "head.symbol", "head.place"}


class BodyChoice(forms.ModelChoiceField):
    def label_from_instance(self, body: Any) -> str:
        return said_plain(body, "name")


class MomentField(forms.CharField):
    """A day and an hour typed as 31/12/2025 08:30; kept as ISO writes them."""

    def prepare_value(self, value: Any) -> Any:
        try:
            return f"{datetime.fromisoformat(value):%d/%m/%Y %H:%M}" if value else ""
        except ValueError:
            return value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return ""
        for pattern in ("%d/%m/%Y %H:%M", "%d/%m/%Y %Hh%M", "%Y-%m-%dT%H:%M"):
            try:
                # A paper says the hour of its place, so no zone belongs to it.
                return datetime.strptime(typed, pattern).isoformat(timespec="minutes")  # noqa: DTZ007
            except ValueError:
                continue
        raise forms.ValidationError(_("Write the day and the hour as 31/12/2025 08:30."))


class BeginForm(forms.Form):
    """Which paper, of which body, in which language."""

    def __init__(
        self, papers: list[str], bodies: list[Organisation], language: str, data: Any = None
    ) -> None:
        super().__init__(data)
        self.bodies, self.papers = bodies, papers
        self.fields["paper"] = forms.ChoiceField(
            label=_("Which paper?"), choices=[(slug, paper_word(slug)) for slug in papers],
            initial=papers[0],
        )  # fmt: skip
        if len(bodies) > 1:
            own = Organisation.objects.filter(pk__in=[body.pk for body in bodies])
            self.fields["holder"] = BodyChoice(own, label=_("Which body writes it"), initial=bodies[0])
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial=language)

    def holder(self) -> Organisation:
        held: Organisation = self.cleaned_data.get("holder") or self.bodies[0]
        return held


class DraftForm(forms.Form):
    """One box for each field of the paper; what stands in it first is what the facts say."""

    def __init__(self, page: DraftPage, data: Any = None) -> None:
        draft = page.draft
        super().__init__(data, initial=page.boxes | {"title": draft.title})
        self.boxes = BOXES[draft.paper]
        self.fields["title"] = LineField(
            label=_("What it is about"), max_length=500, required=False,
            help_text=_("The abstract, as it stands under the kind of paper."),
        )  # fmt: skip
        for field, box in self.boxes.items():
            if box is not Box.SIGNERS:
                self.fields[field] = box_of(field, box)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=LANGUAGES, initial=draft.language
        )
        self.fields["house_style"] = forms.ChoiceField(
            label=_("Layout"), choices=list(STYLES.items()), initial=draft.house_style
        )
        self._offer_the_own_occasion(page.boxes.get("occasion", ""))
        self.signers = [
            SignerBoxes(field, page.boxes[field], data)
            for field, box in self.boxes.items()
            if box is Box.SIGNERS
        ]

    @property
    def text(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {*HEADS, "language", "house_style"}]

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in {*HEADS, "language", "house_style"}]

    def _offer_the_own_occasion(self, occasion: str) -> None:
        """A day that only this office keeps is an occasion in words."""
        field = self.fields.get("occasion")
        if occasion and isinstance(field, forms.ChoiceField) and occasion not in OCCASIONS:
            offered: Any = field.choices
            field.choices = [*offered, (occasion, occasion)]

    def told(self) -> dict[str, Any]:
        """As `write_draft` takes it; a box that did not come stays as it was."""
        came = [name for name in self.boxes if name in self.cleaned_data and name in self.data]
        values: dict[str, Any] = {name: said(self.cleaned_data[name]) for name in came}
        values |= {boxes.field: boxes.typed() for boxes in self.signers if boxes.came}
        kept = ("title", "language", "house_style")
        return {name: self.cleaned_data[name] for name in kept} | {"values": values}


class SignerBoxes:
    """Three inputs for each who signs, and an empty row for one more."""

    def __init__(self, field: str, signers: list[dict[str, str]], data: Any) -> None:
        self.field, self.label, self.data = field, SIGNERS[field], data
        blank = dict.fromkeys((*dict(OF_SIGNER), "organisation"), "")
        self.known = [*signers, blank]

    @property
    def rows(self) -> list[dict[str, Any]]:
        shown = self.typed_rows() if self.data is not None else self.known
        return [
            {
                "organisation": one["organisation"],
                "is_more": number == len(self.known) - 1 > 0 and not any(one.values()),
                "inputs": [
                    {"name": self.name_of(number, name), "label": label, "value": one[name]}
                    for name, label in OF_SIGNER
                ],
            }
            for number, one in enumerate(shown)
        ]

    @property
    def came(self) -> bool:
        return self.name_of(0, "post") in self.data

    def typed(self) -> list[dict[str, str]]:
        return [one for one in self.typed_rows() if one["post"] or one["name"]]

    def typed_rows(self) -> list[dict[str, str]]:
        found = []
        for number, known in enumerate(self.known):
            typed = {
                name: self.data.get(self.name_of(number, name), "").replace("\r\n", "\n").strip()[:300]
                for name, _label in OF_SIGNER
            }
            found.append(typed | {"organisation": known["organisation"]})
        return found

    def name_of(self, number: int, name: str) -> str:
        return f"{self.field}-{number}-{name}"


class NumberForm(forms.Form):
    """The day of signing, and the number: from a register of the house, or as the office gave it."""

    def __init__(self, page: DraftPage, data: Any = None) -> None:
        super().__init__(data, auto_id="number-%s")
        head = page.paper.head
        self.fields["on"] = DayField(label=_("Day of signing"), initial=head.day or page.today)
        books = books_of(page.person, page.draft.holder, page.today).filter(way="outgoing")
        numbered = page.kind.is_numbered and bool(head.symbol)
        self.books = list(books) if numbered else []
        if self.books:
            self.fields["book"] = BookChoice(
                books, label=pgettext_lazy("papers", "Register"), required=False,
                initial=None if head.number else self.books[0],
                empty_label=_("None: type the number"),
            )  # fmt: skip
        if numbered:
            self.fields["number"] = forms.IntegerField(
                label=pgettext_lazy("papers", "Number"), min_value=1, max_value=999_999,
                required=not self.books, initial=head.number,
                help_text=_("Empty: the register gives the next one.") if self.books
                else _("As your office's register gave it."),
            )  # fmt: skip
            self.fields["suffix"] = forms.CharField(
                label=_("Letters behind the number, as in 12a"),
                max_length=10,
                required=False,
                initial=head.suffix,
            )


class BookChoice(forms.ModelChoiceField):
    def label_from_instance(self, book: NumberBook) -> str:
        return said_plain(book, "name")


class ScanForm(forms.Form):
    """The signed, stamped paper."""

    file = forms.FileField(label=_("The signed scan"), help_text=_("A PDF or a picture."))

    def __init__(self, draft: Draft, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="scan-%s")
        if draft.agreement_id:
            self.fields["shared"] = forms.BooleanField(
                label=_("All sides of the programme may read it"), required=False,
                initial=PAPERS[draft.paper].slug in ("plan", "programme", "memorandum", "greeting", "minutes"),
            )  # fmt: skip


def box_of(field: str, box: Box) -> forms.Field:
    """The box of a field, as large as what is usually typed there."""
    label, hint = LABELS[field]
    if field == "body" and box is Box.LINES:
        hint = ONE_A_LINE
    if field == "occasion":
        language = get_language() or "vi"
        named = [(slug, occasion.names.get(language, slug)) for slug, occasion in OCCASIONS.items()]
        return forms.ChoiceField(label=label, choices=named)
    if field == "second":
        none = [("", _("None"))]
        return forms.ChoiceField(label=label, help_text=hint, choices=[*none, *LANGUAGES], required=False)
    if box is Box.DAY:
        return DayField(label=label, help_text=hint, required=False)
    if box is Box.MOMENT:
        return MomentField(label=label, required=False, help_text=_("As 31/12/2025 08:30."))
    if box in ROWS:
        return forms.CharField(
            label=label, help_text=hint, required=False, max_length=40_000,
            widget=forms.Textarea(attrs={"rows": ROWS[box]}),
        )  # fmt: skip
    return LineField(label=label, help_text=hint, required=False, max_length=2_000)


def said(value: Any) -> str:
    """A cleaned value as the text that a draft keeps."""
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
