"""The criticised drafts of the small world that the access table visits: Dogwood criticises what Elmshire drafted."""

from datetime import timedelta

from chungtay.actions import criticism as actions
from chungtay.actions.criticism import Opinion, Point
from chungtay.actions.deadlines import lay_deadlines
from chungtay.models import Criticism
from chungtay.rules.criticism import Replied, Stand, Taken, Turn
from tests.access.thing import Thing, sending
from tests.actions.criticising import CUSTOM, DRAFT, FINAL
from tests.world import NOW, TODAY, World

SPOKEN = {f"kind_{number}": "discussion" for number in range(1, 12)} | {
    "kind_1": "chair", "kind_2": "drafter", "kind_3": "orientation", "kind_10": "explanation",
    "kind_11": "conclusion",
} | {f"speaker_{number}": "By post" for number in (1, 2, 3, 4, 10, 11)}  # fmt: skip


def of_criticism(world: World) -> dict[tuple[str, str], Thing]:
    lay_deadlines(NOW - timedelta(days=40))
    made = {stage: draft_at(world, stage) for stage in ("received", "asked", "conferred", "sent", "replied")}
    key = {stage: {"id": one.pk} for stage, one in made.items()}
    expert, clause = made["asked"].asked.get(), made["asked"].clauses.all()[0]
    asked = key["asked"] | {"asked": expert.pk}
    point = key["conferred"] | {"number": 1}
    words = {
        "title": "Rules on wells", "drafter_name": "A department", "received_on": "18/03/2026",
        "submitted_on": "30/04/2026", "due_on": "20/04/2026",
    }  # fmt: skip
    reply = {"taken_1": "taken", "number": "7/STP", "replied_on": "20/03/2026"}
    looked = ("criticism", "criticism-clauses", "criticism-comparison")
    found = {(name, stage): Thing(key[stage]) for name in looked for stage in made}
    return found | {
        ("criticism-new", "-"): Thing(sent=sending(**words)),
        ("criticism-clauses", "received"): Thing(key["received"], sent=sending(text=FINAL)),
        ("criticism-cutting", "received"): Thing(key["received"], sent=sending(text="§ Điều 1\n" + DRAFT)),
        ("criticism-refusal", "received"): Thing(key["received"], sent=sending(note="No matter of ours")),
        ("criticism-asking", "received"): Thing(
            key["received"], sent=sending(experts="A dean", due_on="01/04/2026")
        ),
        ("criticism-opinion", "asked"): Thing(asked, sent=sending(stand="agree", clause=clause.pk)),
        ("criticism-opinion-end", "asked"): Thing(asked),
        ("criticism-conference", "asked"): Thing(key["asked"], sent=sending(held_on="20/03/2026", **SPOKEN)),
        ("criticism-points", "asked"): Thing(key["asked"], sent=sending(text="Say who pays")),
        ("criticism-point", "conferred"): Thing(point, sent=sending(text="Say who pays first")),
        ("criticism-point-removal", "conferred"): Thing(point),
        ("criticism-paper", "conferred"): Thing(key["conferred"]),
        ("criticism-sending", "conferred"): Thing(key["conferred"], sent=sending(note="")),
        ("criticism-recommendations", "sent"): Thing(
            key["sent"] | {"number": 1}, sent=sending(text="Pay for wells", outside="The court")
        ),
        ("criticism-reply", "sent"): Thing(key["sent"], sent=sending(**reply)),
        ("criticism-final", "replied"): Thing(key["replied"], sent=sending(text=FINAL)),
        ("criticism-matching", "replied"): Thing(key["replied"], sent=sending(of_1="1")),
        ("criticism-closing", "replied"): Thing(key["replied"], sent=sending(note="")),
        ("criticism-comparison-file", "sent"): Thing(key["sent"] | {"form": "docx"}),
    }


def draft_at(world: World, stage: str) -> Criticism:
    """Taken as far as the stage says; each with a title of its own."""
    one = Criticism(
        holder=world.bodies["dogwood"], agreement=world.programme, drafter=world.bodies["east"],
        title=f"A draft that is {stage}", received_on=TODAY - timedelta(days=2),
        submitted_on=TODAY + timedelta(days=40), due_on=TODAY + timedelta(days=20),
    )  # fmt: skip
    one = actions.receive_draft(one, text=DRAFT, by=world.officer, at=NOW)
    if stage == "received":
        return one
    actions.ask_critics(one, experts=["A dean"], due_on=TODAY + timedelta(days=5), by=world.officer, at=NOW)
    told = Opinion(stand=Stand.ADD, text="Say who pays")
    actions.give_opinion(one.asked.get(), told, by=world.officer, at=NOW)
    if stage == "asked":
        return one
    turns = [Turn(kind, "By post") for kind in CUSTOM]
    actions.hold_conference(one, held_on=TODAY, turns=turns, by=world.officer, at=NOW)
    actions.write_point(one, Point(text="Say who pays"), by=world.officer, at=NOW)
    if stage == "conferred":
        return one
    actions.send_criticism(one, by=world.leader, at=NOW)
    if stage == "sent":
        return one
    actions.reply_to_criticism(one, {1: Replied(Taken.TAKEN)}, by=world.partner, at=NOW)
    return actions.lay_final(one, FINAL, by=world.officer, at=NOW)
