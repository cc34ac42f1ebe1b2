"""Decides how a workshop ranks urgent problems by its own criteria, and what may come of each.

What they weigh is agreed before anybody votes: from the opening on the criteria stand. A problem stands, with its
evidence, from the first vote on it; a vote stands once it is cast. So the ranking says what the votes said.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from .messages import Message, RuleBroken
from .tables import rows_of


class WorkshopState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"  # its bodies add problems and vote
    CLOSED = "closed"  # the votes are counted


class OutcomeKind(StrEnum):
    TASK = "task"
    CONTENT = "content"  # of next year's plan
    COMMITMENT = "commitment"  # of the next phase
    RECOMMENDATION = "recommendation"
    NOT_TAKEN_UP = "not_taken_up"  # because …


class Step(StrEnum):
    WRITE = "write"  # what the workshop is about, when, where
    INVITE = "invite"
    WEIGH = "weigh"  # say by what is ranked, and how much each weighs
    OPEN = "open"
    RAISE = "raise"
    REWORD = "reword"  # with its places and papers
    PIN = "pin"  # a figure, as it is now
    VOTE = "vote"
    CLOSE = "close"
    KEEP_MINUTES = "keep_minutes"
    SAY_OUTCOME = "say_outcome"


class Side(StrEnum):
    HOLDER = "holder"
    BODY = "body"  # the holder, or one that was invited


# From which state, which step, by whom, to which state. What is not here is forbidden.
TABLE = """
from    step          by      to

draft   write         holder  draft
draft   invite        holder  draft
draft   weigh         holder  draft
draft   raise         holder  draft
draft   reword        holder  draft
draft   pin           holder  draft
draft   open          holder  open
open    write         holder  open
open    invite        holder  open
open    raise         body    open
open    reword        body    open
open    pin           body    open
open    vote          body    open
open    close         holder  closed
open    keep_minutes  holder  open
closed  keep_minutes  holder  closed
closed  say_outcome   holder  closed
"""


@dataclass(frozen=True, slots=True)
class Row:
    by: Side
    after: WorkshopState


STEPS = {
    (WorkshopState(before), Step(step)): Row(Side(by), WorkshopState(after))
    for before, step, by, after in rows_of(TABLE)
}
SCORES = range(1, 6)
WEIGHTS = range(1, 101)
MOST_CRITERIA = 12
REFUSED = {
    WorkshopState.DRAFT: "The workshop is not open yet. Its holder opens it once the criteria are agreed.",
    WorkshopState.OPEN: "The votes are still open. What comes of a problem is said once they are closed.",
    WorkshopState.CLOSED: "The votes are closed, and what was ranked stands.",
}
OPENED = "The workshop was opened already. What it ranks by was agreed before and stands."


def row_of(state: WorkshopState, step: Step) -> Row:
    row = STEPS.get((state, step))
    if row is None and state is WorkshopState.OPEN and step in (Step.WEIGH, Step.OPEN):
        raise RuleBroken(Message(OPENED))
    if row is None:
        raise RuleBroken(Message(REFUSED[state]))
    return row


def check_workshop(*, title: str, held_on: date, agreed_on: date | None) -> None:
    """`agreed_on`: the day from which the programme has been."""
    said = []
    if not title:
        said.append(Message("Say what the workshop is about.", where="title"))
    if agreed_on is not None and held_on < agreed_on:
        text = "The programme begins on %(day)s; its workshops are held after that."
        said.append(Message(text, {"day": agreed_on}, "held_on"))
    if said:
        raise RuleBroken(said)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion as somebody wrote it."""

    text: str
    weight: int


def check_criteria(criteria: Sequence[Weighed]) -> None:
    said = []
    if not criteria:
        said.append(Message("Agree on at least one criterion.", where="criteria"))
    if len(criteria) > MOST_CRITERIA:
        text = "At most %(most)s criteria; who votes must weigh each of them."
        said.append(Message(text, {"most": MOST_CRITERIA}, "criteria"))
    seen: set[str] = set()
    for number, one in enumerate(criteria, 1):
        said += _of_criterion(number, one, seen)
        seen.add(one.text.casefold())
    if said:
        raise RuleBroken(said)


def _of_criterion(number: int, one: Weighed, seen: Collection[str]) -> Iterable[Message]:
    if not one.text:
        yield Message("Criterion %(number)s: write what it asks.", {"number": number}, "criteria")
    elif one.text.casefold() in seen:
        text = "Criterion %(number)s stands there twice. Take one of them out."
        yield Message(text, {"number": number}, "criteria")
    if one.weight not in WEIGHTS:
        text = "Criterion %(number)s: its weight is a whole number from 1 to 100."
        yield Message(text, {"number": number}, "criteria")


def check_opening(*, criteria: int) -> None:
    if not criteria:
        text = "Agree on the criteria first: once the workshop is open they stand."
        raise RuleBroken(Message(text, where="criteria"))


def check_problem(*, text: str, group: str, places: int, votes: int) -> None:
    """`votes`: how many persons have voted on it already, as it stood."""
    if votes:
        raise RuleBroken(Message("This problem was voted on already; it stands as it was when people voted."))
    said = []
    if not text:
        said.append(Message("Write what the problem is.", where="text"))
    if not group:
        said.append(Message("Say whom it touches.", where="group"))
    if not places:
        said.append(Message("Say where: choose at least one place.", where="places"))
    if said:
        raise RuleBroken(said)


