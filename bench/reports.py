"""The page of a long report: 60 lines of eight categories, blank, filled, and as its approver reads it.

Each line is broken down into eight cells that add up to its total. What was laid is taken back at the end.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

if TYPE_CHECKING:  # models wake only once the bench has made its home
    from chungtay.actions.reports import LineAnswer
    from chungtay.models import Breakdown, Person, Report

LINES, CATEGORIES = 60, 8


class Page(NamedTuple):
    """Milliseconds of the server; bytes as a browser unpacks them, and as they travel; questions to the database."""

    what: str
    took: float
    size: int
    packed: int
    asked: int


def long_report(seconds: Callable[..., float]) -> Iterator[Page]:
    from chungtay.actions.reports import hand_in, write_report
    from chungtay.models import Person
    from chungtay.rules.people import Role

    with transaction.atomic():
        writer = Person.objects.filter(posts__role=Role.COMMUNE_OFFICER, account__isnull=False)[0]
        approver = Person.objects.filter(posts__role=Role.PROVINCIAL_OFFICER, account__isnull=False)[0]
        report = laid(writer, approver)
        address, at = f"/reports/{report.pk}/", timezone.now()
        writes, reads = browser_of(writer), browser_of(approver)
        yield asked_for("the form, blank", writes, address, seconds)
        write_report(report, answers(), by=writer, at=at)
        yield asked_for("the form, filled", writes, address, seconds)
        yield Page("saving it as a draft", saving(writes, address, seconds), 0, 0, 0)
        hand_in(report, by=writer, at=at)
        yield asked_for("handed in, to its approver", reads, address, seconds)
        transaction.set_rollback(True)


def laid(writer: "Person", approver: "Person") -> "Report":
    from chungtay import models
    from chungtay.actions.forms import make_form
    from chungtay.actions.reports import open_report
    from chungtay.rules.ledger import Kind
    from chungtay.rules.people import Act

    today, at = timezone.localdate(), timezone.now()
    unit = writer.posts.get().organisation
    seen = models.Agreement.objects.visible_to(writer, today)
    programme = next(one for one in seen if approver.may(Act.PLAN, one.facts(today), today))
    base = broken_down("dân tộc (đo)", CATEGORIES)
    lines = [
        models.Indicator(slug=f"bench-{number}", kind=Kind.FLOW, name=f"Số lượt nội dung {number}", measure="lượt")
        for number in range(1, LINES + 1)
    ]  # fmt: skip
    models.Indicator.objects.bulk_create(lines)
    form = make_form(
        programme, name="Báo cáo dài (đo)", questions=[(one, base) for one in lines],
        valid_from=today - timedelta(days=400), by=approver, at=at,
    )  # fmt: skip
    assert unit.place, "a commune's office sits somewhere"
    period = {"first_on": today - timedelta(days=90), "last_on": today - timedelta(days=1)}
    return open_report(
        form, unit, place=unit.place, due_on=today + timedelta(days=5), **period, by=writer, at=at
    )


def broken_down(name: str, number: int) -> "Breakdown":
    from chungtay import models

    slug = f"bench-{number}"
    dimension = models.Dimension.objects.create(slug=slug, name=name)
    found = models.Breakdown.objects.create(slug=slug)
    found.dimensions.set([dimension])
    for position in range(number):
        category = models.Category.objects.create(
            dimension=dimension, slug=f"c{position}", position=position, name=f"Nhóm thứ {position + 1}"
        )
        cell = models.Combination.objects.create(
            breakdown=found, slug=f"{slug}:c{position}", position=position
        )
        cell.categories.set([category])
    return found


def answers() -> "dict[int, LineAnswer]":
    from chungtay.actions.reports import LineAnswer
    from chungtay.rules.amounts import SCALE
    from chungtay.rules.reports import LineState

    cells = {f"bench-{CATEGORIES}:c{position}": (position + 1) * SCALE for position in range(CATEGORIES)}
    said = LineAnswer(state=LineState.GIVEN, total=sum(cells.values()), cells=cells)
    return dict.fromkeys(range(1, LINES + 1), said)


def asked_for(what: str, browser: Client, address: str, seconds: Callable[..., float]) -> Page:
    answer = browser.get(address)
    assert answer.status_code == 200, f"{what}: {answer.status_code}"
    took = seconds(lambda: browser.get(address), times=9)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    questions = len(asked)  # the next request begins to count anew
    packed = browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip", "a slow line carries a tenth of the bytes"
    return Page(what, took * 1000, len(answer.content), len(packed.content), questions)


def saving(browser: Client, address: str, seconds: Callable[..., float]) -> float:
    """What the form holds, sent again as a browser would."""
    shown = Fields()
    shown.feed(browser.get(address).content.decode())
    return seconds(lambda: browser.post(address, shown.sent), times=3) * 1000


class Fields(HTMLParser):
    """What a browser would send of a page, if nobody typed anything."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        chosen = told.get("type") not in ("radio", "checkbox") or "checked" in told
        if tag == "input" and told.get("name") and chosen:
            self.sent[str(told["name"])] = told.get("value") or ""


def browser_of(person: "Person") -> Client:
    browser = Client(headers={"Accept-Language": "vi"}, SERVER_NAME="localhost")
    browser.force_login(person.account)
    return browser
