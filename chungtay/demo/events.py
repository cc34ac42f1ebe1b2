"""Lays visits, conferences, gifts and letters as activities, with the papers that tell of them."""

from datetime import datetime, timedelta
from typing import Any

from chungtay.actions.activities import record_activity
from chungtay.models import Activity

from .clock import at_nine
from .diary import Act, Diary
from .documents import letter, letter_days
from .kept import Kept
from .tables import texts

WRITTEN_UP_AFTER = timedelta(days=7)  # once the delegation is home and its minutes are kept


def note_events(diary: Diary, kept: Kept) -> None:
    for told in texts("events")["event"]:
        diary.note(at_nine(told["last_on"] + WRITTEN_UP_AFTER), recording(kept, told))
    for day in letter_days(kept.today):
        written = letter(texts("documents")["letter"], day)
        sent = {"kind": "letter", "first_on": day, "last_on": day, "place": written["body"]}
        diary.note(at_nine(day, 60), recording(kept, written | sent | {"documents": [written["key"]]}))


def recording(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> Activity:
        activity = Activity(
            kind_id=told["kind"], title=told["title"], title_lo=told["title_lo"], title_en=told["title_en"],
            first_on=told["first_on"], last_on=told["last_on"], place=kept.places[told["place"]],
            village=told.get("village", ""), holder=kept.bodies[told["body"]],
            served=kept.served(told.get("agreement", "kontum-attapeu")),
            narrative=told.get("narrative", ""),
        )  # fmt: skip
        came = {kept.cells["sex:female"]: told.get("women", 0), kept.cells["sex:male"]: told.get("men", 0)}
        papers = [kept.documents[key] for key in told.get("documents", [])]
        return record_activity(
            activity, attendances=came, documents=papers, by=kept.persons[told["by"]], at=at
        )

    return act
