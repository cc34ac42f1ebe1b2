"""One text while somebody writes it: rows are added, edited, taken out and put back under keys that never change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..messages import Message, RuleBroken
from .checks import check_row
from .text import NUMBERED, UNDER, Body, Row, RowKind, Value, body_json, read_body, read_row, row_json

GONE = "This row is not in the text any more. Load the page again."


@dataclass(frozen=True, slots=True)
class Draft:
    """The text, and what was taken out of it while writing: each time one row with all that stood under it."""

    body: Body
    aside: tuple[tuple[Row, ...], ...] = ()

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Draft":
        aside = tuple(tuple(read_row(row) for row in rows) for rows in written.get("aside", ()))
        return cls(read_body(written), aside)

    def json(self) -> dict[str, Any]:
        """Like a body; what lies aside is no part of the text, nor of its fingerprint."""
        aside = [[row_json(row) for row in rows] for rows in self.aside]
        return body_json(self.body) | ({"aside": aside} if aside else {})

    def added(self, key: str, kind: RowKind, *, under: str, values: Mapping[str, Any]) -> "Draft":
        """A new row at the end of those beside it, or under the number that it was given."""
        above = self.body.by_key.get(under)
        if above is None or above.kind not in UNDER[kind]:
            raise RuleBroken(Message(GONE, where="under"))
        row = _with(Row(key, kind, under, self.body.next_number(kind, under)), values)
        check_row(row)
        return replace(self, body=Body((*self.body.rows, row)))

    def edited(self, key: str, values: Mapping[str, Any]) -> "Draft":
        """`values` names only the fields that change; `number` and `under` may be among them."""
        row = _with(self.row(key), values)
        above = self.body.by_key.get(row.under)
        if row.under and (above is None or above.kind not in UNDER[row.kind]):
            raise RuleBroken(Message(GONE, where="under"))
        check_row(row)
        return replace(self, body=Body(tuple(row if one.key == key else one for one in self.body.rows)))

    def dropped(self, key: str) -> "Draft":
        """Lay a row aside with all that stands under it."""
        row = self.row(key)
        if not UNDER[row.kind]:
            raise RuleBroken(Message("A text is not taken out of itself. Withdraw the draft instead."))
        out = (row, *self.body.within(key))
        keys = {one.key for one in out}
        rest = tuple(one for one in self.body.rows if one.key not in keys)
        return Draft(Body(rest), (*self.aside, out))

    def put_back(self, key: str) -> "Draft":
        """As it was laid aside; where its number was given away meanwhile, at the end."""
        out = next((rows for rows in self.aside if rows[0].key == key), None)
        if out is None:
            raise RuleBroken(Message(GONE))
        if out[0].under not in self.body.by_key:
            raise RuleBroken(Message("What this row stood under was taken out too. Put that back first."))
        row, taken = out[0], {(one.kind, one.under, one.number) for one in self.body.rows}
        if row.kind in NUMBERED and (row.kind, row.under, row.number) in taken:
            row = replace(row, number=self.body.next_number(row.kind, row.under))
        aside = tuple(rows for rows in self.aside if rows is not out)
        return Draft(Body((*self.body.rows, row, *out[1:])), aside)

    def brought_to(self, body: Body) -> "Draft":
        """The same draft over another text; of what lies aside, what that text has is aside no more."""
        held = body.by_key
        left = (tuple(row for row in rows if row.key not in held) for rows in self.aside)
        return Draft(body, tuple(rows for rows in left if rows))

    def row(self, key: str) -> Row:
        row = self.body.by_key.get(key)
        if row is None:
            raise RuleBroken(Message(GONE))
        return row


def _with(row: Row, values: Mapping[str, Any]) -> Row:
    """Anything that is no value is said to be unreadable where it stands, and nothing else is kept of it."""
    told = dict(values)
    number, under = told.pop("number", row.number) or 0, told.pop("under", row.under)
    wrong = [
        Message("This cannot be read.", where=name)
        for name, value in [*told.items(), ("number", number), ("under", under)]
        if not _is_value(value)
    ]
    if not isinstance(number, int) or number < 0:
        wrong.append(Message("Write a whole number from 1 up.", where="number"))
    if not isinstance(under, str):
        wrong.append(Message("This cannot be read.", where="under"))
    if wrong:
        raise RuleBroken(wrong)
    said: dict[str, Value] = {**row.values, **{name: "" if v is None else v for name, v in told.items()}}
    return replace(row, number=number if row.kind in NUMBERED else 0, under=under, values=said)


def _is_value(value: object) -> bool:
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(isinstance(one, str) for one in value)
    return value is None or (isinstance(value, (str, int)) and not isinstance(value, bool))
