"""Decides on which days partners are greeted, when a letter is due, and that none goes out twice or without a day.

Lao New Year and Tết have no formula here: their days are announced each year and noted with their source. Until then
a letter for them is refused, and the mend is to note the days.
"""

from calendar import isleap
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from .messages import Message, Phrase, RuleBroken
from .tables import rows_of


class OccasionRule(StrEnum):
    FIXED = "fixed"  # the same day each year
    ANNOUNCED = "announced"  # as announced each year
    ANNIVERSARY = "anniversary"  # of the day on which the agreement was signed


class LetterState(StrEnum):
    DUE = "due"
    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"
    REPLIED = "replied"
    LEFT_OUT = "left_out"  # with a reason


class LetterMove(StrEnum):
    DRAFT = "draft"
    EDIT = "edit"  # the paper was written over: what was approved is no longer what it says
    DISCARD = "discard"  # the paper was withdrawn: the letter is still due
    APPROVE = "approve"
    SEND = "send"
    REPLY = "reply"
    LEAVE_OUT = "leave_out"
    TAKE_UP = "take_up"  # left out too soon
    HAND_OVER = "hand_over"  # another body took the seat over and writes in its own name


# From which state, which move, by whom, to which state; must a reason be given. What is not here is forbidden.
# The officer records, the leader signs, the house is the installation itself.
TABLE = """
from      move       by       to        reason

due       draft      officer  drafted   -
due       leave_out  officer  left_out  x
due       hand_over  house    due       -
drafted   edit       officer  drafted   -
drafted   discard    officer  due       -
drafted   approve    leader   approved  -
drafted   leave_out  officer  left_out  x
drafted   hand_over  house    due       -
approved  edit       officer  drafted   -
approved  discard    officer  due       -
approved  send       officer  sent      -
approved  leave_out  officer  left_out  x
approved  hand_over  house    due       -
sent      reply      officer  replied   -
left_out  take_up    officer  due       x
"""


@dataclass(frozen=True, slots=True)
class Step:
    by: str
    after: LetterState
    needs_reason: bool


STEPS: Mapping[tuple[LetterState, LetterMove], Step] = {
    (LetterState(before), LetterMove(move)): Step(by, LetterState(after), reason == "x")
    for before, move, by, after, reason in rows_of(TABLE)
}
OPEN = frozenset({LetterState.DUE, LetterState.DRAFTED, LetterState.APPROVED})
GONE = frozenset({LetterState.SENT, LetterState.REPLIED})
EARLIEST, LATEST = 1950, 2200
LONGEST = timedelta(days=21)  # of announced days; more is a slip of the pen
MOST_LEAD = 120


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both included."""

    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An occasion as the rules see it."""

    rule: OccasionRule
    month: int | None = None
    day: int | None = None
    lead_days: int = 14
    country: str = ""  # whose partners keep it; empty: all
    of_kind: str = ""  # which kind of body keeps it; empty: all
    from_abroad: bool = False  # only bodies of another country greet on it
    ended_on: date | None = None


def days_in(
    kept: Kept, year: int, *, announced: Mapping[int, Days], signed_on: date | None = None
) -> Days | None:
    """When the occasion is kept that year; None where it is not, or is not announced yet."""
    if kept.rule is OccasionRule.ANNOUNCED:
        found = announced.get(year)
    elif kept.rule is OccasionRule.ANNIVERSARY:
        found = _one(year, signed_on.month, signed_on.day) if signed_on and year > signed_on.year else None
    else:
        found = _one(year, kept.month, kept.day) if kept.month and kept.day else None
    if found and kept.ended_on is not None and found.first_on >= kept.ended_on:
        return None
    return found


def _one(year: int, month: int, day: int) -> Days:
    """What began on 29 February is kept on the 28th in a year that has none."""
    if (month, day) == (2, 29) and not isleap(year):
        day = 28
    return Days(date(year, month, day), date(year, month, day))


def begins_on(days: Days, lead_days: int) -> date:
    """From when the letter is due to be written."""
    return days.first_on - timedelta(days=lead_days)


def is_due(days: Days, lead_days: int, today: date) -> bool:
    """Also after a pause of the server, as long as the occasion is not over."""
    return begins_on(days, lead_days) <= today <= days.last_on


def is_greeted(kept: Kept, *, own_country: str, country: str, kind: str) -> bool:
    """Whether a body of `own_country` greets a partner of this country and kind on the occasion."""
    if kept.country and kept.country != country:
        return False
    if kept.of_kind and kept.of_kind != kind:
        return False
    return not kept.from_abroad or (bool(country) and country != own_country)


