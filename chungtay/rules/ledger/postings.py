"""Postings: what was written together, in bytes that never change, each sealed over the one before.

The bytes of a posting are one line of JSON (UTF-8, sorted keys, no spaces, a newline at its end), then columns of
whole numbers, one column after another, one number for each entry in order of `seq`:

    {"by":…,"columns":[["place",1],["amount",4]],"constants":{"breakdown":0,…},"first":1,"format":2,"kind":…,
     "last":2,"number":1,"recorded_at":"2025-07-01T02:00:00.000000+00:00","tables":{"breakdown":[""],…}}

- `tables` hold each value once, sorted; the columns of the same names are indexes into them. Keys (ids) are text,
  a set of programmes is a sorted list, a cell is a sorted list of pairs [dimension, category].
- The other columns: `on` and `period_first` are ordinals of days (`date.toordinal`; 0: none; a period ends `on`),
  `amount`, `stated` (0 where none), `reverses` (0: none), and `flags`: bits 0–1 the qualifier (exact, nearly, about,
  over), bit 2 estimated, bit 3 stated.
- Numbers are little-endian two's complement. A column has the narrowest of 1, 2, 4 and 8 bytes that holds all its
  numbers. A column whose numbers are all the same is left out and stands in `constants`.

So the same entries always give the same bytes, and the columns can be read at once, without an object for each
entry. hash = SHA-256 over the previous hash (32 bytes; zeros before the first) followed by these bytes. Who alters
an entry must alter every hash after it.
"""

import hashlib
import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

from chungtay.rules.ledger.entries import Entry, Qualifier, Window
from chungtay.rules.places import Key

FORMAT = 2
BEFORE_THE_FIRST = bytes(32)

TABLES = ("indicator", "place", "holder", "programmes", "cell", "breakdown", "source")
COLUMNS = (*TABLES, "on", "period_first", "amount", "stated", "reverses", "flags")
WIDTHS: dict[int, Literal["b", "h", "i", "q"]] = {
    1: "b",
    2: "h",
    4: "i",
    8: "q",
}  # as `array` and `struct` name them
QUALIFIERS = (Qualifier.EXACT, Qualifier.NEARLY, Qualifier.ABOUT, Qualifier.OVER)
ESTIMATED, STATED = 4, 8  # bits of the flags

Numbers = Sequence[int] | int  # one for each entry, or the same for all


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One approval or one load: the entries from `first` to `last`, written at once by somebody."""

    number: int
    first: int
    last: int
    kind: str
    by: Key
    recorded_at: datetime
    previous_hash: bytes = BEFORE_THE_FIRST
    body: bytes = b""
    hash: bytes = b""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger ends: its last posting, that one's last entry, and its hash."""

    posting: int = 0
    seq: int = 0
    hash: bytes = BEFORE_THE_FIRST


