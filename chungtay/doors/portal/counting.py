"""Counts who reads: gathers in memory, adds to the database once a second at most, and all of it at an orderly stop.

No cookie, no address, no account of who read what: a reader is a mark that is gone tomorrow (`marks.py`). What cannot
be written waits for the next second. A process that is killed loses a second's readings.
"""

import logging
import os
import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from chungtay.models.published import Portal, ViewDay, VisitDay, Visiting
from chungtay.rules.proxies import client_address, network_of
from chungtay.rules.published.views import READERS_OF_ONE_NETWORK

from .marks import OF_NOW, OF_THE_DAY, Marks

NOW = timedelta(minutes=5)  # who read something in the last minutes is here now
NOTED_EVERY = timedelta(seconds=30)  # how many are here is said less often than readings are added
STORY, SITE = "story", "site"

log = logging.getLogger(__name__)


class Readings:
    """What this process has counted and not yet written."""

    def __init__(self) -> None:
        self.lock, self.stopped = Lock(), Event()
        self.writer: Thread | None = None
        self.views: Counter[tuple[UUID, date]] = Counter()
        self.visits: Counter[tuple[UUID, date]] = Counter()
        self.here: Counter[tuple[UUID, int]] = Counter()  # by portal and stretch of five minutes
        self.noted_at: datetime | None = None
        self.name = f"{os.getpid()}-{secrets.token_hex(8)}"

    def count(self, request: HttpRequest, *, portal: UUID | None, story: UUID | None, at: datetime) -> None:
        """Somebody read a page of a portal, perhaps a story. Nothing of the request outlives this call but marks."""
        network, reader = network_and_browser(request)
        day, stretch = timezone.localdate(at), int(at.timestamp() // NOW.total_seconds())

        def is_new(marks: Marks, period: int, what: str) -> bool:
            return marks.is_new(period, reader, what, network=network, most=READERS_OF_ONE_NETWORK)

        new_view = story and is_new(OF_THE_DAY, day.toordinal(), f"{STORY} {story}")
        new_visit = portal and is_new(OF_THE_DAY, day.toordinal(), f"{SITE} {portal}")
        new_here = portal and is_new(OF_NOW, stretch, f"{SITE} {portal}")
        if not (new_view or new_visit or new_here):
            return
        with self.lock:
            if story and new_view:
                self.views[story, day] += 1
            if portal and new_visit:
                self.visits[portal, day] += 1
            if portal and new_here:
                self.here[portal, stretch] += 1
            self.begin_writing()

    def write(self, at: datetime) -> None:
        """Add what was gathered; nothing is asked of the database where nothing was read."""
        with self.lock:
            views, self.views = self.views, Counter()
            visits, self.visits = self.visits, Counter()
        notes = self.here and (self.noted_at is None or at - self.noted_at >= NOTED_EVERY)
        if not (views or visits or notes):
            return
        try:
            with transaction.atomic():
                ViewDay.objects.add(views)
                VisitDay.objects.add(of_portals_that_stand(visits))
                if notes:
                    Visiting.note(self.name, self.seen_now(at), at)
                    self.noted_at = at
        except (DatabaseError, InterfaceError) as problem:
            log.warning("Readings wait to be counted: %s", problem)
            connection.close()  # a server that went away is met anew
            with self.lock:
                self.views.update(views)
                self.visits.update(visits)

    def seen_now(self, at: datetime) -> dict[UUID, int]:
        """By portal: how many came in this stretch of minutes or in the one before, whichever are more."""
        stretch = int(at.timestamp() // NOW.total_seconds())
        with self.lock:
            self.here = Counter({key: count for key, count in self.here.items() if key[1] >= stretch - 1})
            seen: dict[UUID, int] = {}
            for (portal, _), count in self.here.items():
                seen[portal] = max(seen.get(portal, 0), count)
        standing = of_portals_that_stand({(portal, at.date()): count for portal, count in seen.items()})
        return {portal: count for (portal, _), count in standing.items()}

    def begin_writing(self) -> None:
        """Only a process that counts writes, and only where the settings say how often."""
        if self.writer is None and settings.COUNTING_BEAT:
            self.writer = Thread(target=self.write_on, name="readings", daemon=True)
            self.writer.start()
            # Not `atexit`: processes that a server parts from itself leave without asking it.
            Finalize(None, self.stop, exitpriority=10)

    def write_on(self) -> None:
        while not self.stopped.wait(settings.COUNTING_BEAT.total_seconds()):
            self.write(timezone.now())
        connection.close()

    def stop(self) -> None:
        self.stopped.set()
        if self.writer:
            self.writer.join(10)
        self.write(timezone.now())
        Visiting.objects.filter(process=self.name).delete()


def of_portals_that_stand(counts: Mapping[tuple[UUID, date], int]) -> dict[tuple[UUID, date], int]:
    """A portal that was given up since takes its visitors along."""
    standing = set(
        Portal.objects.filter(pk__in={portal for portal, _ in counts}).values_list("pk", flat=True)
    )
    return {key: count for key, count in counts.items() if key[0] in standing}


def network_and_browser(request: HttpRequest) -> tuple[str, str]:
    peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", "")
    return network_of(client_address(peer, forwarded, settings.PROXIES)), request.headers.get(
        "User-Agent", ""
    )


READINGS = Readings()
