"""What came of a problem, said over the API by the body that held the workshop."""

from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from pydantic import Field

from chungtay.actions import problems as actions
from chungtay.answers.problems import ProblemPage
from chungtay.answers.programmes import bodies_for
from chungtay.answers.recommendations import bodies_to_ask
from chungtay.rules.people import Act
from chungtay.rules.recommendations import Asked

from ..asking import Asking
from ..named import Given
from ..shapes import known_bodies
from ..tasks import TaskIn, asked
from .problems import refuse_unless
from .shapes import ProblemFull, problem_of, told_problem

router = Router(tags=["problems"])


class OutcomeIn(Given):
    kind: Literal["content", "commitment", "not_taken_up"]
    reason: str = Field("", max_length=2_000)  # why it is not taken up; else a remark


class FromProblemIn(Given):
    text: str = Field(max_length=5_000)
    addressees: list[UUID] = Field(default=[], max_length=200)
    outside: list[str] = Field(default=[], max_length=20)  # offices that do not work in this house


@router.post("/workshops/{uuid:id}/problems/{int:number}/outcomes", response=ProblemFull)
def outcome(request: Asking, id: UUID, number: int, given: OutcomeIn) -> dict[str, Any]:
    """For next year's plan or the next phase, which then offer it; or why it is not taken up."""
    shown, by, at = held_by_caller(request, id, number), request.person, timezone.now()
    if given.kind == "not_taken_up":
        actions.not_take_up(shown.problem, reason=given.reason, by=by, at=at)
    elif given.kind == "content":
        actions.note_for_next_year(shown.problem, note=given.reason, by=by, at=at)
    else:
        actions.note_for_next_phase(shown.problem, note=given.reason, by=by, at=at)
    return told_problem(problem_of(request, id, number))


@router.post("/workshops/{uuid:id}/problems/{int:number}/tasks", response=ProblemFull)
def task(request: Asking, id: UUID, number: int, given: TaskIn) -> dict[str, Any]:
    """A task that comes of it."""
    shown = held_by_caller(request, id, number)
    agreement = shown.workshop.agreement
    lead = get_object_or_404(
        bodies_for(agreement, request.person, Act.PLAN, request.today), pk=given.organisation
    )
    plain = asked(request, agreement, given)
    actions.give_task(shown.problem, lead, **plain, by=request.person, at=timezone.now())
    return told_problem(problem_of(request, id, number))


@router.post("/workshops/{uuid:id}/problems/{int:number}/recommendations", response=ProblemFull)
def recommendation(request: Asking, id: UUID, number: int, given: FromProblemIn) -> dict[str, Any]:
    """A recommendation in draft, which goes its own way from here."""
    shown = held_by_caller(request, id, number)
    bodies = known_bodies(given.addressees, bodies_to_ask(request.person, request.today), "addressees")
    told = Asked(
        holder=shown.workshop.holder_id, text=given.text, grounds=str(shown.problem),
        addressees=tuple(bodies), outside=tuple(given.outside),
    )  # fmt: skip
    actions.recommend(shown.problem, told, by=request.person, at=timezone.now())
    return told_problem(problem_of(request, id, number))


def held_by_caller(request: Asking, id: UUID, number: int) -> ProblemPage:
    shown = problem_of(request, id, number)
    refuse_unless(shown.page.is_holder)
    return shown
