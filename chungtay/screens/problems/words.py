"""What the pages call the states of workshops, and what may come of problems."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from chungtay.answers.problems import CameOf
from chungtay.models import Commitment, Content, Criterion, Recommendation, Task, Workshop
from chungtay.rules.problems import OutcomeKind, WorkshopState

Words = str | Promise

MARKS = {
    WorkshopState.DRAFT: "workshop_draft",
    WorkshopState.OPEN: "workshop_open",
    WorkshopState.CLOSED: "workshop_closed",
}
KINDS: dict[OutcomeKind, Words] = {
    OutcomeKind.TASK: pgettext_lazy("outcome", "Task"),
    OutcomeKind.CONTENT: pgettext_lazy("outcome", "Content of next year's plan"),
    OutcomeKind.COMMITMENT: pgettext_lazy("outcome", "Content of the next phase"),
    OutcomeKind.RECOMMENDATION: pgettext_lazy("outcome", "Recommendation"),
    OutcomeKind.NOT_TAKEN_UP: pgettext_lazy("outcome", "Not taken up"),
}
WAITS: dict[OutcomeKind, Words] = {
    OutcomeKind.CONTENT: pgettext_lazy("outcome", "is offered when next year's plan is drawn"),
    OutcomeKind.COMMITMENT: pgettext_lazy("outcome", "is offered when the next phase is drafted"),
}


def workshop_mark(workshop: Workshop) -> str:
    return MARKS[WorkshopState(workshop.state)]


def outcome_word(kind: str) -> Words:
    return KINDS[OutcomeKind(kind)]


def outcome_waits(came: CameOf) -> Words:
    """What it waits for, as long as nothing was made of it."""
    return WAITS.get(came.kind, "") if came.waits else ""


def outcome_address(came: CameOf) -> str:
    """The page of what it became; none where that has no page of its own."""
    thing = came.thing
    try:
        match thing:
            case Task():
                return reverse("task", args=[thing.pk])
            case Recommendation():
                return reverse("recommendation", args=[thing.pk])
            case Content():
                return reverse("content", args=[thing.plan.phase.agreement.slug, thing.pk])
            case Commitment():
                return reverse("programme", args=[thing.phase.agreement.slug])
    except NoReverseMatch:
        return ""
    return ""


def by_criterion(scores: list[Any], criteria: list[Criterion]) -> list[tuple[Criterion, Any]]:
    """Each score, or mean, with what it was given for."""
    return list(zip(criteria, scores, strict=True))


FILTERS = (workshop_mark, outcome_word, outcome_waits, outcome_address, by_criterion)
