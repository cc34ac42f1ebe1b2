"""Three things on the exchange shelf: one replied to, one nobody has received, one that waits for a reply."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.actions import shelf as actions
from chungtay.models import ShelfItem

from .clock import at_nine
from .diary import Act, Diary
from .documents import PDF, paper_of
from .kept import Kept
from .tables import texts

FIRST = 580  # minutes after nine, behind what other parts note for the same days
WORDS = ("title", "title_lo", "title_en", "text", "text_lo")


def note_shelf(diary: Diary, kept: Kept) -> None:
    for told in texts("shelf")["item"]:
        diary.note(at_nine(on(kept, told["day"]), FIRST), sending(kept, told))
        if "received" in told:
            diary.note(at_nine(on(kept, told["received"][0]), FIRST), receiving(kept, told))
        for word, body in (("replied", told["reader"]), ("answered", told["body"])):
            if word in told:
                days, by, text = told[word]
                diary.note(at_nine(on(kept, days), FIRST), replying(kept, told, body, by, text))


def on(kept: Kept, days: int) -> date:
    return kept.today + timedelta(days=days)


def item_of(told: dict[str, Any]) -> ShelfItem:
    near = ShelfItem.objects.select_related("agreement", "holder")
    return near.get(title=told.get("title", ""), title_lo=told["title_lo"])


def sending(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        by = kept.persons[told["by"]]
        item = ShelfItem(
            agreement=kept.agreements[told["programme"]], holder=kept.bodies[told["body"]],
            reply_by=on(kept, told["reply_by"]), **{name: told[name] for name in WORDS if name in told},
        )  # fmt: skip
        made = actions.put_on_shelf(item, readers=[kept.bodies[told["reader"]]], by=by, at=at)
        if "paper" in told:
            content = paper_of(kept, told["paper"] | {"issued_on": at.date()})
            actions.lay_paper(made, ("to-roi.pdf", content, PDF), title=told["paper"]["title"], by=by, at=at)
        actions.send_item(made, by=by, at=at)

    return act


def receiving(kept: Kept, told: dict[str, Any]) -> Act:
    by = kept.persons[told["received"][1]]
    return lambda at: actions.receive_item(item_of(told), kept.bodies[told["reader"]], by=by, at=at)


def replying(kept: Kept, told: dict[str, Any], body: str, by: str, text: str) -> Act:
    return lambda at: actions.reply_to_item(
        item_of(told), kept.bodies[body], text=text, by=kept.persons[by], at=at
    )
