"""Several processes at once on one ledger: whole answers, never old ones, no holes, whatever becomes of the file."""

import os
import re
import subprocess
import sys
from pathlib import Path

from chungtay.cube.files import kept
from tests.cube.installation import home  # noqa: F401 (a fixture)
from tests.house.source import ROOT

SECONDS = float(os.environ.get("CHUNGTAY_SECONDS", "3"))  # how long they go at it


def counted(told: dict[str, str], *verbs: str, seconds: float = SECONDS) -> list[str]:
    """What each process did; anything else that one of them said is a fault."""
    command = [sys.executable, "-m", "tests.cube.processes", str(seconds), *verbs]
    done = subprocess.run(
        command, cwd=ROOT, env=told, capture_output=True, text=True, timeout=120, check=False
    )
    lines = done.stdout.splitlines()
    right = all(re.fullmatch("(written|asked|looked|spoilt|killed) [0-9]+", line) for line in lines)
    assert right and len(lines) == len(verbs) and not done.returncode, (done.stdout + done.stderr)[-5000:]
    return lines


def test_answers_are_whole_and_never_older_than_what_was_there_before_the_question(
    home: dict[str, str],  # noqa: F811
) -> None:
    counted(home, "write", "write", "read", "read", "read", "follow", "spoil")
    counted(home, "read", seconds=0)


def test_a_process_that_is_killed_at_any_moment_leaves_a_file_that_answers_rightly(
    home: dict[str, str],  # noqa: F811
) -> None:
    counted(home, "write", "kill", "kill", "read")
    folder = Path(home["CHUNGTAY_HOME"]) / "cube"
    assert kept(folder)
    counted(home, "read", seconds=0)
