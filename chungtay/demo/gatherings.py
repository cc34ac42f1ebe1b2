"""Two gatherings in the demo: twinned villages that met and agreed on their minutes, and a conference to come."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.actions import gatherings as actions
from chungtay.models import Gathering, Registered
from chungtay.rules.gatherings import Move

from .clock import at_nine
from .diary import Act, Diary
from .documents import PDF, paper_of
from .kept import Kept
from .tables import texts

FIRST = 600  # minutes after nine, behind what other parts note for the same days
WORDS = ("title", "title_lo", "title_en", "agenda", "agenda_lo")


def note_gatherings(diary: Diary, kept: Kept) -> None:
    for told in texts("gatherings")["gathering"]:
        diary.note(at_nine(on(kept, told["planned"]), FIRST), planning(kept, told))
        if "minuted" in told:
            diary.note(at_nine(on(kept, told["minuted"]), FIRST), minuting(kept, told))
        if "confirmed" in told:
            diary.note(at_nine(on(kept, told["confirmed"][0]), FIRST), confirming(kept, told))


def on(kept: Kept, days: int) -> date:
    return kept.today + timedelta(days=days)


def gathering_of(told: dict[str, Any]) -> Gathering:
    return Gathering.objects.select_related("agreement", "holder", "twins__kind").get(title=told["title"])


def planning(kept: Kept, told: dict[str, Any]) -> Act:
    """Its plan goes out on the same day, with whoever speaks."""

    def act(at: datetime) -> None:
        by, twins = kept.persons[told["by"]], None
        if "twins" in told:
            commune, village = told["twins"]
            twins = Registered.objects.get(kind__slug="twins", holder=kept.bodies[commune], village=village)
        gathering = Gathering(
            agreement=kept.agreements[told["programme"]], holder=kept.bodies[told["body"]], kind=told["kind"],
            held_on=on(kept, told["day"]), place=kept.places[told["place"]], venue=told["venue"], twins=twins,
            **{name: told[name] for name in WORDS},
        )  # fmt: skip
        bodies = [kept.bodies[key] for key in told["bodies"]]
        made = actions.plan_gathering(gathering, bodies=bodies, by=by, at=at)
        for one in told.get("speeches", []):
            actions.list_speech(
                made, speaker=one["speaker"], title=one["title"], title_lo=one["title_lo"],
                organisation=kept.bodies[one["body"]], by=by, at=at,
            )  # fmt: skip
        actions.move_gathering(made, Move.SEND, by=by, at=at)

    return act


def minuting(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        by, held = kept.persons[told["by"]], gathering_of(told)
        said = {
            "result": told["result"],
            "result_lo": told["result_lo"],
            "next_on": on(kept, told["next_on"]),
        }
        actions.change_gathering(held, said, by=by, at=at)
        paper = paper_of(kept, told["minutes"] | {"issued_on": on(kept, told["day"])})
        actions.write_gathering_minutes(held, ("bien-ban-gap-mat.pdf", paper, PDF), by=by, at=at)
        actions.move_gathering(held, Move.SEND_MINUTES, by=by, at=at)

    return act


def confirming(kept: Kept, told: dict[str, Any]) -> Act:
    by = kept.persons[told["confirmed"][1]]
    return lambda at: actions.move_gathering(gathering_of(told), Move.CONFIRM, by=by, at=at)
