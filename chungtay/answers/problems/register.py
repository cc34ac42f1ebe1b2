"""The register of urgent problems over all workshops that a person sees, and the workshops themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from chungtay.models import Agreement, Criterion, Outcome, Person, Problem, Vote, Workshop
from chungtay.rules.problems import OutcomeKind, Ranked, WorkshopState, ranking

from .outcomes import CameOf, came_of
from .votes import ballots_of

# What may be asked for, the first unless told otherwise.
SHOWN = ("all", "open", "taken_up", "not_taken_up", "voting")


@dataclass(frozen=True)
class Choice:
    shown: str = "all"
    programme: str = ""  # by its slug
    words: str = ""


def problems_for(person: Person, today: date, choice: Choice) -> "QuerySet[Problem]":
    """Of the latest workshop first, there by number."""
    seen = Workshop.objects.visible_to(person, today)
    if choice.programme:
        seen = seen.filter(agreement__slug=choice.programme)
    found = Problem.objects.filter(workshop__in=seen.values("pk"))
    if choice.words:
        words = choice.words
        found = found.filter(
            Q(text__icontains=words)
            | Q(text_lo__icontains=words)
            | Q(text_en__icontains=words)
            | Q(group__icontains=words)
        )
    found = _narrowed(found, choice.shown)
    near = found.select_related("workshop__agreement", "workshop__holder", "raised_for")
    return near.prefetch_related("places", "outcomes").order_by("-workshop__held_on", "workshop_id", "number")


def workshops_of(person: Person, today: date, programme: Agreement | None = None) -> "QuerySet[Workshop]":
    """Newest first, with how many problems each has and of how many nothing has come yet."""
    seen = Workshop.objects.visible_to(person, today).select_related("agreement", "holder")
    said = Outcome.objects.filter(problem=OuterRef("pk"))
    left = Problem.objects.filter(~Exists(said)).values("pk")
    counted = seen.annotate(
        of_all=Count("problems", distinct=True),
        left=Count("problems", filter=Q(problems__in=left), distinct=True),
    )
    # A query that counts forgets the order of its model.
    ordered = counted.order_by("-held_on", "id")
    return ordered.filter(agreement=programme) if programme else ordered


def _narrowed(found: "QuerySet[Problem]", shown: str) -> "QuerySet[Problem]":
    said = Outcome.objects.filter(problem=OuterRef("pk"))
    closed = Q(workshop__state=WorkshopState.CLOSED)
    match shown:
        case "open":
            return found.filter(closed, ~Exists(said))
        case "taken_up":
            return found.filter(Exists(said.exclude(kind=OutcomeKind.NOT_TAKEN_UP)))
        case "not_taken_up":
            return found.filter(
                Exists(said.filter(kind=OutcomeKind.NOT_TAKEN_UP)),
                ~Exists(said.exclude(kind=OutcomeKind.NOT_TAKEN_UP)),
            )
        case "voting":
            return found.exclude(closed)
    return found


@dataclass(frozen=True)
class Listed:
    """A problem as the register shows it: its rank among those of its workshop, once the votes are closed."""

    problem: Problem
    ranked: Ranked | None
    of_all: int
    came: list[CameOf]


def listed(problems: Iterable[Problem], person: Person, today: date) -> list[Listed]:
    """Four queries and those of the outcomes, however many problems."""
    rows = list(problems)
    workshops = {one.workshop_id for one in rows}
    closed = {one.workshop_id for one in rows if one.workshop.state == WorkshopState.CLOSED}
    ranks = _ranks(closed)
    counts = dict(
        Problem.objects.filter(workshop__in=workshops)
        .values_list("workshop")
        .annotate(count=Count("pk"))
        .order_by()
    )
    outcomes = Outcome.objects.filter(problem__in=[one.pk for one in rows]).select_related("noted_by")
    came = came_of(outcomes, person, today)
    return [
        Listed(one, ranks.get((one.workshop_id, one.number)), counts[one.workshop_id], came.get(one.pk, []))
        for one in rows
    ]


def _ranks(workshops: set[UUID]) -> dict[tuple[UUID, int], Ranked]:
    weights: dict[UUID, dict[UUID, int]] = {key: {} for key in workshops}
    criteria = Criterion.objects.filter(workshop__in=workshops)
    for workshop, key, weight in criteria.values_list("workshop", "pk", "weight"):
        weights[workshop][key] = weight
    cast: dict[UUID, list[Vote]] = {key: [] for key in workshops}
    for vote in Vote.objects.filter(problem__workshop__in=workshops).select_related("problem"):
        cast[vote.problem.workshop_id].append(vote)
    numbers: dict[UUID, list[int]] = {key: [] for key in workshops}
    problems = Problem.objects.filter(workshop__in=workshops).values_list("workshop", "number")
    for workshop, number in problems.order_by():
        numbers[workshop].append(number)
    return {
        (key, one.problem): one
        for key in workshops
        for one in ranking(numbers[key], weights[key], [ballot for _, ballot in ballots_of(cast[key])])
    }
