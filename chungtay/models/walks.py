"""Walks the two trees, of bodies and of places, as they stood on a day: down as a subquery, up as a set.

Dated closures made at the moment of asking, so that none can be stale; never by the first letters of a code. What a
step is, `rules/access.py` says (`Terrain`); a test holds these walks to it.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from chungtay.rules import access


class Edges(NamedTuple):
    """Rows of a table that lead from what is lower to what is upper, where `holds` is so; `e` is the row."""

    table: str
    lower: str
    upper: str
    holds: str


# A body that was taken over stands under its successor from that day on: what it held is read, and answered for, there.
OF_BODIES = (
    Edges("chungtay_organisation", "id", "parent_id", "e.parent_id is not null"),
    Edges("chungtay_organisationsuccession", "old_id", "new_id", 'e."on" <= %s'),
)

# A unit that ended and became others lies in those, and no longer in what contained it.
OF_PLACES = (
    Edges(
        "chungtay_place",
        "id",
        "parent_id",
        # `limit 1` and not `exists`: PostgreSQL would read all successions to answer it for a few units.
        """e.parent_id is not null and (
        e.valid_to is null or e.valid_to > %s
        or (select 1 from chungtay_succession s where s.old_id = e.id and s."on" <= %s limit 1) is null)""",
    ),
    Edges("chungtay_succession", "old_id", "new_id", 'e."on" <= %s'),
)

HELD = "valid_from <= %s and (valid_to is null or valid_to > %s)"


class Tree(Enum):
    BODIES = OF_BODIES
    PLACES = OF_PLACES


def under(tree: Tree, start: Iterable[access.Key], day: date) -> RawSQL:
    """The ids of these and of all that stands under them, to be used as `field__in=…`."""
    return RawSQL(*_walk(tree, start, day, down=True))


def over(tree: Tree, start: Iterable[access.Key], day: date) -> RawSQL:
    """The ids of these and of all that they stand under, to be used as `field__in=…`."""
    return RawSQL(*_walk(tree, start, day, down=False))


def seats_near(body: access.Key, day: date, *, above: bool = True) -> RawSQL:
    """The ids of the seats that are held that day by the body, or by one under or above it."""
    near = [under(Tree.BODIES, [body], day), *([over(Tree.BODIES, [body], day)] if above else [])]
    held = " or ".join(f"organisation_id in ({walk.sql})" for walk in near)
    sql = f"select seat_id from chungtay_seatholding where {HELD} and ({held})"
    return RawSQL(sql, [*sent_days(day, 2), *(sent for walk in near for sent in walk.params)])


def fetched(walk: RawSQL) -> set[UUID]:
    """The ids themselves; one query."""
    with connection.cursor() as cursor:
        cursor.execute(walk.sql, walk.params)
        return {_id(row[0]) for row in cursor.fetchall()}


class StandingGround:
    """What stands where, asked of the database; one short query an answer."""

    def bodies_over(self, body: access.Key, day: date) -> frozenset[access.Key]:
        return frozenset(fetched(over(Tree.BODIES, [body], day)))

    def places_around(self, place: access.Key, day: date) -> frozenset[access.Key]:
        return frozenset(fetched(over(Tree.PLACES, [place], day)))

    def holder_of(self, seat: access.Key, day: date) -> access.Key | None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"select organisation_id from chungtay_seatholding where seat_id = %s and {HELD} order by valid_from",
                [_sent(_id(seat)), *sent_days(day, 2)],
            )
            row = cursor.fetchone()
        return None if row is None else _id(row[0])


def _id(key: access.Key) -> UUID:
    return key if isinstance(key, UUID) else UUID(key)


def _sent(key: UUID) -> UUID | str:
    return key if connection.vendor == "postgresql" else key.hex


def sent_days(day: date, times: int) -> list[date | str | None]:
    """The day as this database is told of it, for as many places in a query."""
    return [connection.ops.adapt_datefield_value(day)] * times


def _walk(tree: Tree, start: Iterable[access.Key], day: date, *, down: bool) -> tuple[str, list[object]]:
    """Step by step along the indexes: what the walk costs follows from what it finds, not from how much there is."""
    ids = [_sent(_id(key)) for key in start]
    mark = "select %s" + ("::uuid" if connection.vendor == "postgresql" else "")
    first = " union ".join(mark for _ in ids) or "select null" + mark.removeprefix("select %s")
    steps = [
        f"select e.{to} as found from {one.table} e{{tree}}e.{here} = tree.id and {one.holds}"
        for one in tree.value
        for here, to in [(one.upper, one.lower) if down else (one.lower, one.upper)]
    ]
    if connection.vendor == "postgresql":  # there a recursive query names itself only once
        both = " union all ".join(step.format(tree=" where ") for step in steps)
        onward = f"select near.found from tree cross join lateral ({both}) near"
    else:
        onward = " union ".join(step.format(tree=" join tree on ") for step in steps)
    days = sent_days(day, onward.count("%s"))
    sql = f"with recursive tree(id) as ({first} union {onward}) select id from tree where id is not null"
    return sql, [*ids, *days]
