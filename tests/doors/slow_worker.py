"""`chungtay work` as it is, with one more kind of work: it writes down each step that it does, and takes its time."""

import os
import sys
import time
from pathlib import Path
from typing import Any

STEPS, PAUSE = 100, 0.05


def main(*arguments: str) -> int:
    from chungtay.doors.command import main as command
    from chungtay.doors.command import make_ready

    make_ready("tables")
    from chungtay.actions.jobs import Telling, work

    @work("slow", seconds=60)
    def run(asked: dict[str, Any], told: Telling) -> dict[str, Any]:
        steps = asked.get("steps", STEPS)
        for number in range(1, steps + 1):
            with Path(asked["diary"]).open("a") as diary:
                diary.write(f"{told.job.tries}:{number}\n")
            told.step(number, of=steps)
            time.sleep(PAUSE)
        return {"pid": os.getpid()}

    return command(["work", *arguments])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
