"""Tries every row of both tables as every person of `positions.py`, and tells each cell by a letter.

    x  shown or done        0  does not exist for this person
    -  asked to sign in first, or, without a post, kept outside
    r  seen, refused        s  stopped by a rule that is not about posts
    o  one's own account, whatever the post
    !  something occurs in the answer that this person may not read
    ?  the list leaves out what this person may read
    a number                an answer that nobody expects, such as 500

None is reckoned from another: each is one request, whose changes are undone. A row meets every seventh person, the next
row begins with the next; so each is asked for at every position and with every role, and like rows make up for one
another. `make proofs` leaves no cell out.
"""

import gc
import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from chungtay.models import (
    Account,
    Activity,
    Article,
    Criticism,
    Delegation,
    Directive,
    Document,
    Draft,
    Entry,
    Gathering,
    Greeting,
    Matter,
    Meeting,
    NumberBook,
    Occasion,
    PaperTemplate,
    Plan,
    Reading,
    Recommendation,
    Registered,
    Report,
    Review,
    ShelfItem,
    Supervision,
    SupervisionPlan,
    Task,
    UsualPaper,
    Workshop,
)
from chungtay.rules.people import Kind
from tests.cases import CASES
from tests.doors.api_calls import call
from tests.doors.api_things import api_things
from tests.undone import undone
from tests.world import TODAY

from .positions import ANONYMOUS, PERSONS, Person, matrix_world, take_back_shares
from .reckoning import DONE, DOOR, OWN, REFUSED, STOPPED, UNKNOWN, reads, things_of, wanted
from .tables import Row
from .thing import SendsBoth
from .things import Thing, things

REFUSALS = (
    "Your post does not allow this.",
    "Only who leads the body in this seat signs for it.",
    "Only the body that holds this seat today can accept the plan for it.",
    "Only the body that holds this seat today can ask for changes for it.",
    "Only the body itself says that it received this.",
    "Only a recipient of that side can do this: somebody whose key the side has listed.",
    "Only another recipient of the same side can confirm this.",
    "Only a recipient of this side lets its card be counted.",
    "Only a recipient of this side, or who keeps its keys, destroys what it holds.",
)
LEAK, LACK = "!", "?"
STRIDE = 7  # prime to the number of roles: no position is met with the same roles only


@dataclass(frozen=True)
class Cell:
    row: Row
    person: Person
    wanted: str
    got: str

    @property
    def is_red(self) -> bool:
        return self.wanted != self.got

    def __str__(self) -> str:
        return f"{self.row} · {self.person}: wanted {self.wanted}, got {self.got}"


class Browser(SendsBoth, RequestFactory):
    """The test client without the copies that it keeps of every template: the same answers in half the time.

    Who signed in is not read anew from the database each time: that would be a fifth of what is left.
    """

    handler = ClientHandler(enforce_csrf_checks=False)
    account: Account | None = None

    def request(self, **asked: Any) -> Any:
        if self.handler._middleware_chain is None:
            self.handler.load_middleware()
        request = WSGIRequest(self._base_environ(**asked))
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        if self.account:
            request._cached_user = again(self.account)  # type: ignore[attr-defined]
        answer = self.handler.get_response(request)
        if not answer.streaming:  # a file is closed by whoever reads it
            answer.close()
        return answer


