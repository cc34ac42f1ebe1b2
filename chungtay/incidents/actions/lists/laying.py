"""Lays the lists with which an installation begins. From then on they belong to the offices."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import connection

from ...models import ChainStep, Hotline, Hours, Retention
from ...models.lists import InForce

STOCK = Path(__file__).with_name("stock.toml")
KINDS: Mapping[str, type[InForce]] = {
    "step": ChainStep,
    "hotline": Hotline,
    "hours": Hours,
    "retention": Retention,
}


def lay_lists() -> None:
    """Each list where it is empty; nothing where its table does not stand, as on the way back of a migration."""
    standing = set(connection.introspection.table_names())
    stock: dict[str, list[dict[str, Any]]] = tomllib.loads(STOCK.read_text())
    for name, kind in KINDS.items():
        if kind._meta.db_table in standing and not kind._default_manager.exists():
            kind._default_manager.bulk_create(kind(**row) for row in stock[name])
