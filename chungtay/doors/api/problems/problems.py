"""Problems over the API: the register, raising one, pinning figures, voting."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import problems as actions
from chungtay.answers.evidence import indicators_visible_to
from chungtay.answers.places.found import named as named_unit
from chungtay.answers.problems import Choice, problems_for
from chungtay.models import Document, Organisation, Place, Problem
from chungtay.rules.messages import Message, RuleBroken

from ..asking import Asking, programmes_of
from ..lists import Window
from ..named import Given
from ..shapes import Body, GivenDay, Unit, Words, words
from ..tasks import named
from .shapes import ProblemFull, page_of, problem_of, told_problem

router = Router(tags=["problems"])


class ProblemOut(Schema):
    workshop: UUID
    number: int
    text: Words
    group: Words
    places: list[Unit]
    raised_by: Body
    held_on: date
    state: str  # of its workshop
    outcomes: list[str]  # the kinds of what came of it

    @staticmethod
    def resolve_text(problem: Problem) -> Words:
        return words(problem, "text")

    @staticmethod
    def resolve_group(problem: Problem) -> Words:
        return words(problem, "group")

    @staticmethod
    def resolve_workshop(problem: Problem) -> UUID:
        return problem.workshop_id

    @staticmethod
    def resolve_raised_by(problem: Problem) -> Organisation:
        return problem.raised_for

    @staticmethod
    def resolve_held_on(problem: Problem) -> date:
        return problem.workshop.held_on

    @staticmethod
    def resolve_state(problem: Problem) -> str:
        return problem.workshop.state

    @staticmethod
    def resolve_outcomes(problem: Problem) -> list[str]:
        return [one.kind for one in problem.outcomes.all()]


class ProblemIn(Given):
    text: str = Field("", max_length=5_000)
    text_lo: str = Field("", max_length=5_000)
    text_en: str = Field("", max_length=5_000)
    group: str = Field("", max_length=300)
    group_lo: str = Field("", max_length=300)
    cause: str = Field("", max_length=5_000)
    cause_lo: str = Field("", max_length=5_000)
    proposal: str = Field("", max_length=5_000)
    proposal_lo: str = Field("", max_length=5_000)
    places: list[str] = Field(default=[], max_length=50)  # codes: 23344, or 23344@2025-07-01
    evidence: list[UUID] = Field(default=[], max_length=100)  # papers that the caller sees


class RaisedIn(ProblemIn):
    body: UUID | None = None  # for which the caller raises it; else the first of their own


class PinIn(Given):
    indicator: str = Field(max_length=100)
    place: str = Field("", max_length=40)  # its code; empty: everywhere in the programme
    first_on: GivenDay
    last_on: GivenDay


class ScoreIn(Given):
    criterion: UUID
    score: int


class VoteIn(Given):
    scores: list[ScoreIn] = Field(max_length=50)
    body: UUID | None = None  # for which the caller votes; else the first of their own


@router.get("/problems", response=list[ProblemOut])
@paginate(Window)
def problems(
    request: Asking,
    shown: Literal["all", "open", "taken_up", "not_taken_up", "voting"] = "all",
    programme: str = "",
    words: str = "",
) -> QuerySet[Problem]:
    """The register over all workshops that the caller reads."""
    if programme:
        programmes_of(request, [programme])
    choice = Choice(shown, programme, words[:100].strip())
    return problems_for(request.person, request.today, choice)


@router.post("/workshops/{uuid:id}/problems", response=ProblemFull)
def raise_problem(request: Asking, id: UUID, given: RaisedIn) -> dict[str, Any]:
    """For a body of the workshop; the same one twice is one."""
    page = page_of(request, id)
    body = chosen(page.speaks_for, given.body)
    told = told_of(request, given)
    made = actions.raise_problem(page.workshop, told, body=body, by=request.person, at=timezone.now())
    return told_problem(problem_of(request, id, made.number))


@router.get("/workshops/{uuid:id}/problems/{int:number}", response=ProblemFull)
def problem(request: Asking, id: UUID, number: int) -> dict[str, Any]:
    return told_problem(problem_of(request, id, number))


@router.put("/workshops/{uuid:id}/problems/{int:number}", response=ProblemFull)
def reword(request: Asking, id: UUID, number: int, given: ProblemIn) -> dict[str, Any]:
    """Say it otherwise, for the body that raised it, until somebody has voted on it."""
    shown = problem_of(request, id, number)
    refuse_unless(shown.speaks_for_it)
    told = told_of(request, given)
    actions.reword_problem(shown.problem, told, by=request.person, at=timezone.now())
    return told_problem(problem_of(request, id, number))


@router.post("/workshops/{uuid:id}/problems/{int:number}/figures", response=ProblemFull)
def pin(request: Asking, id: UUID, number: int, given: PinIn) -> dict[str, Any]:
    """Keep what the ledger of the programme says now, for good."""
    shown = problem_of(request, id, number)
    refuse_unless(shown.speaks_for_it)
    seen = indicators_visible_to(request.person, request.today, shown.workshop.agreement)
    indicator = get_object_or_404(seen, slug=given.indicator)
    actions.pin_figure(
        shown.problem, indicator, place=units([given.place])[0] if given.place else None,
        first_on=given.first_on, last_on=given.last_on, by=request.person, at=timezone.now(),
    )  # fmt: skip
    return told_problem(problem_of(request, id, number))


@router.post("/workshops/{uuid:id}/problems/{int:number}/votes", response=ProblemFull)
def vote(request: Asking, id: UUID, number: int, given: VoteIn) -> dict[str, Any]:
    """A score from 1 to 5 for each criterion. A vote stands once it is cast."""
    shown = problem_of(request, id, number)
    body = chosen(shown.page.votes_for, given.body)
    scores = {one.criterion: one.score for one in given.scores}
    actions.cast_vote(shown.problem, scores, body=body, by=request.person, at=timezone.now())
    return told_problem(problem_of(request, id, number))


def chosen(own: list[Organisation], key: UUID | None) -> Organisation:
    """The body that the caller names among their own, or the first of these."""
    refuse_unless(bool(own))
    found = next((body for body in own if key in (None, body.pk)), None)
    if found is None:
        raise RuleBroken(Message("Choose a body of your own.", where="body"))
    return found


def refuse_unless(may: bool) -> None:
    if not may:
        raise RuleBroken(Message("Your post does not allow this."))


def told_of(request: Asking, given: ProblemIn) -> actions.Told:
    plain = given.dict(exclude={"places", "evidence", "body"})
    papers = named(Document, request, given.evidence, "evidence")
    return actions.Told(**plain, places=units(given.places), evidence=papers)


def units(codes: list[str]) -> list[Place]:
    found = {code: named_unit(code) for code in codes}
    unknown = [
        Message("No unit bears the code %(code)s.", {"code": code[:40]}, "places")
        for code, unit in found.items()
        if unit is None
    ]
    if unknown:
        raise RuleBroken(unknown)
    return [unit for unit in found.values() if unit is not None]