@dataclass
class Matrix:
    """One world, made once, in which everything is tried."""

    browsers: dict[Person, Browser]
    of_pages: dict[tuple[str, str], Thing]
    of_api: dict[tuple[str, str], dict[str, Any]]
    marks: dict[tuple[Kind, str], tuple[str, ...]] = field(default_factory=dict)

    def cells(self, chosen: Iterable[Row], persons: Iterable[Person] = PERSONS) -> Iterator[Cell]:
        for row in chosen:
            for person in persons:
                yield Cell(
                    row,
                    person,
                    wanted(person, row.door, row.seen, row.thing, row.done),
                    self.tried(row, person),
                )

    def forget_posts(self) -> None:
        """Posts are kept between requests; who alters how they are read begins anew."""
        for browser in self.browsers.values():
            account = getattr(browser, "account", None)
            if account and account.person:
                account.person.__dict__.pop("_posts", None)

    def tried(self, row: Row, person: Person) -> str:
        with undone():
            answer = self.answer(row, self.browsers[person])
            answer.close()
        letter = self.letter(row, person, answer)
        return OWN if row.seen == "own" and letter in (DONE, DOOR, REFUSED, STOPPED, UNKNOWN) else letter

    def answer(self, row: Row, browser: Browser) -> Any:
        if row.door == "api":
            return call(browser, row.method, row.address, row.thing, self.of_api)
        thing = self.of_pages.get((row.address, row.thing), Thing())
        address = reverse(row.address, kwargs=thing.names)
        return (
            browser.get(address, thing.asked) if row.method == "GET" else browser.post(address, thing.sent())
        )

    def letter(self, row: Row, person: Person, answer: Any) -> str:
        if answer.status_code in (401, 403) or to_the_door(answer):
            return DOOR
        text = "" if answer.streaming else answer.content.decode(errors="replace")
        if row.seen not in ("everyone", "nobody"):
            text = self.beside_the_address(text, row) if answer.status_code == 404 else text
            found = {thing for thing, marks in self.marks.items() if any(mark in text for mark in marks)}
            named = row.done.partition("+")[2]
            hidden = [one for one in found if not (person.role and reads(person, *one))]
            if any(named not in (kind, "any") for kind, _ in hidden):
                return LEAK
            if row.done.startswith("list:") and answer.status_code == 200:
                return self.listed(Kind(row.done.removeprefix("list:")), person, found, text)
        if answer.status_code == 404:
            return UNKNOWN
        if answer.status_code == 422:
            return REFUSED if any(refusal in text for refusal in REFUSALS) else STOPPED
        return DONE if answer.status_code in (200, 302) else str(answer.status_code)

    def beside_the_address(self, text: str, row: Row) -> str:
        """What the page that is not there says besides repeating what was asked for."""
        for name in self.of_pages.get((row.address, row.thing), Thing()).names.values():
            text = text.replace(str(name), "")
        return text

    def listed(self, kind: Kind, person: Person, found: set[tuple[Kind, str]], text: str) -> str:
        """Whether the list holds just what it should, and counts no more than it shows."""
        due = {
            (kind, thing)
            for thing in things_of(kind)
            if (kind, thing) in self.marks and reads(person, kind, thing)
        }
        if text.startswith("{"):
            told = json.loads(text)
            if "count" in told and told["count"] != len(told["items"]):
                return LEAK
        if not found >= due:
            return LACK
        return DONE if due else UNKNOWN


def who_tries(at: int) -> list[Person]:
    """Who tries the row that stands there."""
    return PERSONS if CASES else PERSONS[at % STRIDE :: STRIDE]


@contextmanager
def little_collecting() -> Iterator[None]:
    """The world stays, and what a request leaves behind is small: looking for it seldom saves a tenth of the time."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def to_the_door(answer: Any) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(f"{reverse('sign-in')}?next=")


def make_matrix() -> Matrix:
    """Call inside `undone()`, with the world's clock set."""
    logging.getLogger("django.request").setLevel(
        logging.CRITICAL
    )  # thousands of refusals, all of them wanted
    world, accounts = matrix_world()
    of_pages = things(world)
    of_api = api_things(world, of_pages)
    take_back_shares()
    browsers = {person: signed_in(account) for person, account in accounts.items()}
    browsers[ANONYMOUS] = Browser(headers={"Accept-Language": "en"})
    return Matrix(browsers, of_pages, of_api, marked_things(of_pages))


def signed_in(account: Account) -> Browser:
    entered, browser = Client(), Browser(headers={"Accept-Language": "en"})
    entered.force_login(account)
    browser.cookies.update(entered.cookies)
    browser.account = Account.objects.select_related("person").get(pk=account.pk)
    return browser


def again(account: Account) -> Account:
    """As if it were read anew, with its person and posts: whatever a request writes on them is its own."""
    fresh = copy(account)
    if account.person:
        account.person.posts_on(TODAY)
        fresh.person = copy(account.person)
        kept = fresh.person.__dict__["_posts"]
        fresh.person.__dict__["_posts"] = {day: [copy(post) for post in held] for day, held in kept.items()}
    return fresh


