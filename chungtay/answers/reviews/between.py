"""What stands between bodies, as a review tells it: recommendations and their answers, visits, matters, gatherings.

A review says what its holder holds itself: what it asked, what it was asked, where it was host or guest. States are
those of the last day of the window, read from the steps, so that an answer that came later does not change the year.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.db.models import Prefetch, Q
from django.utils import timezone

from chungtay.answers.figures import Book
from chungtay.models import Addressee, Delegation, Gathering, Matter, RecommendationStep, Review
from chungtay.models.record import Record
from chungtay.rules import reviews as rules
from chungtay.rules.delegations import DelegationState
from chungtay.rules.matters import MatterState
from chungtay.rules.recommendations import OWES, Move, State
from chungtay.rules.reviews import Words

TOOK_PLACE = (
    DelegationState.VISITED,
    DelegationState.REPORTED,
    DelegationState.CONFIRMED,
    DelegationState.CLOSED,
)
DONE = (State.DONE, State.VERIFIED)


def recommendations(review: Review, book: Book) -> Iterator[rules.Extra]:
    """What was sent within the window, addressee by addressee; of one that asked the holder only its own way."""
    on = min(book.today, review.last_on)
    ways = [Standing(one, on) for one in _ways_of(review)]
    ways = [one for one in ways if one.state is not State.WITHDRAWN]
    if ways:
        heads = tuple(words(name) for name in ("number", "recommendation", "addressee", "due", "standing"))
        counts = words("counted", **_counts(ways))
        table = (heads, *(one.row for one in ways))
        yield rules.Extra("recommendations", words("recommendations"), (counts,), table)


def exchange(review: Review, book: Book) -> Iterator[rules.Extra]:
    rows = sorted([*_visits(review), *_gatherings(review), *_matters(review)], key=lambda row: row[0])
    if rows:
        kinds = Counter(kind for _on, kind, *_cells in rows)
        solved, visits = kinds["matter"], kinds["delegation"]
        told = words("exchanged", delegations=visits, solved=solved, gatherings=len(rows) - visits - solved)
        heads = tuple(words(name) for name in ("day", "kind", "content", "sides", "result"))
        cells = tuple((plain(day_said(on)), words(kind), *more) for on, kind, *more in rows)
        yield rules.Extra("exchange", words("exchange"), (told,), (heads, *cells))


class Standing:
    """One addressee's way as it stood on a day."""

    def __init__(self, way: Addressee, on: date) -> None:
        self.way, self.on = way, on
        steps = [step for step in way.steps.all() if timezone.localdate(step.moved_at) <= on]
        moved = [step for step in steps if step.before != step.after]
        self.state = State(moved[-1].after) if moved else State.SENT
        answers = [step.decision for step in steps if step.decision]
        self.decision = answers[-1] if answers and self.state not in OWES else ""
        self.is_overdue = self.state in OWES and way.due_on is not None and way.due_on < on
        self.is_escalated = any(step.move == Move.ESCALATE for step in steps)
        self.was_verified = any(step.move == Move.VERIFY for step in steps)

    @property
    def row(self) -> tuple[Words, ...]:
        one = self.way.recommendation
        number = f"{one.number}/{one.year}" if one.number else ""
        body = self.way.organisation or self.way
        due = day_said(self.way.due_on) if self.way.due_on else ""
        return plain(number), _of(one, "text"), _of(body), plain(due), self.said

    @property
    def said(self) -> Words:
        """Accepted, done, verified; overdue, escalated."""
        if self.state in OWES:
            names = ["overdue" if self.is_overdue else "waiting"]
        else:
            names = [self.decision] if self.decision else []
            names += ["done"] if self.state in DONE or self.was_verified else []
            names += ["verified"] if self.was_verified else []
            names += ["closed"] if self.state is State.CLOSED else []
        names += ["escalated"] if self.is_escalated else []
        return _joined([words(name) for name in names])


