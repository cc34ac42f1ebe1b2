"""Decides when a unit belongs to a group: only while it stands, and once at a time."""

from collections.abc import Iterable
from datetime import date

from chungtay.rules.messages import Message, RuleBroken

Days = tuple[date, date | None]  # from, and the first day that no longer counts


def check_membership(*, first_on: date, place: Days, held: Iterable[Days]) -> None:
    """`place`: when the unit stands. `held`: its memberships in the same group."""
    begun_on, ended_on = place
    if first_on < begun_on:
        text = "The unit stands since %(day)s; it cannot belong to a group before that."
        raise RuleBroken(Message(text, {"day": begun_on}, "first_on"))
    if ended_on is not None and first_on >= ended_on:
        text = "The unit ended on %(day)s. Add the units that it became."
        raise RuleBroken(Message(text, {"day": ended_on}, "first_on"))
    for first, until in held:
        if until is None or first_on < until:
            text = "The unit belongs to this group since %(day)s already."
            raise RuleBroken(Message(text, {"day": first}, "first_on"))


def check_end_of_membership(*, first_on: date, until: date | None, on: date) -> None:
    if until is not None:
        raise RuleBroken(Message("The unit left this group on %(day)s already.", {"day": until}, "on"))
    if on <= first_on:
        text = "The unit belongs to the group since %(day)s; it leaves after that."
        raise RuleBroken(Message(text, {"day": first_on}, "on"))


def check_group(*, name: str, slug_taken: bool) -> None:
    if not name.strip():
        raise RuleBroken(Message("Write how the group is called.", where="name"))
    if slug_taken:
        raise RuleBroken(Message("There is a group of this name already.", where="name"))
