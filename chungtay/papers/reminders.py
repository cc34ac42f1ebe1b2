"""Writes the reminder that is pasted into a group chat, in the language of the units that it names."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

WORDS: Mapping[str, Mapping[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
Said = Callable[..., str]
MOST = 60  # units named one by one; a longer list nobody reads in a chat


@dataclass(frozen=True)
class Named:
    """A unit or a whole area as the list names it."""

    name: str
    due_on: date
    is_sent_back: bool = False
    units: int = 0  # of an area: how many of it owe


@dataclass(frozen=True)
class Reminder:
    """What the text speaks of; the names are in its language already."""

    form: str
    first_on: date
    last_on: date
    moment: datetime  # local
    address: str = ""


def reminder_text(reminder: Reminder, units: Sequence[Named], language: str) -> str:
    """To one unit by its name; to several with the list of those that have not sent, by due day."""

    def said(name: str, **values: object) -> str:
        return WORDS[name][language].format(**values)

    alone = len(units) == 1 and not units[0].units
    days = sorted({unit.due_on for unit in units})
    lines = [said("dear_one", unit=units[0].name) if alone else said("dear_all")]
    if not alone and len(days) > 1:
        lines.append(_missing(reminder, units, said))
    for day in days:
        due = [unit for unit in units if unit.due_on == day]
        lines.append(_due(reminder, day, said))
        if alone:
            lines += [f"({said('sent_back')})"] if units[0].is_sent_back else []
            continue
        lines += [_missing(reminder, due, said)] if len(days) == 1 else []
        lines += [f"{number}. {_named(unit, said)}" for number, unit in enumerate(due, 1)]
    lines += [said("here", address=reminder.address)] if reminder.address else []
    return "\n".join([*lines, said("by_phone"), said("thanks")])


def _missing(reminder: Reminder, units: Sequence[Named], said: Said) -> str:
    count = sum(unit.units or 1 for unit in units)
    return said("missing", moment=f"{reminder.moment:%H:%M, %d/%m/%Y}", count=count)


def _due(reminder: Reminder, due_on: date, said: Said) -> str:
    days = (due_on - reminder.moment.date()).days
    name = "late" if days < 0 else {0: "today", 1: "tomorrow"}.get(days, "before")
    first, last, due = (f"{day:%d/%m/%Y}" for day in (reminder.first_on, reminder.last_on, due_on))
    return said(name, form=reminder.form, first=first, last=last, due=due, days=abs(days))


def _named(unit: Named, said: Said) -> str:
    if unit.units:
        return f"{unit.name}: {unit.units}"
    return f"{unit.name} ({said('sent_back')})" if unit.is_sent_back else unit.name
