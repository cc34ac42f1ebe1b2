"""Recommendations of the small world: Oakshire asks, Dogwood, Elmshire and bodies outside answer."""

from datetime import date, datetime

from chungtay.actions.deadlines import lay_deadlines
from chungtay.actions.recommendations import draft_recommendation, move_recommendation, send_recommendation
from chungtay.models import Addressee, Recommendation
from chungtay.rules.recommendations import Asked, Decided, Move
from tests.world import NOW, World


def asked(world: World, *names: str, holder: str = "west", **more: object) -> Asked:
    told: dict[str, object] = {"text": "Open a trusted address in each border village"} | more
    return Asked(
        holder=world.bodies[holder].pk, addressees=tuple(world.bodies[name].pk for name in names), **told,  # type: ignore[arg-type]
    )  # fmt: skip


def draft(
    world: World, *names: str, by: str = "provincial", at: datetime = NOW, **more: object
) -> Recommendation:
    names = names or ("dogwood",)
    told = {"agreement": world.programme.pk} | more
    return draft_recommendation(asked(world, *names, **told), by=world.persons[by], at=at)


def day(number: int) -> date:
    """So many days after the world's."""
    return date.fromordinal(date(2026, 3, 20).toordinal() + number)


def sent(world: World, *names: str, by: str = "leader", at: datetime = NOW, **more: object) -> Recommendation:
    lay_deadlines(at)
    return send_recommendation(draft(world, *names, at=at, **more), by=world.persons[by], at=at)


def way_of(asked: Recommendation, name: str = "") -> Addressee:
    """The addressee of this name, or the only one."""
    return next(one for one in asked.addressees.all() if not name or name in str(one))


def move(
    world: World, way: Addressee, step: str, name: str, *, at: datetime = NOW, **more: object
) -> Addressee:
    told: dict[str, object] = {"note": "So it is"} | more
    if step == "answer":
        told.setdefault("decision", Decided.ACCEPTED)
    return move_recommendation(way, Move(step), by=world.persons[name], at=at, **told)  # type: ignore[arg-type]
