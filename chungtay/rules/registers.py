"""Decides which dated facts a register takes: a thing opens once and closes once, never in days to come."""

from datetime import date

from .messages import Message, RuleBroken


def check_opening(*, name: str, on: date, today: date, stands_already: bool) -> None:
    """`stands_already`: an open club of this name is kept for the same place."""
    messages = []
    if not name.strip():
        messages.append(Message("Write the name.", where="name"))
    if on > today:
        messages.append(Message("%(day)s has not come yet.", {"day": on}, where="opened_on"))
    if stands_already:
        text = "A club of this name is in the register of this place already."
        messages.append(Message(text, where="name"))
    if messages:
        raise RuleBroken(messages)


def check_closing(*, opened_on: date, closed_on: date | None, on: date, today: date) -> None:
    if closed_on is not None:
        text = "This club was closed on %(day)s already."
        raise RuleBroken(Message(text, {"day": closed_on}))
    if on < opened_on:
        text = "The club opened on %(day)s; it cannot close before that."
        raise RuleBroken(Message(text, {"day": opened_on}, where="closed_on"))
    if on > today:
        raise RuleBroken(Message("%(day)s has not come yet.", {"day": on}, where="closed_on"))
