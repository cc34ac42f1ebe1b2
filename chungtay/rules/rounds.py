"""Decides how a unit stands in a round of reports: who is late, who is reminded and until when, and what looks odd.

A round is one form asked of many units for one period. Nobody writes it down: it is there as soon as two units are
asked for the same. Reminders follow from the regime's days around the due day, so they stop by themselves: with the
hand-in, after the last of those days, or when somebody stops them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .messages import Message, Phrase, RuleBroken
from .reports import LineState, is_odd


class Channel(StrEnum):
    """How a unit was reminded."""

    CHAT = "chat"
    PHONE = "phone"
    VISIT = "visit"


# Opening


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A unit that shall report: what its body and its place were in the days of the period."""

    name: str
    has_place: bool = True
    place_from: date | None = None
    place_until: date | None = None  # exclusive
    until: date | None = None  # exclusive, of the body itself
    heirs: tuple[str, ...] = ()  # who reports for the whole instead
    overlapping: tuple[tuple[date, date], ...] = ()  # other periods of the same form for which it is asked


def check_opening(units: Iterable[Asked], *, first_on: date, last_on: date) -> None:
    """Every unit that cannot be asked for the period, each with what to do instead."""
    said = [message for unit in units if (message := why_not(unit, first_on=first_on, last_on=last_on))]
    if said:
        raise RuleBroken(said)


def why_not(unit: Asked, *, first_on: date, last_on: date) -> Message | None:
    """Who stands on the last day reports for the whole period, also for what it took over meanwhile."""
    if not unit.has_place:
        return Message("%(body)s has no place of its own, so it cannot report.", {"body": unit.name}, "units")
    gone = next((day for day in (unit.place_until, unit.until) if day and day <= last_on), None)
    if gone is not None:
        values = {"body": unit.name, "day": gone, "heirs": ", ".join(unit.heirs)}
        if unit.heirs:
            text = "%(body)s ended on %(day)s, inside the period. Ask %(heirs)s, which reports for it too."
            return Message(text, values, "units")
        return Message("%(body)s ended on %(day)s, before the period was over.", values, "units")
    if unit.place_from is not None and unit.place_from > last_on:
        values = {"body": unit.name, "day": last_on}
        text = "%(body)s: its place did not exist on %(day)s, the last day of the period."
        return Message(text, values, "units")
    for first, last in unit.overlapping:
        text = "%(body)s is asked for %(first)s–%(last)s already; the two periods must not overlap."
        return Message(text, {"body": unit.name, "first": first, "last": last}, "units")
    return None


# Who is late, and who is reminded


class Standing(StrEnum):
    """How far one unit has come in a round."""

    NOT_SENT = "open"
    SENT_BACK = "returned"
    WAITING = "handed_in"
    APPROVED = "approved"


OWING = frozenset({Standing.NOT_SENT, Standing.SENT_BACK})


def days_late(state: str, *, due_on: date, today: date, handed_in_on: date | None = None) -> int:
    """How many days after the due day it came, or has not come yet; 0 where it was or still is in time."""
    if state in OWING or handed_in_on is None:
        return max(0, (today - due_on).days) if state in OWING else 0
    return max(0, (handed_in_on - due_on).days)


@dataclass(frozen=True)
class Reminding:
    """The days of one round on which units that owe a report are reminded, in order."""

    days: tuple[date, ...]

    @property
    def last_on(self) -> date | None:
        return self.days[-1] if self.days else None

    def reached_on(self, today: date) -> date | None:
        """The reminder that stands now: the latest day that has come."""
        come = [day for day in self.days if day <= today]
        return come[-1] if come else None

    def next_on(self, today: date) -> date | None:
        return next((day for day in self.days if day > today), None)

    def is_over(self, today: date) -> bool:
        """Nobody is reminded by the calendar any more: now somebody rings, or lets it be."""
        return bool(self.days) and today > self.days[-1]


def is_to_ring(
    state: str, *, is_stopped: bool, promised_on: date | None, reminded_on: date | None, today: date
) -> bool:
    """Whom to ring now: owes the report, was not let off, has not promised a later day, was not rung today."""
    if state not in OWING or is_stopped:
        return False
    if promised_on is not None and promised_on >= today:
        return False
    return reminded_on != today


