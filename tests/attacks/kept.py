"""What the database holds, and what an act changed in it, said so that two runs of one act can be compared."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

Row = tuple[tuple[str, Any], ...]
Kept = dict[str, dict[Any, Row]]

MOMENTS = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")
# Each hashes, or is, all that stands before it; or hashes a secret that is drawn anew.
CHAINED = {"hash", "previous_hash", "canonical", "fingerprint", "secret_hash"}


def tables() -> list[type[models.Model]]:
    """Every table of the house, those between two models included."""
    return list(apps.get_app_config("chungtay").get_models(include_auto_created=True))


def kept() -> Kept:
    """Every row of every table, by its key."""
    return {
        model._meta.label: {row["pk"]: tuple(sorted(row.items())) for row in rows_of(model)}
        for model in tables()
    }


def rows_of(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "last_login"]
    yield from model._base_manager.values("pk", *names)


def changes(before: Kept, after: Kept) -> list[str]:
    """What was made, changed and deleted, without the ids, moments and hashes that every run makes anew."""
    born = {str(key): label for label in after for key in after[label].keys() - before[label].keys()}
    old_ids = {str(key) for rows in before.values() for key in rows}
    found = []
    for label in after:
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
