"""Says what one text has otherwise than another, row by row and field by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .text import FIELD_OF, Body, Row, RowKind, Value

PLACES = ("number", "under")  # where a row stands, not what it says


class Fate(StrEnum):
    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"  # it says the same under another number, or elsewhere


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    old: Value | None
    new: Value | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row; `fields` names each one that differs, `number` and `under` among them."""

    key: str
    kind: RowKind
    fate: Fate
    old: Row | None
    new: Row | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def row(self) -> Row:
        """The row as it is read now; as it was, where it is gone."""
        row = self.new or self.old
        assert row, "a change is of a row"
        return row


def difference(old: Body, new: Body) -> list[Change]:
    """In the order in which one reads the new text; what was dropped stands where it stood."""
    before, after = old.by_key, new.by_key
    gone = tuple(row for key, row in before.items() if key not in after)
    order = Body((*new.rows, *gone)).rows
    found = (change_of(row.key, before.get(row.key), after.get(row.key)) for row in order)
    return [change for change in found if change]


def change_of(key: str, old: Row | None, new: Row | None) -> Change | None:
    if old == new:
        return None
    row = new or old
    assert row, "one of the two texts has the row"
    if old is None or new is None:
        return Change(key, row.kind, Fate.ADDED if new else Fate.DROPPED, old, new)
    assert old.kind is new.kind, "a key names one kind of row for ever"
    fields = tuple(
        FieldChange(name, old.get(name), new.get(name))
        for name in (*PLACES, *FIELD_OF[row.kind])
        if old.get(name) != new.get(name)
    )
    fate = Fate.MOVED if all(one.field in PLACES for one in fields) else Fate.CHANGED
    return Change(key, row.kind, fate, old, new, fields)


def applied(old: Body, changes: Iterable[Change]) -> Body:
    """The text that comes out when these changes are made to the old one."""
    rows = old.by_key
    for change in changes:
        if change.new:
            rows[change.key] = change.new
        else:
            del rows[change.key]
    return Body(tuple(rows.values()))