def check_reminder(*, owing: int, promised_on: date | None, today: date, latest: date) -> None:
    said = []
    if not owing:
        said.append(Message("All that you chose have handed in. Nobody need be reminded.", where="reports"))
    if promised_on is not None and promised_on < today:
        said.append(Message("This day has passed already.", where="promised_on"))
    if promised_on is not None and promised_on > latest:
        text = "A promise reaches no further than %(day)s."
        said.append(Message(text, {"day": latest}, "promised_on"))
    if said:
        raise RuleBroken(said)


def check_stop(*, owing: int, reason: str) -> None:
    said = []
    if not owing:
        text = "All that you chose have handed in. Reminders have stopped by themselves."
        said.append(Message(text, where="reports"))
    if not reason.strip():
        said.append(Message("Write why nobody need remind them any more.", where="reason"))
    if said:
        raise RuleBroken(said)


# Telephones

SIGNS = str.maketrans("", "", " .-()/\N{NO-BREAK SPACE}\N{EN DASH}")


def dialled(phone: str) -> str:
    """What a telephone dials: digits, with + before them where the country is named; "" where it is no number."""
    told = phone.split(";")[0].split(",")[0].translate(SIGNS)
    told = "+" + told[2:] if told.startswith("00") else told
    return told if re.fullmatch(r"\+?[0-9]{3,15}", told) else ""


def check_phone(phone: str) -> None:
    if phone.strip() and not dialled(phone):
        text = "Write one telephone number, as 0260 3862 301 or +856 36 211 045."
        raise RuleBroken(Message(text, where="phone"))


# What looks odd before it is approved


class Odd(StrEnum):
    """Why a leader should look twice; none of these forbids anything."""

    FAR_ABOVE = "far_above"
    FAR_BELOW = "far_below"
    NOT_REPORTED = "not_reported"
    SAME_AS_BEFORE = "same_as_before"
    SAME_AS_ANOTHER = "same_as_another"
    BEFORE_THE_END = "before_the_end"
    ON_BEHALF = "on_behalf"
    CHECK_BROKEN = "check_broken"


@dataclass(frozen=True)
class Told:
    """What one line says, as far as oddness goes; the amount in ten-thousandths."""

    state: str
    total: int | None = None


@dataclass(frozen=True)
class Oddity:
    odd: Odd
    number: int | None = None  # of the line; none where it is of the whole report
    now: int | None = None
    before: int | None = None
    words: str | Phrase = ""  # the other unit, who told it, or why a check does not hold


def oddities(
    now: Mapping[int, Told], before: Mapping[int, Told], *, ends_on: date, handed_in_on: date
) -> list[Oddity]:
    """Line by line against last period; `before` is empty where nothing was approved before."""
    found = [one for number in sorted(now) for one in _odd_line(number, now[number], before.get(number))]
    told = {number: one.total for number, one in now.items() if one.total}
    if told and told == {number: one.total for number, one in before.items() if one.total}:
        found.insert(0, Oddity(Odd.SAME_AS_BEFORE))
    if handed_in_on < ends_on:
        found.append(Oddity(Odd.BEFORE_THE_END))
    return found


def _odd_line(number: int, now: Told, then: Told | None) -> Iterator[Oddity]:
    if now.state == LineState.NOT_REPORTED:
        yield Oddity(Odd.NOT_REPORTED, number)
    elif then is not None and is_odd(now.total, then.total):
        assert now.total is not None and then.total is not None, "only figures are odd beside figures"
        odd = Odd.FAR_ABOVE if now.total > then.total else Odd.FAR_BELOW
        yield Oddity(odd, number, now.total, then.total)


def twins(told: Mapping[str, Mapping[int, Told]]) -> dict[str, str]:
    """Reports that say line for line the same as another one, and more than zeros: which one, by key."""
    seen: dict[tuple[tuple[int, int | None], ...], str] = {}
    found: dict[str, str] = {}
    for key, lines in told.items():
        said = tuple((number, one.total) for number, one in sorted(lines.items()))
        if sum(1 for _, total in said if total) < 2:  # one equal number is chance
            continue
        if said in seen:
            found[key] = seen[said]
            found.setdefault(seen[said], key)
        else:
            seen[said] = key
    return found
