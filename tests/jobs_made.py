"""Kinds of work that the tests put into the queue."""

from typing import Any

import pytest

from chungtay.actions.jobs import registering
from chungtay.actions.jobs.registering import Run, Telling, Work
from chungtay.rules.messages import Message, RuleBroken


def counts(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    """Tells a few steps and adds what it did."""
    for number in range(arguments.get("of", 3)):
        told.step(number + 1, of=arguments.get("of", 3))
    return {"said": [["%(n)s reports were written.", {"n": 3}]], "by": str(told.by.pk) if told.by else ""}


def refuses(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    raise RuleBroken([Message("Cell %(cell)s says x.", {"cell": "B2"}, "B2"), Message("And more.")])


def loses_the_disk(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    raise OSError("no space left")


def is_wrong(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    raise ZeroDivisionError


def never_ends(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    while True:
        pass


def is_pulled_out(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    raise SystemExit


ALL: dict[str, Run] = {
    run.__name__: run for run in (counts, refuses, loses_the_disk, is_wrong, never_ends, is_pulled_out)
}


def put_in(monkeypatch: pytest.MonkeyPatch, **more: Run) -> None:
    for kind, run in {**ALL, **more}.items():
        monkeypatch.setitem(
            registering.WORKS, kind, Work(kind, run, 3, 1 if kind == "never_ends" else 60, None)
        )
