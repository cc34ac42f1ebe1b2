"""The draft as fields that a person corrects, each numbered like the place in the text that it was read from."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.actions.intake import KINDS, Acceptance, Item, Party, Quote, Term
from chungtay.answers.intake import PLAN, Known, as_read, content_of_figure
from chungtay.answers.sentences import said
from chungtay.models import Agreement, Indicator, Organisation
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import RuleBroken
from chungtay.screens.amounts import read, written
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.registry.paper_types import type_named

QUALIFIERS = [
    (Qualifier.EXACT, _("exactly")),
    (Qualifier.NEARLY, pgettext_lazy("before a number", "nearly")),
    (Qualifier.ABOUT, pgettext_lazy("before a number", "about")),
    (Qualifier.OVER, pgettext_lazy("before a number", "over")),
]
PARTY, PHASE, CONTENT, AGREED, FIGURE = "parties", "phases", "contents", "agreed", "figures"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"), allow_empty_file=True, help_text=_("TXT, HTML or DOCX, up to 10 MB."),
        error_messages={"required": _("Choose a file first.")},
    )  # fmt: skip


class DraftForm(forms.Form):
    """Built from one draft and what the house already holds of it."""

    title = LineField(label=_("Title"), max_length=300)
    said_by = LineField(label=_("Who says so"), max_length=300)
    number = forms.CharField(label=_("Number and symbol"), max_length=80, required=False)
    issued_on = DayField(label=_("Day of issue"), required=False)
    agreement_name = LineField(label=_("Name of the new programme"), max_length=300, required=False)
    relations_since = forms.IntegerField(
        label=_("Relations since"), min_value=1900, max_value=2100, required=False
    )
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    framework = LineField(label=_("Serves the wider programme"), required=False, max_length=500)
    plan_year = forms.IntegerField(
        label=_("Plan for the year"), min_value=1990, max_value=2100, required=False
    )

    def __init__(
        self, draft: dict[str, Any], known: Known, agreements: list[Agreement], data: Any = None
    ) -> None:
        self.draft, self.known, self.agreements = draft, known, agreements
        super().__init__(data, initial=as_read(draft, known))
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), choices=[(kind, type_named(kind)) for kind in kinds_of(draft)]
        )
        self.fields["agreement"] = forms.ChoiceField(
            label=_("Programme"),
            choices=[*((str(a.pk), a.name) for a in agreements), ("new", _("A new programme"))],
        )
        if known.document:
            self.fields["document"] = forms.ChoiceField(
                label=_("This paper"),
                choices=[
                    (
                        str(known.document.pk),
                        _("Same as the one held: %(paper)s") % {"paper": known.document},
                    ),
                    ("new", _("Another paper")),
                ],
            )
        self.bodies = {str(body.pk): body for body in Organisation.objects.all()} if draft[PARTY] else {}
        self.indicators = {str(i.pk): i for i in Indicator.objects.all()} if draft[FIGURE] else {}
        self.signed = self.signed_contents()
        lists: dict[str, Callable[[int, Any], None]] = {
            PARTY: self.add_party,
            PHASE: self.add_phase,
            CONTENT: self.add_content,
            AGREED: self.add_agreed,
            FIGURE: self.add_figure,
        }
        for key, add in lists.items():
            for position, value in enumerate(draft[key]):
                add(position, value)

    def add_party(self, position: int, name: str) -> None:
        self.fields[f"{PARTY}.{position}"] = LineField(
            label=_("Party"), initial=name, max_length=300, required=False
        )
        same = self.known.bodies.get(position)
        choices = [
            ("", _("a body that is not held yet")),
            *((key, body.name) for key, body in self.bodies.items()),
        ]
        self.fields[f"{PARTY}.{position}.same"] = forms.ChoiceField(
            label=_("Same as"), choices=choices, initial=str(same.pk) if same else "", required=False
        )

    def add_phase(self, position: int, years: list[str]) -> None:
        held = self.held_phase(years)
        first, last = (
            (held.first_on, held.last_on)
            if held
            else (date(int(years[0]), 1, 1), date(int(years[1]), 12, 31))
        )
        self.fields[f"{PHASE}.{position}"] = forms.CharField(
            label=_("Phase"), initial=f"{years[0]}–{years[1]}", max_length=80, required=False
        )
        self.fields[f"{PHASE}.{position}.first"] = DayField(label=_("From"), initial=first, required=False)
        self.fields[f"{PHASE}.{position}.last"] = DayField(
            label=_("Up to and including"), initial=last, required=False
        )

    def held_phase(self, years: list[str]) -> Any:
        phases = self.known.agreement.phases.all() if self.known.agreement else []
        return next((phase for phase in phases if phase.name == f"{years[0]}–{years[1]}"), None)

    def add_content(self, position: int, text: str) -> None:
        self.fields[f"{CONTENT}.{position}"] = long_text(_("Content"), text)
        if self.signed and self.draft["kind"] == PLAN:
            self.fields[f"{CONTENT}.{position}.signed"] = forms.MultipleChoiceField(
                label=_("Makes concrete signed content"),
                choices=[(number, number) for number, _text in self.signed],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if self.draft["kind"] == PLAN:
            self.add_details(position)

    def add_details(self, position: int) -> None:
        """Who leads, by when, with what product, where the plan tells."""
        details = self.draft.get("content_details", [])
        told = details[position] if position < len(details) else {}
        lead = self.known.leads.get(position)
        name = f"{CONTENT}.{position}"
        self.fields[f"{name}.lead"] = forms.ChoiceField(
            label=_("Lead"),
            choices=[("", _("none")), *((key, body.name) for key, body in self.bodies.items())],
            initial=str(lead.pk) if lead else "",
            required=False,
        )
        due_on = date.fromisoformat(told["due_on"]) if told.get("due_on") else None
        self.fields[f"{name}.due"] = DayField(label=_("Due"), initial=due_on, required=False)
        self.fields[f"{name}.product"] = LineField(
            label=_("Product"), initial=told.get("product") or "", max_length=500, required=False
        )

    def signed_contents(self) -> list[tuple[str, str]]:
        """Number and text of the signed contents of the phase that the plan's year falls into."""
        agreement, year = self.known.agreement, self.initial.get("plan_year")
        if agreement is None or not year:
            return []
        phase = agreement.phases.filter(first_on__year__lte=year, last_on__year__gte=year).last()
        return [(str(c.number), c.text) for c in phase.commitments.all()] if phase else []

    def add_agreed(self, position: int, value: dict[str, Any]) -> None:
        self.fields[f"{AGREED}.{position}"] = long_text(_("Agreed for the next phase"), value["text"])

    def add_figure(self, position: int, value: dict[str, Any]) -> None:
        name = f"{FIGURE}.{position}"
        known = self.known.indicators.get(position)
        quantity = written(round(value["quantity"] * 10_000))
        self.fields[name] = forms.CharField(
            label=_("Number"), initial=quantity, max_length=40, required=False
        )
        self.fields[f"{name}.qualifier"] = forms.ChoiceField(
            label=_("How exact"), choices=QUALIFIERS, initial=value.get("qualifier", "exact"), required=False
        )
        self.fields[f"{name}.indicator"] = forms.ChoiceField(
            label=_("Beside which figure of the ledger"),
            choices=[("", _("none")), *((key, str(i)) for key, i in self.indicators.items())],
            initial=str(known.pk) if known else "",
            required=False,
        )

    def values(self, key: str) -> list[int]:
        """Positions of a list that the person left something in."""
        return [
            position for position in range(len(self.draft[key])) if self.cleaned_data.get(f"{key}.{position}")
        ]

    def clean(self) -> dict[str, Any]:
        """Read the numbers with the other fields, so that every fault is told at once."""
        given = super().clean() or self.cleaned_data
        self.quotes = [quote for position in self.values(FIGURE) if (quote := self.quote(position))]
        return given

    def acceptance(self) -> Acceptance:
        """What the person accepts; only of a valid form."""
        given = self.cleaned_data
        chosen = {str(a.pk): a for a in self.agreements}.get(given["agreement"])
        return Acceptance(
            kind=given["kind"],
            title=given["title"],
            said_by=given["said_by"],
            number=given["number"],
            issued_on=given["issued_on"],
            document=self.known.document if given.get("document", "new") != "new" else None,
            agreement=chosen,
            agreement_name=given["agreement_name"],
            relations_since=given["relations_since"],
            purpose=given["purpose"],
            framework=given["framework"],
            parties=tuple(self.party(position) for position in self.values(PARTY)),
            phases=tuple(term for position in self.values(PHASE) if (term := self.term(position))),
            plan_year=given["plan_year"],
            contents=tuple(self.item(position) for position in self.values(CONTENT)),
            agreed=tuple(given[f"{AGREED}.{position}"] for position in self.values(AGREED)),
            quotes=tuple(self.quotes),
            corrections=self.corrections(),
        )

    def party(self, position: int) -> Party:
        name = f"{PARTY}.{position}"
        return Party(self.cleaned_data[name], self.bodies.get(self.cleaned_data[f"{name}.same"]))

    def term(self, position: int) -> Term | None:
        name = f"{PHASE}.{position}"
        first, last = self.cleaned_data[f"{name}.first"], self.cleaned_data[f"{name}.last"]
        return Term(self.cleaned_data[name], first, last) if first and last else None

    def item(self, position: int) -> Item:
        given, name = self.cleaned_data, f"{CONTENT}.{position}"
        return Item(
            given[name],
            commitments=tuple(int(number) for number in given.get(f"{name}.signed", [])),
            lead=self.bodies.get(given.get(f"{name}.lead", "")),
            partners=tuple(self.known.partners.get(position, [])),
            due_on=given.get(f"{name}.due"),
            product=given.get(f"{name}.product", ""),
        )

    def quote(self, position: int) -> Quote | None:
        name, value = f"{FIGURE}.{position}", self.draft[FIGURE][position]
        try:
            quantity = read(self.cleaned_data[name])
        except RuleBroken as problem:
            for message in problem.messages:
                self.add_error(name, said(message))
            return None
        window = self.window()
        return Quote(
            quantity=quantity,
            quantity_max=round(value["quantity_max"] * 10_000) if value.get("quantity_max") else None,
            qualifier=self.cleaned_data[f"{name}.qualifier"] or Qualifier.EXACT,
            measure=str(value["unit"])[:80],
            of=str(value.get("of") or "")[:200],
            passage=next((s["text"] for s in self.draft["spans"] if s["path"] == name), ""),
            indicator=self.indicators.get(self.cleaned_data[f"{name}.indicator"]),
            first_on=window.first_on if window else None,
            last_on=window.last_on if window else None,
            content=self.content_number(position),
        )

    def content_number(self, position: int) -> int | None:
        """Of a plan: the number, among the contents that the person kept, of the one that promises the figure."""
        read = content_of_figure(self.draft, position) if self.draft["kind"] == PLAN else None
        kept = [kept + 1 for kept in self.values(CONTENT)]
        return kept.index(read) + 1 if read in kept else None

    def window(self) -> Term | None:
        """A plan's figures speak of its year, a report's of its first phase: the one that is being reviewed."""
        year = self.cleaned_data.get("plan_year")
        if self.draft["kind"] == PLAN and year:
            return Term(str(year), date(year, 1, 1), date(year, 12, 31))
        positions = self.values(PHASE)
        return self.term(positions[0]) if positions else None

    def corrections(self) -> dict[str, tuple[str, str]]:
        """What the reader said and what the person put in its place."""
        return {
            name: (str(read), str(given))
            for name, field in self.fields.items()
            if "." not in name.partition(".")[2]
            and (read := plain(self.initial.get(name, field.initial)))
            != (given := plain(self.cleaned_data.get(name)))
            and (read or name in self.initial)
        }


def plain(value: Any) -> str:
    return "" if value is None else str(value)


def long_text(label: Any, text: str) -> forms.CharField:
    return forms.CharField(
        label=label, initial=text, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def kinds_of(draft: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys([draft["kind"] or PLAN, *KINDS, PLAN, "báo cáo"]))
