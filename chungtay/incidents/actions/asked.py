"""Reads what a script posts beside sealed bytes: which side, how urgent, when it happened."""

from collections.abc import Collection
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from chungtay.rules.messages import Message, RuleBroken

from ..rules.envelopes import NOT_AS_IT_MUST, uuid_of
from ..rules.life import FOR_OTHERS, Actor

Word = TypeVar("Word", bound=StrEnum)
FIRST_YEAR = 1900


def refusal(part: str) -> RuleBroken:
    return RuleBroken(Message(NOT_AS_IT_MUST, {"part": part}, part))


def key_in(told: dict[str, Any], name: str) -> UUID:
    found = uuid_of(told.get(name))
    if found is None:
        raise refusal(name)
    return found


def word_in(told: dict[str, Any], name: str, words: type[Word]) -> Word:
    try:
        return words(str(told.get(name)))
    except ValueError as wrong:
        raise refusal(name) from wrong


def moment_in(told: dict[str, Any], name: str) -> datetime | None:
    """With its zone, or nothing: a moment without one is somebody's guess."""
    said = told.get(name)
    if said is None:
        return None
    try:
        found = datetime.fromisoformat(said)
        right = found.tzinfo is not None and found.year > FIRST_YEAR
        found = found.astimezone(UTC) if right else found
    except (OverflowError, TypeError, ValueError) as wrong:
        raise refusal(name) from wrong
    if not right:
        raise refusal(name)
    return found


def refuse_unless(side: UUID, sides: Collection[UUID], actor: Actor) -> None:
    if side not in sides:
        raise RuleBroken(Message(FOR_OTHERS[actor]))
