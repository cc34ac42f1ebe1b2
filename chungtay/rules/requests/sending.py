"""Decides whether a themed request may be sent as it is, put off, or answered still."""

from collections.abc import Iterable
from datetime import date, datetime

from ..messages import Message, RuleBroken


def check_theme(
    *, title: str, asks: int, units: int, first_on: date, last_on: date, due_on: date, today: date,
    wrong: Iterable[Message] = (),
) -> None:  # fmt: skip
    """Everything to mend at once. `asks`: headings and columns together; `wrong`: what was found before."""
    said = []
    if not title.strip():
        said.append(Message("Write the theme.", where="title"))
    said += wrong
    if not asks and not said:
        said.append(Message("Write the outline: one heading a line.", where="outline"))
    if not units:
        said.append(Message("Choose at least one unit.", where="units"))
    if last_on < first_on:
        said.append(Message("The period ends before it begins.", where="last_on"))
    said += _due(due_on, today)
    if said:
        raise RuleBroken(said)


def check_due_day(due_on: date, *, today: date, closed_at: datetime | None) -> None:
    check_open(closed_at)
    if said := _due(due_on, today):
        raise RuleBroken(said)


def check_open(closed_at: datetime | None) -> None:
    if closed_at is not None:
        raise RuleBroken(Message("This request was closed on %(day)s.", {"day": closed_at.date()}))


def _due(due_on: date, today: date) -> list[Message]:
    return [Message("The due day is in the past.", where="due_on")] if due_on < today else []
