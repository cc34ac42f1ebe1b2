"""Four writers at once, who load and post and lose heart, leave no hole in the numbers; nobody ever sees one."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.cube.installation import home  # noqa: F401 (a fixture)
from tests.house.source import ROOT

SECONDS = os.environ.get("CHUNGTAY_SECONDS", "1")
CHECK = Path(sys.executable).with_name("chungtay")


def test_numbers_have_no_gap_and_a_follower_sees_none(home: dict[str, str]) -> None:  # noqa: F811
    command = [sys.executable, "-m", "tests.actions.writers"]
    acts = ["load", "load", "post", "post", "follow", "follow"]
    running = [
        subprocess.Popen(
            [*command, act, SECONDS, str(seed)], cwd=ROOT, env=home, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        for seed, act in enumerate(acts)
    ]  # fmt: skip
    told = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0] * len(acts), told
    checked = subprocess.run(
        [CHECK, "check"], cwd=ROOT, env=home, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    sound = re.search(r"The ledger is sound: (\d+) postings, (\d+) entries", checked.stdout)
    assert sound and int(sound[1]) >= 4 * 4 and int(sound[2]) > int(sound[1])
