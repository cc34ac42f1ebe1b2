"""The sentence and its query agree, in worlds of random trees, posts, shares and days.

Numbers are drawn (`drawn_worlds.py`); they make rows of the database and, apart from these, the plain tables of the
slow reference.
"""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from chungtay.models import (
    Activity,
    Agreement,
    Article,
    BeneficiaryList,
    Document,
    Entry,
    Plan,
    Reading,
    Registered,
    Review,
    Support,
    Task,
)
from chungtay.rules import access
from chungtay.rules.people import Act, Kind

from .drawn_worlds import PROGRAMMES, SEATS, drawn, lay, mended, shares_of_thing

AT_A_PLACE = {
    Kind.ACTIVITY, Kind.REGISTERED, Kind.SUPPORT, Kind.BENEFICIARY, Kind.RESULTS, Kind.TASK,
}  # fmt: skip
OF_ONE_PROGRAMME = {Kind.ARTICLE, Kind.READING, Kind.REVIEW, Kind.TASK}
SHARED = {Kind.DOCUMENT, Kind.REVIEW, Kind.RESULTS}


def said(told: SimpleNamespace, thing: Any, number: int) -> access.Thing:
    """The thing in the words of the rules, from what was drawn and not from its row."""
    body, place, programmes = told.things[number]
    slugs = [f"p{programme}" for programme in sorted(programmes)]
    kind = KINDS[type(thing)]
    if kind is Kind.PLAN:
        return said_plan(told, number)
    given = shares_of_thing(told, number)
    if kind is Kind.RESULTS:  # a programme shares all its results
        given = [one for programme in sorted(programmes) for one in shares_of_thing(told, programme)]
    shares = [access.Share(str(seat), start, end) for seat, start, end in given]
    return access.Thing(
        kind=kind,
        holders=frozenset({str(body), *(taking_part(told, number) if kind is Kind.TASK else ())}),
        place=str(place) if kind in AT_A_PLACE and (number or kind is not Kind.TASK) else None,
        programmes=frozenset(slugs[:1] if kind in OF_ONE_PROGRAMME else slugs),
        shares=tuple(shares) if kind in SHARED else (),
    )


def taking_part(told: SimpleNamespace, number: int) -> set[str]:
    """Beside the lead of a task: who coordinates it, and who asked for it."""
    asker = told.askers[number]
    return {str(body) for body in told.beside[number]} | (set() if asker is None else {str(asker)})


def said_plan(told: SimpleNamespace, number: int) -> access.Thing:
    """A body's own plan is its own; a joint one is the seats' once it was proposed, or where it came on paper."""
    body, _, programmes = told.things[number]
    return said_plan_of(told, min(programmes), told.plans[number], str(body))


def said_plan_of(told: SimpleNamespace, programme: int, what: str, body: str = "") -> access.Thing:
    agreement = said_agreement(told, programme)
    own = frozenset(() if what == "joint, read from a paper" else {body})
    together = what in ("joint, proposed", "joint, read from a paper")
    return access.Thing(
        kind=Kind.PLAN,
        holders=own | agreement.holders if together else own,
        programmes=agreement.programmes,
        shares=agreement.shares if together else (),
    )


KINDS: dict[type[Any], Kind] = {
    Task: Kind.TASK, Plan: Kind.PLAN, Entry: Kind.RESULTS, Activity: Kind.ACTIVITY, Registered: Kind.REGISTERED,
    Support: Kind.SUPPORT, BeneficiaryList: Kind.BENEFICIARY,
    Article: Kind.ARTICLE, Reading: Kind.READING, Document: Kind.DOCUMENT, Review: Kind.REVIEW,
}  # fmt: skip


def said_agreement(told: SimpleNamespace, number: int) -> access.Thing:
    """An agreement is held by who sits in it, and shared with the seats themselves."""
    of_it = [one for one in told.holdings if told.seats[one[0]] == number]
    live = [one for one in of_it if one[2] <= told.day and (one[3] is None or told.day < one[3])]
    return access.Thing(
        kind=Kind.AGREEMENT,
        holders=frozenset(str(body) for _, body, _, _ in live),
        programmes=frozenset({f"p{number}"}),
        shares=tuple(access.Share(str(seat), start, end) for seat, _, start, end in of_it),
    )


def terrain(told: SimpleNamespace) -> access.Terrain:
    def unit(
        number: int, parent: int | None, end: date | None, heirs: list[tuple[int, int, date]]
    ) -> access.Unit:
        took = tuple((str(new), on) for old, new, on in heirs if old == number)
        return access.Unit(None if parent is None else str(parent), end, took)

    return access.Terrain(
        bodies={str(n): unit(n, parent, None, told.body_heirs) for n, parent in enumerate(told.bodies)},
        places={str(n): unit(n, up, end, told.place_heirs) for n, (up, end) in enumerate(told.places)},
        seats={
            str(seat): tuple((str(body), start, end) for of, body, start, end in told.holdings if of == seat)
            for seat in range(SEATS)
        },
    )


def posts(told: SimpleNamespace) -> list[access.Post]:
    return [
        access.Post(
            role, str(body), start, end, None if place is None else str(place),
            frozenset(f"p{programme}" for programme in programmes),
        )
        for role, body, place, programmes, start, end in told.posts
    ]  # fmt: skip


def found(kind: type[Any], laid: SimpleNamespace, act: Act, day: date) -> list[Any]:
    """As a list, so that a thing found twice would be counted twice."""
    rows = list(kind.objects.allowed(laid.person, act, day))
    assert len(rows) == len(set(rows)), kind
    return rows


@pytest.mark.django_db
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=drawn().map(mended))
def test_what_the_sentence_allows_is_what_the_query_finds(told: SimpleNamespace) -> None:
    with transaction.atomic():
        laid = lay(told)
        ground, held = terrain(told), posts(told)
        facts = {
            thing: said(told, thing, number) for number, made in enumerate(laid.things) for thing in made
        }
        for number in range(PROGRAMMES):
            facts[laid.programmes[number]] = said_agreement(told, number)
            facts[laid.contents[number].plan] = said_plan_of(told, number, "joint, read from a paper")
        for act in Act:
            wanted = {
                thing
                for thing, said_of_it in facts.items()
                if access.can(held, act, said_of_it, told.day, ground)
            }
            assert {
                one for kind in {*KINDS, Agreement} for one in found(kind, laid, act, told.day)
            } == wanted, act
        for thing in facts:
            seen = {act for act in Act if access.can(held, act, facts[thing], told.day, ground)}
            may = {act for act in told.acts if laid.person.may(act, thing.facts(told.day), told.day)}
            assert may == seen & told.acts, thing
        transaction.set_rollback(True)
