"""Readies a `Sheet` for its templates: pages of blocks by their kind, tables with their heads, runs of text."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from chungtay.papers.sheets import Bilingual, Block, Column, Run, Sheet, Text, texts

LAO = range(0x0E80, 0x0F00)
SIDES = {"left": "", "center": ' class="mid"', "right": ' class="num"', "numbers": ' class="num"'}


@dataclass(frozen=True)
class ShownBlock:
    """A block with the name of its kind, by which the template chooses how it is drawn."""

    kind: str
    block: Any


@dataclass(frozen=True)
class ShownPart:
    """The paper itself, or one appendix of it: it begins a page of its own."""

    blocks: tuple[ShownBlock, ...]
    is_appendix: bool = False
    landscape: bool = False


@dataclass(frozen=True)
class Pair:
    """What stands side by side in a paper of two languages."""

    sides: tuple[ShownBlock | None, ShownBlock | None]


def parts_of(sheet: Sheet) -> tuple[ShownPart, ...]:
    """An appendix begins a new part; what follows belongs to it."""
    parts: list[list[ShownBlock]] = [[]]
    for block in sheet.blocks:
        shown = shown_block(block)
        if shown.kind == "appendix":
            parts.append([])
        parts[-1].append(shown)
    return tuple(map(_part, filter(None, parts)))


def shown_block(block: Block) -> ShownBlock:
    return ShownBlock(type(block).__name__.lower(), block)


def sheet_shown(sheet: Sheet) -> dict[str, Any]:
    """`{% sheet_shown sheet %}`: the whole paper."""
    return {"parts": parts_of(sheet), "language": sheet.language, "style": sheet.style, "name": sheet.title}


def runs(text: Text) -> SafeString:
    """Text in its looks; what is plain text is one run. Drawn here, since a table has thousands of them."""
    if isinstance(text, str):
        return conditional_escape(text)
    return format_html_join("", "{}", ((_run(run),) for run in text))


def language_of(block: object) -> str:
    """Which of the two scripts a block is in, so that a screen gives it the right lines: `lo`, or `vi`."""
    return "lo" if any(ord(letter) in LAO for text in texts(block) for letter in text) else "vi"


def cells(row: tuple[Text, ...], columns: tuple[Column, ...]) -> SafeString:
    """Each cell on the side that its column keeps to; a row of one cell is a heading over the whole width."""
    if len(row) == 1 and len(columns) > 1:
        return format_html('<th scope="colgroup" colspan="{}">{}</th>', len(columns), runs(row[0]))
    sides = [SIDES[column.align] for column in columns]
    if is_count(row[0]) and not sides[0]:
        # A first column is kept as wide as a name, unless it stands in the middle.
        sides[0] = SIDES["center"]
    drawn = ((SafeString(side), runs(cell)) for side, cell in zip(sides, row, strict=True))
    return format_html_join("", "<td{}>{}</td>", drawn)


def is_count(cell: Text) -> bool:
    """`7`, which only numbers the row."""
    return (cell if isinstance(cell, str) else "".join(run.text for run in cell)).isdigit()


def pairs_of(block: Bilingual) -> list[Pair]:
    """Two equal texts row by row; where one has a block more, the other side stays empty."""
    sides = zip_longest(map(shown_block, block.left), map(shown_block, block.right))
    return [Pair(pair) for pair in sides]


def _run(run: Run) -> SafeString:
    link = getattr(run, "link", "")
    if link:
        return format_html(
            '<a href="{}"{}>{}</a>', link, SafeString(' class="code"' if run.raised else ""), run.text
        )
    if run.raised:
        return format_html('<span class="code">{}</span>', run.text)
    if run.bold:
        return format_html("<b>{}</b>" if not run.italic else "<b><i>{}</i></b>", run.text)
    return format_html("<i>{}</i>", run.text) if run.italic else conditional_escape(run.text)


def _part(blocks: list[ShownBlock]) -> ShownPart:
    first = blocks[0]
    is_appendix = first.kind == "appendix"
    return ShownPart(tuple(blocks), is_appendix, is_appendix and bool(first.block.landscape))


FILTERS: tuple[Callable[..., Any], ...] = (runs, language_of, cells, pairs_of)
