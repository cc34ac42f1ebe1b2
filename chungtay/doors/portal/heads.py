"""What a public page says of itself to browsers, to networks that show a card of it, and to search engines."""

import json
from dataclasses import dataclass, field
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .addresses import FIRST, TONGUES, address, page_language
from .site import portal_of

register = template.Library()

LOCALES = {"vi": "vi_VN", "lo": "lo_LA", "en": "en_GB"}
KEPT = ("page",)  # what makes another page of the same address
# A text inside <script> ends at "</script", whatever kind of script it is.
HARMLESS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class About:
    """What a view tells of its page, where more is known than its address."""

    title: str = ""
    summary: str = ""
    kind: str = "website"  # for Open Graph; or "article"
    picture: str = ""  # the address of its card
    in_tongues: dict[str, str] = field(default_factory=dict)  # where it stands in each language that it has
    canonical: str = ""  # where it stands really, where that is elsewhere
    hidden: bool = False  # from search engines: pages that only repeat others
    told: dict[str, Any] = field(default_factory=dict)  # by the words of schema.org


@dataclass(frozen=True)
class Tongue:
    """A language in which the page can be read."""

    code: str
    name: str
    address: str
    is_here: bool


def absolute(request: HttpRequest, path: str) -> str:
    """Under the name by which the portal wants to be known: the first of its hosts."""
    host = request.get_host()
    name, colon, port = host.partition(":") if not host.startswith("[") else (host, "", "")
    hosts = portal_of(request).hosts
    name = hosts[0] if hosts and name in hosts else name
    return f"{request.scheme}://{name}{colon}{port}{path}"


def here_in(request: HttpRequest, tongue: str) -> str:
    """This same page in another language; "" where the address is none of ours."""
    match = request.resolver_match
    if match is None or "language" not in match.kwargs or not match.url_name:
        return ""
    names = {name: value for name, value in match.kwargs.items() if name != "language"}
    try:
        return address(match.url_name, tongue, **names)
    except NoReverseMatch:
        return ""


def tongues_of(request: HttpRequest, about: About) -> list[Tongue]:
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        Tongue(code, name, about.in_tongues.get(code) or f"{here}{asked}", code == page_language())
        for code, name in settings.LANGUAGES
        if (here := here_in(request, code))
    ]


def _about(context: Any) -> About:
    about = context.get("about")
    return about if isinstance(about, About) else About()


@register.simple_tag(takes_context=True)
def page_tongues(context: Any) -> list[Tongue]:
    return tongues_of(context["request"], _about(context)) if "request" in context else []


@register.simple_tag(takes_context=True)
def page_in(context: Any, tongue: str) -> str:
    return _about(context).in_tongues.get(tongue, "")


@register.simple_tag(takes_context=True)
def page_about(context: Any) -> About:
    return _about(context)


@register.simple_tag(takes_context=True)
def page_canonical(context: Any) -> str:
    """The one address under which this page is to be known."""
    request, about = context["request"], _about(context)
    return absolute(request, about.canonical or request.path + kept_of(request))


def kept_of(request: HttpRequest) -> str:
    kept = "&".join(f"{name}={request.GET[name]}" for name in KEPT if request.GET.get(name, "").isdecimal())
    return f"?{kept}" if kept else ""


@register.simple_tag(takes_context=True)
def page_alternates(context: Any) -> list[tuple[str, str]]:
    """For hreflang: each language in which the page really stands, and where to send whoever reads none."""
    request, about = context["request"], _about(context)
    found = about.in_tongues or {
        code: here + kept_of(request) for code in TONGUES if (here := here_in(request, code))
    }
    whole = [(code, absolute(request, to)) for code, to in found.items()]
    first = found.get(FIRST) or next(iter(found.values()), "")
    return [*whole, ("x-default", absolute(request, first))] if whole else []


@register.simple_tag(takes_context=True)
def page_picture(context: Any) -> str:
    about = _about(context)
    return absolute(context["request"], about.picture) if about.picture else ""


@register.simple_tag
def open_graph_locale() -> str:
    return LOCALES[page_language()]


@register.simple_tag(takes_context=True)
def page_told(context: Any) -> str:
    """A block of data that no browser runs, so no rule against scripts stops it."""
    about = _about(context)
    if not about.told:
        return ""
    text = json.dumps({"@context": "https://schema.org", **about.told}, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(HARMLESS)),  # noqa: S308
    )
