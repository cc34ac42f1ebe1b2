"""Writes the rows of entries past Django's objects: the same rows, many times faster, on both databases."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any
from uuid import UUID

from django.db import connection, models

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
from chungtay.rules.ledger import postings as written

COLUMNS = (
    "seq", "posting_id", "on", "period_first_on", "is_base", "amount", "qualifier", "estimated", "stated",
    "indicator_id", "place_id", "holder_id", "served_id", "combination_id", "source_id", "reverses_id",
)  # fmt: skip
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
INSERT = f"insert into chungtay_entry ({NAMES}) values ({', '.join(['%s'] * len(COLUMNS))})"
KEPT: dict[str, type[models.Model]] = {
    "indicator": Indicator, "place": Place, "holder": Organisation, "source": Source,
}  # fmt: skip


class Referred:
    """What entries refer to, as the database names it; each is looked up once, and must be kept."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[Any, str]] = {name: {} for name in KEPT}
        self._served: dict[tuple[str, ...], str] = {}
        self._cells: dict[tuple[str, str], str] = {}

    def keys(self, name: str, table: Sequence[str]) -> list[str]:
        """The ids as the database has them, in the order of the table."""
        kept = self._kept[name]
        fresh = [UUID(key) for key in table if key not in kept]
        if fresh:
            kept |= {str(key): _id(key) for key in _held(KEPT[name], fresh)}
        missing = [key for key in table if key not in kept]
        assert not missing, f"entries refer to a {name} that is not kept: {missing[:3]}"
        return [kept[key] for key in table]

    def served(self, table: Sequence[Sequence[str]]) -> list[str]:
        for slugs in map(tuple, table):
            if slugs not in self._served:
                agreements = list(Agreement.objects.filter(slug__in=slugs))
                assert len(agreements) == len(slugs), f"entries serve a programme that is not kept: {slugs}"
                self._served[slugs] = _id(Served.objects.of(agreements).pk)
        return [self._served[tuple(slugs)] for slugs in table]

    def combination(self, cell: Sequence[Sequence[str]], breakdown: str) -> str:
        """Of a cell in a breakdown; in the base the oldest of that name."""
        if not self._cells:
            rows = Combination.objects.order_by("-id").values_list("slug", "breakdown__slug", "id")
            for slug, own, key in rows:
                self._cells[slug, own] = self._cells[slug, rules.BASE] = _id(key)
        return self._cells["|".join(f"{dimension}:{value}" for dimension, value in cell), breakdown]


