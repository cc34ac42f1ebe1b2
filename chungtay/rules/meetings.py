"""Decides what a meeting must say, and until when it may be changed: once the minutes were sent, decisions stand."""

from collections.abc import Collection
from datetime import date

from .messages import Message, RuleBroken


def check_meeting(*, title: str, met_on: date, today: date) -> None:
    said = []
    if not title:
        said.append(Message("Say what the meeting was about.", where="title"))
    if met_on > today:
        said.append(
            Message("A meeting is written down once it was held. Choose a day up to today.", where="met_on")
        )
    if said:
        raise RuleBroken(said)


def refuse_if_sent(sent_on: date | None) -> None:
    """What others have in hand is not changed behind their backs."""
    if sent_on is not None:
        text = "The minutes were sent on %(day)s and stand. What must be otherwise is decided anew in a later meeting."
        raise RuleBroken(Message(text, {"day": sent_on}))


def check_decision(*, number: int, text: str, taken: Collection[int], sent_on: date | None) -> None:
    refuse_if_sent(sent_on)
    said = []
    if number < 1:
        said.append(Message("Decisions are numbered from 1.", where="number"))
    if number in taken:
        free = max(taken) + 1
        said.append(
            Message("There is a decision %(number)s already. The next one is %(free)s.",
                    {"number": number, "free": free}, "number")
        )  # fmt: skip
    if not text:
        said.append(Message("Write what was decided.", where="text"))
    if said:
        raise RuleBroken(said)


def check_sending(*, decisions: int, has_minutes: bool, sent_on: date | None) -> None:
    refuse_if_sent(sent_on)
    if not decisions and not has_minutes:
        raise RuleBroken(Message("There is nothing to send yet. Write a decision down, or add the minutes."))
