"""The page of a review over the whole ledger, as an officer of the national body opens it: the server's part of it."""

import time
from collections.abc import Iterator

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.ledger.country import BEGINNING
from bench.ledger.entries import FLOWS, WHOLE
from bench.ledger.home import Home
from bench.ledger.questions import PHASES
from bench.ledger.race import short
from chungtay.models import Account, Person, Post, Review, Seat, SeatHolding, Target
from chungtay.rules.people import Role

TIMES = 5
ENOUGH = 30.0  # seconds: slower than that is asked once


def review_page(home: Home) -> Iterator[tuple[str, str]]:
    """The first time in a process, and then the median of some more; 30 indicators were promised."""
    address, browser = laid_review(home), officer_of(home)
    took: list[float] = []
    while len(took) <= TIMES and sum(took) < ENOUGH:
        begun = time.perf_counter()
        answer = browser.get(address)
        took.append(time.perf_counter() - begun)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    later = sorted(took[1:]) or took
    yield "page of a review of 30 indicators, the first time in a process", f"{short(took[0] * 1000)} ms"
    yield "  again (median)", f"{short(later[len(later) // 2] * 1000)} ms"
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
    yield "  its questions to the database, its size", f"{len(asked)}, {len(answer.content) / 1024:,.0f} kB"


def laid_review(home: Home) -> str:
    """Its address. What was promised is the country's, one target an indicator."""
    first_on, last_on = PHASES[0]
    seat = Seat.objects.create(agreement=home.programme, number=1)
    SeatHolding.objects.create(seat=seat, organisation=home.holder, valid_from=BEGINNING)
    Target.objects.bulk_create(
        Target(
            agreement=home.programme, indicator=indicator, first_on=first_on, last_on=last_on, amount=1000 * WHOLE
        )
        for indicator in home.indicators[:FLOWS]
    )  # fmt: skip
    made = Review.objects.create(
        agreement=home.programme, holder=home.holder, kind="interim", title="Review", first_on=first_on,
        last_on=last_on, drafted_by=home.person, drafted_at=timezone.now(),
    )  # fmt: skip
    return f"/reviews/{made.pk}/"


def officer_of(home: Home) -> Client:
    person = Person.objects.create(known_as="Officer")
    account = Account.objects.create_user("officer", "correct horse battery staple", person=person)
    Post.objects.create(
        person=person, organisation=home.holder, role=Role.NATIONAL_OFFICER, title="Officer", valid_from=BEGINNING
    )  # fmt: skip
    TOTP.activate(account, generate_totp_secret())
    browser = Client(headers={"Accept-Language": "vi"}, SERVER_NAME="localhost")
    browser.force_login(account)
    return browser