def write_entries(entries: Sequence[Entry]) -> None:
    """Unsaved entries that have their numbers."""
    rows = [
        (
            entry.seq, entry.posting_id, _day(entry.on), entry.period_first_on and _day(entry.period_first_on),
            entry.is_base, entry.amount, str(entry.qualifier), entry.estimated, entry.stated,
            _id(entry.indicator_id), _id(entry.place_id), _id(entry.holder_id), _id(entry.served_id),
            _id(entry.combination_id), _id(entry.source_id), entry.reverses_id,
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
    varying = _values(posting, body, referred, none)
    shared = {name: values.value for name, values in varying.items() if isinstance(values, _Shared)}
    rows = zip(*(varying[name] for name in COLUMNS if name not in shared), strict=True)
    write = _copied if connection.vendor == "postgresql" else _inserted
    write(shared, rows)


@contextmanager
def writing_many() -> Iterator[None]:
    """Put it around the transaction of a load: `Referred` looks up once what rows refer to, and SQLite need not look
    again for each of them. On PostgreSQL `_copied` asks for the same, and gets it where the role may."""
    off = connection.vendor == "sqlite" and connection.disable_constraint_checking()
    try:
        yield
    finally:
        if off:
            connection.enable_constraint_checking()


@contextmanager
def without_replacing() -> Iterator[None]:
    """On SQLite the trigger against REPLACE runs for each row. We insert, and nobody else can write until the end of
    this transaction; so it is put aside, and stands again before anything can be seen of it."""
    assert connection.in_atomic_block, (
        "the guard comes back with the end of the transaction, whatever happens"
    )
    aside = [
        guard
        for guard in guards(connection.vendor)
        if (guard.table, guard.event) == ("chungtay_entry", "insert")
    ]
    with connection.cursor() as cursor:
        for guard in aside:
            cursor.execute(f"drop trigger {guard.name}")
        yield
        for guard in aside:
            cursor.execute(statement(guard, connection.vendor))


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every row has in this column."""

    value: Any


class _Days(dict[int, Any]):
    """Days by their ordinals, as both databases read them."""

    def __missing__(self, number: int) -> str:
        self[number] = day = date.fromordinal(number).isoformat()
        return day


def _values(posting: Posting, body: rules.Body, referred: Referred, none: Any) -> dict[str, Any]:
    """For every column what all rows share, or a value for each row."""

    def of(name: str, values: Any) -> Any:
        numbers = body.column(name)
        return (
            _Shared(values[numbers])
            if isinstance(numbers, int)
            else map(values.__getitem__, numbers.tolist())
        )

    tables, bits = body.tables, range(16)
    return {
        "seq": range(posting.first_seq, posting.last_seq + 1),
        "posting_id": _Shared(posting.number),
        "on": of("on", _Days()),
        "period_first_on": of("period_first", _Days({0: none})),
        "is_base": of("breakdown", [breakdown == rules.BASE for breakdown in tables["breakdown"]]),
        "amount": _numbers(body, "amount"),
        "qualifier": of("flags", [str(written.QUALIFIERS[bit & 3]) for bit in bits]),
        "estimated": of("flags", [bool(bit & written.ESTIMATED) for bit in bits]),
        "stated": _stated(body, none),
        "indicator_id": of("indicator", referred.keys("indicator", tables["indicator"])),
        "place_id": of("place", referred.keys("place", tables["place"])),
        "holder_id": of("holder", referred.keys("holder", tables["holder"])),
        "served_id": of("programmes", referred.served(tables["programmes"])),
        "combination_id": _combinations(body, referred),
        "source_id": of("source", referred.keys("source", tables["source"])),
        "reverses_id": _numbers(body, "reverses", none_for=0, none=none),
    }


def _numbers(body: rules.Body, name: str, *, none_for: int | None = None, none: Any = None) -> Any:
    numbers = body.column(name)
    if isinstance(numbers, int):
        return _Shared(none if numbers == none_for else numbers)
    if none_for is None:
        return numbers.tolist()
    return [none if number == none_for else number for number in numbers]


def _each(numbers: memoryview | int) -> Iterable[int]:
    return repeat(numbers) if isinstance(numbers, int) else numbers.tolist()


def _stated(body: rules.Body, none: Any) -> Any:
    bits, levels = body.column("flags"), body.column("stated")
    if isinstance(bits, int) and not bits & written.STATED:
        return _Shared(none)
    pairs = zip(_each(bits), _each(levels), range(body.count), strict=False)
    return [level if bit & written.STATED else none for bit, level, _ in pairs]


def _combinations(body: rules.Body, referred: Referred) -> Any:
    """Cell and breakdown together name the combination."""
    cells, breakdowns, tables = body.column("cell"), body.column("breakdown"), body.tables

    def of(cell: int, breakdown: int) -> str:
        return referred.combination(tables["cell"][cell], tables["breakdown"][breakdown])

    if isinstance(cells, int) and isinstance(breakdowns, int):
        return _Shared(of(cells, breakdowns))
    if isinstance(breakdowns, int):
        found = [of(cell, breakdowns) for cell in range(len(tables["cell"]))]
        return map(found.__getitem__, _each(cells))
    pairs = [(cell, breakdown) for cell, breakdown in zip(_each(cells), breakdowns.tolist(), strict=False)]
    named = {pair: of(*pair) for pair in set(pairs)}
    return map(named.__getitem__, pairs)


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


def _held(model: type[models.Model], keys: Sequence[UUID]) -> Iterable[UUID]:
    """Those of the ids that are kept; on PostgreSQL none of them can be deleted until we are done."""
    if connection.vendor != "postgresql":
        return model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id from {model._meta.db_table} where id = any(%s) for key share", [list(keys)]
        )
        return [row[0] for row in cursor.fetchall()]


def _id(key: UUID) -> str:
    return str(key) if connection.vendor == "postgresql" else key.hex


def _day(day: date) -> str:
    return day.isoformat()
