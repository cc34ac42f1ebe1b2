"""What the database holds, and what an act changed in it, said so that two runs of one act can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection, models

READING = re.compile(
    r"\s*(?:(?:select|savepoint|release|rollback|begin|pragma|explain)\b"
    r"|with\b(?!.*\b(?:insert|update|delete|replace|merge)\b))",
    re.IGNORECASE | re.DOTALL,
)
INTO = re.compile(
    r"\s*(?:insert(?: or \w+)? into|update|delete from) \"?(\w+)\"?", re.IGNORECASE
)  # and nothing before it, such as a table made on the way
WITHIN = re.compile(r"\b(?:insert(?: or \w+)? into|update|delete from) \"?(\w+)\"?", re.IGNORECASE)
Row = tuple[tuple[str, Any], ...]
Kept = dict[str, dict[Any, Row]]

MOMENTS = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")
# Each hashes, or is, all that stands before it; or hashes, signs or seals by a secret that is drawn anew.
CHAINED = {
    "hash", "sealed", "previous_hash", "canonical", "fingerprint", "secret_hash", "token_hash", "mark",
    "sealed_contact", "sealed_address", "address_mark",
    "body", "wrapped", "signed", "card", "kid", "sig_kid", "sender_kid",
}  # fmt: skip


def tables() -> list[type[models.Model]]:
    """Every table of the house and of its annex, those between two models included."""
    houses = (apps.get_app_config(house) for house in ("chungtay", "incidents"))
    return [model for house in houses for model in house.get_models(include_auto_created=True)]


def kept() -> Kept:
    """Every row of every table, by its key."""
    return {model._meta.label: read(model) for model in tables()}


def kept_again(before: Kept, written: set[str]) -> Kept:
    """The same as `kept()`, when nothing was written but to these tables since `before` was read."""
    touched = written.union(*(TRIGGERED.of(table) for table in written))
    return {
        label: read(model) if model._meta.db_table in touched else before[label]
        for model in tables()
        for label in [model._meta.label]
    }


class Triggered:
    """Into which tables the database itself writes, by the table that was written to."""

    @cached_property
    def by_table(self) -> dict[str, set[str]]:
        with connection.cursor() as cursor:
            cursor.execute("select tbl_name, sql from sqlite_master where type = 'trigger'")
            triggers = cursor.fetchall()
        found: dict[str, set[str]] = {}
        for table, sql in triggers:
            body = sql.partition("BEGIN")[2] or sql.partition("begin")[2]
            found.setdefault(table, set()).update(WITHIN.findall(body))
        return found

    def of(self, table: str) -> set[str]:
        return self.by_table.get(table, set())


TRIGGERED = Triggered()


def read(model: type[models.Model]) -> dict[Any, Row]:
    return {row["pk"]: tuple(sorted(row.items())) for row in rows_of(model)}


@dataclass
class Writing:
    """Notes to which tables is written, as a wrapper around whatever a connection executes."""

    tables: set[str] = field(default_factory=set)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not READING.match(sql):
            known = INTO.match(sql)
            self.tables |= {known[1]} if known else {model._meta.db_table for model in tables()}
        return execute(sql, params, many, context)


def rows_of(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "last_login"]
    yield from model._base_manager.values("pk", *names)


def changes(before: Kept, after: Kept) -> list[str]:
    """What was made, changed and deleted, without the ids, moments and hashes that every run makes anew."""
    touched = [label for label in after if after[label] is not before[label]]
    born = {str(key): label for label in touched for key in after[label].keys() - before[label].keys()}
    old_ids = {str(key) for rows in before.values() for key in rows} if touched else set()
    found = []
    for label in touched:
        for key, row in after[label].items():
            old = before[label].get(key)
            if row != old:
                found.append(
                    f"{'made' if old is None else 'changed'} {label}: {said(row, old, born, old_ids)}"
                )
        found += [f"deleted {label} {key}" for key in before[label].keys() - after[label].keys()]
    return sorted(found)


def said(row: Row, old: Row | None, born: dict[str, str], old_ids: set[str]) -> str:
    told = {}
    for name, value in row:
        if old is not None and (name, value) in old:
            continue
        told[name] = "…" if name in CHAINED else plain(value, born, old_ids)
    return repr(told)


def plain(value: Any, born: dict[str, str], old_ids: set[str]) -> str:
    if isinstance(value, datetime):
        return "a moment"
    text = MOMENTS.sub("a moment", str(value))
    for key in re.findall(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", text):
        if key not in old_ids:  # of a row, or inside a text that is kept whole
            text = text.replace(key, f"a new {born.get(key, 'id')}")
    return born.get(text, text) if not text.isdecimal() else text
