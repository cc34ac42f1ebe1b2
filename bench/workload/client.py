"""Somebody who signed in and asks over HTTP, keeping the line open as browsers do; and clocks beside it."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any, TypeVar

Given = TypeVar("Given")
TOKEN = "a" * 32  # the same in cookie and head, as the API asks of whoever changes something
PATIENCE = 5  # seconds


class Caller:
    """One person's line to the server."""

    def __init__(self, port: int, session: str) -> None:
        self.line = HTTPConnection("127.0.0.1", port, timeout=600)
        self.asked_at = 0.0
        self.heads = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Accept-Language": "en",
        }

    def get(self, path: str) -> bytes:
        return self._ask("GET", path)

    def told(self, path: str) -> Any:
        return json.loads(self.get(path))

    def send(self, method: str, path: str, body: object) -> Any:
        return json.loads(self._ask(method, path, json.dumps(body)))

    def _ask(self, method: str, path: str, body: str | None = None) -> bytes:
        heads = self.heads | ({"Content-Type": "application/json"} if body is not None else {})
        if time.monotonic() - self.asked_at > PATIENCE:
            self.line.close()  # servers hang up on whoever is silent for long
        self.line.request(method, path, body, heads)
        answer = self.line.getresponse()
        content = answer.read()
        self.asked_at = time.monotonic()
        assert answer.status == 200, f"{method} {path} answered {answer.status}: {content[:300]!r}"
        return content


@dataclass(frozen=True)
class Times:
    """How long each of several askings took, in seconds, and all of them together."""

    each: Sequence[float]
    whole: float

    @property
    def median(self) -> float:
        return statistics.median(self.each)

    @property
    def p95(self) -> float:
        return sorted(self.each)[max(0, round(len(self.each) * 0.95) - 1)]

    @property
    def a_second(self) -> float:
        return len(self.each) / self.whole


def timed(act: Callable[[], Given]) -> tuple[Given, float]:
    begun = time.perf_counter()
    given = act()
    return given, time.perf_counter() - begun


def in_turn(acts: Sequence[Callable[[], object]]) -> Times:
    """One client."""
    begun = time.perf_counter()
    each = [timed(act)[1] for act in acts]
    return Times(each, time.perf_counter() - begun)


def at_once(clients: Sequence[Sequence[Callable[[], object]]]) -> Times:
    """Several clients, each with its own acts, begun together."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(len(clients)) as pool:
        every = list(pool.map(in_turn, clients))
    return Times([one for times in every for one in times.each], time.perf_counter() - begun)


def middle(act: Callable[[], Given], times: int = 7) -> tuple[Given, float]:
    """What it gives, and the median after a first time that counts for nothing."""
    given = act()
    return given, in_turn([act] * times).median