# Where the table's things are found, and which of their words can be made to say which thing it is.
KEPT: tuple[tuple[Kind, str, type[Any], str, str, str], ...] = (
    (Kind.PLAN, "dogwood's", Plan, "plan-drawing", "dogwood's", "name"),
    (Kind.PLAN, "our-draft", Plan, "plan", "our-draft", "name"),
    (Kind.DIRECTIVE, "", Directive, "directive", "west's", "text"),
    (Kind.TASK, "", Task, "task-completion", "dogwood's", "text"),
    (Kind.MEETING, "draft", Meeting, "meeting", "draft", "title"),
    (Kind.MEETING, "sent", Meeting, "meeting", "sent", "title"),
    (Kind.MATTER, "draft", Matter, "matter", "draft", "title"),
    (Kind.MATTER, "raised", Matter, "matter", "raised", "title"),
    (Kind.SHELF, "draft", ShelfItem, "shelf-item", "draft", "title"),
    (Kind.SHELF, "sent", ShelfItem, "shelf-item", "sent", "title"),
    (Kind.GATHERING, "planned", Gathering, "gathering", "planned", "title"),
    (Kind.GATHERING, "minuted", Gathering, "gathering", "minuted", "title"),
    (Kind.DELEGATION, "draft", Delegation, "delegation", "draft", "title"),
    (Kind.DELEGATION, "proposed", Delegation, "delegation", "proposed", "title"),
    (Kind.DELEGATION, "visited", Delegation, "delegation", "visited", "title"),
    (Kind.DELEGATION, "reported", Delegation, "delegation", "reported", "title"),
    (Kind.DELEGATION, "usual", UsualPaper, "delegation-paper-usual", "usual", "text"),
    (Kind.PROBLEM, "draft", Workshop, "workshop", "draft", "title"),
    (Kind.PROBLEM, "open", Workshop, "workshop", "open", "title"),
    (Kind.PROBLEM, "shared", Workshop, "workshop", "shared", "title"),
    (Kind.PROBLEM, "closed", Workshop, "workshop-sheet", "closed", "title"),
    (Kind.DOCUMENT, "shared", Document, "document", "shared", "title"),
    (Kind.DOCUMENT, "inner", Document, "document", "inner", "title"),
    (Kind.ACTIVITY, "", Activity, "activity", "dogwood's", "title"),
    (Kind.REGISTERED, "", Registered, "registered", "dogwood's", "name"),
    (Kind.REPORT, "", Report, "report", "open", "note"),
    (Kind.REPORT, "elm's", Report, "report", "elm's", "note"),
    (Kind.READING, "", Reading, "reading", "waiting", "name"),
    (Kind.TEMPLATE, "", PaperTemplate, "template", "dogwood's", "name"),
    (Kind.DRAFT, "", Draft, "paper", "dogwood's", "title"),
    (Kind.BOOK, "", NumberBook, "number-book", "dogwood's", "name"),
    (Kind.REVIEW, "draft", Review, "review", "draft", "title"),
    (Kind.REVIEW, "frozen", Review, "review", "frozen", "title"),
    (Kind.CRITICISM, "received", Criticism, "criticism", "received", "title"),
    (Kind.CRITICISM, "asked", Criticism, "criticism", "asked", "title"),
    (Kind.CRITICISM, "conferred", Criticism, "criticism", "conferred", "title"),
    (Kind.CRITICISM, "sent", Criticism, "criticism", "sent", "title"),
    (Kind.CRITICISM, "replied", Criticism, "criticism", "replied", "title"),
    (Kind.GREETING, "due", Greeting, "greeting", "due", "reason"),
    (Kind.GREETING, "sent", Greeting, "greeting", "sent", "reason"),
    (Kind.OCCASION, "dogwood's", Occasion, "occasion", "dogwood's", "name"),
    (Kind.RECOMMENDATION, "draft", Recommendation, "recommendation", "draft", "text"),
    (Kind.RECOMMENDATION, "sent", Recommendation, "recommendation", "sent", "text"),
    (Kind.RECOMMENDATION, "outside", Recommendation, "recommendation", "outside", "text"),
    (Kind.SUPERVISION, "plan", SupervisionPlan, "supervision-plan", "plan", "title"),
    (Kind.SUPERVISION, "planned", Supervision, "supervision", "planned", "subject"),
    (Kind.SUPERVISION, "decided", Supervision, "supervision", "decided", "subject"),
    (Kind.SUPERVISION, "sent", Supervision, "supervision", "sent", "subject"),
    (Kind.SUPERVISION, "under-way", Supervision, "supervision", "under-way", "subject"),
    (Kind.SUPERVISION, "concluded", Supervision, "supervision", "concluded", "subject"),
    (Kind.ARTICLE, "", Article, "article-writing", "draft", "title"),
)


def marked_things(of_pages: dict[tuple[str, str], Thing]) -> dict[tuple[Kind, str], tuple[str, ...]]:
    """What betrays each thing in an answer: its id, and a name that nothing else bears."""
    marks: dict[tuple[Kind, str], tuple[str, ...]] = {}
    for kind, thing, model, address, name, words in KEPT:
        key = next(value for word, value in of_pages[address, name].names.items() if word.endswith("id"))
        mark = f"Marked-{kind}-{thing or 'one'}".replace("'", "")
        model.objects.filter(pk=key).update(**{words: mark})
        marks[kind, thing] = (str(key), mark)
    slug = of_pages["programme", "ours"].names["slug"]
    marks[Kind.AGREEMENT, ""] = (f"/programmes/{slug}/", f'"{slug}"')
    for thing in ("home", "crossed"):
        marks[Kind.NOTICE, thing] = (str(of_pages["notice-step", thing].names["id"]),)
    entry = Entry.objects.get(pk=of_pages["entry", "cedar's"].names["seq"])
    marks[Kind.RESULTS, ""] = (str(entry.source_id), f"/ledger/{entry.pk}/")
    return marks
