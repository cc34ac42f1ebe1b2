"""The operations of the common workload on our product, each with what it must have done to count."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.workload.client import Caller, Times, at_once, in_turn, middle, timed
from bench.workload.served import Server
from bench.workload.world import Programme, Size, Unit, Value, quarter, values
from chungtay.actions.reports import open_report
from chungtay.models import Form, Person, Report
from chungtay.rules.amounts import SCALE

CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
HUNDRED = Value(60, 40)
WHOLE = "from=2021-01-01&to=2030-12-31"


@dataclass(frozen=True)
class Measured:
    """One line of the table."""

    operation: str
    what: str
    ours: str
    target: str = ""


@dataclass
class Sent:
    """A report that is asked for, and what will be said in it."""

    report: Report
    unit: Unit
    body: dict[str, Any]


class Bench:
    """One size, laid out and served."""

    def __init__(self, size: Size, programmes: list[Programme], server: Server) -> None:
        self.size, self.programme, self.server = size, programmes[0], server
        # After whatever an earlier run has left: the next single report, one a day, and the next whole quarter.
        singles, quarterlies = (
            Report.objects.filter(form=form) for form in (self.programme.single, self.programme.quarterly)
        )
        self.day = last_of(singles, date(2026, 1, 1))
        last = last_of(quarterlies, quarter(size.quarters - 1)[1])
        self.number = (last.year - 2021) * 4 + (last.month - 1) // 3 + 1
        self.callers: dict[tuple[Person, int], Caller] = {}

    def caller(self, person: Person, line: int = 0) -> Caller:
        if (person, line) not in self.callers:
            self.callers[person, line] = Caller(self.server.port, session_of(person))
        return self.callers[person, line]

    @property
    def superior(self) -> Caller:
        return self.caller(self.programme.superior)

    # What is about to be sent

    def singles(self, unit: Unit, count: int, value: Value) -> list[Sent]:
        """Reports of one question each, over single days."""
        days = [self.day + timedelta(days=ahead) for ahead in range(1, count + 1)]
        self.day = days[-1]
        return [self.asked(self.programme.single, unit, day, day, [value]) for day in days]

    def quarters(self, units: list[Unit], number: int) -> list[Sent]:
        said = [Value(30, 20)] * self.size.indicators
        return [self.asked(self.programme.quarterly, unit, *quarter(number), said) for unit in units]

    def asked(self, form: Form, unit: Unit, first: date, last: date, said: list[Value]) -> Sent:
        report = open_report(
            form, unit.body, place=unit.place, first_on=first, last_on=last, due_on=last,
            by=self.programme.superior, at=timezone.now(),
        )  # fmt: skip
        answers = [
            {"number": number, "state": "given", "total": value.total, "cells": value.cells}
            for number, value in enumerate(said, 1)
        ]
        return Sent(report, unit, {"answers": answers})

    # What people do

    def hand_in(self, sent: Sent, line: int = 0) -> str:
        told = self.caller(sent.unit.officer, line).send(
            "POST", f"/api/reports/{sent.report.pk}/hand-in", sent.body
        )
        return str(told["hand_in"])

    def approve(self, sent: Sent, hand_in: str, line: int = 0) -> None:
        path = f"/api/reports/{sent.report.pk}/approval"
        self.caller(self.programme.superior, line).send("POST", path, {"hand_in": hand_in})

    def pair(self, sent: Sent, line: int = 0) -> Callable[[], None]:
        return lambda: self.approve(sent, self.hand_in(sent, line), line)

    def total(self, indicator: int = 1, *, by: str = "", more: str = "") -> Any:
        slug, programme = f"indicator-{indicator:02}", self.programme.agreement.slug
        by = f"&by={by}" if by else ""
        return self.superior.told(f"/api/figures/{slug}?programme={programme}&{WHOLE}{by}{more}")

    # The operations

    def run(self) -> Iterator[Measured]:
        yield Measured("O11", "memory of both processes and their parent, idle (PSS)", self.memory())
        for operation in (self.o2, self.o3, self.o4, self.o5, self.o6, self.o7, self.o8, self.o9, self.o10):
            yield from operation()
        yield Measured("O11", "the same after all that", self.memory(), "≤ 800 MB")

    def o2(self) -> Iterator[Measured]:
        units = self.programme.units
        for sent in self.singles(units[0], 10, HUNDRED):
            self.pair(sent)()
        one = in_turn([self.pair(sent) for sent in self.singles(units[0], 30, HUNDRED)])
        lines = [
            [self.pair(sent, line) for sent in self.singles(units[line], 40, HUNDRED)] for line in range(4)
        ]
        four = at_once(lines)
        asked = self.queries(self.singles(units[0], 1, HUNDRED)[0])
        yield Measured("O2", "submit and approve one value with 5 cells, 1 client", pace(one), "≥ 130/s")
        yield Measured("O2", "the same, 4 clients", pace(four), "≥ 130/s")
        yield Measured("O2", "SQL of the pair, without begin and commit", f"{asked}", "≤ 16")

    def o3(self) -> Iterator[Measured]:
        (sent,) = self.singles(self.programme.units[0], 1, HUNDRED)
        before = self.total(by="category", more="&level=sex")
        hand_in = self.hand_in(sent)

        def act() -> Any:
            self.approve(sent, hand_in)
            return self.total(by="category", more="&level=sex")

        after, took = timed(act)
        risen = {part: more for part, more in (amounts(after) - amounts(before)).items() if more}
        assert risen == {"": 100, "female": 60, "male": 40}, f"the totals rose by {risen}"
        assert int(after["amount"]) == counted(1), "the ledger's own sum is another"
        yield Measured(
            "O3", "from approving to the right total with its parts", f"{took * 1000:.0f} ms", "same request"
        )
        yield Measured("probe a", "that total is the sum that SQL gives", "yes", "yes")

    def o4(self) -> Iterator[Measured]:
        unit = self.programme.units[0]
        places = ("", f"&place={unit.place.code}", f"&place={self.programme.province.place.code}")  # type: ignore[union-attr]
        before = [int(self.total(more=place)["amount"]) for place in places]
        sent = self.singles(unit, 3, HUNDRED)
        chosen = [{"report": str(one.report.pk), "hand_in": self.hand_in(one)} for one in sent]
        _, took = timed(lambda: self.superior.send("POST", "/api/reports/approvals", {"reports": chosen}))
        after = [int(self.total(more=place)["amount"]) for place in places]
        assert [new - old for new, old in zip(after, before, strict=True)] == [300] * 3
        yield Measured("O4", "bulk approval of 3 × 100", f"{took * 1000:.0f} ms")
        yield Measured("probe c", "place, province and programme rise by 300", "yes", "yes")

    def o5(self) -> Iterator[Measured]:
        slug = self.programme.agreement.slug
        figure = f"/figures/?indicator=indicator-01&programme={slug}&from=2021-01-01&to=2025-12-31"
        target = "≤ 150 ms, ≤ 200 kB"
        yield self.page("O5", "page of the programme", f"/programmes/{slug}/", target)
        yield self.page("O5", f"page of one figure, {self.size.places} places", figure, target)
        yield self.page("O5", "ledger of the programme", f"/ledger/?programme={slug}", target)
        yield self.probe_b()

    def probe_b(self) -> Measured:
        """Each place's contribution to each quarter is the value that the place itself reported."""
        said, right, looked = values(self.size), 0, 0
        slug = self.programme.agreement.slug
        for number in range(min(5, self.size.quarters)):
            first, last = quarter(number)
            path = f"/api/figures/indicator-01?programme={slug}&from={first}&to={last}&by=place&level=commune"
            rows = {row["key"]: int(row["amount"]) for row in self.superior.told(path)["rows"]}
            for place, unit in enumerate(self.programme.units):
                looked += 1
                right += rows.get(unit.place.code) == said[0, place, 0, number].total
        assert right == looked, f"{looked - right} of {looked} contributions are not the place's own value"
        return Measured(
            "probe b", "each place's contribution is its own value", f"{right} of {looked}", "all"
        )

    def o6(self) -> Iterator[Measured]:
        unit = self.programme.units[0]
        yield self.page("O6", "page of a place", f"/places/{unit.place.code}@{unit.place.valid_from}/")
        report = Report.objects.filter(form=self.programme.quarterly, holder=unit.body)[0]
        yield self.page(
            "O6", f"a quarter's report: {self.size.indicators} questions", f"/reports/{report.pk}/"
        )

    def o7(self) -> Iterator[Measured]:
        for what in ("programmes", "reports", "places", "documents", "work"):
            yield self.page("O7", f"list: {what}", f"/{what}/")

    def o8(self) -> Iterator[Measured]:
        path = f"/programmes/{self.programme.agreement.slug}/figures.xlsx"
        self.superior.get(path)
        held = self.server.forget_highest()
        content, took = middle(lambda: self.superior.get(path), times=3)
        told = f"{took:.2f} s, {len(content) / 1e6:.1f} MB, {self.sql(path)} SQL"
        yield Measured("O8", "whole programme as .xlsx", told, "≤ 1.5 s")
        yield Measured(
            "O8",
            "highest memory of a process meanwhile (RSS)",
            f"{self.server.highest():.0f} MB, of which {held:.0f} MB before",
            "≤ 150 MB",
        )

    def o9(self) -> Iterator[Measured]:
        sent = self.quarters(self.programme.units, self.number)
        self.number += 1
        hand_ins, submitting = timed(lambda: [self.hand_in(one) for one in sent])
        chosen = [
            {"report": str(one.report.pk), "hand_in": key} for one, key in zip(sent, hand_ins, strict=True)
        ]
        _, accepting = timed(
            lambda: self.superior.send("POST", "/api/reports/approvals", {"reports": chosen})
        )
        size = f"{self.size.indicators} × {self.size.places}"
        yield Measured(
            "O9", f"a quarter of {size}: all units hand in, one after another", f"{submitting:.2f} s"
        )
        yield Measured("O9", "accepted as one", f"{accepting:.2f} s")

    def o10(self) -> Iterator[Measured]:
        units, each = self.programme.units, self.size.indicators * 6
        one = in_turn([self.pair(sent) for sent in self.further(units[0], 5)])
        four = at_once([
            [self.pair(sent, line) for sent in self.further(units[line + 1], 5)] for line in range(4)
        ])  # fmt: skip
        for clients, times in (("1 client", one), ("4 clients", four)):
            told = f"{times.a_second * each:,.0f} values/s (median {times.median * 1000:.0f} ms)"
            yield Measured("O10", f"submit and approve {each} values, {clients}", told)

    def further(self, unit: Unit, count: int) -> list[Sent]:
        return [self.quarters([unit], self.number + at)[0] for at in range(count)]

    # How it is told

    def page(self, operation: str, what: str, path: str, target: str = "") -> Measured:
        content, took = middle(lambda: self.superior.get(path))
        told = f"{took * 1000:.0f} ms, {len(content) / 1000:.0f} kB, {self.sql(path)} SQL"
        return Measured(operation, what, told, target)

    def sql(self, path: str) -> int:
        """Asked a second time: what a process remembers is remembered."""
        browser = browser_of(self.programme.superior)
        browser.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        return statements(asked)

    def queries(self, sent: Sent) -> int:
        """Of one submission and its approval, in a process that has seen the form before."""
        (first,) = self.singles(sent.unit, 1, HUNDRED)
        with CaptureQueriesContext(connection) as asked:
            for one in (first, sent):
                asked.initial_queries = len(connection.queries_log)
                key = post(sent.unit.officer, f"/api/reports/{one.report.pk}/hand-in", one.body)["hand_in"]
                post(self.programme.superior, f"/api/reports/{one.report.pk}/approval", {"hand_in": key})
        return statements(asked)

    def memory(self) -> str:
        return f"{self.server.memory():.0f} MB"


