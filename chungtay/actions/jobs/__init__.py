"""One small, durable queue for what takes longer than a page may: asked for, worked off, tried again, told.

A kind of work is a function under `@work("name", most_tries=3, seconds=300)` in a file that `kinds.py` lists:

    @work("import_workbook")
    def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]: ...

It may run twice and must be harmless then; `told.by` and `told.at` say for whom and when, `told.step(3, of=40)` how
far it is. What it returns is shown: `said` (texts of messages with their values), `thing` (kind and id of what came
of it), and whatever counts it likes. RuleBroken ends it with its messages; what the world does wrong is tried again.
"""

from .asking import ask, cancel, try_again
from .registering import Telling, work
from .working import ask_regular, run_waiting

__all__ = ["Telling", "ask", "ask_regular", "cancel", "run_waiting", "try_again", "work"]
