"""Reads what an address asks a plan's tasks for, and writes it again. What it does not know it refuses, all at once."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from ..messages import Message, RuleBroken
from ..tasks import TaskState
from .pace import Pace

LONGEST = 100  # letters that are looked for, or said back
NO_CONTENT = 0  # the number under which tasks stand that belong to no content
SORTS = ("due", "rank", "state", "pace", "organisation", "content", "text")
MARKS = re.compile("[\u0300-\u036f]")  # those of Latin letters; Lao vowels and tones are letters like others


class Shape(StrEnum):
    """The ways of looking."""

    BOARD = "board"
    TABLE = "table"
    CALENDAR = "calendar"
    TIMELINE = "timeline"


class By(StrEnum):
    """What the columns of a board stand for."""

    STATE = "state"
    ORGANISATION = "organisation"
    CONTENT = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is left empty does not narrow. `by` is the board's, `sort` the table's own."""

    state: tuple[TaskState, ...] = ()
    pace: tuple[Pace, ...] = ()
    organisation: UUID | None = None
    content: int | None = None
    rank: int | None = None
    text: str = ""
    month: date | None = None
    by: By = By.STATE
    sort: str = "due"

    @property
    def narrows(self) -> bool:
        return replace(self, by=By.STATE, sort="due") != Asked()

    def but(self, **more: Any) -> "Asked":
        return replace(self, **more)

    def address(self, shape: Shape) -> str:
        """As it stands behind the question mark, for links and for views that are kept."""
        return urlencode(pairs_of(self, shape))


def folded(text: str) -> str:
    """Letters as somebody types them who has no marks at hand: Đăk Blô is dak blo."""
    plain = MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("đ", "d")
    return " ".join(unicodedata.normalize("NFC", plain).split())


def pairs_of(asked: Asked, shape: Shape) -> list[tuple[str, str]]:
    """Only what is not as usual, in one order, so that the same way of looking has one address."""
    found = [("state", str(one)) for one in asked.state] + [("pace", str(one)) for one in asked.pace]
    found += [
        (name, str(value))
        for name in ("organisation", "content", "rank", "text")
        if (value := getattr(asked, name)) not in (None, "")
    ]
    found += [("month", f"{asked.month:%Y-%m}")] if asked.month else []
    found += [("by", str(asked.by))] if shape is Shape.BOARD and asked.by is not By.STATE else []
    return found + ([("sort", asked.sort)] if shape is Shape.TABLE and asked.sort != "due" else [])


def read_asked(given: Iterable[tuple[str, str]], shape: Shape) -> Asked:
    """From the names and values of an address, as often as each is written; an empty value asks for nothing."""
    values: dict[str, list[str]] = {}
    for name, value in given:
        values.setdefault(name, []).append(value.strip())
    read: dict[str, Any] = {}
    problems: list[Message] = []
    for name, written in values.items():
        held = list(dict.fromkeys(one for one in written if one))
        if name not in READERS or name in OF_ONE.get(shape, ()):
            problems.append(_unknown_name(name))
        elif len(held) > 1 and name not in MANY:
            problems.append(Message("Ask for one of these at a time.", where=name))
        elif held:
            found = [_read(name, one) for one in held]
            problems += [
                _unknown_value(name, one) for one, is_it in zip(held, found, strict=True) if is_it is None
            ]
            read[name] = tuple(found) if name in MANY else found[0]
    if problems:
        raise RuleBroken(problems)
    return Asked(**read)


def address_read(address: str, shape: Shape) -> Asked:
    """The same from what stands behind the question mark."""
    return read_asked(parse_qsl(address, keep_blank_values=True), shape)


def _unknown_name(name: str) -> Message:
    text = "The tasks of a plan cannot be narrowed or ordered by “%(name)s” here."
    return Message(text, {"name": name[:40]}, name[:40])


def _unknown_value(name: str, value: str) -> Message:
    return Message("There is no “%(value)s” to ask for here.", {"value": value[:LONGEST]}, name)


def _read(name: str, value: str) -> Any:
    """None where there is no such value."""
    try:
        return READERS[name](value)
    except ValueError:
        return None


def _number(value: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", value):
        raise ValueError(value)
    return int(value)


def _rank(value: str) -> int:
    if value not in ("1", "2", "3"):
        raise ValueError(value)
    return int(value)


def _month(value: str) -> date:
    if not re.fullmatch("(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])", value):
        raise ValueError(value)
    return date.fromisoformat(f"{value}-01")


def _text(value: str) -> str:
    if len(value) > LONGEST:
        raise ValueError(value)
    return value


def _id(value: str) -> UUID:
    if not re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value):
        raise ValueError(value)
    return UUID(value)


def _sort(value: str) -> str:
    if value.removeprefix("-") not in SORTS:
        raise ValueError(value)
    return value


READERS: dict[str, Callable[[str], Any]] = {
    "state": TaskState,
    "pace": Pace,
    "organisation": _id,
    "content": _number,
    "rank": _rank,
    "text": _text,
    "month": _month,
    "by": By,
    "sort": _sort,
}
MANY = frozenset({"state", "pace"})
# What only another shape understands.
OF_ONE = {
    Shape.BOARD: {"sort"},
    Shape.TABLE: {"by"},
    Shape.CALENDAR: {"by", "sort"},
    Shape.TIMELINE: {"by", "sort"},
}
