"""A refusal leaves on the beat, whatever it took."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import override_settings

from chungtay.screens.beat import BeatMiddleware

SOMEBODY = SimpleNamespace(person=object())
VISITOR = SimpleNamespace(person=None)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long refusals waited, in milliseconds; the clock says that each took 12 of them."""
    waited: list[float] = []
    moments = iter([0.0, 0.012] * 9)
    clock = SimpleNamespace(
        perf_counter=lambda: next(moments), sleep=lambda seconds: waited.append(round(seconds * 1000))
    )
    monkeypatch.setattr("chungtay.screens.beat.time", clock)
    return waited


def answering(status: int) -> Callable[[Any], HttpResponse]:
    return BeatMiddleware(lambda request: HttpResponse(status=status))


@pytest.mark.parametrize(
    ("status", "who", "waits"),
    [
        (404, SOMEBODY, [38]),
        (422, SOMEBODY, [38]),
        (403, SOMEBODY, [38]),
        (200, SOMEBODY, []),
        (302, SOMEBODY, []),
        (404, VISITOR, []),
    ],
)
def test_only_what_is_refused_to_somebody_waits_for_the_beat(
    slept: list[float], status: int, who: Any, waits: list[float]
) -> None:
    with override_settings(REFUSAL_BEAT=timedelta(milliseconds=50)):
        answering(status)(who)
    assert slept == waits


def test_the_house_keeps_a_beat() -> None:
    from chungtay import settings

    assert timedelta(milliseconds=50) <= settings.REFUSAL_BEAT
