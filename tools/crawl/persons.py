"""Walks a demo world as each person in it, and holds what is answered against a reckoning from the bare tables."""

import logging
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.test import Client
from django.utils import timezone

from chungtay import models
from chungtay.doors.api import api
from tests.attacks.crawl import STARTS, UUID, Owners, Walk, kind_before, page_routes, text_of, walk
from tests.attacks.reckoning import Reckoning

PAGES_A_PERSON = 60
IDS_A_DOOR = 6
OPEN = (
    "/public/",
    "/articles/",
    "/look/",
    "/language/",
)  # the public's own rooms, which ask nobody who they are


def crawl() -> int:
    logging.disable(logging.WARNING)
    reckoning, owners, told = Reckoning(timezone.localdate()), Owners(), Counter[str]()
    people = [None, *models.Person.objects.filter(account__isnull=False, posts__isnull=False).distinct()]
    leaks: set[str] = set()
    with transaction.atomic():
        walks = {person: walked(person) for person in people}
        seen = {key for one in walks.values() for key in ids_of(one) if key in owners.rows}
        for person in people:
            told["pages walked"] += len(walks[person].pages)
            leaks |= set(named(person, walks[person], owners, reckoning))
            browser = browser_of(person)
            for address, key in tries(seen, owners):
                told["addresses tried"] += 1
                leaks |= set(opened(browser, person, address, key, owners, reckoning))
        transaction.set_rollback(True)
    sys.stdout.write("".join(f"{leak}\n" for leak in sorted(leaks)))
    counts = ", ".join(f"{number} {what}" for what, number in told.items())
    sys.stdout.write(f"{len(people)} persons, {len(seen)} ids, {counts}: {len(leaks)} leaks\n")
    return 1 if leaks else 0


def browser_of(person: models.Person | None) -> Client:
    browser = Client(headers={"Accept-Language": "en"}, SERVER_NAME="localhost")
    if person is not None:
        browser.force_login(person.account)
    return browser


def walked(person: models.Person | None) -> Walk:
    lists = [
        path
        for path, methods in api.get_openapi_schema()["paths"].items()
        if "get" in methods and "{" not in path
    ]
    return walk(browser_of(person), [*STARTS, *lists], most=PAGES_A_PERSON)


def ids_of(one: Walk) -> Iterator[str]:
    for _, text in one.texts():
        yield from UUID.findall(text)
        yield from re.findall(r"/(?:programmes|articles)/([a-z0-9-]+)/", text)
        yield from re.findall(r"/ledger/(\d+)/", text)


def named(person: models.Person | None, one: Walk, owners: Owners, reckoning: Reckoning) -> Iterator[str]:
    """Ids on pages that their reader may not open. The audit and the room of posts name things, and open none."""
    for address, text in one.texts():
        if address.startswith(("/audit/", "/api/audit", "/people/", "/api/people", *OPEN)) or address == "/":
            continue
        for key in set(UUID.findall(text)) & owners.rows.keys():
            kind, row = owners.rows[key]
            if kind != "post" and not reckoning.may(person, row):
                yield f"{person} reads of {kind} {key} at {address}"


def tries(seen: set[str], owners: Owners) -> Iterator[tuple[str, str]]:
    """Every address that names one thing, with a few of the ids that somebody was shown."""
    routes = [*page_routes().values(), *api.get_openapi_schema()["paths"]]
    for route in sorted(set(routes)):
        parts = route.strip("/").split("/")
        gaps = [number for number, part in enumerate(parts) if "{" in part]
        if len(gaps) != 1 or route.startswith(("/public/", "/look/", "/language/")):
            continue
        held = sorted(seen & owners.of(kind_before(parts[gaps[0] - 1])).keys())
        for key in random.Random(route).sample(held, min(IDS_A_DOOR, len(held))):
            yield re.sub(r"{\w+}", key, route), key


def opened(
    browser: Client,
    person: models.Person | None,
    address: str,
    key: str,
    owners: Owners,
    reckoning: Reckoning,
) -> Iterator[str]:
    answer = browser.get(address)
    text_of(answer)  # a file is read to its end, and closed
    kind, row = owners.rows[key]
    public = kind == "article" and row.published_at is not None and row.withdrawn_at is None
    if answer.status_code == 200 and not public and not reckoning.may(person, row):
        yield f"{person} opened {address}"
