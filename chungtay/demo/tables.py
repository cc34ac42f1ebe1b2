"""Reads the demo's tables: columns between bars in `.txt`, longer texts in `.toml`."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from chungtay.rules.tables import named_rows

HOME = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    """Each row by the names of the first line; `#` begins a remark."""
    return named_rows((HOME / f"{name}.txt").read_text(encoding="utf-8"))


def texts(name: str) -> dict[str, Any]:
    return tomllib.loads((HOME / f"{name}.toml").read_text(encoding="utf-8"))


def day(text: str) -> date:
    return date.fromisoformat(text)


def last_day(text: str) -> date | None:
    """Empty: it has not ended."""
    return day(text) if text else None
