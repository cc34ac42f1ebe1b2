"""What each process of `test_escalating.py` does: escalates what is overdue, or dies while it does."""

import os
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any, NoReturn

import django

DAY, NOW = date(2026, 3, 20), datetime(2026, 3, 20, 3, tzinfo=UTC)
OWED = 300
SMALL = 40  # rows of a batch here, so that there are several


def prepare() -> None:
    """A province that asked, and its communes that have not answered."""
    from chungtay.actions.deadlines import lay_deadlines
    from chungtay.models import Addressee, Organisation, Person, Recommendation
    from chungtay.rules.recommendations import Origin, State

    lay_deadlines(NOW)
    office, clerk = Organisation.objects.get(), Person.objects.create(known_as="Clerk")
    communes = [
        Organisation.objects.create(kind="other", name=f"Commune {n}", parent=office) for n in range(7)
    ]
    asked = [
        Recommendation(
            holder=office, origin=Origin.OWN, text=f"Number {n}", drafted_by=clerk, drafted_at=NOW, sent_by=clerk,
            sent_at=NOW - timedelta(days=40), year=2026, number=n + 1,
        )
        for n in range(OWED)
    ]  # fmt: skip
    Recommendation.objects.bulk_create(asked)
    Addressee.objects.bulk_create(
        Addressee(
            recommendation=one, organisation=communes[n % 7], state=State.SENT, due_on=DAY - timedelta(days=5)
        )
        for n, one in enumerate(asked)
    )


def work() -> None:
    from chungtay.actions.recommendations import escalating

    escalating.BATCH = SMALL
    escalating.escalate_due(NOW)


def die(where: str, batches: int) -> None:
    """Between two batches, or in the middle of one when half of it is written."""
    from chungtay.actions.recommendations import escalating

    escalating.BATCH = SMALL

    def killed(*_: Any) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    def tell(done: int, of: int) -> None:
        if done >= batches * SMALL:
            if where == "between":
                killed()
            escalating.RecommendationStep.objects.bulk_create = killed  # type: ignore[method-assign]

    escalating.escalate_due(NOW, tell=tell)


def told() -> None:
    """How many are escalated, how many steps say so, how many lines of the audit."""
    from chungtay.models import Addressee, AuditLine, RecommendationStep

    escalated = Addressee.objects.filter(escalated_on=DAY, escalated_to__isnull=False).count()
    steps = RecommendationStep.objects.filter(move="escalate").values("addressee")
    lines = AuditLine.objects.filter(act="escalate_recommendation").count()
    sys.stdout.write(f"{escalated} {steps.count()} {steps.distinct().count()} {lines}\n")


def main() -> None:
    django.setup()
    match sys.argv[1:]:
        case ["prepare"]:
            prepare()
        case ["work"]:
            work()
        case ["die", where, batches]:
            die(where, int(batches))
        case ["tell"]:
            told()


if __name__ == "__main__":
    main()
