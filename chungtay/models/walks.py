"""Walks the two trees, of bodies and of places, as they stood on a day: down as a subquery, up as a set.

Dated closures made at the moment of asking, so that none can be stale; never by the first letters of a code. What a
step is, `rules/access.py` says (`Terrain`); a test holds these walks to it.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from chungtay.rules import access

# From what is lower to what is upper. A body that was taken over stands under its successor from that day on: what it
# held is read, and answered for, there.
OF_BODIES = """
select id, parent_id from chungtay_organisation where parent_id is not null
union all select old_id, new_id from chungtay_organisationsuccession where "on" <= %s"""

# A unit that ended and became others lies in those, and no longer in what contained it.
OF_PLACES = """
select id, parent_id from chungtay_place where parent_id is not null and not (
    valid_to is not null and valid_to <= %s
    and exists (select 1 from chungtay_succession s where s.old_id = chungtay_place.id and s."on" <= %s))
union all select old_id, new_id from chungtay_succession where "on" <= %s"""

HELD = "valid_from <= %s and (valid_to is null or valid_to > %s)"


class Tree(Enum):
    BODIES = OF_BODIES
    PLACES = OF_PLACES


def under(tree: Tree, start: Iterable[access.Key], day: date) -> RawSQL:
    """The ids of these and of all that stands under them, to be used as `field__in=…`."""
    return RawSQL(*_walk(tree, start, day, "select e.lower from edges e join tree on e.upper = tree.id"))


def over(tree: Tree, start: Iterable[access.Key], day: date) -> RawSQL:
    """The ids of these and of all that they stand under, to be used as `field__in=…`."""
    return RawSQL(*_walk(tree, start, day, "select e.upper from edges e join tree on e.lower = tree.id"))


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


def _walk(tree: Tree, start: Iterable[access.Key], day: date, step: str) -> tuple[str, list[object]]:
    ids = [_sent(_id(key)) for key in start]
    mark = "select %s" + ("::uuid" if connection.vendor == "postgresql" else "")
    first = " union ".join(mark for _ in ids) or "select null" + mark.removeprefix("select %s")
    days = sent_days(day, tree.value.count("%s"))
    sql = (
        f"with recursive edges(lower, upper) as ({tree.value}), tree(id) as ({first} union {step})"
        " select id from tree where id is not null"
    )
    return sql, [*days, *ids]
