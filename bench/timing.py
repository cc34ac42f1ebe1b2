"""Asks whether time tells what words do not: a thing that is hidden against one that never was.

2,000 requests each, in random order, through the whole house in one process, which says more than any clock at the
other end of a line could. The ranks of their times are compared by Mann and Whitney's test; what it finds once in ten
thousand by chance, counted over all addresses together, is called told apart. A refusal leaves on a beat of fifty
milliseconds (`screens/beat.py`), so a door takes minutes.
"""

import gc
import logging
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import erfc, sqrt
from typing import Any

from django.test import Client
from django.utils import timezone

SAMPLES = 2_000
AT_THE_DOOR = 200
CHANCE = 0.0001
NOTHING = "01a201b4-e7bf-756b-97a6-26658600dead"


@dataclass(frozen=True)
class Compared:
    """Medians in microseconds, and how probable such a difference is by chance."""

    what: str
    hidden: float
    unknown: float
    chance: float

    def is_told_apart(self, tried: int) -> bool:
        return self.chance < CHANCE / tried

    def __str__(self) -> str:
        return f"{self.what:58}{self.hidden:9.0f} {self.unknown:9.0f} µs   p = {self.chance:.3g}"


def compared() -> Iterator[Compared]:
    """Somebody of the demo knocks at the doors of what is somebody else's."""
    for what, (person, address, key) in doors().items():
        browser = Client(headers={"Accept-Language": "vi"}, SERVER_NAME="localhost")
        browser.force_login(person.account)
        assert browser.get(address.format(key)).status_code == 404, (
            "what is compared is answered as if it never was"
        )
        yield measured(
            what,
            lambda b=browser, a=address, k=key: b.get(a.format(k)).status_code,  # type: ignore[misc]
            lambda b=browser, a=address, k=key: b.get(a.format(nothing_like(k))).status_code,  # type: ignore[misc]
            SAMPLES,
        )


def nothing_like(key: str) -> str:
    return NOTHING if len(key) == 36 else "999999" if key.isdecimal() else "khong-co-nhu-vay"


def doors() -> dict[str, tuple[Any, str, str]]:
    """By a name: who knocks, the address, and the key of something that is there and that they may not read."""
    from chungtay import models

    found = {}
    for model in (models.Document, models.Report):  # the one by shares, the other by holding
        person, key = hidden_from_somebody(model)
        path = "ledger" if model is models.Entry else model._meta.verbose_name_plural
        found[f"a page of {model._meta.verbose_name_plural}"] = (person, f"/{path}/{{}}/", key)
        path = str(model._meta.verbose_name_plural).replace("entrys", "entries")
        found[f"the API of {model._meta.verbose_name_plural}"] = (person, f"/api/{path}/{{}}", key)
    return found


def hidden_from_somebody(model: Any) -> tuple[Any, str]:
    """A person of the demo, and the key of a thing of this kind that is hidden from them."""
    from chungtay.models import Person

    for person in Person.objects.filter(account__isnull=False, posts__isnull=False).distinct():
        seen = model.objects.visible_to(person, timezone.localdate())
        hidden = model._base_manager.exclude(pk__in=seen.values("pk")).first()
        if hidden is not None and person.posts_on(timezone.localdate()):
            return person, str(hidden.pk)
    raise AssertionError(f"in the demo everybody reads every {model._meta.verbose_name}")


def at_the_door() -> Iterator[Compared]:
    """A name that nobody bears, and one whose account is closed, against a wrong password."""
    from chungtay.models import Account, FailedTries

    held, closed = Account.objects.filter(is_active=True)[:2]
    held.set_password("correct horse battery staple")
    held.save()
    closed.set_password("correct horse battery staple")
    closed.is_active = False
    closed.save()

    def tried(name: str) -> Callable[[], None]:
        def once() -> None:
            FailedTries.objects.all().delete()
            Client(SERVER_NAME="localhost").post(
                "/sign-in/", {"username": name, "password": "wrong horse battery staple"}
            )

        return once

    yield measured(
        "sign-in: wrong password | nobody", tried(held.name), tried("khong-co-nhu-vay"), AT_THE_DOOR
    )
    yield measured("sign-in: wrong password | closed", tried(held.name), tried(closed.name), AT_THE_DOOR)


def measured(what: str, one: Callable[[], object], other: Callable[[], object], samples: int) -> Compared:
    """Both in random order, so that whatever else the machine does falls on both."""
    took: dict[bool, list[float]] = {True: [], False: []}
    order = [True] * samples + [False] * samples
    random.Random(what).shuffle(order)
    for _ in range(20):
        one(), other()
    gc.collect()
    gc.disable()
    logging.disable(logging.WARNING)
    try:
        for first in order:
            begun = time.perf_counter_ns()
            one() if first else other()
            took[first].append((time.perf_counter_ns() - begun) / 1000)
    finally:
        gc.enable()
        logging.disable(logging.NOTSET)
    return Compared(
        what,
        statistics.median(took[True]),
        statistics.median(took[False]),
        by_chance(took[True], took[False]),
    )


def by_chance(these: list[float], those: list[float]) -> float:
    """Mann and Whitney's test, two-sided, by the normal approximation; equal values share their ranks."""
    ranked = sorted((value, mine) for mine, values in ((True, these), (False, those)) for value in values)
    ranks, start = 0.0, 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        ranks += sum(mine for _, mine in ranked[start:end]) * (start + 1 + end) / 2
        start = end
    n, m = len(these), len(those)
    above = ranks - n * (n + 1) / 2
    return erfc(abs(above - n * m / 2) / sqrt(n * m * (n + m + 1) / 12) / sqrt(2))
