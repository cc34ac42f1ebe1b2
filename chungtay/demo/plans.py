"""Lays the plans on the days on which they were issued, accepts them for the seats, and finishes tasks."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from chungtay.actions.plans import accept_plan
from chungtay.actions.tasks import finish_task
from chungtay.models import Person

from .agreements import day_of, lay_plan
from .clock import at_nine, running_half
from .diary import Act, Diary
from .kept import Kept
from .tables import texts

# Who said yes for each seat, and how many days after the issue.
ACCEPTED = {
    "kontum-attapeu": [("kt-leader", 0), ("at-leader", 10)],
    "hlhpnvn-ubdt": [("vwu-leader", 0), ("cema-officer", 0)],
}

FINISHED_BY = {
    "kon-tum": "kt-officer",
    "quang-ngai": "province",
    "attapeu": "partner",
    "vwu": "nation",
    "cema": "cema-officer",
}


def note_plans(diary: Diary, kept: Kept) -> None:
    for slug, seats in ACCEPTED.items():
        for told in texts(slug)["plan"]:
            note_plan(diary, kept, slug, told, told["year"], told["issued_on"], seats)
    note_running_plan(diary, kept)


class Issue(NamedTuple):
    year: int
    issued_on: date


def running_plan(kept: Kept) -> Issue:
    year = running_half(kept.today).first_on.year
    return Issue(year, max(date(year, 1, 20), kept.today - timedelta(days=75)))


def note_running_plan(diary: Diary, kept: Kept) -> None:
    """The plan of the running year: Kon Tum's successor has accepted it, Attapeu is still to say yes."""
    told, plan = texts("kontum-attapeu")["running"], running_plan(kept)
    note_plan(diary, kept, "kontum-attapeu", told, plan.year, plan.issued_on, [("leader", 1)])


def note_plan(
    diary: Diary,
    kept: Kept,
    slug: str,
    told: dict[str, Any],
    year: int,
    issued_on: date,
    seats: list[tuple[str, int]],
) -> None:
    is_running = (year, issued_on) == running_plan(kept)
    last_on = max(date(year, 12, 31), kept.today + timedelta(days=60)) if is_running else None
    due_on = max(date(year, 12, 15), kept.today + timedelta(days=30)) if is_running else date(year, 12, 15)

    def issue(at: datetime) -> None:
        agreement = kept.agreements[slug]
        plan = lay_plan(kept, agreement, told, year=year, issued_on=issued_on, due_on=due_on, last_on=last_on)
        kept.plans[slug, year] = plan

    # Before the papers of that day, so that the plan's own document can point to it.
    diary.note(at_nine(issued_on, -120), issue)
    note_finished(diary, kept, told, year)
    for number, (key, days) in enumerate(seats, 1):
        diary.note(
            at_nine(issued_on + timedelta(days=days), 5),
            accepting(kept, slug, year, number, kept.persons[key]),
        )


def accepting(kept: Kept, slug: str, year: int, number: int, by: Person) -> Act:
    def act(at: datetime) -> None:
        plan = kept.plans[slug, year]
        accept_plan(plan, kept.agreements[slug].seats.get(number=number), by=by, at=at)

    return act


def note_finished(diary: Diary, kept: Kept, told: dict[str, Any], year: int) -> None:
    for task in (task for content in told["content"] for task in content.get("tasks", [])):
        done_on = day_of(task, "done", year, kept.today)
        if done_on is not None:
            by = kept.persons[FINISHED_BY[task["body"]]]
            diary.note(at_nine(done_on, 300), partial(finish, kept, task["text"], done_on, by))


def finish(kept: Kept, text: str, done_on: date, by: Person, at: datetime) -> None:
    finish_task(kept.tasks[text], on=done_on, by=by, at=at)
