"""Lays the plans on the days on which they were issued, accepts them for the seats, and gives out tasks."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.actions.agreements import accept_plan
from chungtay.models import Person

from .agreements import lay_plan, lay_tasks
from .clock import at_nine, running_half
from .diary import Act, Diary
from .kept import Kept
from .tables import texts

# Who said yes for each seat, and how many days after the issue.
ACCEPTED = {
    "kontum-attapeu": [("kt-leader", 0), ("at-leader", 10)],
    "hlhpnvn-ubdt": [("vwu-leader", 0), ("cema-officer", 0)],
}


def note_plans(diary: Diary, kept: Kept) -> None:
    for slug, seats in ACCEPTED.items():
        for told in texts(slug)["plan"]:
            note_plan(diary, kept, slug, told, told["year"], told["issued_on"], seats)
    note_running_plan(diary, kept)


def note_running_plan(diary: Diary, kept: Kept) -> None:
    """The plan of the running year: Kon Tum's successor has accepted it, Attapeu is still to say yes."""
    year = running_half(kept.today).first_on.year
    issued_on = max(date(year, 1, 20), kept.today - timedelta(days=75))
    told = texts("kontum-attapeu")["running"]
    note_plan(diary, kept, "kontum-attapeu", told, year, issued_on, [("leader", 1)])


def note_plan(
    diary: Diary,
    kept: Kept,
    slug: str,
    told: dict[str, Any],
    year: int,
    issued_on: date,
    seats: list[tuple[str, int]],
) -> None:
    due_on = max(date(year, 12, 15), kept.today + timedelta(days=30))

    def issue(at: datetime) -> None:
        agreement = kept.agreements[slug]
        plan = lay_plan(kept, agreement, told, year=year, issued_on=issued_on, due_on=due_on)
        kept.plans[slug, year] = plan

    def give_out(at: datetime) -> None:
        lay_tasks(kept, kept.plans[slug, year], told, today=kept.today, by=finishers(kept))

    # Before the papers of that day, so that the plan's own document can point to it.
    diary.note(at_nine(issued_on, -120), issue)
    last_done = kept.today if told is texts(slug).get("running") else date(year, 12, 31)
    diary.note(at_nine(min(last_done, kept.today) - timedelta(days=1)), give_out)
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


def finishers(kept: Kept) -> dict[str, Person]:
    """Who reports a task of each body as done."""
    return {
        "quang-ngai": kept.persons["province"],
        "attapeu": kept.persons["partner"],
        "vwu": kept.persons["nation"],
    }
