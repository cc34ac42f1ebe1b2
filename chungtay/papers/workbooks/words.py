"""The words of our workbooks in three languages: they go to all sides of a programme."""

import tomllib
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "lo", "en")
WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())


def said(name: str, language: str) -> str:
    """A word of the workbook; a dot leads into a table of words: "fill.figure"."""
    found = WORDS
    for part in name.split("."):
        found = found[part]
    return str(found[language])
