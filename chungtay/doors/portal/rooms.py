"""The rooms of a public site, as its masthead lists them."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .addresses import address, without_tongue

register = template.Library()

ROOMS: list[tuple[str, str | Promise]] = [
    ("home", _("Front page")),
    ("news", _("News")),
    ("public-programmes", _("Programmes")),
    ("tables", _("Open data")),
    ("calendar", _("Calendar")),
    ("units", _("Administrative units")),
    ("letters", _("Write to us")),
    ("find", _("Search")),
]


@dataclass(frozen=True)
class Room:
    """A room as the masthead shows it."""

    name: str | Promise
    address: str
    current: str  # what aria-current says: "page" on its first page, "true" deeper inside, "" elsewhere


@register.simple_tag(takes_context=True)
def public_rooms(context: dict[str, Any]) -> list[Room]:
    request: HttpRequest | None = context.get("request")
    here = without_tongue(request.path) if request else ""
    return [Room(name, to := address(room), _current(to, here)) for room, name in ROOMS]


def _current(to: str, here: str) -> str:
    first = without_tongue(to)
    if here == first:
        return "page"
    return "true" if first != "/" and here.startswith(first) else ""
