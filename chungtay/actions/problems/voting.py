"""Takes votes on problems, each once and for good, and closes them: from then on the ranking stands."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from chungtay.answers.problems.votes import own_bodies, silent_bodies
from chungtay.models import Organisation, Person, Problem, Vote, Workshop
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.problems import Step, WorkshopState, check_ballot, check_closing, row_of

from ..recorded import recorded
from .standing import locked_for


def cast_vote(
    problem: Problem, scores: Mapping[UUID, int], *, body: Organisation, by: Person, at: datetime
) -> list[Vote]:
    """A score from 1 to 5 for each criterion, on behalf of a body in which the person holds a post."""
    workshop, today = problem.workshop, timezone.localdate(at)
    with recorded("cast_vote", thing=workshop, by=by, at=at, reason=str(problem.number)):
        held = locked_for(workshop, Step.VOTE, body=body, by=by, at=at)
        # Who stands above may record much for a unit, but not raise its hand.
        if body.pk not in {one.pk for one in own_bodies(held, by, today)}:
            raise RuleBroken(Message("You vote for a body in which you hold a post.", where="body"))
        mine = Vote.objects.filter(problem__workshop=held, cast_by=by).select_related("cast_for")
        before = mine.first()
        check_ballot(
            scores,
            list(held.criteria.values_list("pk", flat=True)),
            voted=mine.filter(problem=problem).exists(),
            cast_for=body.name,
            spoke_for=before.cast_for.name if before else "",
        )
        return Vote.objects.bulk_create(
            Vote(
                problem=problem, criterion_id=criterion, cast_by=by, cast_for=body, score=score, cast_at=at
            )
            for criterion, score in scores.items()
        )  # fmt: skip


def close_votes(workshop: Workshop, *, reason: str = "", by: Person, at: datetime) -> Workshop:
    """With a reason where votes are missing, which then stands beside the ranking."""
    reason = reason.strip()
    with recorded("close_votes", thing=workshop, by=by, at=at, reason=reason):
        held = locked_for(workshop, Step.CLOSE, by=by, at=at)
        votes = dict.fromkeys(held.problems.values_list("number", flat=True), 0)
        ballots = Vote.objects.filter(problem__workshop=held).values_list("problem__number", "cast_by")
        votes |= Counter(number for number, _ in ballots.distinct().order_by())
        silent = [body.name for body in silent_bodies(held)]
        check_closing(votes=votes, silent=silent, reason=reason)
        held.state = row_of(WorkshopState(held.state), Step.CLOSE).after
        held.closed_by, held.closed_at, held.closing_reason = by, at, reason
        held.save(update_fields=["state", "closed_by", "closed_at", "closing_reason"])
    return held
