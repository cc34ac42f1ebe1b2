"""Prints DOCX as an office does, with LibreOffice, all of a test run in one go."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

_printed: dict[frozenset[tuple[str, bytes]], dict[str, bytes]] = {}


def printed_by_office(papers: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each DOCX as PDF by its name; the test is skipped where there is no LibreOffice."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    key = frozenset(papers.items())
    if key not in _printed:
        with tempfile.TemporaryDirectory() as folder:
            _printed[key] = _converted(papers, Path(folder))
    return _printed[key]


def _converted(papers: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    files = [folder / f"{name}.docx" for name in papers]
    for file, content in zip(files, papers.values(), strict=True):
        file.write_bytes(content)
    asked = ["soffice", f"-env:UserInstallation=file://{folder}/home", "--headless"]
    asked += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(asked, check=True, capture_output=True, timeout=180)
    return {file.stem: file.with_suffix(".pdf").read_bytes() for file in files}
