"""Measures what seeing costs in a country: 3,435 bodies, 3,435 places, 200,000 activities and documents each.

Laid on top of the demo world and rolled back. A list asks for its newest fifty and for how many there are.
"""

import statistics
import time
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from chungtay.answers.lists import window
from chungtay.models import (
    Activity,
    Agreement,
    Assignment,
    Document,
    Organisation,
    Person,
    Place,
    Post,
    Seat,
    SeatHolding,
    Served,
    Share,
)
from chungtay.rules.people import Kind, Role

PROVINCES, COMMUNES, THINGS, SHARED = 34, 100, 200_000, 20_000
START = date(2025, 7, 1)


def lists() -> Iterator[tuple[str, float]]:
    """What each reader's list takes: a name, and the median of nine in milliseconds."""
    with transaction.atomic():
        readers = laid()
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        for (name, person), (what, things) in product(readers.items(), READ.items()):
            yield f"{what} of 200,000, {name}", median(person, things)
        transaction.set_rollback(True)


def median(person: Person, things: type[Activity] | type[Document]) -> float:
    took = []
    for _ in range(9):
        begun = time.perf_counter()
        seen = things.objects.visible_to(Person.objects.get(pk=person.pk), timezone.localdate())
        window(seen, 0, 50)
        seen.count()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


READ: dict[str, type[Activity] | type[Document]] = {"activities": Activity, "documents": Document}


def laid() -> dict[str, Person]:
    """A country of bodies with their places, a programme with a partner, and things held all over."""
    country = Place.objects.create(code="VN-b", kind="country", name="Country", valid_from=START)
    places = made(
        Place(code=f"b{n}", kind="province", name=f"P{n}", parent=country, valid_from=START)
        for n in range(PROVINCES)
    )
    places += made(
        Place(code=f"b{n}-{m}", kind="commune", name=f"C{n}-{m}", parent=places[n], valid_from=START)
        for n, m in product(range(PROVINCES), range(COMMUNES))
    )
    top = Organisation.objects.create(kind="womens_union", name="National", place=country)
    partner = Organisation.objects.create(kind="womens_union", name="Partner")
    bodies = made(
        Organisation(kind="womens_union", name=place.name, place=place, parent=top)
        for place in places[:PROVINCES]
    )
    bodies += made(
        Organisation(kind="womens_union", name=place.name, place=place, parent=bodies[n // COMMUNES])
        for n, place in enumerate(places[PROVINCES:])
    )
    programme = Agreement.objects.create(slug="bench", kind="memorandum", name="Bench")
    seats = [Seat.objects.create(agreement=programme, number=n) for n in (1, 2)]
    for seat, body in zip(seats, (top, partner), strict=True):
        SeatHolding.objects.create(seat=seat, organisation=body, valid_from=START)
    lay_things(bodies, programme, seats[1])
    return {
        "national": reader(top, Role.NATIONAL_OFFICER),
        "province": reader(bodies[0], Role.PROVINCIAL_OFFICER),
        "province, at one commune": reader(bodies[0], Role.PROVINCIAL_OFFICER, place=places[PROVINCES]),
        "national, at one province": reader(top, Role.NATIONAL_OFFICER, place=places[0]),
        "province, for one programme": reader(bodies[0], Role.PROVINCIAL_OFFICER, programme=programme),
        "commune": reader(bodies[PROVINCES], Role.COMMUNE_OFFICER),
        "partner, by 20,000 shares": reader(partner, Role.PARTNER_OFFICER),
    }


def lay_things(bodies: list[Organisation], programme: Agreement, seat: Seat) -> None:
    served, communes = Served.objects.of([programme]), bodies[PROVINCES:]
    by = Person.objects.create(known_as="Bench")
    made(
        Activity(
            kind_id="session", title=f"A{n}", first_on=START, last_on=START, place=body.place, holder=body,
            served=served, recorded_by=by,
        )
        for n, body in zip(range(THINGS), cycled(communes), strict=False)
    )  # fmt: skip
    documents = made(
        Document(type="Letter", title=f"D{n}", holder=body)
        for n, body in zip(range(THINGS), cycled(communes), strict=False)
    )
    given = documents[:: THINGS // SHARED]
    made(
        Share(kind=Kind.DOCUMENT, thing_id=one.pk, seat=seat, state="linked", first_on=START) for one in given
    )


def cycled(bodies: list[Organisation]) -> Iterator[Organisation]:
    while True:
        yield from bodies


Row = TypeVar("Row", bound=models.Model)


def made(rows: Iterator[Row]) -> list[Row]:
    kept = list(rows)
    return type(kept[0])._base_manager.bulk_create(kept, batch_size=5_000)


def reader(
    body: Organisation, role: Role, *, place: Place | None = None, programme: Agreement | None = None
) -> Person:
    person = Person.objects.create(known_as=str(role))
    post = Post.objects.create(
        person=person, organisation=body, role=role, title=str(role), valid_from=START, place=place
    )
    if programme:
        Assignment.objects.create(post=post, agreement=programme)
    return person
