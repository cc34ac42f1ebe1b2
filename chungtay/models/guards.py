"""Triggers that refuse any change to what the ledger has recorded, on SQLite and on PostgreSQL.

A later change of these tables on SQLite rebuilds them and drops their triggers without a word: the same migration
must call `put_guards` again, and a test lists the triggers that must exist.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED = {"chungtay_entry": "seq", "chungtay_posting": "number", "chungtay_auditline": "id"}
REFUSAL = "the ledger is append-only"


def guard_names() -> list[str]:
    """Every trigger that must exist, sorted."""
    return sorted(f"guard_{table}_{verb}" for table in GUARDED for verb in ("update", "delete", "replace"))


def put_guards(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def drop_guards(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name in guard_names():
            table = name.removeprefix("guard_").rsplit("_", 1)[0]
            on = f" on {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"drop trigger if exists {name}{on}")


def present_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """The guards that the database has now, sorted."""
    question = {
        "sqlite": "select name from sqlite_master where type = 'trigger' and name like 'guard_%'",
        "postgresql": "select tgname from pg_trigger where tgname like 'guard_%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        return sorted(row[0] for row in cursor.fetchall())


def statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        function = (
            "create or replace function refuse_change() returns trigger language plpgsql as"
            f" $$ begin raise exception '{REFUSAL}'; end $$"
        )
        return [function] + [
            f"create trigger guard_{table}_{verb} before {event} on {table}"
            f" for each {level} execute function refuse_change()"
            for table in GUARDED
            for verb, event, level in (
                ("update", "update", "row"),
                ("delete", "delete", "row"),
                ("replace", "truncate", "statement"),
            )
        ]
    made = []
    for table, key in GUARDED.items():
        for verb, when in (
            ("update", ""),
            ("delete", ""),
            # INSERT OR REPLACE deletes the old row without asking the delete trigger.
            ("replace", f" when exists (select 1 from {table} where {key} = new.{key})"),
        ):
            event = "insert" if verb == "replace" else verb
            made.append(
                f"create trigger guard_{table}_{verb} before {event} on {table}{when}"
                f" begin select raise(abort, '{REFUSAL}'); end"
            )
    return made
