"""A draft that is criticised in the small world, taken as far along its way as a test needs it."""

from datetime import timedelta
from typing import Any

import pytest

from chungtay.actions import criticism as actions
from chungtay.actions.criticism import Opinion, Point
from chungtay.models import Asked, Criticism, Deadline
from chungtay.rules.criticism import Replied, Stand, Taken, Turn, TurnKind
from chungtay.rules.deadlines import DeadlineKind
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

DRAFT = """Điều 1. Phạm vi
Quy định mức hỗ trợ phụ nữ sinh con.
Điều 2. Mức hỗ trợ
1. Hỗ trợ một lần 2.000.000 đồng.
2. Nộp hồ sơ trong 30 ngày.
Điều 3. Hiệu lực
Có hiệu lực từ ngày ký."""
FINAL = """Điều 1. Phạm vi
Quy định mức hỗ trợ phụ nữ sinh con.
Điều 2. Mức hỗ trợ
1. Hỗ trợ một lần 3.000.000 đồng.
Điều 3. Lồng ghép giới
Báo cáo tách số liệu theo giới.
Điều 4. Hiệu lực
Có hiệu lực từ ngày ký."""
CUSTOM = (
    TurnKind.CHAIR,
    TurnKind.DRAFTER,
    TurnKind.ORIENTATION,
    TurnKind.DISCUSSION,
    TurnKind.DISCUSSION,
    TurnKind.EXPLANATION,
    TurnKind.CONCLUSION,
)


def set_deadlines(days: int = 15) -> None:
    for kind in (DeadlineKind.CRITICISM_DRAFT, DeadlineKind.CRITICISM_REPLY):
        Deadline.objects.get_or_create(
            kind=kind, holder=None, valid_from=TODAY - timedelta(days=900),
            defaults={"days": days, "source": "A test"},
        )  # fmt: skip


def unsaved(world: World, **more: Any) -> Criticism:
    told: dict[str, Any] = {
        "holder": world.bodies["west"], "agreement": world.programme, "drafter": world.bodies["east"],
        "title": "Rules on support", "received_on": TODAY - timedelta(days=2),
        "submitted_on": TODAY + timedelta(days=30), "due_on": TODAY + timedelta(days=20),
    }  # fmt: skip
    return Criticism(**(told | more))


def received(world: World, *, text: str = DRAFT, **more: Any) -> Criticism:
    set_deadlines()
    return actions.receive_draft(unsaved(world, **more), text=text, by=world.provincial, at=NOW)


def asked(world: World, **more: Any) -> Criticism:
    one = received(world, **more)
    bodies = [world.bodies["dogwood"], world.bodies["cedar"]]
    return actions.ask_critics(
        one, bodies=bodies, experts=["Head of the law faculty"], due_on=TODAY + timedelta(days=7),
        by=world.provincial, at=NOW,
    )  # fmt: skip


def part(one: Criticism, body: str, world: World) -> Asked:
    return one.asked.get(organisation=world.bodies[body])


def opined(world: World, **more: Any) -> Criticism:
    one = asked(world, **more)
    clause = one.clauses.get(name="Điều 2, khoản 1")
    told = Opinion(stand=Stand.CHANGE, clause=clause, text="Too little", proposal="3.000.000 đồng")
    actions.give_opinion(part(one, "dogwood", world), told, by=world.officer, at=NOW)
    return one


def turns(*kinds: TurnKind) -> list[Turn]:
    return [Turn(kind, "Vice-president", f"Words of the {kind}") for kind in kinds or CUSTOM]


def conferred(world: World, **more: Any) -> Criticism:
    one = opined(world, **more)
    return actions.hold_conference(
        one, held_on=TODAY, venue="The hall", turns=turns(), by=world.provincial, at=NOW
    )


def written(world: World, **more: Any) -> Criticism:
    one = conferred(world, **more)
    clause = one.clauses.get(name="Điều 2, khoản 1")
    opinion = part(one, "dogwood", world).opinions.get()
    point = Point(
        text="The amount is too small", proposal="3.000.000 đồng", clause=clause, opinions=(opinion,)
    )
    actions.write_point(one, point, by=world.provincial, at=NOW)
    actions.write_point(one, Point(text="Count women apart"), by=world.provincial, at=NOW)
    return one


def sent(world: World, **more: Any) -> Criticism:
    return actions.send_criticism(written(world, **more), by=world.leader, at=NOW)


REPLIES = {1: Replied(Taken.TAKEN), 2: Replied(Taken.IN_PART, "In the yearly report only")}


def replied(world: World, **more: Any) -> Criticism:
    return actions.reply_to_criticism(sent(world, **more), REPLIES, by=world.partner, at=NOW)


def finished(world: World, **more: Any) -> Criticism:
    one = actions.lay_final(
        replied(world, **more), FINAL, number="5/QĐ", on=TODAY, by=world.provincial, at=NOW
    )
    return actions.close_criticism(one, by=world.provincial, at=NOW)


def refused(act: Any) -> list[str]:
    with pytest.raises(RuleBroken) as problem:
        act()
    return [one.where for one in problem.value.messages]
