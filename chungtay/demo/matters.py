"""Two border matters in the demo: one that both sides call solved, one that only the side which raised it does."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.actions import matters as actions
from chungtay.models import Matter, MatterAction
from chungtay.rules.matters import ActionMove, Move

from .clock import at_nine
from .diary import Act, Diary
from .kept import Kept
from .tables import texts

FIRST = 560  # minutes after nine, behind what other parts note for the same days
PROPOSED, AGREED = timedelta(days=3), timedelta(days=5)  # after it was received


def note_matters(diary: Diary, kept: Kept) -> None:
    for told in texts("matters")["matter"]:
        diary.note(at_nine(on(kept, told["day"]), FIRST), drafting(kept, told))
        for step in told["steps"]:
            diary.note(at_nine(on(kept, step["day"]), FIRST), moving(kept, told, step))
        received = next(on(kept, step["day"]) for step in told["steps"] if step["move"] == Move.RECEIVE)
        for number, one in enumerate(told["actions"]):
            minute = FIRST + number
            diary.note(at_nine(received + PROPOSED, minute), proposing(kept, told, one))
            agreeing = stepping(kept, one, ActionMove.AGREE, one["agreed_by"])
            diary.note(at_nine(received + AGREED, minute), agreeing)
            finishing = stepping(kept, one, ActionMove.FINISH, one["done_by"])
            diary.note(at_nine(on(kept, one["done"]), minute), finishing)


def on(kept: Kept, days: int) -> date:
    return kept.today + timedelta(days=days)


def matter_of(told: dict[str, Any]) -> Matter:
    return Matter.objects.select_related("agreement", "holder", "other").get(title=told["title"])


def drafting(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        words = {name: told[name] for name in ("title", "title_lo", "title_en", "text", "text_lo")}
        matter = Matter(
            agreement=kept.agreements[told["programme"]], holder=kept.bodies[told["body"]],
            other=kept.bodies[told["other"]], place=kept.places[told["place"]],
            other_place=kept.places[told["other_place"]], **words,
        )  # fmt: skip
        actions.draft_matter(matter, by=kept.persons[told["by"]], at=at)

    return act


def moving(kept: Kept, told: dict[str, Any], step: dict[str, Any]) -> Act:
    move, note = Move(step["move"]), step.get("note", "")
    return lambda at: actions.move_matter(
        matter_of(told), move, note=note, by=kept.persons[step["by"]], at=at
    )


def proposing(kept: Kept, told: dict[str, Any], one: dict[str, Any]) -> Act:
    return lambda at: actions.propose_action(
        matter_of(told), kept.bodies[one["owner"]], text=one["text"], text_lo=one["text_lo"],
        owner_post=one["post"], due_on=on(kept, one["due"]), by=kept.persons[one["by"]], at=at,
    )  # fmt: skip


def stepping(kept: Kept, one: dict[str, Any], move: ActionMove, by: str) -> Act:
    def act(at: datetime) -> None:
        held = MatterAction.objects.select_related("matter__agreement", "owner").get(text=one["text"])
        actions.move_action(held, move, by=kept.persons[by], at=at)

    return act
