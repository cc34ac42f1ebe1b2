"""Where a page offers a button, the act succeeds for that person; where it would be refused, there is no button."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import resolve, reverse

from chungtay.models import Account, Agreement, Person, Post, SeatHolding
from chungtay.rules.people import Role
from tests.access.test_access import NOT_ALLOWED, ROWS, House, house
from tests.access.test_access import PERSONS as TOLD
from tests.access.things import Thing
from tests.attacks.crawl import UUID

__all__ = ["house"]

PERSONS = ("officer", "cedar", "provincial", "leader", "partner", "auditor", "stranger", "administrator",
    "of-cedar", "of-other",
)  # fmt: skip
# Signing in and out and the own account have tests of their own; they ask for words that only their owner knows.
OWN = {"sign-out", "sign-in", "enter", "account_reauthenticate", "invitation", "language"}
# Who may send a plan down does so, and needs no button to begin for one unit.
OR_BY = {"plan-drawing-begin": "plan-cascade"}
# Offered only where the plan above was amended since, where a text was withdrawn or overtaken, where an activity serves
# nothing yet, where form and period of a round are chosen, where reminding was stopped, where a unit wrote under a
# section of a review, where a day was left to others, to the office itself whose checklist it is; tests/screens presses
# these there: cascades, versions, activities, rounds, reviews, occasions, delegations.
AT_TIMES = {
    "plan-change-above", "version-copies", "activity-programmes", "round-opening", "round-resumption",
    "review-contributions", "review-contribution-removal", "activity-public-withdrawal",
    "meeting-public-withdrawal", "occasion-returning", "delegation-paper-usual",
}  # fmt: skip
FEW = 2  # so many of one kind of form are pressed
DRAWN = {"csrfmiddlewaretoken", "stamp"}  # anew on each page

NOT_WALKED = ("chungtay.screens.accounts", "chungtay.doors", "allauth")


@dataclass
class PostForm:
    """A form of a page that changes something: where it is sent, and what its fields hold."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)  # of a list to choose from, in its order
    hidden: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """Every form of a page that is sent by POST, and every address that the page leads to."""

    def __init__(self, path: str, page: str) -> None:
        super().__init__()
        self.path, self.found = path, list[PostForm]()
        self.leads = set[str]()
        self.open: PostForm | None = None
        self.by_id: dict[str, PostForm] = {}  # what stands before or after one may belong to it
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and told.get("href", "").startswith("/"):
            self.leads.add(told["href"].split("#")[0])
        elif tag == "a" and told.get("href", "").startswith("?"):
            self.leads.add(self.path.split("?")[0] + told["href"].split("#")[0])
        elif tag == "form" and told.get("method", "").lower() == "post":
            self.open = self.by_id.setdefault(told.get("id") or f"#{len(self.found)}", PostForm(""))
            self.open.action = told.get("action") or self.path
            self.found.append(self.open)
        elif tag in ("input", "textarea", "select", "button") and (self.open or told.get("form")):
            inside = self.open
            if told.get("form"):
                self.open = self.by_id.setdefault(told["form"], PostForm(""))
            self.put(tag, told)
            self.open = inside
        elif self.open and tag == "option" and self.select:
            self.open.options.setdefault(self.select, []).append(told.get("value", ""))
            if "selected" in told:
                self.open.fields[self.select] = [told.get("value", "")]

    def put(self, tag: str, told: dict[str, str]) -> None:
        assert self.open, "a field stands in a form"
        name = told.get("name", "")
        self.select = name if tag == "select" else self.select
        if told.get("type") == "hidden":
            self.open.hidden.add(name)
        if name and (told.get("type") not in ("checkbox", "radio") or "checked" in told):
            self.open.fields.setdefault(name, []).append(told.get("value", ""))

        if told.get("formaction"):
            self.found.append(replace(self.open, action=told["formaction"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


@dataclass
class Walk:
    """All that one person is offered: on the pages of the access table and on those that they lead to."""

    house: House
    person: str

    @cached_property
    def offered(self) -> list[tuple[str, PostForm]]:
        found, leads, seen, walked = list[tuple[str, PostForm]](), set[str](), set[str](), set[str]()
        for paths in (self.pages(), leads):
            for path in sorted(paths - seen):
                page = self.page(path)
                seen.add(path)
                walked |= {asked_alike(path)}
                # Of a list that leads to itself, asked for another month or body, the buttons are the same.
                for lead in sorted(page.leads):
                    if is_walked(lead) and asked_alike(lead) not in walked:
                        walked.add(asked_alike(lead))
                        leads.add(lead)
                found += [(path, form) for form in page.found if is_walked(form.action)]
        return found

    def pages(self) -> set[str]:
        asked = [row for row in ROWS if row.method == "GET" and row.address not in OWN]
        things = [(row.address, self.house.things.get((row.address, row.thing), Thing())) for row in asked]
        paths = {f"{reverse(name, kwargs=thing.names)}?{urlencode(thing.asked)}" for name, thing in things}
        return {path.removesuffix("?") for path in paths if is_walked(path)}

    def page(self, path: str) -> Forms:
        browser = self.house.browsers[self.person]
        with transaction.atomic():
            answer = browser.get(path)
            transaction.set_rollback(True)
        whole = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        return Forms(path, answer.content.decode() if whole else "")

    def sent(self, form: PostForm) -> dict[str, Any]:
        """What the form holds, and where it waits for a word what the access table sends there."""
        told: dict[str, Any] = {}
        for (address, _), thing in self.house.things.items():
            if address == name_of(form) and reverse(address, kwargs=thing.names) == form.action:
                told = thing.sent()
        own = {name: values for name, values in form.fields.items() if any(values)}
        for name, options in form.options.items():
            # Nobody can choose what a list does not offer; where nothing is marked, the first one is chosen.
            if options and str(told.get(name, "")) not in options:
                told[name] = options[0]
        return told | {name: own[name] for name in own if name in form.hidden or name not in told}

    def press(self, form: PostForm) -> str:
        browser = self.house.browsers[self.person]
        with transaction.atomic():
            answer = browser.post(form.action, self.sent(form))
            transaction.set_rollback(True)
        refused = answer.status_code == 422 and NOT_ALLOWED in answer.content.decode()
        return "refused" if refused else str(answer.status_code)

    def chosen(self) -> Iterator[tuple[str, PostForm]]:
        """The forms without those that are like others: the same fields, sent to the same kind of address."""
        alike, actions = Counter[tuple[object, ...]](), set[tuple[object, ...]]()
        for path, form in self.offered:
            hidden = form.hidden - DRAWN
            told = tuple((name, *values) for name, values in sorted(form.fields.items()) if name in hidden)
            kind = (name_of(form), *sorted(form.fields), UUID.sub("", str(told)))
            same = (form.action, *kind)
            if same not in actions and alike[kind] < FEW:
                yield path, form
            alike[kind] += same not in actions
            actions.add(same)


def asked_alike(path: str) -> str:
    """The address with the names of what is asked, without the values; another text is another thing."""
    address, _, asked = path.partition("?")
    parts = (part if part.startswith("version=") else part.split("=")[0] for part in asked.split("&"))
    return address + "?" + " ".join(sorted(parts))


def name_of(form: PostForm) -> str:
    return where(form.action.split("?")[0])[0]


def is_walked(path: str) -> bool:
    """Pages of the house, not its files and papers, nor what belongs to the own account."""
    name, module = where(path.split("?")[0])
    return not (name in OWN or module.startswith(NOT_WALKED) or name.endswith(("-file", "-paper", "-export")))


@cache  # a third of the time went into asking it again
def where(path: str) -> tuple[str, str]:
    """The name of an address, and the module that answers there."""
    found = resolve(path)
    return str(found.url_name), found.func.__module__


@pytest.fixture(scope="module")
def walks(house: House) -> dict[str, Walk]:
    """Those of the small world, and two officers of the province: of Cedar only, of another programme only."""
    world = house.world
    other = Agreement.objects.create(slug="other", kind="memorandum", name="Other")
    held = SeatHolding(
        seat=other.seats.create(number=1), organisation=world.bodies["west"], valid_from=date(2020, 1, 1)
    )
    held.save()
    for name, place in (("of-cedar", world.places["Cedar"]), ("of-other", None)):
        person = world.persons[name] = Person.objects.create(known_as=name)
        Account.objects.create_user(name, person=person)
        post = Post.objects.create(
            person=person, organisation=world.bodies["west"], role=Role.PROVINCIAL_OFFICER, title=name,
            place=place, valid_from=date(2020, 1, 1),
        )  # fmt: skip
        if place is None:
            post.assignments.create(agreement=other)
        house.let_in(name)
    return {person: Walk(house, person) for person in PERSONS}


@pytest.mark.django_db
@pytest.mark.parametrize("person", PERSONS)
def test_every_button_that_is_offered_may_be_pressed(walks: dict[str, Walk], person: str) -> None:
    walk = walks[person]
    pressed = {(path, form.action): walk.press(form) for path, form in walk.chosen()}
    assert {both: got for both, got in pressed.items() if got in ("refused", "403", "404", "405")} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("person", [person for person in PERSONS if person in TOLD])
def test_whatever_may_be_done_is_offered_somewhere(walks: dict[str, Walk], person: str) -> None:
    offered = {form.action.split("?")[0] for _, form in walks[person].offered}
    hidden = []
    for row in ROWS:
        thing = walks[person].house.things.get((row.address, row.thing), Thing())
        path = reverse(row.address, kwargs=thing.names)
        done = row.method == "POST" and row.wanted[TOLD.index(person)] == "302"
        if done and is_walked(path) and row.address not in AT_TIMES:
            other = reverse(OR_BY.get(row.address, row.address), kwargs=thing.names)
            hidden += [] if {path, other} & offered else [str(row)]
    assert hidden == []
