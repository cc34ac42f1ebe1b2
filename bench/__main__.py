"""`make bench`: everything in turn, small; `python -m bench ROOM …` one room, with its own words.

Each room runs in a process of its own: a room points Django to a home of its own before it reads its settings.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence


def promises(words: Sequence[str]) -> int:
    from bench.promises import main

    return main()


def ledger(words: Sequence[str]) -> int:
    from bench.ledger.command import main

    return main(words)


def workload(words: Sequence[str]) -> int:
    from bench.workload.command import main

    return main(words)


def workbooks(words: Sequence[str]) -> int:
    from bench.workbooks import main

    return main(words)


def papers(words: Sequence[str]) -> int:
    from bench.papers import main

    return main(words)


def portal(words: Sequence[str]) -> int:
    from bench.portal.command import main

    return main(words)


def oversight(words: Sequence[str]) -> int:
    from bench.oversight import main

    return main(words)


def notices(words: Sequence[str]) -> int:
    from bench.notices import main

    return main(words)


ROOMS: dict[str, Callable[[Sequence[str]], int]] = {
    "promises": promises,
    "ledger": ledger,
    "workload": workload,
    "workbooks": workbooks,
    "papers": papers,
    "portal": portal,
    "oversight": oversight,
    "notices": notices,
}


def main(words: Sequence[str]) -> int:
    if not words:
        return max(
            subprocess.run([sys.executable, "-m", "bench", room], check=False).returncode for room in ROOMS
        )
    if words[0] not in ROOMS:
        sys.stderr.write(f"bench: there is no room {words[0]}; there are {', '.join(ROOMS)}.\n")
        return 2
    return ROOMS[words[0]](words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
