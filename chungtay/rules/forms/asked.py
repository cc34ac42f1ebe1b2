"""Whether a form that somebody built may go out: every fault at once, each under its field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..messages import Message, RuleBroken
from .expressions import Ref
from .reading import read_check

MOST_LINES = 200
MOST_LEVELS = 3
BARE = "total"  # the breakdown without dimensions


class Severity(StrEnum):
    """A hard check stops the handing in; a soft one asks for a comment."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A figure line as somebody builds it; of its cells the slugs of the base and of the "of which" together."""

    indicator: object
    base: str
    of_which: tuple[str, ...] = ()
    cells: frozenset[str] = frozenset()
    condition: str = ""
    comes_by_itself: bool = False  # counted by its register, so only as a total
    is_ratio: bool = False


@dataclass(frozen=True, slots=True)
class AskedWords:
    """A question that is answered in words, after the figure line of that number."""

    title: str
    after: int = 999
    condition: str = ""


@dataclass(frozen=True, slots=True)
class AskedCheck:
    expression: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForm:
    """A form as somebody builds it, before anybody is asked with it."""

    name: str
    valid_from: date | None
    lines: Sequence[AskedLine]
    words: Sequence[AskedWords] = ()
    checks: Sequence[AskedCheck] = ()
    levels: int = 1
    begins_after: date | None = None  # the first day of the version before


def check_form(form: AskedForm) -> None:
    """Whether units may be asked with it. Every fault at once, each under its field: `line.3.condition`."""
    faults = list(faults_of(form))
    if faults:
        raise RuleBroken(faults)


def faults_of(form: AskedForm) -> Iterator[Message]:
    yield from _head(form)
    known = {number: line.cells for number, line in enumerate(form.lines, 1)}
    asked: dict[object, int] = {}
    for number, line in enumerate(form.lines, 1):
        where = f"line.{number}"
        if line.indicator in asked:
            text = "Line %(number)s counts the same already; what is reported twice is counted twice."
            yield Message(text, {"number": asked[line.indicator]}, f"{where}.indicator")
        asked.setdefault(line.indicator, number)
        if line.is_ratio:
            text = "This is made anew from two others; ask for those."
            yield Message(text, where=f"{where}.indicator")
        if line.comes_by_itself and line.base != BARE:
            yield Message("This is counted by its register, only as a total.", where=f"{where}.base")
        if line.base in line.of_which:
            text = "This breakdown adds up to the line already; it cannot also be only “of which”."
            yield Message(text, where=f"{where}.of_which")
        yield from _condition(line.condition, known, range(1, number), f"{where}.condition")
    for number, words in enumerate(form.words, 1):
        where = f"words.{number}"
        if not words.title.strip():
            yield Message("Write the question.", where=f"{where}.title")
        before = range(1, min(words.after, len(form.lines)) + 1)
        yield from _condition(words.condition, known, before, f"{where}.condition")
    for number, check in enumerate(form.checks, 1):
        where = f"check.{number}"
        if check.severity not in set(Severity):
            yield Message("Choose whether it must hold or needs a comment.", where=f"{where}.severity")
        if not check.message.strip():
            text = "Write what the officer reads when it does not hold, with the mend."
            yield Message(text, where=f"{where}.message")
        yield from _expression(check.expression, known, range(1, len(known) + 1), f"{where}.expression")


def _head(form: AskedForm) -> Iterator[Message]:
    if not form.name.strip():
        yield Message("Give the form a name.", where="name")
    if not form.lines and not form.words:
        yield Message("Choose what the form asks for.", where="indicators")
    if len(form.lines) > MOST_LINES:
        text = "A form has at most %(most)s lines; make two of it."
        yield Message(text, {"most": MOST_LINES}, "indicators")
    if form.valid_from is None:
        yield Message("Write from which day on units are asked with it.", where="valid_from")
    elif form.begins_after and form.valid_from <= form.begins_after:
        text = "A form of this name is valid from %(day)s; its next version must begin after that day."
        yield Message(text, {"day": form.begins_after}, "valid_from")
    if not 1 <= form.levels <= MOST_LEVELS:
        text = "A report is approved at 1 to %(most)s levels."
        yield Message(text, {"most": MOST_LEVELS}, "levels")


def _condition(text: str, known: Mapping[int, frozenset[str]], lines: range, where: str) -> Iterator[Message]:
    if not text.strip():
        return
    try:
        check = read_check(text)
    except RuleBroken as problem:
        yield from (Message(one.text, one.values, where) for one in problem.messages)
        return
    if any(ref.of_previous for ref in check.refs()):
        # The report before may not be there, and nobody would know why a question is hidden.
        yield Message("A condition rests on the lines before it, not on the last report.", where=where)
    for ref in check.refs():
        if ref.number not in lines and ref.number in known:
            text = "A condition rests on lines that stand before; line %(number)s does not."
            yield Message(text, {"number": ref.number}, where)
        else:
            yield from _ref(ref, known, where)


def _expression(
    text: str, known: Mapping[int, frozenset[str]], lines: range, where: str
) -> Iterator[Message]:
    try:
        check = read_check(text)
    except RuleBroken as problem:
        yield from (Message(one.text, one.values, where) for one in problem.messages)
        return
    for ref in check.refs():
        yield from _ref(ref, known, where)
    if not any(True for _ in check.refs()):
        yield Message("This compares no line of the form.", where=where)


def _ref(ref: Ref, known: Mapping[int, frozenset[str]], where: str) -> Iterator[Message]:
    if ref.number not in known:
        text = "There is no line %(number)s. For a plain number write “number” before it."
        yield Message(text, {"number": ref.number}, where)
    elif ref.cell and ref.cell not in known[ref.number]:
        text = "Line %(number)s does not ask for “%(cell)s”."
        yield Message(text, {"number": ref.number, "cell": ref.cell}, where)
