"""Workshops of the small world as tests need them: prepared by Oakshire, with Elmshire and Dogwood invited."""

from datetime import date

from chungtay.actions.problems import (
    Told,
    cast_vote,
    close_votes,
    draft_workshop,
    open_workshop,
    pin_figure,
    raise_problem,
    weigh_criteria,
)
from chungtay.models import Organisation, PinnedFigure, Problem, Workshop
from chungtay.rules.problems import Weighed
from tests.world import NOW, World

CRITERIA = (Weighed("How many it touches", 3), Weighed("How grave it is", 1))


def prepared(world: World, *, bodies: tuple[str, ...] = ("east", "dogwood")) -> Workshop:
    workshop = Workshop(
        agreement=world.programme, holder=world.bodies["west"], title="Urgent problems of women",
        held_on=date(2026, 3, 18), venue="Oak town",
    )  # fmt: skip
    invited: list[Organisation] = [world.bodies[name] for name in bodies]
    made = draft_workshop(workshop, bodies=invited, by=world.provincial, at=NOW)
    weigh_criteria(made, CRITERIA, by=world.provincial, at=NOW)
    return made


def opened(world: World) -> Workshop:
    return open_workshop(prepared(world), by=world.provincial, at=NOW)


def raised(
    workshop: Workshop, world: World, *, by: str = "officer", body: str = "dogwood", **told: object
) -> Problem:
    said: dict[str, object] = {
        "text": "Girls marry at fifteen", "group": "Girls of 13 to 15", "places": [world.places["Dogwood"]],
    }  # fmt: skip
    given = Told(**(said | told))  # type: ignore[arg-type]
    return raise_problem(workshop, given, body=world.bodies[body], by=world.persons[by], at=NOW)


def voted(problem: Problem, world: World, scores: tuple[int, ...], *, by: str, body: str) -> None:
    criteria = problem.workshop.criteria.order_by("position").values_list("pk", flat=True)
    given = dict(zip(criteria, scores, strict=True))
    cast_vote(problem, given, body=world.bodies[body], by=world.persons[by], at=NOW)


def ranked(world: World) -> Workshop:
    """Two problems, each voted on by all three bodies: the second is the more urgent."""
    workshop = opened(world)
    first = raised(workshop, world)
    second = raised(workshop, world, text="No well in the dry months", group="Women of Dogwood")
    for problem, scores in ((first, (2, 3)), (second, (5, 4))):
        for by, body in (("officer", "dogwood"), ("partner", "east"), ("provincial", "west")):
            voted(problem, world, scores, by=by, body=body)
    return close_votes(workshop, by=world.provincial, at=NOW)


def pinned(world: World, problem: Problem, **told: object) -> PinnedFigure:
    given: dict[str, object] = {"place": None, "first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}
    return pin_figure(
        problem, world.indicators["sessions"], **(given | told), by=world.officer, at=NOW  # type: ignore[arg-type]
    )  # fmt: skip
