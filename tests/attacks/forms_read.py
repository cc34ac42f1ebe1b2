"""Reads which controls a page offers, so that what a page asks for can be told from what was merely sent to it."""

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import Resolver404, resolve


@dataclass
class FoundForm:
    action: str
    method: str
    names: set[str] = field(default_factory=set)
    offers: dict[str, set[str]] = field(
        default_factory=dict
    )  # what can be chosen, by the name of the control


class Page(HTMLParser):
    """The forms and the links of one page."""

    def __init__(self, address: str, content: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[FoundForm] = []
        self.links: set[str] = set()
        self.elsewhere: list[tuple[str, str]] = []  # controls outside their form, by its id
        self.ids: dict[str, FoundForm] = {}
        self.inside: FoundForm | None = None
        self.choosing = ""
        self.feed(content)
        for name, owner in self.elsewhere:
            if owner in self.ids:
                self.ids[owner].names.add(name)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = FoundForm(
                urljoin(self.address, told.get("action", "")), told.get("method", "get").lower()
            )
            self.forms.append(self.inside)
            self.ids[told.get("id", "")] = self.inside
        elif tag in ("input", "select", "textarea", "button") and told.get("name"):
            if "formaction" in told:
                self.forms.append(
                    FoundForm(urljoin(self.address, told["formaction"]), "post", {told["name"]})
                )
            if told.get("form"):
                self.elsewhere.append((told["name"], told["form"]))
            elif self.inside:
                self.inside.names.add(told["name"])
                self.choosing = told["name"]
                self.offer(told.get("value", ""))
        elif tag == "option":
            self.offer(told.get("value", ""))
        elif tag == "button" and "formaction" in told and self.inside:
            self.forms.append(FoundForm(urljoin(self.address, told["formaction"]), "post", self.inside.names))
        if tag in ("a", "link", "img", "script") and (told.get("href") or told.get("src")):
            self.links.add(urljoin(self.address, told.get("href") or told.get("src") or ""))

    def offer(self, value: str) -> None:
        if self.inside and self.choosing:
            self.inside.offers.setdefault(self.choosing, set()).add(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None

    @cached_property
    def asked_by_links(self) -> set[str]:
        return {
            name for link in self.links for name, _ in parse_qsl(urlsplit(link).query, keep_blank_values=True)
        }


def name_of(address: str) -> str:
    """What `urls.py` calls the address; nothing where it is not ours."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""
