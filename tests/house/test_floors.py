"""Imports run down the page only; a planted import that climbs is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.source import PACKAGE, ROOT


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    start = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", "import sys; sys.path.insert(0, '.'); " + start]
    return subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_imports_run_down_the_page_only() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_a_planted_import_that_climbs_is_caught(tmp_path: Path) -> None:
    shutil.copytree(
        PACKAGE, tmp_path / "chungtay", ignore=shutil.ignore_patterns("__pycache__", "static", "locale")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    rule = tmp_path / "chungtay" / "rules" / "meetings.py"
    rule.write_text(rule.read_text() + "\nimport chungtay.models.meetings  # noqa\n")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert "chungtay.rules.meetings -> chungtay.models.meetings" in result.stdout
