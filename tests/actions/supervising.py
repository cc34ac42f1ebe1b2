"""A supervision of the west at Dogwood, at each of its states."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chungtay.actions.supervision import (
    Member,
    hold_session,
    keep_decision,
    move_supervision,
    plan_supervision,
    report_by_outline,
    write_outline,
    write_session_minutes,
)
from chungtay.models import (
    Finding,
    Supervision,
    SupervisionSession,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.supervision import Move
from tests.world import NOW, TODAY, World

PAPER = ("decision.pdf", b"%PDF-1.7 decision", "application/pdf")


FIRST = datetime(2026, 4, 20, 1, 0, tzinfo=UTC)  # the first working session; the notice is in time


def drawn(world: World, **more: object) -> Supervision:
    told = {
        "holder": world.bodies["west"], "agreement": world.programme, "form": "team", "subject": "Clubs at the border",
        "first_on": date(2026, 4, 20), "last_on": date(2026, 4, 24), **more,
    }  # fmt: skip
    return plan_supervision(
        Supervision(**told), bodies=[world.bodies["dogwood"]],
        members=[Member(world.bodies["west"], "Vice-president", leads=True), Member(world.bodies["west"], "Officer")],
        by=world.provincial, at=NOW,
    )  # fmt: skip


def decided(world: World, **more: object) -> Supervision:
    one = drawn(world, **more)
    write_outline(
        one, outline="1. Clubs\n2. Money", reports_due_on=date(2026, 4, 10), by=world.provincial, at=NOW
    )
    keep_decision(one, number="12/QĐ-BTV", on=TODAY, file=PAPER, by=world.provincial, at=NOW)
    return move_supervision(one, Move.DECIDE, by=world.leader, at=NOW)


def sent(world: World, **more: object) -> Supervision:
    one = decided(world, **more)
    hold_session(session_of(one), by=world.provincial, at=NOW)
    return move_supervision(one, Move.SEND, by=world.provincial, at=NOW)


def session_of(one: Supervision, starts_at: datetime = FIRST, **more: object) -> SupervisionSession:
    ends_at = starts_at + timedelta(hours=3)
    told = {"supervised": one.supervised.first(), "venue": "Hall of Dogwood", **more}
    return SupervisionSession(supervision=one, starts_at=starts_at, ends_at=ends_at, **told)


LATER = FIRST + timedelta(days=1)


def under_way(world: World, **more: object) -> Supervision:
    one = sent(world, **more)
    report_by_outline(one.supervised.get(), report="We keep two clubs.", by=world.officer, at=NOW)
    write_session_minutes(
        one.sessions.get(), minutes="All was said.", by=world.provincial, at=FIRST + timedelta(hours=4)
    )
    return move_supervision(one, Move.BEGIN, by=world.provincial, at=LATER)


def finding(one: Supervision, world: World, **more: object) -> Finding:
    told = {
        "kind": "shortcoming", "text": "One club has no register.", "found_on": date(2026, 4, 20),
        "supervised": one.supervised.first(), "place": world.places["Dogwood"], **more,
    }  # fmt: skip
    return Finding(supervision=one, **told)


def where(refused: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [message.where for message in refused.value.messages]
