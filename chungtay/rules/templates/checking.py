"""Looks a template over: every broken tag and unknown field with its paragraph, and what an office should look at.

Runs in a process of its own; what it finds goes out as JSON.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from chungtay.rules.messages import Message, RuleBroken

from .fonts import doubtful_fonts
from .language import MOST_LOOPS, TOO_MUCH, UNREADABLE, Scope, Shape, faults_of, loop_of
from .parts import BODY, Paragraph, W, paragraphs, parts_with_text
from .safety import unsafe
from .tags import ENDS, LIFTED, Tag, tags_in

MOST_SAID = 50
CLOSES = {"endfor": "for", "endif": "if", "elif": "if", "else": "if"}

NOT_CLOSED = "The tag “%(tag)s” is not closed: “%(end)s” is missing in this paragraph."
NOT_OPENED = "The sign “%(tag)s” closes nothing: its beginning is missing in this paragraph."
LEFT_OPEN = "The tag “%(tag)s” is never ended. Write “%(end)s” where it ends."
NOTHING_OPEN = "The tag “%(tag)s” ends nothing that is open."
ELSEWHERE = (
    "The tag “%(tag)s” must stand as “%(open)s” does: in the same paragraph, "
    "or both among the same paragraphs or rows."
)
NOT_ALONE = "Nothing else may stand in the paragraph of “%(tag)s”: it would be lost."
ONE_A_ROW = "Only one tag like “%(tag)s” may stand in a row or cell: give each a row of its own."
NO_TABLE = "The tag “%(tag)s” stands in no table."
TOO_DEEP = "The tag “%(tag)s” is loop number %(most)s in each other or deeper; %(fewer)s are the most."

MISSING = "The field “%(name)s” is missing: the paper would be printed without it."
TRACKED = "The file holds tracked changes. Accept them, else they show in every paper."
REMARKS = "The file holds comments. Take them out, else they stand in every paper."


@dataclass
class Open:
    tag: Tag
    paragraph: Paragraph
    number: int  # of the paragraph
    is_loop: bool


@dataclass
class Look:
    """What was found so far."""

    scope: Scope
    used: set[str] = field(default_factory=set)
    faults: list[list[Any]] = field(
        default_factory=list
    )  # part, number and words of the paragraph, what is wrong
    opened: list[Open] = field(default_factory=list)
    lifted: set[Any] = field(default_factory=set)
    number: int = 0  # of the paragraph that is looked at


def checked_template(content: bytes, *, known: dict[str, Shape], must: Sequence[str]) -> dict[str, Any]:
    """`{"fields", "faults": [[part, number, words, text, values]], "all_faults", "warnings": [[text, values]]}`."""
    refused = unsafe(content)
    if refused:
        raise RuleBroken([Message(one.text, one.values, "file") for one in refused[:MOST_SAID]])
    look, warnings = Look(Scope(known)), []
    for name, root in parts_with_text(content):
        _look_over(root, "body" if name == BODY else "edge", look)
        warnings += [one for one in _of_word(root) if one not in warnings]
    warnings += [[text, values] for text, values in doubtful_fonts(content)]
    warnings += [[MISSING, {"name": name}] for name in sorted(must) if name not in look.used]
    return {
        "fields": sorted(look.used),
        "faults": look.faults[:MOST_SAID],
        "all_faults": len(look.faults),
        "warnings": warnings[:MOST_SAID],
    }


def _look_over(root: Any, part: str, look: Look) -> None:
    look.number = 0
    for paragraph in paragraphs(root):
        look.number += bool(paragraph.text.strip())
        where = [part, look.number, paragraph.shown]
        for fault in _of_paragraph(paragraph, look):
            look.faults.append([*where, fault.text, fault.values])
    for left in reversed(look.opened):
        place = [part, left.number, left.paragraph.shown]
        look.faults.append([*place, LEFT_OPEN, {"tag": left.tag.typed, "end": _end_of(left.tag)}])
    look.opened.clear()
    look.scope.loops.clear()


def _of_paragraph(paragraph: Paragraph, look: Look) -> Iterator[Message]:
    opened_before = len(look.opened)
    for tag in tags_in(paragraph.text):
        if not tag.is_whole:
            end = ENDS.get(tag.typed)
            text = NOT_CLOSED if end else NOT_OPENED
            start = paragraph.text[tag.start : tag.start + 40] if end else tag.typed
            yield Message(text, {"tag": start, "end": end} if end else {"tag": start})
        elif tag.opening != "{#":
            yield from _of_place(tag, paragraph, look)
            yield from _of_tag(tag, paragraph, look)
    for left in look.opened[opened_before:]:
        if not left.tag.form:
            yield Message(LEFT_OPEN, {"tag": left.tag.typed, "end": _end_of(left.tag)})
    kept = [one for one in look.opened[opened_before:] if one.tag.form]
    gone = look.opened[opened_before:]
    for one in gone:
        if one not in kept and one.is_loop and look.scope.loops:
            look.scope.loops.pop()
    look.opened[opened_before:] = kept


def _of_place(tag: Tag, paragraph: Paragraph, look: Look) -> Iterator[Message]:
    """A tag that takes the place of a paragraph, a row or a cell must stand alone in it."""
    if tag.form == "r" or (tag.form and tag.opening != "{%"):
        yield Message(UNREADABLE, {"tag": tag.typed})
    elif tag.form:
        if paragraph.text.strip() != tag.typed.strip() and tag.form == "p":
            yield Message(NOT_ALONE, {"tag": tag.typed})
            return
        place = _place(tag, paragraph)
        if place is None:
            yield Message(NO_TABLE, {"tag": tag.typed})
        elif place in look.lifted:
            yield Message(ONE_A_ROW, {"tag": tag.typed})
        else:
            look.lifted.add(place)


def _of_tag(tag: Tag, paragraph: Paragraph, look: Look) -> Iterator[Message]:
    word = tag.word
    if word in CLOSES:
        yield from _of_closing(tag, paragraph, look)
        if word != "elif":
            if tag.inside != word:
                yield Message(UNREADABLE, {"tag": tag.typed})
            return
    elif tag.opening == "{%" and word not in ("for", "if"):
        yield Message(TOO_MUCH, {"tag": tag.typed})
        return
    yield from faults_of(tag, look.scope, look.used)
    if word in ("for", "if"):
        look.opened.append(Open(tag, paragraph, look.number, word == "for"))
    if word == "for":
        look.scope.loops.append(loop_of(tag, look.scope))
        if len(look.scope.loops) > MOST_LOOPS:
            values = {"tag": tag.typed, "most": MOST_LOOPS + 1, "fewer": MOST_LOOPS}
            yield Message(TOO_DEEP, values)


def _of_closing(tag: Tag, paragraph: Paragraph, look: Look) -> Iterator[Message]:
    last = look.opened[-1] if look.opened else None
    if last is None or last.is_loop != (CLOSES[tag.word] == "for") and tag.word != "else":
        yield Message(NOTHING_OPEN, {"tag": tag.typed})
        return
    if _flow(tag, paragraph) is not _flow(last.tag, last.paragraph):
        yield Message(ELSEWHERE, {"tag": tag.typed, "open": last.tag.typed})
    if tag.word.startswith("end"):
        look.opened.pop()
        if last.is_loop:
            look.scope.loops.pop()


def _place(tag: Tag, paragraph: Paragraph) -> Any:
    if tag.form == "p":
        return paragraph.element
    return next(paragraph.element.iterancestors(LIFTED[tag.form]), None)


def _flow(tag: Tag, paragraph: Paragraph) -> Any:
    """Among what both ends of a block must stand: the paragraph itself, or the body, table or row around its place."""
    if not tag.form or tag.form not in LIFTED:
        return paragraph.element
    place = _place(tag, paragraph)
    return None if place is None else place.getparent()


def _end_of(tag: Tag) -> str:
    return "{%" + f"{tag.form} end{tag.word} " + "%}"


def _of_word(root: Any) -> Iterator[list[Any]]:
    if next(root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"), None) is not None:
        yield [TRACKED, {}]
    if next(root.iter(f"{W}commentReference"), None) is not None:
        yield [REMARKS, {}]
