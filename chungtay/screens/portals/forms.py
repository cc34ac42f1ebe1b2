"""What is typed of a site: names in three languages, posts, terms, looks, links and help lines row by row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.actions.portals import CATEGORY_FIELDS, PORTAL_FIELDS
from chungtay.models import LinkKind, NewsCategory, Portal, ProgrammeCopy
from chungtay.rules.portals import LINE_FIELDS, LINK_FIELDS, hosts_in
from chungtay.rules.portals.writing import MOST_LINES, MOST_LINKS
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain

SPARE = 2
LETTERS = ("takes_letters", "answer_days", "answer_days_source", "keep_contact_days")
LINK_WORDS = {
    LinkKind.PARENT: pgettext_lazy("link", "The portal above this one"),
    LinkKind.SITE: pgettext_lazy("link", "Another site"),
    LinkKind.PRESS: pgettext_lazy("link", "Press"),
}
PARTS = {"links": MOST_LINKS, "help_lines": MOST_LINES}


@dataclass(frozen=True)
class Row:
    number: int
    fields: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        return any(field.errors for field in self.fields)


class PortalForm(forms.Form):
    name = LineField(label=_("Name in Vietnamese"), max_length=200)
    name_lo = LineField(label=_("Name in Lao"), max_length=200, required=False)
    name_en = LineField(label=_("Name in English"), max_length=200, required=False)
    body = LineField(label=_("Responsible body, in Vietnamese"), max_length=300, required=False)
    body_lo = LineField(label=_("Responsible body, in Lao"), max_length=300, required=False)
    body_en = LineField(label=_("Responsible body, in English"), max_length=300, required=False)
    responsible = LineField(
        label=_("Who is responsible, in Vietnamese"), max_length=300, required=False, help_text=_("A post, not a name.")
    )  # fmt: skip
    responsible_lo = LineField(label=_("Who is responsible, in Lao"), max_length=300, required=False)
    responsible_en = LineField(label=_("Who is responsible, in English"), max_length=300, required=False)
    address = LineField(label=_("Postal address"), max_length=500, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=80, required=False)
    fax = forms.CharField(label=_("Fax"), max_length=80, required=False)
    email = forms.CharField(label=_("Mail address"), max_length=200, required=False)
    terms = LineField(
        label=_("How texts may be printed again, in Vietnamese"), max_length=500, required=False
    )
    terms_lo = LineField(label=_("How texts may be printed again, in Lao"), max_length=500, required=False)
    terms_en = LineField(
        label=_("How texts may be printed again, in English"), max_length=500, required=False
    )
    licence = forms.CharField(label=_("Licence of the open tables"), max_length=200, required=False)
    licence_url = forms.CharField(label=_("Where the licence can be read"), max_length=500, required=False)
    hosts = forms.CharField(
        label=_("Under which names the site answers"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("One a line, as union.example.org. The first site answers wherever no other is named."),
    )  # fmt: skip
    cloth = forms.CharField(
        label=_("Colour of the masthead"), max_length=7, required=False,
        help_text=_("Like #1b2450. Empty: the usual colour."),
    )  # fmt: skip
    thread = forms.CharField(label=_("Colour of its mark"), max_length=7, required=False)
    programmes = forms.MultipleChoiceField(
        label=_("Programmes that it shows"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: every published programme."),
    )  # fmt: skip
    takes_letters = forms.BooleanField(label=_("Readers may write to the office"), required=False)
    answer_days = forms.IntegerField(
        label=_("Days to answer a letter"), required=False, help_text=_("Empty: no day is promised.")
    )
    answer_days_source = LineField(label=_("Which rule sets these days"), max_length=300, required=False)
    keep_contact_days = forms.IntegerField(label=_("Days until the writer's contact is deleted"), initial=180)
    position = forms.IntegerField(
        label=_("Place among the sites"), min_value=0, max_value=999, required=False,
        help_text=_("The smallest number is the first site."),
    )  # fmt: skip

    def __init__(self, portal: Portal, programmes: Iterable[ProgrammeCopy], data: Any = None) -> None:
        super().__init__(data, initial=told_of(portal))
        choices = [(one.slug, said_plain(one, "name")) for one in programmes]
        self.fields["programmes"].choices = choices  # type: ignore[attr-defined]
        for part, most in PARTS.items():
            self._lay(part, most)

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [
            (_("Name"), self._of("name", "name_lo", "name_en")),
            (_("Who is responsible"), self._of(*(f"{one}{end}" for one in ("body", "responsible") for end in ENDS))),
            (_("How to reach the office"), self._of("address", "phone", "fax", "email")),
            (_("How others may use it"), self._of("terms", "terms_lo", "terms_en", "licence", "licence_url")),
            (_("Where and how it shows"), self._of("hosts", "position", "cloth", "thread", "programmes")),
            (_("Letters of readers"), self._of(*LETTERS)),
        ]  # fmt: skip

    @property
    def link_rows(self) -> list[Row]:
        return self._rows("links")

    @property
    def line_rows(self) -> list[Row]:
        return self._rows("help_lines")

    def clean_hosts(self) -> list[str]:
        return hosts_in(self.cleaned_data["hosts"])

    def told(self) -> dict[str, Any]:
        """What the act takes."""
        told = {name: self.cleaned_data[name] for name in PORTAL_FIELDS}
        told["position"] = told["position"] or 0
        return {"told": told, "links": self._told("links"), "help_lines": self._told("help_lines")}

    def field_of(self, where: str) -> str:
        """Rules count filled rows; the page counts those that were typed."""
        part, _dot, rest = where.partition(".")
        if part not in PARTS or not rest:
            return where
        number, _dot, name = rest.partition(".")
        return f"{part}.{self._filled(part)[int(number) - 1]}.{name}"

    def _of(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def _lay(self, part: str, most: int) -> None:
        known = self.data if self.is_bound else self.initial
        numbers = [
            int(name.split(".")[1]) for name in known if re.fullmatch(rf"{part}\.\d{{1,2}}\.\w+", name)
        ]
        for number in range(1, min(max([0, *numbers]) + (0 if self.is_bound else SPARE), most + 1) + 1):
            for name, field in (link_fields() if part == "links" else line_fields()).items():
                self.fields[f"{part}.{number}.{name}"] = field

    def _rows(self, part: str) -> list[Row]:
        found: dict[int, list[forms.BoundField]] = {}
        for name in self.fields:
            if name.startswith(f"{part}."):
                found.setdefault(int(name.split(".")[1]), []).append(self[name])
        return [Row(number, fields) for number, fields in found.items()]

    def _filled(self, part: str) -> list[int]:
        """A row counts once something was typed into it; the kind of a link stands there by itself."""
        return [
            row.number
            for row in self._rows(part)
            if any(self.cleaned_data.get(one.name) for one in row.fields if not one.name.endswith(".kind"))
        ]

    def _told(self, part: str) -> list[dict[str, Any]]:
        names = LINK_FIELDS if part == "links" else LINE_FIELDS
        return [
            {name: self.cleaned_data.get(f"{part}.{number}.{name}") for name in names}
            for number in self._filled(part)
        ]


ENDS = ("", "_lo", "_en")


class NewPortalForm(forms.Form):
    name = LineField(label=_("Name in Vietnamese"), max_length=200)


class EmblemForm(forms.Form):
    file = forms.FileField(
        label=_("Picture of the emblem"), help_text=_("PNG, WebP or JPEG. It is drawn anew, 192 points high.")
    )


class CategoryForm(forms.Form):
    name = forms.CharField(label=_("Name in Vietnamese"), max_length=120)
    name_lo = forms.CharField(label=_("Name in Lao"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    is_announcement = forms.BooleanField(label=_("What stands under it are announcements"), required=False)
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=999, required=False)

    def __init__(self, category: NewsCategory | None = None, data: Any = None) -> None:
        begun = {name: getattr(category, name) for name in CATEGORY_FIELDS} if category else {}
        super().__init__(data, initial=begun, auto_id=f"{category.slug if category else 'new'}_%s")

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "position": self.cleaned_data["position"] or 0}


def told_of(portal: Portal) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(portal, name) for name in PORTAL_FIELDS}
    told["hosts"] = "\n".join(portal.hosts)
    rows = (("links", LINK_FIELDS, portal.links), ("help_lines", LINE_FIELDS, portal.help_lines))
    for part, names, held in rows:
        for number, row in enumerate(held.all(), 1):
            told |= {f"{part}.{number}.{name}": typed(getattr(row, name)) for name in names}
    return told


def typed(value: Any) -> Any:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def link_fields() -> dict[str, forms.Field]:
    return {
        "kind": forms.ChoiceField(
            label=pgettext_lazy("link", "What it is"),
            choices=[*LINK_WORDS.items()],
            required=False,
            initial=LinkKind.SITE,
        ),
        "name": plain(_("Name in Vietnamese"), 300),
        "name_lo": plain(_("Name in Lao"), 300),
        "name_en": plain(_("Name in English"), 300),
        "url": plain(_("Address, https://…"), 500),
    }


def line_fields() -> dict[str, forms.Field]:
    return {
        "number": plain(_("Number"), 40),
        "name": plain(_("Whom one reaches, in Vietnamese"), 300),
        "name_lo": plain(_("Whom one reaches, in Lao"), 300),
        "name_en": plain(_("Whom one reaches, in English"), 300),
        "source": plain(_("Who gave the number"), 500),
        "checked_on": DayField(label=_("Checked on"), required=False),
    }


def plain(label: Any, most: int) -> forms.Field:
    return forms.CharField(label=label, max_length=most, required=False)
