"""Lays papers on the desk: begun by an office from what the programmes know, not yet numbered."""

from datetime import timedelta
from typing import Any

from chungtay.actions.drafts import begin_draft
from chungtay.models import Draft, Plan

from .clock import at_nine
from .diary import Act, Diary
from .kept import Kept
from .plans import running_plan
from .tables import texts


def note_drafts(diary: Diary, kept: Kept) -> None:
    for place, told in enumerate(texts("drafts")["draft"]):
        diary.note(at_nine(kept.today - timedelta(days=told["days_ago"]), place), beginning(kept, told))


def beginning(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: Any) -> None:
        draft = Draft(
            paper=told["paper"], holder=kept.bodies[told["body"]], agreement=kept.agreements[told["agreement"]],
            plan=plan_of(kept, told), language=told.get("language", "vi"), title=told.get("title", ""),
        )  # fmt: skip
        begin_draft(draft, by=kept.persons[told["by"]], at=at)

    return act


def plan_of(kept: Kept, told: dict[str, Any]) -> Plan | None:
    if "of_plan" not in told:
        return None
    year = running_plan(kept).year if told["of_plan"] == "running" else int(told["of_plan"])
    return kept.plans[told["agreement"], year]
