"""Lets refusals leave on a beat, so that their time tells no more than their words.

What is hidden and what never was are answered by the same page. Still, a database that finds a row looks further than
one that finds none, and over some thousands of tries that shows. A refusal therefore waits for the next stroke of a
clock that is slow against such differences.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

REFUSALS = frozenset({403, 404, 422})


class BeatMiddleware:
    """Outside everything that asks the database; visitors who have not signed in are never asked to wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        answer = self.get_response(request)
        beat = settings.REFUSAL_BEAT.total_seconds()
        if beat and answer.status_code in REFUSALS and getattr(request, "person", None):
            time.sleep(-(time.perf_counter() - begun) % beat)
        return answer
