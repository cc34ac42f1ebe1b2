"""Every post with what it owes: gathered from all rooms, allowed post by post, soonest first."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from chungtay.answers.people import with_predecessors
from chungtay.models import Person, Post, Report
from chungtay.rules import elsewhere
from chungtay.rules.people import Act, Role, acts_of

from . import exchange, oversight, planning, reporting
from .parts import Duties, Found, Owed

MANY = 5  # reports of one period that wait are looked at together
FAR = date.max
# What stands between bodies; each costs one query, and some a second one where it found anything.
BETWEEN = (
    oversight.recommendations,
    oversight.supervised,
    oversight.criticisms,
    oversight.votes,
    oversight.outcomes,
    exchange.matters,
    exchange.matter_actions,
    exchange.shelf,
    exchange.delegations,
    exchange.papers_needed,
    exchange.gatherings,
    exchange.greetings,
)


def duties_of(person: Person, today: date) -> list[Duties]:
    """Every post with its rows; what two posts could do stands under the first of them only."""
    own = bodies_of(person, today)
    coming = list(_everything(person, own, today))
    brought = list(_brought(person, today))
    duties = []
    for post in person.posts_on(today):
        bodies = {None, *(body for body, now in own.items() if now == post.organisation_id)}
        mine = _allowed(coming, person, post, bodies, today)
        coming = [one for one in coming if one not in mine]
        gathered = _gathered(mine) + [owed for under, owed in brought if under.pk == post.pk]
        rows = sorted(gathered, key=lambda row: row.due_on or row.waits_since or FAR)
        duties.append(Duties(post, rows))
    return duties


def _allowed(
    coming: list[Found], person: Person, post: Post, bodies: set[UUID | None], today: date
) -> list[Found]:
    """What this one post allows: the sentence itself, asked once for each act and kind."""
    asked: dict[tuple[Act, type[Model]], list[UUID]] = {}
    for one in coming:
        asked.setdefault((one.act, type(one.held)), []).append(one.held.pk)
    reached = {
        (act, key)
        for (act, model), keys in asked.items()
        for key in _reached(model, act, person, post, today).filter(pk__in=keys).values_list("pk", flat=True)
    }
    return [one for one in coming if (one.act, one.held.pk) in reached and one.body in bodies]


def _reached(model: type[Any], act: Act, person: Person, post: Post, today: date) -> "QuerySet[Any]":
    found: QuerySet[Any] = model.objects.allowed(person, act, today, through=post)
    return found


def _gathered(mine: list[Found]) -> list[Owed]:
    """Reports of one form and period that were not sent share one row, and many that wait for approval do."""
    rows = [one.owed for one in mine if one.owed.kind not in ("remind", "approve")]
    late: dict[tuple[object, ...], list[Report]] = {}
    waiting: dict[tuple[object, ...], list[Owed]] = {}
    for one in mine:
        if isinstance(one.held, Report):
            period = one.held.form_id, one.held.first_on, one.held.last_on
            if one.owed.kind == "remind":
                late.setdefault((*period, one.held.due_on), []).append(one.held)
            elif one.owed.kind == "approve":
                waiting.setdefault(period, []).append(one.owed)
    rows += [Owed("remind", first, first.due_on, tuple(others)) for first, *others in late.values()]
    for held in waiting.values():
        rows += [_together(held)] if len(held) >= MANY else held
    return rows


def _together(held: list[Owed]) -> Owed:
    first, *others = sorted(held, key=lambda owed: owed.waits_since or FAR)
    return Owed(
        "approve_many", first.thing, others=tuple(one.thing for one in others), waits_since=first.waits_since
    )


def bodies_of(person: Person, today: date) -> dict[UUID, UUID]:
    """The bodies of the person's posts and those whose work these took over, each with the one that stands now."""
    return with_predecessors((post.organisation_id for post in person.posts_on(today)), today)


def _everything(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    acts = {act for post in person.posts_on(today) for act in acts_of(Role(post.role))}
    yield from reporting.reports(person, own, today)
    yield from planning.tasks(person, own, today)
    if {Act.ACCEPT_PLAN, Act.PLAN} & acts:
        yield from planning.plans(person, today)
        yield from planning.below(person, own, today)
    if Act.READ_IN in acts:
        yield from planning.readings(person, today)
    if {Act.PUBLISH, Act.WRITE_ARTICLE} & acts:
        yield from planning.articles(person, today)
    yield from planning.petitions(person, today)
    if Act.RECORD in acts:
        for source in BETWEEN:
            yield from source(person, own, today)


def _brought(person: Person, today: date) -> Iterator[tuple[Post, Owed]]:
    """By rooms that this one does not import; each says itself what it may tell."""
    for source in elsewhere.WORK:
        yield from source(person, today)
