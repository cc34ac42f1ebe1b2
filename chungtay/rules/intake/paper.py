"""A paper as text: blocks in reading order over one string, so that every fact can say where it stood."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A line, paragraph, heading or table cell. `start` and `end` are places in the paper's text."""

    text: str
    start: int
    end: int
    kind: str = "paragraph"  # paragraph | heading | cell | footer | published | author | site
    table: int = 0  # cells only: which table of the paper, from 1
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Paper:
    title: str
    blocks: tuple[Block, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that has no place yet."""

    text: str
    kind: str = "paragraph"
    table: int = 0
    row: int = 0
    column: int = 0


def paper_of(pieces: list[Piece], *, title: str = "") -> Paper:
    """Lays pieces one under the other; empty ones are left out."""
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        if not piece.text.strip():
            continue
        end = at + len(piece.text)
        blocks.append(Block(piece.text, at, end, piece.kind, piece.table, piece.row, piece.column))
        at = end + 1
    return Paper(title, tuple(blocks), "\n".join(block.text for block in blocks))


def paper_of_lines(text: str) -> Paper:
    """A plain text keeps every character where it was; its lines that say something are the blocks."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            blocks.append(Block(words, start, start + len(words)))
        at += len(line) + 1
    return Paper("", tuple(blocks), text)
