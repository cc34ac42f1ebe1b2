"""Opens the two public sites of the demo, with their headings; the province's passes to the merged one."""

from datetime import datetime
from functools import partial
from typing import Any

from chungtay.actions.portals import edit_portal, open_portal, write_category

from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .tables import texts

BESIDE = {"key", "opened_on", "holder", "by", "renamed_on", "renamed_by", "renamed", "link", "help_line"}


def note_portals(diary: Diary, kept: Kept) -> None:
    laid = texts("portals")
    for told in laid["portal"]:
        diary.note(at_nine(told["opened_on"]), partial(open_one, kept, told))
        if "renamed" in told:
            diary.note(at_nine(told["renamed_on"]), partial(rename, kept, told))
    first = laid["portal"][0]
    for category in laid["category"]:
        diary.note(at_nine(first["opened_on"], 30), partial(head, kept, category, kept.persons[first["by"]]))


def open_one(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    plain = {field: value for field, value in told.items() if field not in BESIDE}
    by = kept.persons[told["by"]]
    portal = open_portal(plain, holder=kept.bodies[told["holder"]], by=by, at=at)
    rows = {"links": told.get("link"), "help_lines": told.get("help_line")}
    kept.portals[told["key"]] = edit_portal(portal, plain, **rows, by=by, at=at)


def rename(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    by = kept.persons[told["renamed_by"]]
    kept.portals[told["key"]] = edit_portal(kept.portals[told["key"]], told["renamed"], by=by, at=at)


def head(kept: Kept, told: dict[str, Any], by: Any, at: datetime) -> None:
    made = write_category(None, told, by=by, at=at)
    kept.categories[made.slug] = made
