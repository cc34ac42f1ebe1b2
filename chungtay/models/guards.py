"""Triggers that refuse any change to what was recorded or frozen, and one that stamps every change of the map.

They stand on SQLite and on PostgreSQL. A later change of these tables on SQLite rebuilds them and drops their
triggers without a word: the same migration must call `put_guards` again, and a test lists the triggers that must
exist.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = "the ledger is append-only"
FROZEN = "a frozen review never changes"

# Drawn by lot: a stamp that was taken back with its transaction never comes again.
NEW_STAMP = {
    vendor: f"insert into chungtay_mapstamp (id, stamp) values (1, {lot})"
    " on conflict (id) do update set stamp = excluded.stamp"
    for vendor, lot in (
        ("sqlite", "lower(hex(randomblob(16)))"),
        ("postgresql", "replace(gen_random_uuid()::text, '-', '')"),
    )
}

KEPT = {  # tables of which no row ever changes, with their keys
    "chungtay_entry": "seq",
    "chungtay_posting": "number",
    "chungtay_loadedkeys": "posting_id",
    "chungtay_auditline": "number",
}


@dataclass(frozen=True)
class Guard:
    """One trigger: it refuses `event` on `table`, with these words, where `condition` holds."""

    table: str
    event: str  # update, delete, insert (SQLite only), truncate (PostgreSQL only)
    words: str
    condition: str = ""

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.event}"


@dataclass(frozen=True)
class Renewal:
    """One trigger: after `event` on `table` the map bears a new stamp."""

    table: str
    event: str  # insert, update, delete, truncate (PostgreSQL only)

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.event}_stamp"


def renewals(vendor: str) -> list[Renewal]:
    events = ["insert", "update", "delete", *(["truncate"] if vendor == "postgresql" else [])]
    return [Renewal(table, event) for table in ("chungtay_place", "chungtay_succession") for event in events]


def guards(vendor: str) -> list[Guard]:
    found = [Guard(table, event, APPEND_ONLY) for table in KEPT for event in ("update", "delete")]
    differs = "is distinct from" if vendor == "postgresql" else "is not"
    changed = " or ".join(
        f"new.{column} {differs} old.{column}"
        for column in ("canonical", "fingerprint", "frozen_at", "known_at_id")
    )
    found += [
        Guard("chungtay_review", "update", FROZEN, f"old.fingerprint <> '' and ({changed})"),
        Guard("chungtay_review", "delete", FROZEN, "old.fingerprint <> ''"),
    ]
    for table, key in KEPT.items():
        if vendor == "sqlite":
            # INSERT OR REPLACE deletes the old row without asking the delete trigger.
            replaces = f"exists (select 1 from {table} where {key} = new.{key})"
            found.append(Guard(table, "insert", APPEND_ONLY, replaces))
        else:
            found.append(Guard(table, "truncate", APPEND_ONLY))
    return found


def triggers(vendor: str) -> list[Guard | Renewal]:
    return [*guards(vendor), *renewals(vendor)]


def guard_names(vendor: str) -> list[str]:
    """Every trigger that must exist, sorted."""
    return sorted(trigger.name for trigger in triggers(vendor))


def put_guards(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "create or replace function refuse_change() returns trigger language plpgsql as"
                " $$ begin raise exception using message = tg_argv[0]; end $$"
            )
            cursor.execute(
                "create or replace function renew_stamp() returns trigger language plpgsql as"
                f" $$ begin {NEW_STAMP['postgresql']}; return null; end $$"
            )
        for guard in guards(connection.vendor):
            cursor.execute(statement(guard, connection.vendor))
        for renewal in renewals(connection.vendor):
            cursor.execute(renewing(renewal, connection.vendor))


def drop_guards(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for trigger in triggers(connection.vendor):
            on = f" on {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"drop trigger if exists {trigger.name}{on}")


def present_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """The guards that the database has now, sorted."""
    question = {
        "sqlite": "select name from sqlite_master where type = 'trigger' and name like 'guard_%'",
        "postgresql": "select tgname from pg_trigger where tgname like 'guard_%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        return sorted(row[0] for row in cursor.fetchall())


def statement(guard: Guard, vendor: str) -> str:
    start = f"create trigger {guard.name} before {guard.event} on {guard.table}"
    if vendor == "postgresql":
        level = "statement" if guard.event == "truncate" else "row"
        when = f" when ({guard.condition})" if guard.condition else ""
        return f"{start} for each {level}{when} execute function refuse_change('{guard.words}')"
    when = f" when {guard.condition}" if guard.condition else ""
    return f"{start}{when} begin select raise(abort, '{guard.words}'); end"


def renewing(renewal: Renewal, vendor: str) -> str:
    start = f"create trigger {renewal.name} after {renewal.event} on {renewal.table}"
    if vendor == "postgresql":  # once a statement, however many rows
        return f"{start} for each statement execute function renew_stamp()"
    return f"{start} begin {NEW_STAMP['sqlite']}; end"
