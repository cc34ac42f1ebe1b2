"""The text of an agreement or a plan as rows, each under the key that it has in the house.

A body is written down as JSON:

    {"format":1,"rows":[{"key":"0192…","kind":"commitment","number":2,"under":"0191…","values":{"text":"…"}}]}

Each row has these five names and no other. `under` is the key of the row it stands under, "" at the top. `number` is
0 where rows of that kind carry none. `values` holds the fields of the table below that say something; what is empty
or as usual is left out, so a field that is added to the table later changes no text of before. Days are written
2026-03-20, money and ranks as whole numbers, amounts in ten-thousandths, other rows and bodies by their keys, lists
of keys sorted. Text is Unicode in NFC, with plain newlines and without spaces around it.

The fingerprint of a body is the SHA-256 of its canonical bytes: that JSON in UTF-8 with rows in order of their keys,
names in alphabetical order, no spaces, letters as they are, and a newline at the end.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..tables import rows_of

FORMAT = 1
LANGUAGES = ("", "_lo", "_en")  # Vietnamese carries the bare name

Value = str | int | list[str]


class RowKind(StrEnum):
    AGREEMENT = "agreement"
    PLAN = "plan"
    SEAT = "seat"
    PHASE = "phase"
    COMMITMENT = "commitment"
    CONTENT = "content"
    TARGET = "target"


class Shape(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LINE = "line"  # a text without newlines
    DAY = "day"
    COUNT = "count"  # a whole number from 1 up
    AMOUNT = "amount"  # ten-thousandths of a measure
    ROLE = "role"
    BODY = "body"  # an organisation
    SEATS = "seats"
    COMMITMENT = "commitment"
    COMMITMENTS = "commitments"
    INDICATOR = "indicator"
    CURRENCY = "currency"


USUAL = {"currency": "VND"}
ROLES = ("party", "lead", "coordinating", "witness")
LISTS = frozenset({Shape.SEATS, Shape.COMMITMENTS})
NUMBERS = frozenset({Shape.COUNT, Shape.AMOUNT})
# What a row stands under, and which rows carry a number.
UNDER: dict[RowKind, tuple[RowKind, ...]] = {
    RowKind.AGREEMENT: (),
    RowKind.PLAN: (),
    RowKind.SEAT: (RowKind.AGREEMENT,),
    RowKind.PHASE: (RowKind.AGREEMENT,),
    RowKind.COMMITMENT: (RowKind.PHASE,),
    RowKind.CONTENT: (RowKind.PLAN,),
    RowKind.TARGET: (RowKind.AGREEMENT, RowKind.COMMITMENT, RowKind.CONTENT),
}
NUMBERED = frozenset({RowKind.SEAT, RowKind.COMMITMENT, RowKind.CONTENT})

# Every field of every row: what it holds, whether it stands in three languages, whether a text may be proposed
# without it, and how long (of a number: how great) it may be.
TABLE = """
kind        field            shape        languages  must  longest

agreement   name             line         x          x     300
agreement   purpose          text         x          -     -
agreement   framework        line         -          -     500
agreement   framework_stage  line         -          -     300
plan        name             line         x          x     300
plan        grounds          text         x          -     -
plan        purpose          text         x          -     -
plan        requirements     text         x          -     -
plan        last_on          day          -          -     -
seat        organisation     body         -          x     -
seat        role             role         -          x     -
phase       name             line         -          x     80
phase       first_on         day          -          x     -
phase       last_on          day          -          x     -
commitment  text             text         x          x     -
commitment  rank             count        -          -     9999
commitment  emphasis         text         x          -     -
content     text             text         x          x     -
content     lead             body         -          x     -
content     coordinating     seats        -          -     -
content     commitments      commitments  -          -     -
content     begins_on        day          -          -     -
content     due_on           day          -          -     -
content     product          line         x          -     500
content     budget           count        -          -     -
content     currency         currency     -          -     -
content     funds            line         x          -     300
target      indicator        indicator    -          x     -
target      amount           amount       -          x     -
target      first_on         day          -          x     -
target      last_on          day          -          x     -
target      organisation     body         -          -     -
target      commitment       commitment   -          -     -
"""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    shape: Shape
    is_said_thrice: bool  # in Vietnamese, Lao and English
    is_needed: bool
    longest: int | None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.name + tongue for tongue in LANGUAGES) if self.is_said_thrice else (self.name,)


def read_table(table: str) -> dict[RowKind, tuple[Field, ...]]:
    found: dict[RowKind, tuple[Field, ...]] = dict.fromkeys(RowKind, ())
    for kind, name, shape, thrice, must, longest in rows_of(table):
        one = Field(
            name, Shape(shape), thrice == "x", must == "x", int(longest) if longest.isdigit() else None
        )
        found[RowKind(kind)] += (one,)
    return found


FIELDS = read_table(TABLE)
# By kind and by the name under which the value stands: text, text_lo, text_en are one field.
FIELD_OF: dict[RowKind, dict[str, Field]] = {
    kind: {name: one for one in fields for name in one.names} for kind, fields in FIELDS.items()
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a text. The key is that of the live row, from the first draft on, and never changes."""

    key: str
    kind: RowKind
    under: str = ""
    number: int = 0
    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        said = {name: tidy(value) for name, value in self.values.items()}
        said = {name: value for name, value in said.items() if value not in ("", [], USUAL.get(name))}
        object.__setattr__(self, "values", said)

    def get(self, name: str) -> Value | None:
        """What a field says; number and place are asked for by their names too. None where it says nothing."""
        if name == "number":
            return self.number or None
        if name == "under":
            return self.under or None
        return self.values.get(name)

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def keys(self, name: str) -> list[str]:
        value = self.values.get(name, [])
        return value if isinstance(value, list) else []


