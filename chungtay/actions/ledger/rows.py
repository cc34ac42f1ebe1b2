"""Writes the rows of entries past Django's objects: the same rows, many times faster, on both databases."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection, models, transaction

from chungtay.answers.ledger.rows import COLUMNS, Names, Shared, columns_of, id_of, uncollected
from chungtay.models import (
    Agreement,
    Combination,
    Entry,
    Indicator,
    Organisation,
    Place,
    Posting,
    Served,
    Source,
)
from chungtay.models.guards import guards, statement
from chungtay.rules import ledger as rules

NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
INSERT = f"insert into chungtay_entry ({NAMES}) values ({', '.join(['%s'] * len(COLUMNS))})"
CACHE = -256_000  # kilobytes
KEPT: dict[str, type[models.Model]] = {
    "indicator": Indicator, "place": Place, "holder": Organisation, "source": Source,
}  # fmt: skip


class Referred(Names):
    """What entries refer to; each is looked up once, and must be kept. Sets of programmes are made where they lack."""

    def __init__(self) -> None:
        self._kept: dict[str, set[str]] = {name: set() for name in KEPT}
        self._served: dict[tuple[str, ...], str] = {}
        self._cells: dict[tuple[str, str], str] = {}

    def keys(self, name: str, table: Sequence[str]) -> list[str]:
        """The ids as the database has them, in the order of the table."""
        fresh = [key for key in table if key not in self._kept[name]]
        self._kept[name].update(_held(KEPT[name], fresh) if fresh else ())
        missing = [key for key in fresh if key not in self._kept[name]]
        assert not missing, f"entries refer to a {name} that is not kept: {missing[:3]}"
        return super().keys(name, table)

    def served(self, table: Sequence[Sequence[str]]) -> list[str]:
        for slugs in map(tuple, table):
            if slugs not in self._served:
                agreements = list(Agreement.objects.filter(slug__in=slugs))
                assert len(agreements) == len(slugs), f"entries serve a programme that is not kept: {slugs}"
                self._served[slugs] = id_of(str(Served.objects.of(agreements).pk))
        return [self._served[tuple(slugs)] for slugs in table]

    def combination(self, cell: Sequence[Sequence[str]], breakdown: str) -> str:
        """Of a cell in a breakdown; in the base the oldest of that name."""
        if not self._cells:
            rows = Combination.objects.order_by("-id").values_list("slug", "breakdown__slug", "id")
            for slug, own, key in rows:
                self._cells[slug, own] = self._cells[slug, rules.BASE] = id_of(str(key))
        return self._cells["|".join(f"{dimension}:{value}" for dimension, value in cell), breakdown]


def write_entries(entries: Sequence[Entry]) -> None:
    """Unsaved entries that have their numbers."""
    named = cache(lambda key: id_of(str(key)))  # few things are named by many entries
    rows = [
        (
            entry.seq, entry.posting_id, str(entry.on), entry.period_first_on and str(entry.period_first_on),
            entry.is_base, entry.amount, str(entry.qualifier), entry.estimated, entry.stated,
            *map(named, (
                entry.indicator_id, entry.place_id, entry.holder_id, entry.served_id, entry.combination_id,
                entry.source_id,
            )), entry.reverses_id,
        )
        for entry in entries
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)
    for entry in entries:
        entry._state.adding, entry._state.db = False, connection.alias


def write_posting(posting: Posting, referred: Referred) -> None:
    """The rows of one posting, made from its bytes; what all of them share is written into the statement once."""
    body = rules.read_body(bytes(posting.canonical))
    none = r"\N" if connection.vendor == "postgresql" else None
    varying = columns_of(body, referred, none)
    shared = {name: values.value for name, values in varying.items() if isinstance(values, Shared)}
    rows = zip(*(varying[name] for name in COLUMNS if name not in shared), strict=True)
    write = _copied if connection.vendor == "postgresql" else _inserted
    write(shared, rows)


@contextmanager
def writing_many() -> Iterator[None]:
    """Put it around the transaction of a load: `Referred` looks up once what rows refer to, and SQLite need not look
    again for each of them; nor write out and read again the pages of its indexes while it is at it. On PostgreSQL
    `_copied` asks for the same, and gets it where the role may."""
    with uncollected(), _looked_up_once():
        yield


@contextmanager
def _looked_up_once() -> Iterator[None]:
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("pragma cache_size").fetchone()[0]
        cursor.execute(f"pragma cache_size = {CACHE}")
        off = connection.disable_constraint_checking()
        try:
            yield
        finally:
            if off:
                connection.enable_constraint_checking()
            cursor.execute(f"pragma cache_size = {before}")


@contextmanager
def without_replacing() -> Iterator[None]:
    """On SQLite the trigger against REPLACE runs for each row. We insert, and nobody else can write until the end of
    this transaction; so it is put aside, and stands again before anything can be seen of it."""
    own = ("chungtay_entry", "insert")
    aside = [guard for guard in guards(connection.vendor) if (guard.table, guard.event) == own]
    with connection.cursor() as cursor:
        for guard in aside:
            cursor.execute(f"drop trigger {guard.name}")
        try:
            yield
        except BaseException:
            transaction.set_rollback(True)  # and with it the guard comes back
            raise
        for guard in aside:
            cursor.execute(statement(guard, connection.vendor))


def _inserted(shared: dict[str, Any], rows: Iterable[tuple[Any, ...]]) -> None:
    values = ", ".join(_literal(shared[name]) if name in shared else "%s" for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.executemany(f"insert into chungtay_entry ({NAMES}) values ({values})", list(rows))


def _literal(value: Any) -> str:
    """What we made ourselves: ids, days, numbers and our own words; nothing that somebody typed."""
    if value is None:
        return "null"
    return f"'{value}'" if isinstance(value, str) else str(int(value))


def _copied(shared: dict[str, Any], rows: Iterable[tuple[Any, ...]]) -> None:
    line = "\t".join(str(shared[name]) if name in shared else "%s" for name in COLUMNS) + "\n"
    text = "".join([line % row for row in rows])
    copy = f"copy chungtay_entry ({NAMES}) from stdin"
    with connection.cursor() as cursor, _unchecked(cursor), cursor.copy(copy) as copying:
        copying.write(text)


@contextmanager
def _unchecked(cursor: Any) -> Iterator[None]:
    """PostgreSQL asks seven times a row whether what it refers to is there, which takes four fifths of the time.

    A role that may set `session_replication_role` (by GRANT SET ON PARAMETER, or a superuser) is spared this:
    `Referred` found and locked each thing once. Any other role loads the slow way.
    """
    may = connection.pg_version >= 150_000  # type: ignore[attr-defined]
    if may:
        cursor.execute("select has_parameter_privilege('session_replication_role', 'SET')")
        (may,) = cursor.fetchone()
    if may:
        cursor.execute("set local session_replication_role = replica")
    yield
    if may:
        cursor.execute("set local session_replication_role = origin")


def _held(model: type[models.Model], keys: Sequence[str]) -> Iterable[str]:
    """Those of the ids that are kept; on PostgreSQL none of them can be deleted until we are done."""
    if connection.vendor != "postgresql":
        return map(str, model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id from {model._meta.db_table} where id = any(%s::uuid[]) for key share", [list(keys)]
        )
        return [str(row[0]) for row in cursor.fetchall()]
