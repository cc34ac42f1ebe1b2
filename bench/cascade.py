"""Sends a plan with seven contents to 96 communes in the demo world, looks at who has it, and takes it all back."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chungtay.actions.directives import send_directive
from chungtay.actions.plans import send_down
from chungtay.answers.plans.cascade import Cascade
from chungtay.models import Content, Organisation, Person, Plan
from chungtay.rules.people import Role

COMMUNES, CONTENTS = 96, 7


@dataclass(frozen=True)
class Took:
    """Seconds, and how many questions the sending asked."""

    sending: float
    asked: int
    looking: float
    directing: float


def cascade() -> Took:
    with transaction.atomic():
        try:
            return _tried()
        finally:
            transaction.set_rollback(True)


def _tried() -> Took:
    today, at = timezone.localdate(), timezone.now()
    leader = Person.objects.get(posts__role=Role.PROVINCIAL_LEADER, account__isnull=False)
    office = leader.posts.get().organisation
    plan = _plan(office, leader, today)
    units = Organisation.objects.bulk_create(
        Organisation(kind=office.kind, name=f"{number}", parent=office, place=office.place)
        for number in range(COMMUNES)
    )
    with CaptureQueriesContext(connection) as queries:
        sending = _seconds(lambda: send_down(plan, units, by=leader, at=at))
    assert plan.drawn.count() == COMMUNES

    def look() -> None:
        shown = Cascade(plan, leader, today)
        assert len(shown.units) >= COMMUNES
        assert len(shown.spread) == CONTENTS

    def direct() -> None:
        agreement = plan.phase.agreement
        send_directive(agreement, office, units, text="Send the list", due_on=today, by=leader, at=at)

    return Took(sending, len(queries), _seconds(look), _seconds(direct))


def _plan(office: Organisation, leader: Person, today: date) -> Plan:
    """The office's own, issued this morning."""
    phase = Plan.objects.filter(holder=office, is_joint=False)[0].phase
    at = timezone.now()
    plan = Plan.objects.create(
        phase=phase, is_joint=False, holder=office, year=today.year, name="Plan", begun_by=leader, begun_at=at,
        issued_by=leader, issued_at=at, issued_on=today, last_on=date(today.year + 1, 12, 31),
    )  # fmt: skip
    Content.objects.bulk_create(
        Content(plan=plan, number=number, text=f"Content {number}", lead=office)
        for number in range(1, CONTENTS + 1)
    )
    return plan


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
