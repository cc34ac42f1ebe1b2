"""Reads the tags in the words of a paragraph, and heals those that Word has cut into pieces.

A program that saves the file cuts a tag wherever it remembers something: who typed it, a spelling mistake, a font. So
tags are looked for in the words of a whole paragraph, and what belongs to one is put together again in its first piece.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .parts import XML_SPACE, W, paragraphs

# Signs of their own for the engine, which nobody can type: all other braces are text, wherever they stand.
BLOCK, BLOCK_END, FIELD, FIELD_END = "\ue000", "\ue001", "\ue002", "\ue003"
SIGNS = re.compile("[\ue000-\ue005]")
ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
ANY_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\{%|\{#|\}\}|%\}|#\}", re.DOTALL)
LIFTED = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc"}  # what a tag of this form takes the place of
FORM = re.compile(r"(p|tr|tc|r)\s")
CURLED = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "\N{NO-BREAK SPACE}": " ", "\t": " ", "\n": " "}
)


@dataclass(frozen=True)
class Tag:
    """One tag as it was typed. `form` says what it stands for: "" a place in the text, or a key of LIFTED."""

    typed: str
    start: int
    end: int

    @property
    def opening(self) -> str:
        return self.typed[:2]

    @property
    def is_whole(self) -> bool:
        return self.opening in ENDS and self.typed.endswith(ENDS[self.opening]) and len(self.typed) >= 4

    @property
    def inside(self) -> str:
        """Without braces and form; quotation marks that a program has curled are straight again."""
        inside = self.typed[2:-2].translate(CURLED).strip()
        found = FORM.match(inside)
        return inside[found.end() :].strip() if found and self.opening != "{#" else inside

    @property
    def form(self) -> str:
        found = FORM.match(self.typed[2:-2].translate(CURLED))
        return found[1] if found and self.opening != "{#" else ""

    @property
    def word(self) -> str:
        """What a block tag does: for, endfor, if …"""
        return self.inside.partition(" ")[0] if self.opening == "{%" else ""

    @property
    def for_engine(self) -> str:
        match self.opening:
            case "{{":
                return f"{FIELD} {self.inside} {FIELD_END}"
            case "{%":
                return f"{BLOCK} {self.inside} {BLOCK_END}"
        return ""


def tags_in(text: str) -> Iterator[Tag]:
    for found in ANY_TAG.finditer(text):
        yield Tag(found[0], found.start(), found.end())


def heal(root: Any) -> None:
    """Every tag in one piece, in the signs of the engine; those of whole paragraphs, rows, cells in their place."""
    lifted: list[tuple[Any, Tag]] = []
    for paragraph in list(paragraphs(root)):
        for piece in paragraph.pieces:
            piece.text = SIGNS.sub("", piece.text or "")
        found = [tag for tag in tags_in(paragraph.text) if tag.is_whole]
        for tag in reversed(found):  # from the end, so that places before it stay right
            if tag.form in LIFTED:
                lifted.append((paragraph.element, tag))
            else:
                _put(paragraph.pieces, tag)
    for element, tag in lifted:
        _lift(element, tag)


def _put(pieces: list[Any], tag: Tag) -> None:
    at, is_put = 0, False
    for piece in pieces:
        text = piece.text or ""
        start, end = max(tag.start - at, 0), min(tag.end - at, len(text))
        at += len(text)
        if start < end:
            piece.text = text[:start] + ("" if is_put else tag.for_engine) + text[end:]
            piece.set(XML_SPACE, "preserve")
            is_put = True


def _lift(element: Any, tag: Tag) -> None:
    """The tag alone where the paragraph, row or cell stood."""
    gone: Any = element if tag.form == "p" else next(element.iterancestors(LIFTED[tag.form]), None)
    parent = None if gone is None else gone.getparent()
    if parent is None:
        return  # two tags in one row: `checking` has named it
    text = tag.for_engine + (gone.tail or "")
    before = gone.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(gone)
