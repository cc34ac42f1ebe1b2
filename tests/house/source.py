"""Reads the house's own source for the tests of the house."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "chungtay"


@cache
def python_files() -> list[Path]:
    """Every Python file that we wrote by hand; migrations are written by Django."""
    found = [
        path for folder in ("chungtay", "tests", "tools", "bench") for path in (ROOT / folder).rglob("*.py")
    ]
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))
