"""Measures a round of a whole country: 3,321 communes asked at once, who has not sent, and what a province sees.

Laid on top of the demo world and rolled back.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from chungtay.actions.reports import open_reports
from chungtay.answers.rounds import lateness, one_round
from chungtay.models import (
    Account,
    Agreement,
    Breakdown,
    Form,
    HandIn,
    Indicator,
    Organisation,
    Person,
    Place,
    Post,
    Question,
    Report,
    Seat,
    SeatHolding,
)
from chungtay.rules.ledger import Kind
from chungtay.rules.regimes import Period, Span
from chungtay.rules.reports import ReportState
from chungtay.rules.rounds import OWING

PROVINCES, UNITS, QUESTIONS = 34, 3_321, 7
START, FIRST, LAST = date(2025, 7, 1), date(2026, 1, 1), date(2026, 6, 30)
TIMES = 9


def rounds() -> Iterator[tuple[str, float, float | None]]:
    """What, milliseconds (the median of nine), what is promised."""
    with transaction.atomic():
        national, provincial, form, units = laid()
        today = timezone.localdate()
        period = Period(Span.HALF, FIRST, LAST, date(today.year + 1, 1, 10))
        begun = time.perf_counter()
        open_reports(form, period, units, by=national, at=timezone.now())
        yield (
            f"{UNITS} reports of {QUESTIONS} lines opened in one act",
            (time.perf_counter() - begun) * 1000,
            None,
        )
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        yield f"late list, {UNITS} units, nobody has sent", seen(national, form), 150
        yield f"the same as a page for {PROVINCES} provinces", page(national, form), None
        half_sent(national, form)
        yield f"late list, {UNITS} units, half have sent", seen(national, form), 150
        yield "late list of one province", seen(provincial, form), None
        yield "the same as a page with its map", page(provincial, form), None
        transaction.set_rollback(True)


def seen(person: Person, form: Form) -> float:
    def answered() -> None:
        fresh, today = Person.objects.get(pk=person.pk), timezone.localdate()
        shown = one_round(fresh, today, form.slug, FIRST, LAST)
        assert shown and lateness(fresh, today, shown).rows

    return median(answered)


def page(person: Person, form: Form) -> float:
    browser = Client(headers={"Accept-Language": "vi"}, SERVER_NAME="localhost")
    browser.force_login(person.account)
    address = f"/reports/rounds/{form.slug}/{FIRST}/{LAST}/"

    def asked() -> None:
        assert browser.get(address).status_code == 200

    return median(asked)


def median(act: Callable[[], None]) -> float:
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def half_sent(by: Person, form: Form) -> None:
    keys = list(Report.objects.filter(form=form, state__in=OWING).values_list("pk", flat=True))[::2]
    Report.objects.filter(pk__in=keys).update(state=ReportState.HANDED_IN)
    HandIn.objects.bulk_create(
        HandIn(report_id=key, handed_in_by=by, handed_in_at=timezone.now()) for key in keys
    )


def laid() -> tuple[Person, Person, Form, list[Organisation]]:
    """A country of bodies with their places, a programme of its union, and a form of seven lines."""
    country = Place.objects.create(code="VN-r", kind="country", name="Country", valid_from=START)
    provinces = Place.objects.bulk_create(
        Place(
            code=f"r{n}", kind="province", name=f"Province {n}", parent=country, valid_from=START,
            latitude=9 + n % 17 * 0.8, longitude=103 + n // 4 * 0.7,
        )
        for n in range(PROVINCES)
    )  # fmt: skip
    communes = Place.objects.bulk_create(
        Place(
            code=f"r{n}-{m}", kind="commune", name=f"Commune {n}-{m}", parent=provinces[n], valid_from=START,
            latitude=9 + n * 0.3 + m // 10 * 0.05, longitude=103 + n * 0.1 + m % 10 * 0.05,
        )
        for n, m in list(product(range(PROVINCES), range(-(-UNITS // PROVINCES))))[:UNITS]
    )  # fmt: skip
    top = Organisation.objects.create(kind="womens_union", name="National", place=country)
    offices = Organisation.objects.bulk_create(
        Organisation(kind="womens_union", name=f"Union of {place.name}", place=place, parent=top)
        for place in provinces
    )
    by_place = {office.place_id: office for office in offices}
    units = Organisation.objects.bulk_create(
        Organisation(
            kind="womens_union", name=f"Union of {place.name}", place=place, parent=by_place[place.parent_id],
            phone=f"0260 {place.code}",
        )
        for place in communes
    )  # fmt: skip
    return officer(top, "national_officer"), officer(offices[0], "provincial_officer"), asked(top), units


def officer(body: Organisation, role: str) -> Person:
    person = Person.objects.create(known_as=body.name)
    account = Account.objects.create_user(body.name, person=person)
    TOTP.activate(account, generate_totp_secret())  # a national post asks for a second step
    Post.objects.create(person=person, organisation=body, role=role, title=body.name, valid_from=START)
    return person


def asked(top: Organisation) -> Form:
    programme = Agreement.objects.create(slug="round-b", kind="programme", name="Programme")
    seat = Seat.objects.create(agreement=programme, number=1)
    SeatHolding.objects.create(seat=seat, organisation=top, valid_from=START)
    form = Form.objects.create(
        slug="round-b", version=1, agreement=programme, name="Half-year report", valid_from=START,
        published_at=timezone.now(),
    )  # fmt: skip
    total = Breakdown.objects.get(slug="total")
    for number in range(1, QUESTIONS + 1):
        counted = Indicator.objects.create(
            slug=f"round-b{number}", kind=Kind.FLOW, name=f"Line {number}", measure="x"
        )
        Question.objects.create(form=form, number=number, indicator=counted, base=total)
    return form
