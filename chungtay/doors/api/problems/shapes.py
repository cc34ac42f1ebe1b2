"""What the API tells of workshops and problems; how each was scored only once the votes are closed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Schema

from chungtay.answers.problems import Beside, CameOf, Line, ProblemPage, WorkshopPage
from chungtay.models import Workshop

from ..asking import Asking
from ..shapes import Amount, Body, Unit, Words, amount, words


class WorkshopOut(Schema):
    id: UUID
    programme: str
    holder: Body
    title: Words
    held_on: date
    state: str
    problems: int
    left: int  # of which nothing was said yet

    @staticmethod
    def resolve_programme(workshop: Workshop) -> str:
        return workshop.agreement.slug

    @staticmethod
    def resolve_title(workshop: Workshop) -> Words:
        return words(workshop, "title")

    @staticmethod
    def resolve_problems(workshop: Any) -> int:
        return int(workshop.of_all)


class CriterionOut(Schema):
    id: UUID
    position: int
    text: Words
    weight: int


class OutcomeOut(Schema):
    kind: str
    thing: UUID | None  # what it became, as far as the caller sees it
    waits: bool  # for the plan or phase for which it was noted
    reason: str
    noted_at: datetime


class ProblemLine(Schema):
    """`rank` and `mean` once the votes are closed; equal means share a rank."""

    number: int
    text: Words
    votes: int
    has_voted: bool  # the caller
    not_voted: list[Body]  # the bodies for which nobody has
    rank: int | None
    mean: Amount | None
    outcomes: list[OutcomeOut]


class WorkshopFull(Schema):
    id: UUID
    programme: str
    holder: Body
    title: Words
    held_on: date
    venue: str
    state: str
    bodies: list[Body]
    criteria: list[CriterionOut]
    opened_at: datetime | None
    closed_at: datetime | None
    closing_reason: str
    minutes: UUID | None
    problems: list[ProblemLine]


class PinOut(Schema):
    """A figure as it was pinned, and what the ledger says now of the same question, as far as the caller sees it."""

    indicator: str
    place: Unit | None
    first_on: date
    last_on: date
    map_on: date
    known_at: int  # the last posting that was known
    pinned_at: datetime
    amount: Amount | None
    qualifier: str
    at_least: bool
    reported: int
    due: int
    now: Amount | None
    difference: Amount | None
    is_seen_whole: bool  # else the difference would not be a change


class VoteOut(Schema):
    body: Body
    cast_at: datetime
    scores: list[int]  # in the order of the criteria
    is_own: bool


class ProblemFull(ProblemLine):
    workshop: UUID
    raised_by: Body
    raised_at: datetime
    group: Words
    cause: Words
    proposal: Words
    places: list[Unit]
    evidence: list[UUID]
    hidden_papers: int
    figures: list[PinOut]
    kept_votes: list[VoteOut]


def page_of(request: Asking, id: UUID) -> WorkshopPage:
    visible = Workshop.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder").prefetch_related("bodies")
    return WorkshopPage(get_object_or_404(near, pk=id), request.person, request.today)


def problem_of(request: Asking, id: UUID, number: int) -> ProblemPage:
    page = page_of(request, id)
    near = page.workshop.problems.select_related("raised_for", "raised_by")
    problem = get_object_or_404(near, number=number)
    problem.workshop = page.workshop
    return ProblemPage(page, problem)


def told_workshop(page: WorkshopPage) -> dict[str, Any]:
    held = page.workshop
    plain = ("id", "holder", "held_on", "venue", "state", "opened_at", "closed_at", "closing_reason")
    return {name: getattr(held, name) for name in plain} | {
        "programme": held.agreement.slug,
        "title": words(held, "title"),
        "bodies": list(held.bodies.all()),
        "criteria": [
            {"id": one.pk, "position": one.position, "text": words(one, "text"), "weight": one.weight}
            for one in page.criteria
        ],
        "minutes": page.minutes.pk if page.minutes else None,
        "problems": [told_line(line) for line in page.lines],
    }


def told_line(line: Line) -> dict[str, Any]:
    return {
        "number": line.problem.number,
        "text": words(line.problem, "text"),
        "votes": line.votes,
        "has_voted": line.has_voted,
        "not_voted": line.silent,
        "rank": line.ranked.rank if line.ranked else None,
        "mean": amount(line.mean),
        "outcomes": [told_outcome(one) for one in line.came],
    }


def told_outcome(came: CameOf) -> dict[str, Any]:
    return {
        "kind": came.kind.value,
        "thing": came.thing.pk if came.thing else None,
        "waits": came.waits,
        "reason": came.outcome.reason,
        "noted_at": came.outcome.noted_at,
    }


def told_problem(shown: ProblemPage) -> dict[str, Any]:
    problem = shown.problem
    return told_line(shown.line) | {
        "workshop": shown.workshop.pk,
        "raised_by": problem.raised_for,
        "raised_at": problem.raised_at,
        **{name: words(problem, name) for name in ("group", "cause", "proposal")},
        "places": list(problem.places.all()),
        "evidence": [paper.pk for paper in shown.evidence],
        "hidden_papers": shown.hidden_papers,
        "figures": [told_pin(one) for one in shown.figures],
        "kept_votes": [
            {
                "body": vote.cast_for,
                "cast_at": vote.cast_at,
                "scores": scores,
                "is_own": vote.cast_by_id == shown.person.pk,
            }
            for vote, scores in shown.ballots
        ],
    }


def told_pin(one: Beside) -> dict[str, Any]:
    pin = one.pin
    plain = (
        "place",
        "first_on",
        "last_on",
        "map_on",
        "pinned_at",
        "qualifier",
        "at_least",
        "reported",
        "due",
    )
    return {name: getattr(pin, name) for name in plain} | {
        "indicator": pin.indicator.slug,
        "known_at": pin.known_at_id or 0,
        "amount": amount(pin.amount),
        "now": amount(one.now.amount),
        "difference": amount(one.difference),
        "is_seen_whole": one.is_seen_whole,
    }
