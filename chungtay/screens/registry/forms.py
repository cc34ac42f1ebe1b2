"""What a clerk types: a register, a paper that gets its line in it, numbers, names, relations, the signed scan."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chungtay.actions.documents import File
from chungtay.answers.registry import (
    Asked,
    next_of,
    offices_opening,
    papers_numbered,
    programmes_to_choose,
    types_in,
    years_of,
)
from chungtay.models import (
    Document,
    DocumentRecipient,
    DocumentSigner,
    NumberBook,
    Organisation,
    Person,
)
from chungtay.rules.registry import DISPATCH, TYPES, Way
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.people.forms import Said, SeveralSaid
from chungtay.screens.tags import said_plain

from .words import BEARS, GRAMMARS, WAYS

TYPE_NAMES = sorted({*TYPES.values(), DISPATCH})
ONE_PER_LINE = forms.Textarea(attrs={"rows": 4})


class Folded(forms.Form):
    """A form that keeps what is rarely written out of the way."""

    rare: tuple[str, ...] = ()

    def usual_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.rare]

    def rare_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in self.rare]

    def rare_is_wrong(self) -> bool:
        return bool(self.errors.keys() & set(self.rare))


class BookForm(forms.Form):
    way = forms.ChoiceField(label=_("What it holds"), choices=WAYS.items(), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name of the register"), max_length=300)
    grammar = forms.ChoiceField(
        label=_("How its numbers are written"), choices=[("", "–"), *GRAMMARS.items()], required=False,
        help_text=_("Of outgoing papers."),
    )  # fmt: skip
    types = forms.CharField(
        label=_("Types that it numbers"), max_length=300, required=False,
        help_text=_("Codes as KH BC CTr. Empty: all papers in one row of numbers."),
    )  # fmt: skip
    is_kept_here = forms.BooleanField(
        label=_("Numbers are given here"), required=False, initial=True,
        help_text=_("Otherwise the office's book on paper gives them, and they are typed and checked here."),
    )  # fmt: skip
    begun_after = forms.IntegerField(
        label=_("Last number given on paper this year"), min_value=0, max_value=99_999, initial=0, required=False
    )  # fmt: skip
    source = forms.CharField(label=_("By which rule"), max_length=500, required=False)

    def __init__(self, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        offices = offices_opening(person, today)
        self.offices = list(offices)
        if len(self.offices) > 1:
            self.fields["holder"] = Said(offices, label=_("Office"), empty_label=None)

    def book(self) -> NumberBook:
        told = dict(self.cleaned_data)
        told.setdefault("holder", self.offices[0])
        if told["way"] == Way.INCOMING:
            told |= {"grammar": "", "types": ""}
        return NumberBook(**told | {"begun_after": told["begun_after"] or 0})


class PaperForm(Folded):
    """A paper that was written elsewhere: signed here, or come in."""

    type = forms.CharField(label=_("Type"), max_length=80, widget=forms.TextInput(attrs={"list": "types"}))
    title = LineField(label=_("Abstract"), max_length=500)
    number = forms.CharField(label=_("Its number and symbol"), max_length=80, required=False)
    issuers = LineField(label=_("Sender"), max_length=500)
    issued_on = DayField(label=_("Date of the paper"), required=False)
    on = DayField(label=_("Signed on"))
    typed = forms.IntegerField(
        label=pgettext_lazy("papers", "Number"), min_value=1, max_value=99_999, required=False
    )
    suffix = forms.CharField(
        label=_("Letter behind the number"), max_length=10, required=False,
        help_text=_("Only where a paper is squeezed in: 12a."),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Symbol of the unit that drew it up"), max_length=40, required=False,
        help_text=_("Only of a dispatch, which names it behind the office: 456/UBDT-DTTS."),
    )  # fmt: skip
    file = forms.FileField(label=_("File"), required=False)
    reason = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def __init__(
        self, book: NumberBook, person: Person, today: date, data: Any = None, files: Any = None
    ) -> None:
        super().__init__(data, files, initial={"on": today})
        self.incoming = book.way == Way.INCOMING
        if self.incoming:
            self.fields["on"].label = _("Came in on")
            del self.fields["unit"]
        else:
            for name in ("number", "issuers", "issued_on"):
                del self.fields[name]
        self.rare = ("typed", "suffix", "reason") if book.is_kept_here else ("suffix", "reason")
        if book.is_kept_here:
            self.fields["typed"].help_text = _("Only together with a letter; else the register gives it.")
        self.fields["programmes"] = SeveralSaid(
            programmes_to_choose(person, today), label=_("Programmes"), required=False,
            widget=forms.CheckboxSelectMultiple, to_field_name="slug",
        )  # fmt: skip
        self.order_fields(
            ["type", "title", "number", "issuers", "issued_on", "on", "unit", "programmes", "file"]
        )

    def document(self) -> Document:
        names = ("type", "title", *(("number", "issuers", "issued_on") if self.incoming else ()))
        return Document(**{name: self.cleaned_data[name] for name in names})

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "on": told["on"], "number": told["typed"], "suffix": told["suffix"], "reason": told["reason"],
            "unit": told.get("unit", ""), "agreements": list(told["programmes"]), "files": files_in(told["file"]),
        }  # fmt: skip


class NumberForm(Folded):
    """One of the registers that may number the paper, and the day."""

    rare: tuple[str, ...] = ("number", "suffix", "unit", "reason")

    on = DayField(label=_("Signed on, or came in on"))
    number = forms.IntegerField(
        label=pgettext_lazy("papers", "Number"), min_value=1, max_value=99_999, required=False,
        help_text=_("Only where the office gave it on paper. Else the register gives the next one."),
    )  # fmt: skip
    suffix = forms.CharField(label=_("Letter behind the number"), max_length=10, required=False)
    unit = forms.CharField(
        label=_("Symbol of the unit that drew it up"), max_length=40, required=False,
        help_text=_("Only of a dispatch, which names it behind the office: 456/UBDT-DTTS."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def __init__(self, document: Document, books: Any, today: date, data: Any = None) -> None:
        super().__init__(data, auto_id="number-%s", initial={"on": document.issued_on or today})
        self.fields["book"] = BookChoice(
            books, today, label=pgettext_lazy("papers", "Register"), empty_label=None
        )
        if not document.type_code and document.type == DISPATCH:
            self.rare = ("number", "suffix", "reason")
        self.order_fields(["book", "on", "unit"])


class BookChoice(Said):
    """Each register with the number that it gives next."""

    def __init__(self, books: Any, today: date, **more: Any) -> None:
        super().__init__(books, **more)
        self.year = today.year

    def label_from_instance(self, book: Any) -> str:
        name = said_plain(book, "name")
        if not book.is_kept_here:
            return name
        return f"{next_of(book, self.year):02} · {name}"  # a narrow screen cuts the end


class VoidForm(forms.Form):
    reason = forms.CharField(label=_("Why the number is void"), max_length=500)


class ScanForm(forms.Form):
    file = forms.FileField(
        label=_("Signed, stamped scan"),
        help_text=_("PDF or a picture. Nothing of the paper changes after it."),
    )


class NamesForm(forms.Form):
    """One a line, as the paper prints them."""

    signers = forms.CharField(
        label=_("Who signs"), required=False, max_length=5_000, widget=ONE_PER_LINE,
        help_text=_("One a line, from left to right: on whose behalf | post | name. Only the post is needed."),
    )  # fmt: skip
    recipients = forms.CharField(
        label=_("Who gets it"),
        required=False,
        max_length=20_000,
        widget=ONE_PER_LINE,
        help_text=_("One a line."),
    )

    def __init__(self, document: Document, data: Any = None) -> None:
        signers, recipients = document.signers.all(), document.recipients.all()
        lines = (" | ".join((one.authority, one.post, one.name)).rstrip(" |") for one in signers)
        before = {"signers": "\n".join(lines), "recipients": "\n".join(one.name for one in recipients)}
        super().__init__(data, auto_id="names-%s", initial=before)
        self.bodies = {one.post: one.organisation for one in signers}
        self.known = {one.name: one.organisation for one in recipients}

    def told(self) -> dict[str, Any]:
        return {
            "signers": [self._signer(line) for line in lines_in(self.cleaned_data["signers"])],
            "recipients": [
                DocumentRecipient(name=line, organisation=self.known.get(line))
                for line in lines_in(self.cleaned_data["recipients"])
            ],
        }

    def _signer(self, line: str) -> DocumentSigner:
        parts = [part.strip() for part in line.split("|")]
        authority, post, name = (parts + ["", ""])[:3] if len(parts) > 1 else ("", parts[0], "")
        body: Organisation | None = self.bodies.get(post)
        return DocumentSigner(authority=authority[:200], post=post[:200], name=name[:200], organisation=body)


class RelationForm(forms.Form):
    bearing = forms.ChoiceField(label=_("This paper"), choices=BEARS.items())
    other = forms.CharField(label=_("Number of the other paper"), max_length=80)
    other_on = DayField(label=_("Its date"), required=False)
    detail = forms.CharField(label=_("Which part"), max_length=500, required=False)

    def __init__(self, document: Document, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data, auto_id="relation-%s")
        self.person, self.today = person, today

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if "other" not in told:
            return told
        found = papers_numbered(told["other"], told.get("other_on"), self.person, self.today)
        if len(found) != 1:
            none = gettext("No paper that you may read bears this number.")
            self.add_error("other", gettext("Several papers bear it. Write the date too.") if found else none)
        told["other"] = found[0] if found else None
        return told


class Narrowed(forms.Form):
    """What of a register is shown; whatever cannot be read is left out."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    type = forms.ChoiceField(label=_("Type"), required=False)
    words = forms.CharField(label=_("Words, or a number"), max_length=100, required=False)

    def __init__(self, book: NumberBook, given: QueryDict, person: Person, today: date) -> None:
        years = years_of(book, today)
        year = given.get("year", "")
        shown = int(year) if year in map(str, years) else today.year
        told = {name: given.get(name, "") for name in ("type", "words", "programme")}
        super().__init__(told | {"year": str(shown)})
        self.fields["year"].choices = [(str(one), str(one)) for one in years]  # type: ignore[attr-defined]
        codes = types_in(book, shown)
        self.fields["type"].choices = [("", _("All")), *((code, code) for code in codes)]  # type: ignore[attr-defined]
        programmes = programmes_to_choose(person, today)
        choices = [("", _("All")), *((one.slug, said_plain(one, "name")) for one in programmes)]
        self.fields["programme"] = forms.ChoiceField(label=_("Programme"), choices=choices, required=False)
        self.is_valid()
        slug = self.cleaned_data.get("programme", "")
        self.order_fields(["year", "type", "programme", "words"])
        self.asked = Asked(
            year=shown, type_code=self.cleaned_data.get("type", ""), words=self.cleaned_data.get("words", ""),
            programme=programmes.filter(slug=slug).first() if slug else None,
        )  # fmt: skip


def files_in(file: Any) -> list[File]:
    return [(file.name, file.read(), file.content_type or "")] if file else []


def lines_in(text: str) -> Iterable[str]:
    return (line.strip(" -;.") for line in text.splitlines() if line.strip(" -;."))