@dataclass(frozen=True, slots=True)
class Body:
    """A whole text. Its rows stand in the order in which one reads them, however they were given."""

    rows: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        assert len({row.key for row in self.rows}) == len(self.rows), "a key names one row of a text"
        object.__setattr__(self, "rows", tuple(in_reading_order(self.rows)))

    @property
    def by_key(self) -> dict[str, Row]:
        return {row.key: row for row in self.rows}

    def of_kind(self, kind: RowKind) -> list[Row]:
        return [row for row in self.rows if row.kind is kind]

    def under(self, key: str) -> list[Row]:
        """The rows that stand directly under this one."""
        return [row for row in self.rows if row.under == key]

    def within(self, key: str) -> list[Row]:
        """All that stands under this row, at any depth, in reading order."""
        inside = {key}
        for row in self.rows:  # whoever is above is read before
            if row.under in inside:
                inside.add(row.key)
        return [row for row in self.rows if row.key in inside and row.key != key]

    def next_number(self, kind: RowKind, under: str) -> int:
        if kind not in NUMBERED:
            return 0
        return max((row.number for row in self.under(under) if row.kind is kind), default=0) + 1


def tidy(value: Any) -> Value:
    if isinstance(value, str):
        plain = value.replace("\r\n", "\n").replace("\r", "\n")
        return unicodedata.normalize("NFC", plain).strip()
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted({str(one) for one in value})
    assert value is None or isinstance(value, int), "a value is a text, a whole number or a list of keys"
    return "" if value is None else value


def in_reading_order(rows: Iterable[Row]) -> list[Row]:
    """Each row after the one that it stands under; what stands nowhere comes last."""
    given = list(rows)
    known = {row.key for row in given}
    below: dict[str, list[Row]] = {}
    for row in given:
        below.setdefault(row.under if row.under in known else "", []).append(row)
    order: list[Row] = []
    waiting = sorted(below.get("", ()), key=place_among, reverse=True)
    while waiting:
        row = waiting.pop()
        order.append(row)
        waiting += sorted(below.get(row.key, ()), key=place_among, reverse=True)
    return order


KINDS_IN_ORDER = {kind: place for place, kind in enumerate(RowKind)}


def place_among(row: Row) -> tuple[bool, int, int, str, str]:
    """Where a row stands among those beside it: by kind, by number, by its first day."""
    return (bool(row.under), KINDS_IN_ORDER[row.kind], row.number, row.text("first_on"), row.key)


def body_json(body: Body) -> dict[str, Any]:
    return {"format": FORMAT, "rows": [row_json(row) for row in body.rows]}


def row_json(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "kind": row.kind.value,
        "number": row.number,
        "under": row.under,
        "values": dict(row.values),
    }


def read_body(written: Mapping[str, Any]) -> Body:
    assert written["format"] == FORMAT, "a text in a format that this house knows"
    return Body(tuple(read_row(row) for row in written["rows"]))


def read_row(written: Mapping[str, Any]) -> Row:
    return Row(
        written["key"], RowKind(written["kind"]), written["under"], written["number"], written["values"]
    )


def canonical_bytes(body: Body) -> bytes:
    rows = sorted((row_json(row) for row in body.rows), key=lambda row: row["key"])
    text = json.dumps(
        {"format": FORMAT, "rows": rows}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return (text + "\n").encode(errors="surrogatepass")


def fingerprint(body: Body) -> str:
    return hashlib.sha256(canonical_bytes(body)).hexdigest()


EMPTY = Body()
