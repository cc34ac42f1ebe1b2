"""The inside of the small process: binds itself, reads the bytes, calls the one function, answers in JSON.

Started as a script with `python -I inside.py ROOT SECONDS MEGABYTES`; reads from stdin one line of JSON with the
name of the work and its arguments, then the bytes. Writes to no file. It is not cut off from the network, which needs
rights that a server should not have; but it knows no address, no key and no password to send anything with.
"""

import json
import resource
import signal
import sys
from importlib import import_module
from traceback import format_tb
from types import TracebackType

DONE, REFUSED, TOO_MUCH, OURS = 0, 3, 4, 5
OUT_OF_TIME, KILLED = -signal.SIGXCPU, -signal.SIGKILL
MIB = 2**20
HANDLES = 64
LONGEST_ANSWER = 1 / 4  # of the granted memory, in letters


def bind(seconds: int, megabytes: int) -> None:
    """No more memory, time, files or processes than granted; none of it can be taken back."""
    for what, most in (
        (resource.RLIMIT_AS, megabytes * MIB),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, HANDLES),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def main(root: str, seconds: str, megabytes: str) -> int:
    sys.path.insert(0, root)
    bind(int(seconds), int(megabytes))
    from chungtay.rules.messages import RuleBroken

    asked = json.loads(sys.stdin.buffer.readline())
    module, _, name = asked["work"].partition(":")
    try:
        work = getattr(import_module(module), name)
    except (ImportError, AttributeError) as mistake:
        sys.stderr.write(repr(mistake))
        return OURS
    try:
        said = json.dumps(work(sys.stdin.buffer.read(), **asked["arguments"]), ensure_ascii=False)
    except RuleBroken as broken:
        told = [[one.text, one.values, one.where] for one in broken.messages]
        sys.stdout.write(json.dumps(told, default=str))
        return REFUSED
    except (MemoryError, RecursionError):
        return TOO_MUCH
    if len(said) > int(megabytes) * MIB * LONGEST_ANSWER:
        return TOO_MUCH  # who asked must hold it all, and has no limits
    sys.stdout.buffer.write(said.encode(errors="surrogatepass"))
    return DONE


def without_content(kind: type[BaseException], _: BaseException, steps: TracebackType | None) -> None:
    """What goes into the server's log names our lines, and nothing of the file."""
    sys.stderr.write(kind.__name__ + "\n" + "".join(format_tb(steps)))


if __name__ == "__main__":
    sys.excepthook = without_content
    sys.exit(main(*sys.argv[1:]))
