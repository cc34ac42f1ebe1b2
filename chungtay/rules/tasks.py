"""Decides how a task is given and how it moves: who may take which step from which state, and what stops it.

A task has one lead, who carries it out, and an asker, who gave it. Whose turn it is follows from the state alone.
Who works for nobody but itself asks nobody: then the second, shorter table holds.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from .messages import Message, RuleBroken
from .tables import rows_of


class TaskState(StrEnum):
    GIVEN = "given"  # waits for the lead to accept it
    ACCEPTED = "accepted"  # the lead is at it
    DAY_PROPOSED = "day_proposed"  # the lead asks for another day
    RETURNED = "returned"  # the lead sent it back with a reason
    DONE = "done"  # the lead says so, with evidence
    CONFIRMED = "confirmed"  # the asker says so too
    DROPPED = "dropped"  # the asker took it back


class Move(StrEnum):
    ACCEPT = "accept"
    PROPOSE_DAY = "propose_day"
    AGREE_DAY = "agree_day"
    REFUSE_DAY = "refuse_day"
    SEND_BACK = "send_back"
    GIVE_AGAIN = "give_again"
    FINISH = "finish"
    CONFIRM = "confirm"
    ASK_MORE = "ask_more"  # not done yet, says the asker
    DROP = "drop"


class Side(StrEnum):
    LEAD = "lead"
    ASKER = "asker"


class Repeat(StrEnum):
    NEVER = "never"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


# From which state, which step, by whom, to which state; must a note be given. What is not here is forbidden.
TABLE = """
from          move         by     to            note

given         accept       lead   accepted      -
given         propose_day  lead   day_proposed  x
given         send_back    lead   returned      x
given         finish       lead   done          -
given         drop         asker  dropped       x
accepted      finish       lead   done          -
accepted      propose_day  lead   day_proposed  x
accepted      send_back    lead   returned      x
accepted      drop         asker  dropped       x
day_proposed  agree_day    asker  accepted      -
day_proposed  refuse_day   asker  accepted      x
day_proposed  finish       lead   done          -
day_proposed  drop         asker  dropped       x
returned      give_again   asker  given         -
returned      drop         asker  dropped       x
done          confirm      asker  confirmed     -
done          ask_more     asker  accepted      x
"""

# The same where nobody asked: the day moves when the lead says so, and done is done.
OWN_TABLE = """
from          move         by     to            note

given         accept       lead   accepted      -
given         propose_day  lead   accepted      x
given         finish       lead   done          -
given         drop         lead   dropped       x
accepted      finish       lead   done          -
accepted      propose_day  lead   accepted      x
accepted      drop         lead   dropped       x
done          ask_more     lead   accepted      x
"""


@dataclass(frozen=True, slots=True)
class Step:
    by: Side
    after: TaskState
    needs_note: bool


def read_table(table: str) -> dict[tuple[TaskState, Move], Step]:
    return {
        (TaskState(before), Move(move)): Step(Side(by), TaskState(after), note == "x")
        for before, move, by, after, note in rows_of(table)
    }


STEPS = read_table(TABLE)
OWN_STEPS = read_table(OWN_TABLE)
NEEDS_DAY = frozenset({Move.PROPOSE_DAY})
MAY_SET_DAY = frozenset({Move.GIVE_AGAIN, Move.ASK_MORE})  # by a new due day, if the asker names one
OVER = frozenset({TaskState.DONE, TaskState.CONFIRMED, TaskState.DROPPED})
RANKS = range(1, 4)  # 1 presses, 2 is ordinary, 3 can wait


def steps_for(*, asked: bool) -> dict[tuple[TaskState, Move], Step]:
    return STEPS if asked else OWN_STEPS


def turn_of(state: TaskState, *, asked: bool) -> Side | None:
    """Who has the next word; nobody once it is over. Taking back and reopening are always open, and no turn."""
    waits = [
        step.by
        for (before, move), step in steps_for(asked=asked).items()
        if before is state and move not in (Move.DROP, Move.ASK_MORE)
    ]
    if Side.ASKER in waits:
        return Side.ASKER
    return Side.LEAD if waits else None


def moves_open(state: TaskState, *, asked: bool, sides: Collection[Side]) -> list[Move]:
    """What somebody on these sides may do next, in the order of the table."""
    steps = steps_for(asked=asked).items()
    return [move for (before, move), step in steps if before is state and step.by in sides]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a task shall be, as somebody wrote it."""

    text: str
    due_on: date
    lead: UUID
    parts: tuple[UUID, ...] = ()
    rank: int = 2
    begins_on: date | None = None
    repeats: Repeat = Repeat.NEVER
    repeats_until: date | None = None


def check_giving(asked: Asked, *, today: date, ends_on: date | None) -> None:
    """`ends_on`: the last day of the plan that it belongs to. Every fault at once."""
    said = []
    if not asked.text:
        said.append(Message("Write what is to be done.", where="text"))
    said += _of_day(asked.due_on, today=today, ends_on=ends_on, where="due_on")
    if asked.begins_on is not None and asked.begins_on > asked.due_on:
        said.append(Message("It would begin after the day on which it is due.", where="begins_on"))
    if asked.rank not in RANKS:
        said.append(Message("Choose how much it presses: 1, 2 or 3.", where="rank"))
    said += _of_parts(asked)
    said += _of_repeating(asked)
    if said:
        raise RuleBroken(said)


