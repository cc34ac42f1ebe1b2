"""Decides which number a register gives next, and what stops a paper from getting it.

A register counts from 1 each year, of the day on which the paper was signed or came in, and leaves no gap. A number
that was given stays given: what was numbered in error is void, with its reason, and the next paper gets the next.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..messages import Message, RuleBroken
from .kinds import Way
from .numbers import LARGEST, is_code, is_suffix


@dataclass(frozen=True, kw_only=True)
class BookFacts:
    """A register, as far as its numbers care."""

    name: str
    way: str
    is_kept_here: bool = True
    types: Collection[str] = ()  # empty: all
    has_ended: bool = False
    after: int = 0  # the last number of the year that was given on paper, before the register was begun here


@dataclass(frozen=True, kw_only=True)
class PaperFacts:
    """The paper. `symbols`: of each body that issues it, its name and how numbers write it."""

    number: str = ""
    type_code: str = ""
    issued_on: date | None = None
    is_closed: bool = False
    is_holders: bool = True  # of the body whose register it is
    symbols: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Given:
    """A number that the register gave in the year already."""

    number: int
    on: date
    suffix: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A number that stands on the paper already."""

    number: int
    suffix: str = ""
    taken_by: str = ""  # another paper of this body, year and type that bears it
    is_borne: bool = False  # it stands on the paper already


def next_number(given: Iterable[int], after: int = 0) -> int:
    """One after the largest, void ones too; the register goes on `after` what was given on paper in its first year."""
    return max([after, *given]) + 1


def check_entry(
    book: BookFacts, paper: PaperFacts, *, on: date, today: date, given: Sequence[Given] = (),
    typed: Typed | None = None, reason: str = "",
) -> None:  # fmt: skip
    """Whether the paper may be entered on that day, `given` being what the year holds so far."""
    said = [*_of_the_book(book, paper, typed), *_of_the_day(book, paper, on=on, today=today)]
    if typed is None:
        said += _of_the_turn(book, on=on, given=given, reason=reason)
    else:
        said += _of_the_typed(book, typed, given=given)
    if said:
        raise RuleBroken(said)


def _of_the_book(book: BookFacts, paper: PaperFacts, typed: Typed | None) -> list[Message]:
    said = []
    if book.has_ended:
        said.append(
            Message("The register “%(book)s” is closed. Choose another one.", {"book": book.name}, "book")
        )
    if book.types and paper.type_code not in book.types:
        text = "The register “%(book)s” numbers %(types)s only. Choose another one."
        said.append(Message(text, {"book": book.name, "types": ", ".join(sorted(book.types))}, "book"))
    if book.way == Way.INCOMING:
        return said
    if not paper.is_holders:
        text = "The paper is another body's. Only its own register numbers it; note it as incoming instead."
        said.append(Message(text, where="book"))
    if paper.is_closed:
        said.append(Message("The signed paper is kept: nothing of it changes any more."))
    elif paper.number and not (typed and typed.is_borne):
        text = "The paper bears the number %(number)s already."
        said.append(Message(text, {"number": paper.number}, "number"))
    for name, symbol in paper.symbols:
        if not is_code(symbol):
            text = (
                "%(body)s has no symbol for its numbers. Write it on the page of that body, as BTV or UBDT."
            )
            said.append(Message(text, {"body": name}, "book"))
    return said


def _of_the_day(book: BookFacts, paper: PaperFacts, *, on: date, today: date) -> list[Message]:
    said = []
    if on > today:
        said.append(Message("%(day)s is still to come.", {"day": on}, "on"))
    if book.way == Way.INCOMING and paper.issued_on and paper.issued_on > on:
        text = "A paper of %(signed)s cannot have come in on %(day)s."
        said.append(Message(text, {"signed": paper.issued_on, "day": on}, "on"))
    if book.way == Way.OUTGOING and paper.issued_on and paper.issued_on != on:
        text = "The paper says %(signed)s. Its number is of the day on which it was signed."
        said.append(Message(text, {"signed": paper.issued_on}, "on"))
    return said


def _of_the_turn(book: BookFacts, *, on: date, given: Sequence[Given], reason: str) -> list[Message]:
    if not book.is_kept_here:
        text = "The register “%(book)s” is kept on paper. Type the number that the office gave."
        return [Message(text, {"book": book.name}, "number")]
    last = max(given, key=lambda one: one.number, default=None)
    if last and on < last.on and not reason.strip():
        text = (
            "Number %(number)s was given for %(last)s already. "
            "For a paper of %(day)s say why it comes later, or type a number with a letter, as %(squeezed)s."
        )
        squeezed = max((one.number for one in given if one.on <= on), default=0)
        values = {"number": last.number, "last": last.on, "day": on, "squeezed": f"{squeezed or 1:02}a"}
        return [Message(text, values, "reason")]
    return []


def _of_the_typed(book: BookFacts, typed: Typed, *, given: Sequence[Given]) -> list[Message]:
    said = []
    if not 1 <= typed.number <= LARGEST:
        said.append(Message("A number of a paper is 1 or more.", where="number"))
    if not is_suffix(typed.suffix):
        said.append(Message("Behind the number only letters may stand, as in 12a.", where="suffix"))
    numbers = {one.number for one in given}
    follows = typed.is_borne and typed.number == next_number((one.number for one in given), book.after)
    if book.is_kept_here and not typed.suffix and not follows:
        text = "The register “%(book)s” gives its numbers itself. Only one with a letter, as 12a, is typed."
        said.append(Message(text, {"book": book.name}, "suffix"))
    elif book.is_kept_here and not follows and typed.number not in numbers and typed.number > book.after:
        text = "Number %(number)s was not given yet, so none with a letter can follow it."
        said.append(Message(text, {"number": typed.number}, "number"))
    same = [one for one in given if (one.number, one.suffix) == (typed.number, typed.suffix)]
    taken = typed.taken_by or next((one.title for one in same), "")
    if taken or same:
        text = "Number %(number)s of this year is taken: “%(paper)s”."
        values = {"number": f"{typed.number:02}{typed.suffix}", "paper": taken}
        said.append(Message(text, values, "number"))
    return said


def check_voiding(*, reason: str, is_void: bool, is_closed: bool) -> None:
    said = []
    if is_closed:
        text = "The signed paper is kept under this number. A later paper cancels it; the number stays."
        said.append(Message(text))
    if is_void:
        said.append(Message("This number is void already."))
    if not reason.strip():
        said.append(Message("Say why the number is void.", where="reason"))
    if said:
        raise RuleBroken(said)


def check_book(
    *, name: str, way: str, grammar: str, types: Iterable[str], unknown: Iterable[str], symbol: str, alike: bool
) -> None:  # fmt: skip
    """`unknown`: codes that no list has; `symbol`: of the body; `alike`: such a register is open already."""
    said = []
    if not name.strip():
        said.append(Message("Write how the office calls the register.", where="name"))
    if way == Way.OUTGOING and not grammar:
        said.append(Message("Choose how its numbers are written.", where="grammar"))
    if way == Way.OUTGOING and not is_code(symbol):
        text = (
            "Your office has no symbol for its numbers. An administrator writes it on the page of the body."
        )
        said.append(Message(text))
    for code in unknown:
        text = "No type has the code “%(code)s”. Codes are as KH, BC or CTr."
        said.append(Message(text, {"code": code[:20]}, "types"))
    if alike:
        text = "A register of this name is open already. Close that one, or choose another name."
        said.append(Message(text, where="name"))
    if said:
        raise RuleBroken(said)
