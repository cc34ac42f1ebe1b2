"""Who votes in a workshop, for whom, and who has not yet."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from chungtay.models import Agreement, Organisation, Person, Vote, Workshop
from chungtay.rules.people import Act, Kind
from chungtay.rules.problems import Ballot


def keepers(person: Person, today: date, agreement: Agreement) -> "QuerySet[Organisation]":
    """The person's own bodies that hold workshops of this programme."""
    own = person.organisations_for(Act.RECORD, today, Kind.PROBLEM, programme=agreement.slug)
    return Organisation.objects.filter(pk__in=own)


def own_bodies(workshop: Workshop, person: Person, today: date) -> list[Organisation]:
    """The bodies of the workshop in which the person holds a post that may vote."""
    own = person.organisations_for(Act.RECORD, today, Kind.PROBLEM, programme=workshop.agreement.slug)
    return [body for body in workshop.voters() if body.pk in own]


def silent_bodies(workshop: Workshop) -> list[Organisation]:
    """For which nobody has voted on one problem or more."""
    problems = workshop.problems.count()
    pairs = Vote.objects.filter(problem__workshop=workshop).values_list("cast_for", "problem")
    voted: dict[UUID, int] = {}
    for body, _problem in pairs.distinct().order_by():
        voted[body] = voted.get(body, 0) + 1
    return [body for body in workshop.voters() if voted.get(body.pk, 0) < problems]


def ballots_of(votes: list[Vote]) -> list[tuple[Vote, Ballot]]:
    """Each person's scores of each problem as one, in order of time; the row says who cast them."""
    gathered: dict[tuple[UUID, UUID], tuple[Vote, dict[UUID, int]]] = {}
    for vote in votes:
        _, scores = gathered.setdefault((vote.problem_id, vote.cast_by_id), (vote, {}))
        scores[vote.criterion_id] = vote.score
    return [(vote, Ballot(vote.problem.number, scores)) for vote, scores in gathered.values()]