def _of_repeating(asked: Asked) -> Iterable[Message]:
    if asked.repeats_until is None:
        return
    if asked.repeats is Repeat.NEVER:
        yield Message("Choose how often it repeats, or leave this day empty.", where="repeats_until")
    elif asked.repeats_until < asked.due_on:
        yield Message("It would stop repeating before it is due the first time.", where="repeats_until")


def _of_day(day: date, *, today: date, ends_on: date | None, where: str) -> Iterable[Message]:
    if day < today:
        yield Message("This day has passed already.", where=where)
    if ends_on is not None and day > ends_on:
        text = "The plan ends on %(day)s; choose a day up to then."
        yield Message(text, {"day": ends_on}, where)


def _of_parts(asked: Asked) -> Iterable[Message]:
    if asked.lead in asked.parts:
        yield Message(
            "The body that leads cannot coordinate as well. Take it out of one of the two.", where="parts"
        )
    if len(set(asked.parts)) < len(asked.parts):
        yield Message("Name each coordinating body once.", where="parts")


def check_waiting(task: UUID, blockers: Collection[UUID], waits_for: Mapping[UUID, Collection[UUID]]) -> None:
    """A task may wait for others, but not for itself, also not around some corners."""
    if task in blockers:
        raise RuleBroken(Message("A task cannot wait for itself.", where="blocked_by"))
    seen: set[UUID] = set()
    coming = list(blockers)
    while coming:
        one = coming.pop()
        if one == task:
            text = "These tasks would wait for each other in a circle. Take one of them out."
            raise RuleBroken(Message(text, where="blocked_by"))
        if one not in seen:
            seen.add(one)
            coming += waits_for.get(one, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rule needs to know of a task that is about to move."""

    state: TaskState
    asked: bool  # somebody gave it who waits for an answer
    due_on: date
    ends_on: date | None = None  # of its plan
    product: str = ""
    has_evidence: bool = False
    blockers: tuple[str, ...] = ()  # the words of what is not done and must come before
    own_finish: bool = False  # whoever moves it is who said that it is done


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The step as somebody asks for it."""

    move: Move
    today: date
    note: str = ""
    day: date | None = None


def step_of(state: TaskState, move: Move, *, asked: bool) -> Step:
    step = steps_for(asked=asked).get((state, move))
    if step is None and move is Move.FINISH and state in (TaskState.DONE, TaskState.CONFIRMED):
        raise RuleBroken(Message("This task was finished already."))
    if step is None:
        raise RuleBroken(Message("This task does not stand where this could be done. Look at it anew."))
    return step


def check_move(task: Standing, wish: Wish) -> Step:
    """The step that is taken; else every reason why not, with its mend."""
    step = step_of(task.state, wish.move, asked=task.asked)
    said = []
    if step.needs_note and not wish.note.strip():
        said.append(Message("Say why.", where="note"))
    if wish.move in NEEDS_DAY | MAY_SET_DAY:
        said += _of_new_day(task, wish)
    if wish.move is Move.FINISH:
        said += _of_finish(task, wish)
    if wish.move is Move.CONFIRM and task.own_finish:
        said.append(Message("Nobody confirms what they finished themselves. Another of your office does it."))
    if said:
        raise RuleBroken(said)
    return step


def _of_new_day(task: Standing, wish: Wish) -> Iterable[Message]:
    if wish.day is None:
        if wish.move in NEEDS_DAY:
            yield Message("Name the day that you propose.", where="day")
        return
    yield from _of_day(wish.day, today=wish.today, ends_on=task.ends_on, where="day")
    if wish.move in NEEDS_DAY and wish.day == task.due_on:
        yield Message("It is due on this day already. Propose another one.", where="day")


def _of_finish(task: Standing, wish: Wish) -> Iterable[Message]:
    if wish.day is not None and wish.day > wish.today:
        yield Message("A task cannot be finished on a day that is still to come.", where="day")
    if task.blockers:
        text = "This must be done before: %(tasks)s."
        yield Message(text, {"tasks": "; ".join(task.blockers)})
    if task.product and not task.has_evidence and not wish.note.strip():
        text = "This task promised: %(product)s. Add the paper or the activity that shows it, or say where it is."
        yield Message(text, {"product": task.product}, "evidence")


MONTHS = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.YEARLY: 12}


def next_due(repeat: Repeat, first: date, turn: int = 1) -> date | None:
    """The day after the `turn`-th of a series that began on `first`: 31 January, 28 February, 31 March.

    Counted from the first day, so that neither a short month nor a day that was moved once shifts the rest.
    """
    if repeat is Repeat.NEVER:
        return None
    if repeat is Repeat.WEEKLY:
        return first + timedelta(weeks=turn)
    months = first.year * 12 + first.month - 1 + turn * MONTHS[repeat]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def check_part(*, done_on: date | None, on: date, today: date, dropped: bool) -> None:
    said = []
    if done_on is not None:
        said.append(Message("This part was finished on %(day)s already.", {"day": done_on}))
    if dropped:
        said.append(Message("This task was taken back; nothing is left to do for it."))
    if on > today:
        said.append(Message("A part cannot be finished on a day that is still to come.", where="on"))
    if said:
        raise RuleBroken(said)
