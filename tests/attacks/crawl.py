"""Walks the house as one person: every page that a link leads to, every list of the API, and the ids found there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from chungtay import models
from tests.access.matrix import Browser
from tests.attacks.forms_read import Page
from tests.attacks.reckoning import PROTECTED, Reckoning

UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
NUMBER = re.compile(r"[0-9]+")
FEW, FEW_ASKED = 3, 1  # so many of one kind are walked; asked in one way, so many
STARTS = ("/", "/work/", "/programmes/", "/documents/", "/ledger/", "/reports/", "/activities/", "/registers/",
          "/support/", "/reviews/", "/papers/",
          "/readings/", "/articles/", "/notices/", "/people/", "/audit/", "/account/", "/api/")  # fmt: skip
NOT_WALKED = ("/sign-out/", "/language/", "/static/", "/look/", "/enter/", "/sign-in/")
# The word before an id in an address, where it is not simply the plural of the model.
PLURALS = {"programmes": "agreement", "people": "person", "entries": "entry", "enter": "post", "activities": "activity",
           "papers": "draft", "turns": "rotation", "delegation-papers": "usualpaper",
           "supervision-plans": "supervisionplan", "shelf": "shelfitem",
           "files": "", "lines": "", "figures": "", "public": "", "look": "",
           "language": ""}  # fmt: skip


@dataclass
class Walk:
    """What one person was answered, by address."""

    pages: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def dead(self) -> list[str]:
        return sorted(address for address, (status, _) in self.pages.items() if status >= 400)

    def texts(self) -> Iterator[tuple[str, str]]:
        return ((address, text) for address, (status, text) in self.pages.items() if status == 200)


def walk(browser: Browser | Client, starts: Iterable[str], *, most: int) -> Walk:
    """Breadth first; no address twice, and of one kind only the first few. Of a page that can be asked in many ways,
    every way at least once somewhere."""
    done, coming = Walk(), list(dict.fromkeys(starts))
    known, asked = set(coming), set[tuple[str, ...]]()
    alike = Counter(map(kind_of, coming))
    while coming and len(done.pages) < most:
        address = coming.pop(0)
        answer = browser.get(address)
        text = text_of(answer)
        done.pages[address] = (answer.status_code, text)
        for link in sorted(Page(address, text).links) if "html" in answer.get("Content-Type", "") else ():
            parts = urlsplit(link)
            bare = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if (
                not parts.netloc
                and not parts.scheme
                and bare not in known
                and not bare.startswith(NOT_WALKED)
            ):
                known.add(bare)
                ways = set(ways_asked(parts.path, parts.query))
                if (not parts.query or not ways <= asked) and not is_enough(bare, alike[kind_of(bare)]):
                    coming.append(bare)
                    alike[kind_of(bare)] += 1
                    asked |= ways
    return done


def ways_asked(path: str, query: str) -> Iterator[tuple[str, ...]]:
    """Each page by each of its parameters; and each kind of page by each value of each."""
    for name, value in parse_qsl(query):
        yield path, name
        yield UUID.sub("", path), name, NUMBER.sub("0", value)


def kind_of(address: str) -> str:
    """What the address is, whatever ids, codes, days and years stand in it."""
    return NUMBER.sub("0", UUID.sub("", address))


def is_enough(address: str, alike: int) -> bool:
    return alike >= (FEW_ASKED if "?" in address else FEW)


def text_of(answer: Any) -> str:
    """Papers and kept files are answered too; only what can be read is read."""
    readable = answer.get("Content-Type", "").startswith(("text/", "application/json", "application/xml"))
    content = (
        answer.getvalue() if answer.streaming else answer.content
    )  # read to its end, a file closes itself
    return content.decode(errors="replace") if readable else ""


def ids_in(texts: Iterable[str]) -> set[str]:
    return {found for text in texts for found in UUID.findall(text)}


@dataclass(frozen=True)
class Address:
    """A route with named gaps, of the pages or of the API."""

    method: str
    route: str  # with {name} for each gap
    gaps: tuple[str, ...]
    api: bool

    def words_before(self) -> list[str]:
        parts = self.route.strip("/").split("/")
        return [parts[number - 1] for number, part in enumerate(parts) if "{" in part]


@cache
def page_routes() -> dict[str, str]:
    """Every page's route with {name} for each gap, by its name."""
    return {str(one.name): gapped(one) for one in get_resolver().url_patterns if isinstance(one, URLPattern)}


def gapped(pattern: URLPattern | URLResolver) -> str:
    route = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
    if route.startswith("^"):  # a regular expression: its groups are the gaps
        route = re.sub(r"\(\?P\{(\w+)\}[^)]*\)", r"{\1}", route).strip("^$").replace("\\", "")
    return "/" + route


class Owners:
    """To which protected thing an id leads: its own, or the one that it is a part of."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[str, Any]] = {}
        for model in PROTECTED:
            self.put(model._meta.model_name, ((row.pk, row) for row in model._base_manager.all()))
        agreements = {row.pk: row for row in models.Agreement.objects.all()}
        for name, model, path in (
            ("phase", models.Phase, "agreement"), ("form", models.Form, "agreement"),
            ("commitment", models.Commitment, "phase__agreement"), ("rotation", models.Rotation, "agreement"),
        ):  # fmt: skip
            rows = model._base_manager.values_list("pk", path)
            self.put(name, ((key, agreements[owner]) for key, owner in rows))
        for name, model, path in (
            ("content", models.Content, "plan"), ("decision", models.Decision, "meeting"),
            ("part", models.TaskPart, "task"), ("text", models.EqualText, "version"),
            ("signature", models.Signature, "version"),
            ("member", models.DelegationMember, "delegation"), ("gift", models.Gift, "delegation"),
            ("addressee", models.Addressee, "recommendation"),
            ("session", models.SupervisionSession, "supervision"),
            ("asked", models.Asked, "criticism"), ("clause", models.Clause, "criticism"),
            ("problem", models.Problem, "workshop"), ("criterion", models.Criterion, "workshop"),
            ("action", models.MatterAction, "matter"), ("speech", models.Speech, "gathering"),
            ("shelf reader", models.ShelfReader, "item"), ("shelf reply", models.ShelfReply, "item"),
        ):  # fmt: skip
            parts = model._base_manager.select_related(path)
            self.put(name, ((one.pk, getattr(one, path)) for one in parts))
        self.put("agreement", ((row.slug, row) for row in agreements.values()))
        self.put("handin", ((one.pk, one.report) for one in models.HandIn.objects.select_related("report")))
        self.put(
            "attachment",
            ((one.pk, one.article) for one in models.Attachment.objects.select_related("article")),
        )
        self.put("article", ((row.slug, row) for row in models.Article.objects.all()))

    def put(self, name: str, pairs: Iterable[tuple[Any, Any]]) -> None:
        self.rows |= {str(key): (name, row) for key, row in pairs}

    def of(self, name: str) -> dict[str, Any]:
        return {key: row for key, (kind, row) in self.rows.items() if kind == name}


def kind_before(word: str, further: str = "") -> str:
    """Of what an id is that stands behind this word, and behind one further before it."""
    if (further, word) == ("supervisions", "plans"):
        return "supervisionplan"
    return PLURALS.get(word, word.removesuffix("s"))


def hidden_from(
    person: models.Person | None, owners: Owners, reckoning: Reckoning, name: str
) -> dict[str, Any]:
    return {key: row for key, row in owners.of(name).items() if not reckoning.may(person, row)}
