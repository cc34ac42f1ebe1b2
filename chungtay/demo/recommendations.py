"""Recommendations between the demo's bodies, in every state that one can be in, told by the day of loading."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.actions.recommendations import (
    Paper,
    draft_recommendation,
    escalate,
    move_recommendation,
    name_superior,
    send_recommendation,
)
from chungtay.models import Addressee
from chungtay.rules.recommendations import Asked, Decided, Move, Origin

from .clock import at_nine
from .diary import Act, Diary
from .documents import PDF, paper_of
from .kept import Kept
from .plans import running_plan
from .tables import texts


def note_recommendations(diary: Diary, kept: Kept) -> None:
    for order, told in enumerate(texts("recommendations")["recommendation"]):
        on = day_of(kept, told["on"])
        diary.note(at_nine(on, 200 + order), drafting(kept, told))
        if "sent_by" in told:
            diary.note(at_nine(on, 240 + order), sending(kept, told))
        for number, step in enumerate(told.get("steps", [])):
            diary.note(at_nine(day_of(kept, step["on"]), 270 + number), moving(kept, told, step))


def drafting(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        programme = told.get("programme", "kontum-attapeu")
        review = kept.reviews.get(told["review"]) if "review" in told else None
        asked = Asked(
            holder=kept.bodies[told["by"]].pk, agreement=kept.agreements[programme].pk if programme else None,
            text=told["text"], text_lo=told.get("text_lo", ""), text_en=told.get("text_en", ""),
            grounds=told.get("grounds", ""), place=kept.places[told["place"]].pk if "place" in told else None,
            addressees=tuple(kept.bodies[key].pk for key in told.get("to", [])),
            outside=tuple(told.get("outside", [])), origin=Origin.REVIEW if review else Origin.OWN,
            origin_id=review.pk if review else None,
        )  # fmt: skip
        kept.recommendations[told["key"]] = draft_recommendation(
            asked, by=kept.persons[told["drafted_by"]], at=at
        )

    return act


def sending(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        send_recommendation(kept.recommendations[told["key"]], by=kept.persons[told["sent_by"]], at=at)

    return act


def moving(kept: Kept, told: dict[str, Any], step: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        way, by = way_of(kept, told, step), kept.persons[step["by"]]
        if step["move"] == "name_superior":
            name_superior(way, step["name"], by=by, at=at)
        elif step["move"] == Move.ESCALATE:
            escalate(way, by=by, at=at)
        else:
            decided = step.get("decision", "")
            move_recommendation(
                way, Move(step["move"]), note=step.get("note", ""), decision=Decided(decided) if decided else None,
                day=day_of(kept, step["day"]) if "day" in step else None, paper=paper_for(kept, step), by=by, at=at,
            )  # fmt: skip

    return act


def way_of(kept: Kept, told: dict[str, Any], step: dict[str, Any]) -> Addressee:
    ways = kept.recommendations[told["key"]].addressees.select_related("recommendation__holder")
    if "to" in step:
        return ways.get(organisation=kept.bodies[step["to"]])
    return ways.get(name=step["name_of"]) if "name_of" in step else ways.get()


def paper_for(kept: Kept, step: dict[str, Any]) -> Paper | None:
    """The dispatch by which an answer came, with its scan."""
    if "paper" not in step:
        return None
    on = day_of(kept, step["on"])
    scan = paper_of(kept, step["paper"] | {"issued_on": on})
    return Paper(step["paper"]["number"], on, ("cong-van-tra-loi.pdf", scan, PDF))


def day_of(kept: Kept, days: int) -> date:
    """So many days from the day of loading; never before the year's plan was issued."""
    return max(kept.today + timedelta(days=days), running_plan(kept).issued_on)
