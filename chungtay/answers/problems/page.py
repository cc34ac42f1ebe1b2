"""One workshop, and one of its problems, as one person may see them: whose turn it is and what that person may do."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import floor
from uuid import UUID

from chungtay.models import (
    Criterion,
    Document,
    Organisation,
    Outcome,
    Person,
    Problem,
    Vote,
    Workshop,
)
from chungtay.rules.people import Act
from chungtay.rules.problems import STEPS, Ballot, Ranked, Side, Step, WorkshopState, ranking

from ..tasks import may_give
from .figures import Beside, beside
from .outcomes import CameOf, came_of
from .votes import ballots_of, own_bodies, silent_bodies


@dataclass(frozen=True)
class Line:
    """A problem as the list shows it. `ranked` only once the votes are closed: nobody votes after the others."""

    problem: Problem
    votes: int  # persons
    has_voted: bool  # whoever looks
    silent: list[Organisation]  # the bodies for which nobody has voted on it
    ranked: Ranked | None
    came: list[CameOf]

    @property
    def mean(self) -> int | None:
        """In ten-thousandths, to two places, as the page writes it; the rank goes by the exact one."""
        if self.ranked is None or self.ranked.mean is None:
            return None
        return written(self.ranked.mean)

    def means(self, criteria: list[Criterion]) -> list[int | None]:
        each = self.ranked.by_criterion if self.ranked else {}
        return [written(each[one.pk]) if one.pk in each else None for one in criteria]


def written(mean: Fraction) -> int:
    """In ten-thousandths, to two places; half is rounded up, as offices do."""
    return floor(mean * 100 + Fraction(1, 2)) * 100


class WorkshopPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, workshop: Workshop, person: Person, today: date) -> None:
        self.workshop, self.person, self.today = workshop, person, today

    @property
    def state(self) -> WorkshopState:
        return WorkshopState(self.workshop.state)

    @property
    def is_closed(self) -> bool:
        return self.state is WorkshopState.CLOSED

    @cached_property
    def speaks_for(self) -> list[Organisation]:
        """The bodies of the workshop for which the person may record, own ones first."""
        own = {body.pk for body in self.votes_for}
        bodies = [body for body in self.workshop.voters() if self._may(body)]
        return sorted(bodies, key=lambda body: (body.pk not in own, body.name))

    @cached_property
    def votes_for(self) -> list[Organisation]:
        """The bodies for which the person may vote; one of them once the first vote was cast."""
        cast = [vote.cast_for_id for vote in self.votes if vote.cast_by_id == self.person.pk]
        found = own_bodies(self.workshop, self.person, self.today)
        return [body for body in found if not cast or body.pk == cast[0]]

    def may(self, step: Step) -> bool:
        """What the page offers; the action asks the same once more."""
        row = STEPS.get((self.state, step))
        if row is None:
            return False
        if step is Step.VOTE:
            return bool(self.votes_for)
        return self.is_holder if row.by is Side.HOLDER else bool(self.speaks_for)

    @cached_property
    def is_holder(self) -> bool:
        return self._may(self.workshop.holder)

    @cached_property
    def steps(self) -> dict[str, bool]:
        """For templates: `page.steps.raise`."""
        return {step.value: self.may(step) for step in Step}

    @cached_property
    def criteria(self) -> list[Criterion]:
        return list(self.workshop.criteria.all())

    @cached_property
    def problems(self) -> list[Problem]:
        near = self.workshop.problems.select_related("raised_for", "raised_by")
        return list(near.prefetch_related("places"))

    @cached_property
    def votes(self) -> list[Vote]:
        of_it = Vote.objects.filter(problem__workshop=self.workshop)
        near = of_it.select_related("problem", "cast_by", "cast_for")
        return list(near.order_by("cast_at", "criterion__position"))

    @cached_property
    def ballots(self) -> list[tuple[Vote, Ballot]]:
        return ballots_of(self.votes)

    @cached_property
    def lines(self) -> list[Line]:
        """By rank once the votes are closed, by number before."""
        ranks = {one.problem: one for one in self.ranked} if self.is_closed else {}
        counts = Counter(ballot.problem for _, ballot in self.ballots)
        said = {(ballot.problem, vote.cast_for_id) for vote, ballot in self.ballots}
        mine = {ballot.problem for vote, ballot in self.ballots if vote.cast_by_id == self.person.pk}
        bodies = self.workshop.voters()
        lines = [
            Line(
                problem=one,
                votes=counts[one.number],
                has_voted=one.number in mine,
                silent=[body for body in bodies if (one.number, body.pk) not in said],
                ranked=ranks.get(one.number),
                came=self.came.get(one.pk, []),
            )
            for one in self.problems
        ]
        order = {one.problem: place for place, one in enumerate(self.ranked)} if self.is_closed else {}
        return sorted(lines, key=lambda line: order.get(line.problem.number, line.problem.number))

    @cached_property
    def ranked(self) -> list[Ranked]:
        weights = {one.pk: one.weight for one in self.criteria}
        return ranking([one.number for one in self.problems], weights, [ballot for _, ballot in self.ballots])

    @cached_property
    def came(self) -> dict[UUID, list[CameOf]]:
        outcomes = Outcome.objects.filter(problem__workshop=self.workshop).select_related("noted_by")
        return came_of(outcomes, self.person, self.today)

    @property
    def with_means(self) -> list[tuple[Line, list[int | None]]]:
        return [(line, line.means(self.criteria)) for line in self.lines]

    @property
    def kept_votes(self) -> list[tuple[Vote, list[int]]]:
        """Every vote with its scores in the order of the criteria; nobody's before the votes are closed."""
        found = [(vote, self.scores_of(ballot)) for vote, ballot in self.ballots] if self.is_closed else []
        return sorted(found, key=lambda pair: (pair[0].problem.number, pair[0].cast_at))

    def scores_of(self, ballot: Ballot) -> list[int]:
        return [ballot.scores[one.pk] for one in self.criteria]

    @property
    def open_lines(self) -> list[Line]:
        """Ranked, and nothing said yet of what comes of them."""
        return [line for line in self.lines if not line.came] if self.is_closed else []

    @property
    def left_to_vote(self) -> int:
        """How many problems still wait for this person's vote."""
        return sum(not line.has_voted for line in self.lines) if self.may(Step.VOTE) else 0

    @cached_property
    def silent(self) -> list[Organisation]:
        return silent_bodies(self.workshop)

    @cached_property
    def minutes(self) -> Document | None:
        visible = Document.objects.visible_to(self.person, self.today).prefetch_related("files")
        return visible.filter(pk=self.workshop.minutes_id).first() if self.workshop.minutes_id else None

    def _may(self, body: Organisation) -> bool:
        return self.person.may(Act.RECORD, self.workshop.facts_for(body), self.today)