def _ways_of(review: Review) -> Iterable[Addressee]:
    own = Q(recommendation__holder=review.holder)
    own |= Q(organisation=review.holder) | Q(escalated_to=review.holder)
    found = Addressee.objects.filter(own, recommendation__agreement=review.agreement)
    if review.place:
        found = found.filter(recommendation__place=review.place)
    if review.unit:
        found = found.filter(Q(organisation=review.unit) | Q(recommendation__holder=review.unit))
    steps = RecommendationStep.objects.order_by("moved_at", "id")
    near = found.select_related("recommendation", "organisation").prefetch_related(Prefetch("steps", steps))
    sent = near.order_by("recommendation__sent_at", "recommendation_id", "due_on", "id")
    return [
        one for one in sent if (at := one.recommendation.sent_at) and _within(timezone.localdate(at), review)
    ]


def _counts(ways: list[Standing]) -> dict[str, int]:
    decided = Counter(one.decision for one in ways if one.decision)
    return {
        "sent": len(ways),
        "answered": sum(one.state not in OWES for one in ways),
        "waiting": sum(one.state in OWES for one in ways),
        "overdue": sum(one.is_overdue for one in ways),
        "done": sum(one.state in DONE or one.was_verified for one in ways),
        "verified": sum(one.was_verified for one in ways),
        "escalated": sum(one.is_escalated for one in ways),
        **{name: decided[name] for name in ("accepted", "in_part", "rejected")},
    }


Row = tuple[date, str, Words, Words, Words]  # day, kind, about, sides, what came of it


def _visits(review: Review) -> Iterator[Row]:
    own = Q(host=review.holder) | Q(guest=review.holder)
    went = Delegation.objects.filter(
        own, agreement=review.agreement, state__in=TOOK_PLACE, first_on__lte=review.last_on,
        first_on__gte=review.first_on,
    )  # fmt: skip
    for one in went.select_related("host", "guest"):
        sides = _joined([_of(one.guest), _of(one.host)], " → ")
        yield one.first_on, "delegation", _of(one, "title"), sides, _of(one, "result")


def _gatherings(review: Review) -> Iterator[Row]:
    own = Q(holder=review.holder) | Q(sent_at__isnull=False, bodies=review.holder)
    held = Gathering.objects.filter(
        own, agreement=review.agreement, sent_at__isnull=False, held_on__lte=review.last_on,
        held_on__gte=review.first_on,
    )  # fmt: skip
    for one in held.prefetch_related("bodies").distinct():
        sides = _joined([_of(body) for body in one.bodies.all()])
        yield one.held_on, one.kind, _of(one, "title"), sides, _of(one, "result")


def _matters(review: Review) -> Iterator[Row]:
    own = Q(holder=review.holder) | Q(other=review.holder)
    solved = Matter.objects.filter(own, agreement=review.agreement, state=MatterState.SOLVED)
    for one in solved.select_related("holder", "other").prefetch_related("actions"):
        said = [timezone.localdate(at) for at in (one.solved_here_at, one.solved_there_at) if at]
        if said and _within(max(said), review):
            did = _joined([_of(action, "text") for action in one.actions.all() if action.done_on], "; ")
            yield max(said), "matter", _of(one, "title"), _joined([_of(one.holder), _of(one.other)]), did


def _within(day: date, review: Review) -> bool:
    return timedelta(0) <= day - review.first_on <= review.last_on - review.first_on


def _of(thing: Record, column: str = "name") -> Words:
    """A column in its languages; what a partner wrote in Lao alone stands so in every paper."""
    vi, lo, en = (str(getattr(thing, f"{column}{end}", "") or "") for end in ("", "_lo", "_en"))
    return Words(vi or lo, lo, en)


def _joined(parts: list[Words], between: str = ", ") -> Words:
    """Side by side; a language in which one part is silent is silent as a whole, so that the paper marks it."""
    told = [part for part in parts if part]
    vi = between.join(part.vi for part in told)
    lo, en = (
        between.join(each) if all(each) else ""
        for each in ([part.lo for part in told], [part.en for part in told])
    )
    return Words(vi, lo, en)


def plain(text: str) -> Words:
    """A number or a day, the same in every language."""
    return Words(text, text, text)


def day_said(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def words(name: str, **values: object) -> Words:
    return Words(*(_fixed()[name][language].format(**values) for language in ("vi", "lo", "en")))


@cache
def _fixed() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("between.toml").read_text(encoding="utf-8"))
