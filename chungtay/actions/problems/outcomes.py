"""Says what came of a problem: a task, a content, a commitment, a recommendation, or why nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from chungtay.models import Document, Organisation, Outcome, Person, Problem, Recommendation, Task
from chungtay.models.record import Record
from chungtay.rules.problems import OutcomeKind, Step, check_outcome
from chungtay.rules.recommendations import Asked, Origin

from ..recommendations import draft_recommendation
from ..recorded import audited_together, recorded
from ..tasks import add_task
from .standing import locked_for


def give_task(
    problem: Problem, organisation: Organisation, *, by: Person, at: datetime, **told: Any
) -> Outcome:
    """`told` as `add_task` takes it."""

    def made() -> Task:
        return add_task(None, organisation, agreement=problem.workshop.agreement, by=by, at=at, **told)

    return _noted(problem, OutcomeKind.TASK, made=made, by=by, at=at)


def note_for_next_year(problem: Problem, *, note: str = "", by: Person, at: datetime) -> Outcome:
    """It is offered, with this origin, when next year's plan is drawn."""
    return _noted(problem, OutcomeKind.CONTENT, reason=note, by=by, at=at)


def note_for_next_phase(problem: Problem, *, note: str = "", by: Person, at: datetime) -> Outcome:
    """It is offered, with this origin, when the next phase is drafted."""
    return _noted(problem, OutcomeKind.COMMITMENT, reason=note, by=by, at=at)


def recommend(problem: Problem, asked: Asked, *, by: Person, at: datetime) -> Outcome:
    """A recommendation in draft, which goes its own way from here; it says that it came from the problem."""
    workshop = problem.workshop
    asked = replace(
        asked, holder=workshop.holder_id, agreement=workshop.agreement_id, origin=Origin.PROBLEM,
        origin_id=workshop.pk, origin_part=problem.pk,
        evidence=asked.evidence or _papers_seen(problem, by, timezone.localdate(at)),
    )  # fmt: skip

    def made() -> Recommendation:
        return draft_recommendation(asked, by=by, at=at)

    return _noted(problem, OutcomeKind.RECOMMENDATION, made=made, by=by, at=at)


def not_take_up(problem: Problem, *, reason: str, by: Person, at: datetime) -> Outcome:
    return _noted(problem, OutcomeKind.NOT_TAKEN_UP, reason=reason, by=by, at=at)


def _noted(
    problem: Problem, kind: OutcomeKind, *, made: Callable[[], Record] | None = None, reason: str = "",
    by: Person, at: datetime,
) -> Outcome:  # fmt: skip
    """The thing and its row, both or neither; what was pressed twice is one."""
    reason = reason.strip()
    with (
        audited_together(),
        recorded("say_outcome", thing=problem.workshop, by=by, at=at, reason=f"{problem.number}: {kind}"),
    ):
        locked_for(problem.workshop, Step.SAY_OUTCOME, by=by, at=at)
        before = [OutcomeKind(one) for one in problem.outcomes.values_list("kind", flat=True)]
        check_outcome(kind, before=before, reason=reason)
        thing = made().pk if made else None
        same = problem.outcomes.filter(kind=kind, thing_id=thing).first() if thing else None
        return same or Outcome.objects.create(
            problem=problem, kind=kind, thing_id=thing, reason=reason, noted_by=by, noted_at=at
        )


def _papers_seen(problem: Problem, by: Person, today: date) -> tuple[UUID, ...]:
    """What shows the problem shows why it is recommended."""
    seen = Document.objects.visible_to(by, today).filter(problems=problem)
    return tuple(seen.values_list("pk", flat=True))
