"""Decides what the lists of a delegation may hold: members, hours, gifts, costs, papers, contents.

What life sometimes needs (a member of two delegations, two sessions at one hour) passes with a reason, and is marked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ..messages import Message, RuleBroken
from .visits import Side


class MemberRole(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSaid:
    post: str
    side: Side
    role: MemberRole
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Busy:
    """Days on which the same person is with another delegation."""

    first_on: date
    last_on: date


def check_member(
    member: MemberSaid, *, busy: Sequence[Busy] = (), listed: bool = False, heads: int = 0
) -> bool:
    """Whether they are with another delegation, too: then a reason is kept, and shown.

    `listed`: the same person stands in this delegation already; `heads`: of the same side, without this one.
    """
    said = []
    if not member.post.strip():
        said.append(Message("Write the post, not a name.", where="post"))
    if listed:
        said.append(Message("This person is a member already.", where="person"))
    if member.role is MemberRole.HEAD and heads:
        said.append(Message("One post heads a side. Choose another role.", where="role"))
    if busy and not member.reason.strip():
        text = (
            "From %(first)s to %(last)s they are with another delegation. Choose somebody else, or say why."
        )
        said += [
            Message(text, {"first": one.first_on, "last": one.last_on}, "overlap_reason") for one in busy
        ]
    if said:
        raise RuleBroken(said)
    return bool(busy)


@dataclass(frozen=True, slots=True, kw_only=True)
class HourSaid:
    starts_at: datetime
    ends_at: datetime
    text: str
    reason: str = ""


def overlapping(hour: HourSaid, others: Iterable[HourSaid]) -> list[HourSaid]:
    """What ends as the next begins does not lie over it."""
    return [other for other in others if hour.starts_at < other.ends_at and other.starts_at < hour.ends_at]


def check_hour(hour: HourSaid, others: Iterable[HourSaid], *, first_on: date, last_on: date) -> bool:
    """Whether it lies over another one: then a reason is kept, and shown. Times are of the place of the visit."""
    said = []
    if not hour.text.strip():
        said.append(Message("Write what is done at this hour.", where="text"))
    if hour.ends_at <= hour.starts_at:
        said.append(Message("It would end before it begins.", where="ends_at"))
    if hour.starts_at.date() < first_on or hour.ends_at.date() > last_on:
        text = "The visit is from %(first)s to %(last)s; this lies outside."
        said.append(Message(text, {"first": first_on, "last": last_on}, "starts_at"))
    over = overlapping(hour, others)
    if over and not hour.reason.strip():
        text = "At this hour there is already: %(what)s. Choose another hour, or say why both."
        said += [Message(text, {"what": one.text}, "overlap_reason") for one in over]
    if said:
        raise RuleBroken(said)
    return bool(over)


CURRENCY = re.compile(r"[A-Z]{3}")
MOST = 10**15  # whole units; beyond, somebody typed a wrong number


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftSaid:
    text: str
    has_receiver: bool
    amount: int | None = None
    currency: str = ""


def check_gift(gift: GiftSaid) -> None:
    said = []
    if not gift.text.strip():
        said.append(Message("Write what was given.", where="text"))
    if not gift.has_receiver:
        said.append(
            Message("Say to whom: a body, or a group of people, nobody by name.", where="receiver_name")
        )
    if gift.amount is not None:
        said += _of_amount(gift.amount, "amount")
        said += _of_currency(gift.currency)
    elif gift.currency:
        said.append(Message("Write the amount, or leave the currency empty.", where="amount"))
    if said:
        raise RuleBroken(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSaid:
    text: str
    currency: str
    planned: int | None = None
    spent: int | None = None


def check_cost(cost: CostSaid) -> None:
    said = []
    if not cost.text.strip():
        said.append(Message("Write what the money is for.", where="text"))
    if cost.planned is None and cost.spent is None:
        said.append(Message("Write what is planned, or what was spent.", where="planned"))
    for where, amount in (("planned", cost.planned), ("spent", cost.spent)):
        if amount is not None:
            said += _of_amount(amount, where)
    said += _of_currency(cost.currency)
    if said:
        raise RuleBroken(said)


def _of_amount(amount: int, where: str) -> Iterable[Message]:
    if not 0 <= amount <= MOST:
        yield Message("Write an amount from 0 up, in whole units.", where=where)


def _of_currency(currency: str) -> Iterable[Message]:
    if not CURRENCY.fullmatch(currency):
        yield Message("Write the currency in three letters: VND, LAK.", where="currency")


@dataclass(frozen=True, slots=True)
class Sum:
    """What one side bears in one currency; never added to another."""

    side: Side
    currency: str
    planned: int | None
    spent: int | None


def sums_of(costs: Iterable[tuple[Side, CostSaid]]) -> list[Sum]:
    """One line for each side and currency. Nothing is converted, and nothing is added across."""
    found: dict[tuple[Side, str], tuple[int | None, int | None]] = {}
    for side, cost in costs:
        planned, spent = found.get((side, cost.currency), (None, None))
        found[side, cost.currency] = _plus(planned, cost.planned), _plus(spent, cost.spent)
    return [Sum(side, currency, *both) for (side, currency), both in sorted(found.items())]


def _plus(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


DAYS_BEFORE = range(366)


def check_paper(text: str, *, days_before: int | None = None) -> None:
    said = []
    if not text.strip():
        said.append(Message("Write which paper is needed.", where="text"))
    if days_before is not None and days_before not in DAYS_BEFORE:
        said.append(Message("Write how many days before the visit: 0 to 365.", where="days_before"))
    if said:
        raise RuleBroken(said)


def check_ready(*, ready_on: date | None, on: date, today: date) -> None:
    if ready_on is not None:
        raise RuleBroken(Message("This paper was ready on %(day)s already.", {"day": ready_on}))
    if on > today:
        raise RuleBroken(Message("A paper cannot be ready on a day that is still to come.", where="on"))


def check_agreed(text: str) -> None:
    if not text.strip():
        raise RuleBroken(Message("Write what was evaluated or agreed.", where="text"))