class ProblemPage:
    """One problem within its workshop."""

    def __init__(self, page: WorkshopPage, problem: Problem) -> None:
        self.page, self.problem = page, problem
        self.workshop, self.person, self.today = page.workshop, page.person, page.today

    @cached_property
    def line(self) -> Line:
        return next(line for line in self.page.lines if line.problem == self.problem)

    @cached_property
    def figures(self) -> list[Beside]:
        pins = self.problem.figures.select_related("indicator", "place", "pinned_by", "known_at")
        return beside(pins.defer("known_at__canonical"), self.workshop, self.person, self.today)

    @cached_property
    def evidence(self) -> list[Document]:
        visible = Document.objects.visible_to(self.person, self.today).prefetch_related("files")
        return list(visible.filter(problems=self.problem))

    @cached_property
    def hidden_papers(self) -> int:
        """How many papers hang here that the person may not read."""
        return self.problem.evidence.count() - len(self.evidence)

    @property
    def means(self) -> list[int | None]:
        return self.line.means(self.page.criteria)

    @property
    def stands(self) -> bool:
        """Somebody has voted on it, as it is."""
        return self.line.votes > 0

    @property
    def may_reword(self) -> bool:
        """Its own body, until the first vote."""
        return not self.stands and self.page.may(Step.REWORD) and self.speaks_for_it

    @property
    def may_pin(self) -> bool:
        return not self.stands and self.page.may(Step.PIN) and self.speaks_for_it

    @cached_property
    def speaks_for_it(self) -> bool:
        return self.person.may(Act.RECORD, self.workshop.facts_for(self.problem.raised_for), self.today)

    @property
    def may_vote(self) -> bool:
        return self.page.may(Step.VOTE) and not self.line.has_voted

    @property
    def may_say_outcome(self) -> bool:
        return self.page.may(Step.SAY_OUTCOME)

    @property
    def may_give_task(self) -> bool:
        return self.may_say_outcome and may_give(self.workshop.agreement, self.person, self.today)

    @cached_property
    def ballots(self) -> list[tuple[Vote, list[int]]]:
        """Everybody's once the votes are closed; before that only one's own."""
        return [
            (vote, self.page.scores_of(ballot))
            for vote, ballot in self.page.ballots
            if ballot.problem == self.problem.number
            and (self.page.is_closed or vote.cast_by_id == self.person.pk)
        ]
