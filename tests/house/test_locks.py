"""What we depend on: named, pinned by hash, freely licensed, and from nowhere in particular."""

import re
from importlib.metadata import distributions

import pytest

from tests.house.source import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock"]
REFUSED = re.compile(r"\b(A?GPL|AGPL-3\.0|GPL-[23]\.0)(?!\w)", re.IGNORECASE)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    assert not re.search(r"https?://|--index|--find-links|--extra", (ROOT / name).read_text())


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_part_has_a_hash(name: str) -> None:
    parts = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    assert [
        part.split("==")[0] for part in parts if "--hash=sha256:" not in part and not part.startswith("#")
    ] == []


def test_nothing_that_runs_is_under_the_gpl() -> None:
    running = {
        line.split("==")[0].lower()
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if "==" in line
    }
    bad = []
    for part in distributions():
        name = (part.metadata["Name"] or "").lower()
        if name.replace("_", "-") not in running:
            continue
        said = [part.metadata.get("License-Expression") or ""]
        said += [line for line in part.metadata.get_all("Classifier") or [] if line.startswith("License")]
        text = " ".join(said).replace("LGPL", "L-G-P-L").replace("Lesser General Public", "Lesser")
        if REFUSED.search(text) or "GNU General Public" in text or "Affero" in text:
            bad.append(f"{name}: {text}")
    assert bad == []
