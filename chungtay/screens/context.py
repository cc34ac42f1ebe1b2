"""What every page knows: who reads, which rooms are open to that person, and which languages there are."""

import re
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
    ("exchange", _("Exchange"), {(Act.READ, Kind.MATTER)}),
    ("matters", _("Border matters"), {(Act.READ, Kind.MATTER)}),
    ("shelf", _("Exchange shelf"), {(Act.READ, Kind.SHELF)}),
    ("gatherings", _("Gatherings"), {(Act.READ, Kind.GATHERING)}),
    ("delegations", _("Delegations"), {(Act.READ, Kind.DELEGATION)}),
    ("occasions", _("Days to greet on"), {(Act.READ, Kind.OCCASION)}),
    ("greetings", _("Letters of greeting"), {(Act.READ, Kind.GREETING)}),
    ("notices", _("Confidential notices"), {(Act.READ, Kind.NOTICE), (Act.RECORD, Kind.NOTICE)}),
    ("activities", _("Activities"), {(Act.READ, Kind.ACTIVITY)}),
    ("registers", _("Registers"), {(Act.READ, Kind.REGISTERED)}),
    ("ledger", _("Ledger of figures"), {(Act.READ, Kind.RESULTS)}),
    ("indicators", _("Indicators"), {(Act.DEFINE, Kind.INDICATOR)}),
    ("places", _("Places"), set()),
    ("reviews", _("Reviews"), {(Act.READ, Kind.REVIEW)}),
    ("readings", _("Incoming documents"), {(Act.READ_IN, Kind.READING)}),
    ("papers", _("Papers"), {(Act.READ, Kind.DRAFT)}),
    ("articles", _("Articles"), {(Act.WRITE_ARTICLE, Kind.ARTICLE), (Act.PUBLISH, Kind.ARTICLE)}),
    ("portals", _("Public sites"), {(Act.PLAN, Kind.PORTAL)}),
    ("petitions", _("Letters of readers"), {(Act.READ, Kind.PETITION)}),
    ("oversight", _("Oversight"), {(Act.READ, Kind.RECOMMENDATION)}),
    ("recommendations", _("Recommendations"), {(Act.READ, Kind.RECOMMENDATION)}),
    ("criticisms", _("Criticism of drafts"), {(Act.READ, Kind.CRITICISM)}),
    ("deadlines", _("Deadlines"), {(Act.READ, Kind.RECOMMENDATION)}),
    ("problems", _("Urgent problems"), {(Act.READ, Kind.PROBLEM)}),
    ("workshops", _("Workshops"), {(Act.READ, Kind.PROBLEM)}),
    ("people", _("People"), {(Act.READ, Kind.PERSON)}),
    ("audit", _("Audit"), {(Act.READ, Kind.AUDIT)}),
]

# Whoever has the one finds the other behind it, so that the masthead stays one line.
BEHIND = {
    "indicators": "ledger",
    "readings": "papers",
    "portals": "articles",
    "petitions": "articles",
    "recommendations": "oversight",
    "criticisms": "oversight",
    "deadlines": "oversight",
    "problems": "oversight",
    "supervisions": "oversight",
    "workshops": "oversight",
    "matters": "exchange",
    "notices": "exchange",
    "shelf": "exchange",
    "gatherings": "exchange",
    "delegations": "exchange",
    "occasions": "exchange",
    "greetings": "exchange",
}

# What stands in no room by its address, by the room that it belongs to.
INSIDE = {
    "plans": "programmes",
    "versions": "programmes",
    "figures": "ledger",
    "requests": "reports",
    "forms": "reports",
    "regimes": "reports",
    "workbooks": "reports",
    "support": "registers",
    "next-phases": "reviews",
    "registry": "papers",
    "documents": "papers",
    "templates": "papers",
    "turns": "delegations",
}
OF_A_PROGRAMME = re.compile(r"/programmes/[^/]+/([^/]+)/")


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
        shown["behind"] = {room: address_of(room) for room in BEHIND if acts & opened_by(room)}
    return shown


def rooms_for(acts: set[tuple[Act, Kind]], path: str) -> list[Room]:
    open_to = {room: name for room, name, opened_by in ROOMS if not opened_by or acts & opened_by}
    return [
        Room(name, address, current_of(room, path))
        for room, name in open_to.items()
        if BEHIND.get(room) not in open_to and (address := address_of(room))
    ]


def opened_by(room: str) -> set[tuple[Act, Kind]]:
    return next((acts for name, _, acts in ROOMS if name == room), set())


def current_of(room: str, path: str) -> str:
    if path == address_of(room):
        return "page"
    here = room_at(path)
    return "true" if room in (here, BEHIND.get(here)) else ""


def room_at(path: str) -> str:
    """The room in which a page stands; what a programme is given from another room stands there."""
    of_programme = OF_A_PROGRAMME.match(path)
    if of_programme and (of_programme[1] in INSIDE or address_of(of_programme[1])):
        first = of_programme[1]
    else:
        first = path.strip("/").partition("/")[0]
    return INSIDE.get(first, first)


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
