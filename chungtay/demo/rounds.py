"""Lays the years: which units report when, from the first year of the memorandum to the last closed half-year."""

from datetime import date
from random import Random

from chungtay.actions.reports import LineAnswer
from chungtay.models import Activity, Person
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Qualifier

from .activities import note_sessions
from .clock import Half, closed_halves
from .diary import Diary
from .kept import Kept
from .places import MERGER, border_communes
from .reports import (
    Answers,
    Round,
    attendances_answer,
    given,
    note_whole_round,
    sessions_answer,
)
from .tables import rows

# In this year the list of one session was lost in a flood, and the chair said so.
ABOUT = {("mo-rai", 2020)}


def communes_on(day: date) -> list[str]:
    """The border communes that report on a day, before the merger or after it."""
    old = [row["commune"] for row in rows("attendances")]
    if day < MERGER:
        return old
    ended = {row["old"] for row in rows("successions")}
    return [key for key in border_communes() if key not in ended]


def desk(kept: Kept, day: date) -> tuple[Person, Person]:
    """The provincial officer and the leader of that day."""
    before = day < MERGER
    keys = ("kt-officer", "kt-leader") if before else ("province", "leader")
    return kept.persons[keys[0]], kept.persons[keys[1]]


def chair(kept: Kept, unit: str) -> Person:
    return kept.persons[unit]


def mix_of(unit: str) -> dict[str, int]:
    peoples = [row["peoples"] for row in rows("communes") if row["commune"] == unit][0]
    return {name: int(share) for name, share in (people.split() for people in peoples.split(", "))}


def note_years(diary: Diary, kept: Kept) -> None:
    """2019 to 2024: the statistical year runs from 15 December to 14 December, reports are due on the 20th."""
    for year in range(2019, 2025):
        window = (date(year - 1, 12, 15) if year > 2019 else date(2019, 1, 1), date(year, 12, 14))
        officer, leader = desk(kept, window[1])
        for row in rows("attendances"):
            unit = row["commune"]
            sessions = note_sessions(diary, kept, unit, window, int(row[str(year)]), by=chair(kept, unit))
            one = Round(
                kept.forms["border-commune", 1], unit, window, date(year, 12, 20), officer,
                chair(kept, unit), officer,
            )  # fmt: skip
            qualifier = Qualifier.ABOUT if (unit, year) in ABOUT else Qualifier.EXACT
            gifts = Random(f"gifts {unit} {year}").randint(1, 4)
            note_whole_round(diary, kept, one, commune_answers(unit, sessions, gifts, qualifier=qualifier))
        own = next(row for row in rows("province") if row["year"] == str(year))
        note_province(diary, kept, window, date(year, 12, 22), own)
    note_coordination(diary, kept)


def note_halves(diary: Diary, kept: Kept) -> None:
    """From 2025 on communes report twice a year, the old ones for the last time before the merger."""
    for half in closed_halves(kept.today):
        officer, leader = desk(kept, half.first_on)
        window = (half.first_on, half.last_on)
        for unit in communes_on(half.first_on):
            sessions = note_sessions(
                diary, kept, unit, window, half_year_attendances(unit, half), by=chair(kept, unit)
            )
            one = Round(
                kept.forms["border-commune", 2],
                unit,
                window,
                half.due_on,
                officer,
                chair(kept, unit),
                officer,
            )
            chance = Random(f"gifts {unit} {half.name}")
            answers = commune_answers(
                unit, sessions, chance.randint(0, 4), models=int(chance.random() < 0.15)
            )
            note_whole_round(diary, kept, one, answers)
        note_province(diary, kept, window, half.due_on, province_by_half(half))
        note_attapeu(diary, kept, half)


def half_year_attendances(unit: str, half: Half) -> int:
    chance = Random(f"{unit} {half.name}")
    return chance.randint(70, 125) if half.first_on < MERGER else chance.randint(110, 230)