def statements(asked: CaptureQueriesContext) -> int:
    return sum(not one["sql"].startswith(CONTROL) for one in asked.captured_queries)


def post(person: Person, path: str, body: object) -> Any:
    answer = browser_of(person).post(path, json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def browser_of(person: Person) -> Client:
    browser = Client(SERVER_NAME="localhost", headers={"Accept-Language": "en"})
    browser.cookies[settings.SESSION_COOKIE_NAME] = session_of(person)
    return browser


def last_of(reports: QuerySet[Report], otherwise: date) -> date:
    last = reports.order_by("-last_on").values_list("last_on", flat=True).first()
    return last or otherwise


SESSIONS: dict[Person, str] = {}


def session_of(person: Person) -> str:
    """Whoever signed in a moment ago."""
    if person not in SESSIONS:
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(person.account)
        SESSIONS[person] = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return SESSIONS[person]


class Amounts(dict[str, int]):
    def __sub__(self, other: dict[str, int]) -> dict[str, int]:
        return {name: amount - other.get(name, 0) for name, amount in self.items()}


def amounts(figure: Any) -> Amounts:
    """The total under "", each part under its name."""
    return Amounts({"": int(figure["amount"])} | {row["key"]: int(row["amount"]) for row in figure["rows"]})


def counted(indicator: int) -> int:
    """The sum of the first programme's base entries, by plain SQL."""
    sql = """select sum(e.amount) from chungtay_entry e
        join chungtay_indicator i on i.id = e.indicator_id join chungtay_served s on s.id = e.served_id
        where i.slug = %s and s.key = 'programme-0' and e.is_base"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"indicator-{indicator:02}"])
        return int(cursor.fetchone()[0]) // SCALE


def pace(times: Times) -> str:
    return f"{times.a_second:.0f}/s, median {times.median * 1000:.1f} ms, p95 {times.p95 * 1000:.1f} ms"
