"""Lays the sessions behind the attendances that communes report."""

from datetime import date, timedelta
from random import Random

from chungtay.actions.activities import record_activity
from chungtay.models import Activity, CountingRule, Person

from .clock import at_nine
from .diary import Act, Diary
from .kept import Kept
from .tables import rows

AROUND = 48  # people who come to one session


def lay_counting(kept: Kept) -> None:
    """What sessions, visits and letters add to the indicators of the memorandum."""
    for row in rows("counting"):
        CountingRule.objects.create(
            kind_id=row["kind"], indicator=kept.indicators[row["indicator"]], adds=row["adds"]
        )


def note_sessions(
    diary: Diary, kept: Kept, unit: str, window: tuple[date, date], attendances: int, *, by: Person
) -> list[Activity]:
    """Unsaved sessions that add up to `attendances`; the diary records each the day after it was held."""
    chance = Random(f"{unit} {window[0]}")
    numbers = shared_out(attendances, max(1, round(attendances / AROUND)), chance)
    sessions = []
    for turn, (number, on) in enumerate(zip(numbers, days_in(window, len(numbers), chance), strict=True)):
        session = session_at(kept, unit, turn, on, chance)
        sessions.append(session)
        female = number - round(number * chance.uniform(0.04, 0.16))
        diary.note(at_nine(on + timedelta(days=1)), recording(kept, session, female, number - female, by=by))
    return sessions


def recording(kept: Kept, session: Activity, female: int, male: int, *, by: Person) -> Act:
    came = {kept.cells["sex:female"]: female, kept.cells["sex:male"]: male}
    return lambda at: record_activity(session, attendances=came, by=by, at=at)


def session_at(kept: Kept, unit: str, turn: int, on: date, chance: Random) -> Activity:
    villages = [row["villages"] for row in rows("communes") if row["commune"] == unit][0].split("; ")
    village = villages[turn % len(villages)]
    topic = chance.choice(rows("topics"))
    return Activity(
        kind_id="session",
        title=f"{topic['title']}, {village[0].lower()}{village[1:]}",
        title_lo=topic["title_lo"],
        title_en=f"{topic['title_en']}, {village}",
        first_on=on,
        last_on=on,
        place=kept.places[unit],
        village=village,
        holder=kept.bodies[unit],
        served=kept.served("kontum-attapeu"),
    )


def shared_out(whole: int, parts: int, chance: Random) -> list[int]:
    """Whole numbers of about the same size that add up."""
    weights = [chance.uniform(0.75, 1.25) for _ in range(parts)]
    numbers = [int(whole * weight / sum(weights)) for weight in weights]
    numbers[0] += whole - sum(numbers)
    return numbers


def days_in(window: tuple[date, date], parts: int, chance: Random) -> list[date]:
    """Days spread over the window, one in each part of it, never a Sunday."""
    step = (window[1] - window[0]).days / parts
    days = []
    for part in range(parts):
        day = window[0] + timedelta(days=int(step * part + step * chance.uniform(0.25, 0.75)))
        days.append(day + timedelta(days=day.weekday() == 6))
    return days
