"""Where public pages stand: Vietnamese at `/…`, Lao at `/lo/…`, English at `/en/…`, each page in all three."""

from collections.abc import Callable
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter, reverse
from django.utils.translation import get_language

FIRST = settings.LANGUAGE_CODE  # the language that needs no word in the address
TONGUES = [code for code, _ in settings.LANGUAGES]

register = template.Library()


class Tongue:
    """The beginning of a public address: "" is Vietnamese, `lo/` and `en/` are the others."""

    regex = f"(?:{'|'.join(f'{code}/' for code in TONGUES if code != FIRST)}|)"

    def to_python(self, value: str) -> str:
        return value.rstrip("/") or FIRST

    def to_url(self, value: str) -> str:
        return "" if value == FIRST else f"{value}/"


class Month:
    """`2025-01`, and nothing that is no month."""

    regex = r"\d{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Tongue, "tongue")
register_converter(Month, "month")


def public(route: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """A public page in each language. Whoever leads there without naming one leads to the Vietnamese page."""
    return [
        path(route, view, {"language": FIRST}, name=name),
        path(f"<tongue:language>{route}", view, name=name),
    ]


def address(name: str, tongue: str = "", **names: Any) -> str:
    """The address of a public page in one language, or in that of the page that is being made."""
    return reverse(name, kwargs={"language": tongue or page_language(), **names})


register.simple_tag(
    address, name="public"
)  # {% public "article" slug=article.slug %}, perhaps with tongue="lo"


@register.filter
def month_said(month: str) -> str:
    """`01/2025` from `2025-01`."""
    return f"{month[5:]}/{month[:4]}"


def page_language() -> str:
    language = get_language()
    return language if language in TONGUES else FIRST


def tongue_of(path: str) -> str:
    first = path.removeprefix("/").partition("/")[0]
    return first if first in TONGUES else FIRST


def without_tongue(path: str) -> str:
    """`/news/…/` from `/lo/news/…/`: as old addresses are kept."""
    tongue = tongue_of(path)
    return path if tongue == FIRST else path.removeprefix(f"/{tongue}")