def check_occasion(*, name: str, slug_taken: bool, kept: Kept, source: str, has_agreement: bool) -> None:
    """Every fault at once."""
    said = []
    if not name.strip():
        said.append(Message("Write what the day is called.", where="name"))
    elif slug_taken:
        said.append(Message("Your office has a day of this name already. Change that one.", where="name"))
    if not source.strip():
        said.append(Message("Say where it stands that this day is kept.", where="source"))
    if not 0 <= kept.lead_days <= MOST_LEAD:
        text = "A letter is begun 0 to %(most)s days ahead."
        said.append(Message(text, {"most": MOST_LEAD}, "lead_days"))
    if kept.rule is OccasionRule.FIXED and not _is_a_day(kept.month, kept.day):
        said.append(Message("Write a day and a month that the calendar has.", where="day"))
    if kept.rule is not OccasionRule.FIXED and (kept.month or kept.day):
        said.append(Message("Only what falls on the same day each year has a day and a month.", where="day"))
    if has_agreement and kept.rule is not OccasionRule.ANNIVERSARY:
        said.append(Message("Only an anniversary belongs to one programme.", where="agreement"))
    if said:
        raise RuleBroken(said)


def _is_a_day(month: int | None, day: int | None) -> bool:
    try:
        return bool(month and day and date(2024, month, day))  # a leap year: 29 February is a day
    except ValueError:
        return False


def check_ending(*, ended_on: date | None, on: date, today: date) -> None:
    if ended_on is not None:
        raise RuleBroken(Message("This day is not kept since %(day)s.", {"day": ended_on}))
    if on < today:
        raise RuleBroken(Message("This day has passed already.", where="on"))


def check_leaving(*, laid: bool, ended_on: date | None, reason: str) -> None:
    """An office leaves a day that came with the product to the others; its own it stops keeping."""
    said = []
    if not laid:
        said.append(Message("This is an office's own day. Stop keeping it instead."))
    if ended_on is not None:
        said.append(Message("This day is not kept since %(day)s.", {"day": ended_on}))
    if not reason.strip():
        said.append(Message("Say why your office does not keep this day.", where="reason"))
    if said:
        raise RuleBroken(said)


def check_days(
    *, rule: OccasionRule, year: int, days: Days, source: str, others: Iterable[tuple[int, Days]] = ()
) -> None:
    """The days of one year, as announced; `others`: those of other years."""
    if rule is not OccasionRule.ANNOUNCED:
        raise RuleBroken(Message("This day follows its rule; only announced days are noted."))
    said = []
    if days.last_on < days.first_on:
        said.append(Message("It ends before it begins.", where="last_on"))
    elif days.last_on - days.first_on > LONGEST:
        text = "This would last more than %(days)s days. Check the first and the last day."
        said.append(Message(text, {"days": LONGEST.days}, "last_on"))
    if not EARLIEST <= year <= LATEST:
        said.append(Message("Check the year.", where="year"))
    elif year not in (days.first_on.year, days.last_on.year):
        said.append(Message("These days do not lie in %(year)s.", {"year": str(year)}, "year"))
    for other, told in others:
        if other != year and told.first_on <= days.last_on and days.first_on <= told.last_on:
            said.append(Message("These are the days noted for %(year)s.", {"year": str(other)}, "first_on"))
    if not source.strip():
        said.append(Message("Say who announced the days, and where it stands.", where="source"))
    if said:
        raise RuleBroken(said)


def check_asking(
    *, kept: Kept, name: Phrase, year: int, days: Days | None, today: date, exists: LetterState | None
) -> None:
    """A letter that somebody begins before the house does."""
    if exists is not None:
        raise RuleBroken(_twice(exists))
    if days is None and kept.rule is OccasionRule.ANNOUNCED:
        text = "The days of “%(name)s” in %(year)s are not announced yet. Note the days first, then begin the letter."
        raise RuleBroken(Message(text, {"name": name, "year": str(year)}, "occasion"))
    if days is None:
        text = "No day of “%(name)s” lies in %(year)s."
        raise RuleBroken(Message(text, {"name": name, "year": str(year)}, "occasion"))
    if days.last_on < today:
        text = "The days of “%(name)s” were over on %(day)s. Begin the letter for another year."
        raise RuleBroken(Message(text, {"name": name, "day": days.last_on}, "year"))


