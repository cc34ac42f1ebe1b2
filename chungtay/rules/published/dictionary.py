"""The columns of an open table in their order, with what each holds in every language, and its rows in them."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from chungtay.rules.amounts import SCALE

LANGUAGES = ("vi", "lo", "en")
COLUMNS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
NUMBERS = frozenset({"amount", "target", "reported", "due"})
DAYS = frozenset({"first_on", "last_on", "place_since"})
Names = Mapping[str, Mapping[str, Mapping[str, str]]]


def dictionary() -> list[dict[str, str]]:
    return [{"column": column, **said} for column, said in COLUMNS.items()]


def told(rows: Iterable[Mapping[str, Any]], names: Names) -> Iterator[dict[str, Any]]:
    """Each row as a reader takes it away: numbers as decimals, names in every language."""
    for row in rows:
        key = f"{row['place']}@{row['since']}" if row["since"] else row["place"]
        category = f"{row['dimension']}:{row['category']}" if row["category"] else ""
        yield {
            "code": row["code"],
            "indicator": row["indicator"],
            **_named("indicator", names["indicators"].get(row["indicator"])),
            **_named("measure", names["measures"].get(row["indicator"])),
            "first_on": row["first_on"],
            "last_on": row["last_on"],
            "place": row["place"],
            "place_since": row["since"],
            **_named("place", names["places"].get(key)),
            "dimension": row["dimension"],
            "category": row["category"],
            **_named("category", names["categories"].get(category)),
            "amount": decimal(row["amount"]),
            "hidden": row["hidden"],
            "qualifier": row["qualifier"] if row["amount"] is not None else "",
            "target": decimal(row["target"]),
            "reported": row["reported"],
            "due": row["due"],
        }


def decimal(amount: int | None) -> Decimal | None:
    if amount is None:
        return None
    whole, rest = divmod(amount, SCALE)
    return Decimal(whole) if not rest else (Decimal(amount) / SCALE).normalize()


def _named(column: str, words: Mapping[str, str] | None) -> dict[str, str]:
    return {f"{column}_{language}": (words or {}).get(language, "") for language in LANGUAGES}