def check_pin(*, first_on: date, last_on: date, today: date, votes: int, pinned: bool) -> None:
    """`pinned`: the same question with the same answer stands there already."""
    if votes:
        raise RuleBroken(Message("This problem was voted on already; it stands as it was when people voted."))
    said = []
    if last_on < first_on:
        said.append(Message("The last day lies before the first.", where="last_on"))
    if first_on > today:
        said.append(Message("This day is still to come; nothing can be known of it.", where="first_on"))
    if pinned:
        said.append(Message("This figure is pinned already, and it is the same still.", where="indicator"))
    if said:
        raise RuleBroken(said)


def check_ballot(
    scores: Mapping[UUID, int], criteria: Collection[UUID], *, voted: bool, cast_for: str, spoke_for: str
) -> None:
    """`cast_for`: the body for which the person votes now; `spoke_for`: for which they voted here before, if at all."""
    if voted:
        raise RuleBroken(Message("You have voted on this problem already. A vote stands once it is cast."))
    said = []
    if spoke_for and spoke_for != cast_for:
        text = "In this workshop you vote for %(body)s. A person votes for one body."
        said.append(Message(text, {"body": spoke_for}, "body"))
    if set(scores) - set(criteria):
        said.append(
            Message("One of the criteria is not of this workshop. Reload the page and vote again.",
                    where="scores")
        )  # fmt: skip
    if set(criteria) - set(scores):
        said.append(Message("Give a score for each criterion.", where="scores"))
    if any(score not in SCORES for score in scores.values()):
        said.append(Message("A score is a whole number from 1 to 5.", where="scores"))
    if said:
        raise RuleBroken(said)


def check_closing(*, votes: Mapping[int, int], silent: Sequence[str], reason: str) -> None:
    """`votes`: on each problem, by its number; `silent`: the bodies for which nobody has voted on some problem."""
    if not votes:
        raise RuleBroken(Message("No problem was raised yet; there is nothing to rank."))
    if not any(votes.values()):
        raise RuleBroken(Message("Nobody has voted yet; there is nothing to rank."))
    said = []
    unranked = [str(number) for number, count in sorted(votes.items()) if not count]
    if unranked and not reason:
        text = "Nobody has voted on these problems: %(numbers)s. Wait for the votes, or say why you close without them."
        said.append(Message(text, {"numbers": ", ".join(unranked)}, "reason"))
    if silent and not reason:
        text = "Not every vote is in: %(bodies)s. Wait for them, or say why you close without them."
        said.append(Message(text, {"bodies": "; ".join(silent)}, "reason"))
    if said:
        raise RuleBroken(said)


ONCE = {
    OutcomeKind.CONTENT: "It is noted for next year's plan already.",
    OutcomeKind.COMMITMENT: "It is noted for the next phase already.",
    OutcomeKind.NOT_TAKEN_UP: "It was said already that this problem is not taken up.",
}


def check_outcome(kind: OutcomeKind, *, before: Collection[OutcomeKind], reason: str) -> None:
    """What was not taken up may be taken up later; what was taken up is not denied afterwards."""
    said = []
    if kind in ONCE and kind in before:
        said.append(Message(ONCE[kind], where="kind"))
    elif kind is OutcomeKind.NOT_TAKEN_UP and before:
        said.append(Message("Something came of this problem already, so it was taken up.", where="kind"))
    if kind is OutcomeKind.NOT_TAKEN_UP and not reason:
        said.append(Message("Say why it is not taken up.", where="reason"))
    if said:
        raise RuleBroken(said)


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one person scored one problem: a score for each criterion."""

    problem: int
    scores: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where a problem stands. Who has no vote has neither a mean nor a rank."""

    problem: int
    rank: int | None
    mean: Fraction | None  # of all scores, each as often as its criterion weighs
    votes: int
    by_criterion: Mapping[UUID, Fraction]


def ranking(
    problems: Collection[int], weights: Mapping[UUID, int], ballots: Iterable[Ballot]
) -> list[Ranked]:
    """The most urgent first. Equal means share a rank, and the next one is as far down as problems stand before it."""
    sums: dict[int, dict[UUID, int]] = {number: dict.fromkeys(weights, 0) for number in problems}
    counts = dict.fromkeys(problems, 0)
    for ballot in ballots:
        counts[ballot.problem] += 1
        for criterion, score in ballot.scores.items():
            sums[ballot.problem][criterion] += score
    whole = sum(weights.values())
    means = {
        number: Fraction(sum(weights[key] * total for key, total in sums[number].items()), count * whole)
        for number, count in counts.items()
        if count
    }
    found: list[Ranked] = []
    for place, number in enumerate(sorted(means, key=lambda one: (-means[one], one)), 1):
        same = found and found[-1].mean == means[number]
        each = {key: Fraction(total, counts[number]) for key, total in sums[number].items()}
        rank = found[-1].rank if same else place
        found.append(Ranked(number, rank, means[number], counts[number], each))
    return found + [Ranked(number, None, None, 0, {}) for number in sorted(set(problems) - set(means))]