def _twice(state: LetterState) -> Message:
    if state in GONE:
        return Message("This letter was sent already. Nothing goes out twice.")
    if state is LetterState.LEFT_OUT:
        return Message("This letter was left out. Take it up again instead of beginning another.")
    return Message("There is a letter for this already. Go on with that one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rule needs to know of a letter that is about to move."""

    state: LetterState
    own_work: bool = False  # whoever moves it wrote it
    others_may_sign: bool = True  # somebody else of the body could approve it
    is_as_approved: bool = True  # the paper says today what was approved
    sent_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The move as somebody asks for it."""

    move: LetterMove
    today: date
    reason: str = ""
    day: date | None = None  # on which it was sent, or the reply came
    how: str = ""
    has_reply: bool = False


def step_of(state: LetterState, move: LetterMove) -> Step:
    step = STEPS.get((state, move))
    if step is None and state in GONE and move is not LetterMove.REPLY:
        raise RuleBroken(Message("This letter was sent already. Nothing goes out twice."))
    if step is None and move is LetterMove.SEND:
        raise RuleBroken(Message("A leader approves the letter first; then it is sent."))
    if step is None and state is LetterState.REPLIED:
        raise RuleBroken(Message("The reply is kept already."))
    if step is None:
        raise RuleBroken(Message("This letter does not stand where this could be done. Look at it anew."))
    return step


def check_move(letter: Standing, wish: Wish) -> Step:
    """The step that is taken; else every reason why not, with its mend."""
    step = step_of(letter.state, wish.move)
    said = list(CHECKS[wish.move](letter, wish)) if wish.move in CHECKS else []
    if step.needs_reason and not wish.reason.strip():
        said.append(Message("Say why.", where="reason"))
    if said:
        raise RuleBroken(said)
    return step


def _of_approving(letter: Standing, wish: Wish) -> Iterable[Message]:
    """An office with nobody else who could sign says why the same person did both; it stays marked."""
    if not letter.own_work:
        return
    if letter.others_may_sign:
        yield Message("Nobody approves a letter that they wrote. Another of your office who signs does it.")
    elif not wish.reason.strip():
        text = (
            "You wrote this letter, and nobody else of your office may sign. Say why you approve it yourself."
        )
        yield Message(text, where="reason")


def _of_sending(letter: Standing, wish: Wish) -> Iterable[Message]:
    if not letter.is_as_approved:
        text = "The paper says something else than what was approved. Have it approved again."
        yield Message(text)
    if not wish.how.strip():
        yield Message("Say how it went out: by post, by hand, by e-mail.", where="how")
    if wish.day is None:
        yield Message("Say on which day it went out.", where="on")
    elif wish.day > wish.today:
        yield Message("A letter is noted as sent once it is. Choose a day up to today.", where="on")


def _of_replying(letter: Standing, wish: Wish) -> Iterable[Message]:
    if not wish.has_reply:
        yield Message("Add the reply.", where="file")
    if wish.day is None:
        yield Message("Say on which day the reply came.", where="on")
    elif wish.day > wish.today:
        yield Message("This day is still to come.", where="on")
    elif letter.sent_on is not None and wish.day < letter.sent_on:
        yield Message(
            "The letter was sent on %(day)s; a reply comes after it.", {"day": letter.sent_on}, "on"
        )


CHECKS = {LetterMove.APPROVE: _of_approving, LetterMove.SEND: _of_sending, LetterMove.REPLY: _of_replying}


def moves_open(state: LetterState, *, roles: Collection[str]) -> list[LetterMove]:
    """What somebody with these roles may do next by a button, in the order of the table."""
    own = {LetterMove.EDIT, LetterMove.DISCARD}  # done on the paper itself
    return [
        move for (before, move), step in STEPS.items()
        if before is state and step.by in roles and move not in own
    ]  # fmt: skip


def heir_of(letters: Mapping[UUID, tuple[LetterState, bool]]) -> tuple[UUID | None, list[UUID]]:
    """Of the letters of bodies that became one: with which the heir goes on, and which are left out.

    With each its state and whether it is the heir's own. Where one has gone out nothing more does, and what the heir
    itself left out stays so; else the heir's own goes on, else the one that is furthest.
    """
    order = [LetterState.APPROVED, LetterState.DRAFTED, LetterState.DUE]
    waiting = [key for key, (state, _) in letters.items() if state in OPEN]
    waiting.sort(key=lambda key: (not letters[key][1], order.index(letters[key][0])))
    is_settled = any(
        state in GONE or (own and state is LetterState.LEFT_OUT) for state, own in letters.values()
    )
    if is_settled:
        return None, waiting
    return (waiting[0], waiting[1:]) if waiting else (None, [])
