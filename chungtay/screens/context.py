"""What every page knows: who reads, which rooms are open to that person, and which languages there are."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from chungtay.models import Person
from chungtay.rules.people import ALLOWED, Act, Kind, Role

# A room is open to whoever may do one of these acts to such a thing somewhere; without acts, to everyone.
ROOMS: list[tuple[str, str | Promise, set[tuple[Act, Kind]]]] = [
    ("work", _("My work"), set()),
    ("programmes", _("Programmes"), {(Act.READ, Kind.AGREEMENT)}),
    ("tasks", _("Tasks"), {(Act.READ, Kind.TASK)}),
    ("meetings", _("Meetings"), {(Act.READ, Kind.MEETING)}),
    ("directives", _("Directives"), {(Act.PLAN, Kind.DIRECTIVE)}),
    ("reports", _("Reports"), {(Act.READ, Kind.REPORT)}),
    ("activities", _("Activities"), {(Act.READ, Kind.ACTIVITY)}),
    ("clubs", _("Clubs"), {(Act.READ, Kind.CLUB)}),
    ("ledger", _("Ledger of figures"), {(Act.READ, Kind.RESULTS)}),
    ("indicators", _("Indicators"), {(Act.DEFINE, Kind.INDICATOR)}),
    ("places", _("Places"), set()),
    ("reviews", _("Reviews"), {(Act.READ, Kind.REVIEW)}),
    ("readings", _("Incoming documents"), {(Act.READ_IN, Kind.READING)}),
    ("articles", _("Articles"), {(Act.WRITE_ARTICLE, Kind.ARTICLE), (Act.PUBLISH, Kind.ARTICLE)}),
    ("people", _("People"), {(Act.READ, Kind.PERSON)}),
    ("audit", _("Audit"), {(Act.READ, Kind.AUDIT)}),
]


@dataclass(frozen=True)
class Room:
    """A room as the masthead shows it."""

    name: str | Promise
    address: str
    current: str  # what aria-current says: "page" on its first page, "true" deeper inside, "" elsewhere


def of_every_page(request: HttpRequest) -> dict[str, Any]:
    person: Person | None = getattr(request, "person", None)
    shown: dict[str, Any] = {
        "person": person,
        "tongues": settings.LANGUAGES,
        "here": address_to_return_to(request),
    }
    if person:
        posts = person.posts_on(request.today)  # type: ignore[attr-defined]
        acts = {act for post in posts for act in ALLOWED[Role(post.role)]}
        lacks = getattr(request, "lacks", "")  # who lacks something finds every room closed
        shown |= {"posts": posts, "rooms": [] if lacks else rooms_for(acts, request.path)}
    return shown


def rooms_for(acts: set[tuple[Act, Kind]], path: str) -> list[Room]:
    return [
        Room(name, address, current_of(address, path))
        for room, name, opened_by in ROOMS
        if (not opened_by or acts & opened_by) and (address := address_of(room))
    ]


def current_of(address: str, path: str) -> str:
    if path == address:
        return "page"
    return "true" if path.startswith(address) else ""


def address_of(room: str) -> str:
    try:
        return reverse(room)
    except NoReverseMatch:
        return ""


def address_to_return_to(request: HttpRequest) -> str:
    """The page itself; where the page answers a form, the page that the form stood on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return "/"
    return urlsplit(came_from)._replace(scheme="", netloc="").geturl() or "/"
