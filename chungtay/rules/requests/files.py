"""Reads the rows of a unit's own paper: a paragraph is one text, the row of a table several."""

from itertools import groupby

from ..intake.files import text_of
from ..intake.paper import Block


def rows_of(content: bytes, *, name: str) -> list[list[str]]:
    """Run where memory and time are limited: the file comes from a stranger."""

    def row(block: Block) -> tuple[int, int, int]:
        return (block.table, block.row, 0) if block.kind == "cell" else (0, 0, block.start)

    return [[block.text for block in blocks] for _, blocks in groupby(text_of(name, content).blocks, row)]
