"""Decides how a plan becomes the plans of units: sent down, drawn up, handed to the leader, issued.

A unit draws one plan of its own from the plan above. Each content of the plan above it keeps, adapts or leaves out with
a reason; what it adds is its own. The number of a content stays that of the plan above, so that everybody means the
same by "content 3"; own contents follow after.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .messages import Message, RuleBroken
from .tables import rows_of


class Stage(StrEnum):
    """How far one unit has come with its own plan."""

    NOT_SENT = "not_sent"
    RECEIVED = "received"
    DRAWING = "drawing"
    WITH_LEADER = "with_leader"
    ISSUED = "issued"


class Step(StrEnum):
    SEND = "send"  # by the body above
    BEGIN = "begin"  # by the unit itself, from a plan that it reads
    DRAW = "draw"
    HAND_UP = "hand_up"  # to the unit's own leader
    ISSUE = "issue"


# From which stage, which step, to which stage. What is not here is forbidden. Sending again changes nothing.
TABLE = """
from         step     to

not_sent     send     received
received     send     received
drawing      send     drawing
with_leader  send     with_leader
issued       send     issued
not_sent     begin    drawing
received     begin    drawing
drawing      begin    drawing
with_leader  begin    with_leader
issued       begin    issued
received     draw     drawing
drawing      draw     drawing
with_leader  draw     drawing
received     hand_up  with_leader
drawing      hand_up  with_leader
with_leader  hand_up  with_leader
drawing      issue    issued
with_leader  issue    issued
"""


def read_table(table: str) -> dict[tuple[Stage, Step], Stage]:
    return {(Stage(before), Step(step)): Stage(after) for before, step, after in rows_of(table)}


STEPS = read_table(TABLE)
WHY_NOT = {
    Stage.NOT_SENT: "This unit has no plan of its own yet. Send it the plan, or begin to draw.",
    Stage.RECEIVED: "Nobody has gone through the contents yet. Do that first; then issue.",
    Stage.ISSUED: "This plan is issued. What changes now is an amendment of it.",
}


def stage_of(*, is_there: bool, begun: bool, handed_up: bool, issued: bool) -> Stage:
    if not is_there:
        return Stage.NOT_SENT
    if issued:
        return Stage.ISSUED
    if handed_up:
        return Stage.WITH_LEADER
    return Stage.DRAWING if begun else Stage.RECEIVED


def stage_after(stage: Stage, step: Step) -> Stage:
    if (stage, step) not in STEPS:
        raise RuleBroken(Message(WHY_NOT[stage]))
    return STEPS[stage, step]


def check_sending(*, runs: bool, strange: Iterable[str], asked: int) -> None:
    """`runs`: the plan above is accepted, or issued, and not over. `strange`: units that are not under the sender."""
    said = []
    if not runs:
        text = "Only a plan that runs goes down: every side has accepted it, or its body has issued it."
        said.append(Message(text))
    if not asked:
        said.append(Message("Choose at least one unit.", where="units"))
    text = "%(unit)s does not stand under the body that sends the plan."
    said += [Message(text, {"unit": unit}, "units") for unit in strange]
    if said:
        raise RuleBroken(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One content of the plan above as the unit draws it. None: stays as it is."""

    number: int
    keeps: bool = True
    reason: str = ""  # why it is left out
    is_own: bool = False  # added by the unit: nobody above waits for it
    text: str | None = None
    product: str | None = None
    begins_on: date | None = None
    due_on: date | None = None
    targets: Mapping[str, int | None] = field(
        default_factory=dict
    )  # by indicator; None takes the target away
    task: str = ""  # one task of the unit's own
    task_due_on: date | None = None  # empty: the content's day


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A content of the unit's own."""

    text: str
    due_on: date | None = None
    product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The days that a plan covers, and today."""

    first_on: date
    last_on: date
    today: date


def check_drawing(
    kept: Sequence[Kept],
    added: Sequence[Added],
    frame: Frame,
    *,
    others: int = 0,
    at_work: Collection[int] = (),
) -> None:
    """`others`: contents that stand and were not gone through this time. `at_work`: those with open tasks."""
    text = "Content %(number)s has open tasks. Finish them or take them back, then leave it out."
    said = [
        Message(text, {"number": one.number}, f"{one.number}.keeps")
        for one in kept
        if not one.keeps and one.number in at_work
    ]
    said += [message for one in kept for message in _wrong_in(one, frame)]
    said += [message for place, one in enumerate(added, 1) for message in _wrong_in_added(one, place, frame)]
    if not any(one.keeps for one in kept) and not added and not others:
        said.append(Message("A plan without any content is none. Keep one, or add one of your own."))
    if said:
        raise RuleBroken(said)


def _wrong_in(one: Kept, frame: Frame) -> Iterator[Message]:
    here = str(one.number)
    if not one.keeps:
        if not one.reason.strip() and not one.is_own:
            values = {"number": one.number}
            yield Message("Say why content %(number)s is left out.", values, f"{here}.reason")
        return
    if one.text is not None and not one.text.strip():
        yield Message("Write what is to be done.", where=f"{here}.text")
    yield from _wrong_days(one.begins_on, one.due_on, frame, here)
    for indicator, amount in one.targets.items():
        if amount is not None and amount <= 0:
            yield Message("A target is a number above zero.", where=f"{here}.target.{indicator}")
    yield from _wrong_task(one, frame)


def _wrong_task(one: Kept, frame: Frame) -> Iterator[Message]:
    here, due_on = str(one.number), one.task_due_on or one.due_on
    if not one.task.strip():
        if one.task_due_on is not None:
            yield Message("Write what is to be done.", where=f"{here}.task")
        return
    if due_on is None:
        yield Message("Say by which day.", where=f"{here}.task_due_on")
    elif due_on < frame.today:
        yield Message("This day has passed already.", where=f"{here}.task_due_on")
    elif due_on > frame.last_on:
        text = "The plan ends on %(day)s. Choose a day until then."
        yield Message(text, {"day": frame.last_on}, f"{here}.task_due_on")


def _wrong_in_added(one: Added, place: int, frame: Frame) -> Iterator[Message]:
    if not one.text.strip():
        yield Message("Write what is to be done.", where=f"new.{place}.text")
    yield from _wrong_days(None, one.due_on, frame, f"new.{place}")


def _wrong_days(begins_on: date | None, due_on: date | None, frame: Frame, here: str) -> Iterator[Message]:
    if due_on is not None and due_on > frame.last_on:
        text = "The plan ends on %(day)s. Choose a day until then."
        yield Message(text, {"day": frame.last_on}, f"{here}.due_on")
    if due_on is not None and due_on < frame.first_on:
        text = "The plan begins on %(day)s. Choose a day after that."
        yield Message(text, {"day": frame.first_on}, f"{here}.due_on")
    if begins_on is not None and due_on is not None and due_on < begins_on:
        yield Message("It would end before it begins.", where=f"{here}.due_on")


def check_issue(
    *, number: str, taken: bool, issued_on: date, contents: Sequence[tuple[int, bool]], today: date
) -> None:
    """`contents`: those that stand, each with whether somebody leads it. `taken`: the number, by another plan."""
    said = []
    if taken:
        values = {"number": number}
        text = "Your office has used the number %(number)s already. Look it up in the register."
        said.append(Message(text, values, "number"))
    if issued_on > today:
        said.append(Message("A plan is not issued on a day that is still to come.", where="issued_on"))
    if not contents:
        said.append(Message("A plan without any content is none. Keep one, or add one of your own."))
    text = "Content %(number)s has no lead. Say who leads it."
    said += [Message(text, {"number": key}) for key, has_lead in contents if not has_lead]
    if said:
        raise RuleBroken(said)


class Change(StrEnum):
    """What the plan above has done since the unit drew from it."""

    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"


def change_above(
    *, has_own: bool, left_out: bool, dropped: bool, version: int, answered: int | None, differs: bool
) -> Change | None:
    """What is still to be answered of one content above. `answered`: up to which version the unit did."""
    if not has_own:
        return None if dropped else Change.ADDED
    if answered is not None and answered >= version:
        return None
    if dropped:
        return None if left_out else Change.DROPPED
    return Change.CHANGED if differs else None
