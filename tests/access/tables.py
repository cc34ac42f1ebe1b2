"""Reads the two tables, of pages and of operations, as rows of the permission matrix."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parents[1]
TABLES = {"page": TESTS / "access" / "table.txt", "api": TESTS / "doors" / "api_table.txt"}
ANSWERS = 7  # the columns of the seven persons of the small world, between the row's name and its two words


@dataclass(frozen=True)
class Row:
    """One address or operation, by one method, about one thing; for whom it is there, and what is done."""

    door: str  # page or api
    address: str  # the name of a page, or an operation's path below /api/
    thing: str
    method: str
    seen: str
    done: str

    def __str__(self) -> str:
        return f"{self.door} {self.method} {self.address} {self.thing}"


def rows() -> list[Row]:
    return [row for door, path in TABLES.items() for row in rows_of(door, path)]


def rows_of(door: str, path: Path) -> Iterator[Row]:
    lines = (line.split() for line in path.read_text().splitlines() if line and not line.startswith("#"))
    next(lines)
    for words in lines:
        first, second, third, *more = words
        seen, done = [*more[ANSWERS:], "", ""][:2]
        if door == "page":
            yield Row(door, first, second, third, seen, done)
        else:
            yield Row(door, second, third, first, seen, done)