@dataclass(frozen=True, slots=True)
class Columns:
    """Entries without an object for each: tables of values, and for every name of COLUMNS its numbers.

    Values are text or, for sets, sorted tuples. Tables may be in any order and hold more than is used; the bytes
    are the same.
    """

    count: int
    tables: dict[str, list[Any]]
    numbers: dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a posting, opened: nothing is copied before it is asked for."""

    header: dict[str, Any]
    count: int
    content: memoryview
    places: dict[str, tuple[int, int]]  # where a column begins, and how wide its numbers are

    @property
    def tables(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = self.header["tables"]
        return found

    def column(self, name: str) -> memoryview | int:
        """The numbers of a column, one for each entry; an int when all are the same."""
        if name not in self.places:
            constant: int = self.header["constants"][name]
            return constant
        start, width = self.places[name]
        return _read(self.content[start : start + width * self.count], width)


def posted(
    changes: Sequence[Entry], *, after: Posting | None, kind: str, by: Key, recorded_at: datetime
) -> tuple[Posting, list[Entry]]:
    """The changes numbered without a gap, and the posting that seals them behind the one before."""
    head = Head(after.number, after.last, after.hash) if after else Head()
    posting = sealed(columns_of(changes), head, kind=kind, by=by, recorded_at=recorded_at)
    entries = [
        replace(change, seq=seq, posting=posting.number) for seq, change in enumerate(changes, posting.first)
    ]
    return posting, entries


def sealed(columns: Columns, head: Head, *, kind: str, by: Key, recorded_at: datetime) -> Posting:
    """The posting that writes these columns behind the head."""
    assert columns.count, "a posting writes something"
    draft = Posting(
        number=head.posting + 1,
        first=head.seq + 1,
        last=head.seq + columns.count,
        kind=kind,
        by=by,
        recorded_at=recorded_at,
        previous_hash=head.hash,
    )
    body = canonical_bytes(draft, columns)
    return replace(draft, body=body, hash=chain_hash(draft.previous_hash, body))


def chain_hash(previous_hash: bytes, body: bytes) -> bytes:
    return hashlib.sha256(previous_hash + body).digest()


def posting_at(postings: Sequence[Posting], moment: datetime) -> int:
    """The number of the last posting recorded by this moment: what was known then. 0: nothing yet."""
    return max((posting.number for posting in postings if posting.recorded_at <= moment), default=0)


def columns_of(entries: Iterable[Entry]) -> Columns:
    """The entries as columns; their numbers (`seq`, `posting`) are the posting's to give."""
    rows = list(entries)
    assert all(row.period is None or row.period.last == row.on for row in rows), "a period ends on its day"
    values: dict[str, list[Any]] = {
        "indicator": [str(row.indicator) for row in rows],
        "place": [str(row.place) for row in rows],
        "holder": [str(row.holder) for row in rows],
        "programmes": [tuple(sorted(map(str, row.programmes))) for row in rows],
        "cell": [tuple(sorted(row.categories)) for row in rows],
        "breakdown": [row.breakdown for row in rows],
        "source": [str(row.source) for row in rows],
    }
    tables, numbers = {}, dict[str, Numbers]()
    for name, column in values.items():
        index = {value: i for i, value in enumerate(dict.fromkeys(column))}
        tables[name], numbers[name] = list(index), [index[value] for value in column]
    numbers |= {
        "on": [row.on.toordinal() for row in rows],
        "period_first": [row.period.first.toordinal() if row.period else 0 for row in rows],
        "amount": [row.amount for row in rows],
        "stated": [row.stated or 0 for row in rows],
        "reverses": [row.reverses or 0 for row in rows],
        "flags": [flags(row.qualifier, estimated=row.estimated, stated=row.stated) for row in rows],
    }
    return Columns(len(rows), tables, numbers)


def flags(qualifier: Qualifier, *, estimated: bool, stated: int | None) -> int:
    return QUALIFIERS.index(qualifier) | ESTIMATED * estimated | STATED * (stated is not None)


def canonical_bytes(posting: Posting, columns: Columns) -> bytes:
    assert columns.count == posting.last - posting.first + 1, "a posting holds what its numbers say"
    tables, constants, widths, packed = {}, {}, [], []
    for name in COLUMNS:
        numbers = columns.numbers[name]
        if name in TABLES:
            tables[name], numbers = _sorted(columns.tables[name], numbers)
        least, most = (numbers, numbers) if isinstance(numbers, int) else (min(numbers), max(numbers))
        width = _width(least, most)
        if least == most:
            constants[name] = least
            continue
        assert not isinstance(numbers, int) and len(numbers) == columns.count, "a number for each entry"
        widths.append([name, width])
        packed.append(_written(numbers, width))
    header = _told(posting) | {"columns": widths, "constants": constants, "tables": tables}
    line = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return b"".join([line.encode(), b"\n", *packed])