def commune_answers(
    unit: str,
    sessions: list[Activity],
    gifts: int,
    *,
    models: int | None = None,
    more: int = 0,
    qualifier: Qualifier = Qualifier.EXACT,
) -> Answers:
    """Question 1, the clubs, is filled from the register at the handing in."""
    members = Random(f"members {unit}").uniform(0.62, 0.81)

    def answers() -> dict[int, LineAnswer]:
        told = {
            2: sessions_answer(sessions),
            3: attendances_answer(sessions, mix_of(unit), members=members, more=more, qualifier=qualifier),
            4: given(gifts),
        }
        return told if models is None else told | {5: given(models)}

    return answers


def province_by_half(half: Half) -> dict[str, str]:
    """The letter goes out in spring, a delegation travels in autumn."""
    in_spring = half.first_on.month == 1
    return {
        "letters": str(int(in_spring)),
        "visits": str(int(not in_spring)),
        "gifts": str(Random(half.name).randint(8, 20)),
        "models": "1",
    }


def note_province(
    diary: Diary, kept: Kept, window: tuple[date, date], due_on: date, own: dict[str, str]
) -> None:
    """What the provincial union did itself; its officer writes, its president approves."""
    officer, leader = desk(kept, window[0])
    unit = "kon-tum" if window[0] < MERGER else "quang-ngai"
    one = Round(kept.forms["province", 1], unit, window, due_on, leader, officer, leader)
    columns = ("letters", "visits", "gifts", "models")
    note_whole_round(
        diary, kept, one, lambda: {n: given(int(own[name])) for n, name in enumerate(columns, 1)}
    )


def note_attapeu(diary: Diary, kept: Kept, half: Half) -> None:
    window = (half.first_on, half.last_on)
    partner, president = kept.persons["partner"], kept.persons["at-leader"]
    chance = Random(f"attapeu {half.name}")
    sessions = note_sessions(diary, kept, "attapeu", window, chance.randint(140, 260), by=partner)
    one = Round(kept.forms["attapeu", 1], "attapeu", window, half.due_on, partner, partner, president)
    learners, gifts = chance.randint(14, 24), chance.randint(5, 15)
    note_whole_round(diary, kept, one, attapeu_answers(sessions, learners, gifts))


def attapeu_answers(sessions: list[Activity], learners: int, gifts: int) -> Answers:
    return lambda: {
        1: sessions_answer(sessions),
        2: attendances_answer(sessions, mix_of("attapeu")),
        3: given(learners),
        4: given(gifts),
    }


def note_coordination(diary: Diary, kept: Kept) -> None:
    """Each year the provincial unions report to the centre on the coordination programme."""
    writers = {"kon-tum": "kt-officer", "quang-ngai": "province", "dien-bien": "db-officer",
               "son-la": "sl-officer", "nghe-an": "na-officer"}  # fmt: skip
    for row in rows("coordination"):
        year, nation = int(row["year"]), kept.persons["nation"]
        window = (date(year - 1, 12, 15) if year > 2021 else date(2021, 1, 1), date(year, 12, 14))
        one = Round(
            kept.forms["coordination", 1], row["body"], window, date(year, 12, 25), nation,
            kept.persons[writers[row["body"]]], nation,
        )  # fmt: skip
        note_whole_round(diary, kept, one, coordination_answers(row))


def coordination_answers(row: dict[str, str]) -> Answers:
    number = {name: int(text) for name, text in row.items() if text.isdecimal()}
    cells = {
        "sex:female": number["women"],
        "sex:male": number["attendances"] - number["women"],
        "membership:member": number["members"],
        "membership:non-member": number["attendances"] - number["members"],
    }
    return lambda: {
        1: given(number["sessions"]),
        2: given(number["attendances"], cells={cell: amount * SCALE for cell, amount in cells.items()}),
        3: given(number["teams"]),
        4: given(number["supervisions"]),
    }