def read_body(body: bytes) -> Body:
    """The bytes opened; ValueError when they are not what `canonical_bytes` writes."""
    try:
        line, _, _ = body.partition(b"\n")
        header = json.loads(line)
        count, start, places = header["last"] - header["first"] + 1, len(line) + 1, {}
        for name, width in header["columns"]:
            places[name] = start, width
            start += width * count
        complete = {*places, *header["constants"]} == set(COLUMNS) and header["tables"].keys() == set(TABLES)
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"the first line lacks something: {problem}") from None
    if header["format"] != FORMAT or not complete or start != len(body):
        raise ValueError("the bytes are of another format, too few or too many")
    return Body(header, count, memoryview(body), places)


def read_header(body: bytes) -> dict[str, Any]:
    """The first line without its tables, which are most of it; ValueError when it is no such line."""
    line, _, _ = body.partition(b"\n")
    short, tables, _ = line.partition(b',"tables":{')
    if not tables:
        raise ValueError("the first line has no tables")
    header: dict[str, Any] = json.loads(short + b"}")
    return header


def entries_of(body: Body) -> list[Entry]:
    """The entries as they were written, in order of `seq`."""
    opened = {
        **body.tables,
        "programmes": [frozenset(slugs) for slugs in body.tables["programmes"]],
        "cell": [frozenset((dimension, value) for dimension, value in cell) for cell in body.tables["cell"]],
    }
    columns: list[Sequence[Any]] = []
    for name in COLUMNS:
        numbers = body.column(name)
        each = [numbers] * body.count if isinstance(numbers, int) else numbers.tolist()
        columns.append([opened[name][number] for number in each] if name in TABLES else each)
    first, posting = body.header["first"], body.header["number"]
    return [
        Entry(
            indicator=indicator, place=place, holder=holder, programmes=programmes, categories=cell,
            breakdown=breakdown, source=source, on=date.fromordinal(on), amount=amount,
            period=Window(date.fromordinal(period), date.fromordinal(on)) if period else None,
            qualifier=QUALIFIERS[bits & 3], estimated=bool(bits & ESTIMATED),
            stated=stated if bits & STATED else None, reverses=reverses or None, seq=seq, posting=posting,
        )
        for seq, (indicator, place, holder, programmes, cell, breakdown, source,
                  on, period, amount, stated, reverses, bits) in enumerate(zip(*columns, strict=True), first)
    ]  # fmt: skip


def describes(header: dict[str, Any], posting: Posting) -> bool:
    """Whether the first line of the bytes speaks of this posting."""
    return all(header.get(name) == value for name, value in _told(posting).items())


def _told(posting: Posting) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "number": posting.number,
        "first": posting.first,
        "last": posting.last,
        "kind": posting.kind,
        "by": str(posting.by),
        "recorded_at": posting.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def _sorted(table: list[Any], numbers: Numbers) -> tuple[list[Any], Numbers]:
    """The values that are used, sorted, and the numbers that now point to them."""
    used = {numbers} if isinstance(numbers, int) else set(numbers)
    values = sorted({table[number] for number in used})
    spot = {value: i for i, value in enumerate(values)}
    turned = {number: spot[table[number]] for number in used}
    if isinstance(numbers, int):
        return values, turned[numbers]
    if all(old == new for old, new in turned.items()):
        return values, numbers
    return values, [turned[number] for number in numbers]


def _width(least: int, most: int) -> int:
    assert least >= -(1 << 63) and most < 1 << 63, "amounts fit into 64 bits"
    return next(width for width in WIDTHS if -(1 << 8 * width - 1) <= least and most < 1 << 8 * width - 1)


def _written(numbers: Sequence[int], width: int) -> bytes:
    packed = array(WIDTHS[width], numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _read(content: memoryview, width: int) -> memoryview:
    if sys.byteorder == "big":
        turned = array(WIDTHS[width], content.tobytes())
        turned.byteswap()
        return memoryview(turned)
    return content.cast(WIDTHS[width])
