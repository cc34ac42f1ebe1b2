"""Runs one function of ours over a stranger's bytes in a process that can do little and not for long.

The child knows neither the settings nor the database nor the environment; bytes go in, JSON comes out. If it dies, of
memory, of time or of the file itself, the person hears one sentence and the server goes on.
"""

import json
import logging
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import chungtay
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.uploads import PASTED_IN

from . import inside

logger = logging.getLogger(__name__)
SCRIPT = Path(inside.__file__)
ROOT = Path(chungtay.__file__).resolve().parent.parent
PATIENCE = 4  # times the granted seconds of work: a busy machine lets it wait
AT_ONCE = BoundedSemaphore(2)  # of one server's process; four phones that send photos do not fill the memory

NO_MEMORY = ("memory allocation of", "MemoryError", "bad_alloc")  # how readers in other languages end of it

TOO_MUCH = (
    "The file needs more memory or time than it should. Copy what is written into a new file, and try that."
)
UNREADABLE = (
    "The file cannot be read: it is damaged. Open it in your program, save it again and hand in that copy."
)


def in_child(work: str, content: bytes, *, seconds: int, megabytes: int, **arguments: Any) -> Any:
    """What `work` ("chungtay.rules.workbooks.reading:read_rows") says of the bytes, as far as JSON can say it."""
    asked = json.dumps({"work": work, "arguments": arguments}, ensure_ascii=True).encode() + b"\n"
    command = [sys.executable, "-I", str(SCRIPT), str(ROOT), str(seconds), str(megabytes)]
    with (
        AT_ONCE,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={}, cwd="/"
        ) as child,
    ):
        try:
            said, complaint = child.communicate(asked + content, timeout=seconds * PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            raise _refused(TOO_MUCH) from None
    match child.returncode:
        case inside.DONE:
            return json.loads(said)
        case inside.REFUSED:
            raise RuleBroken([Message(*message) for message in json.loads(said)])
        case inside.OURS:
            raise ChildBroken(complaint.decode(errors="replace")[-2000:])
        case inside.TOO_MUCH | inside.OUT_OF_TIME | inside.KILLED:
            raise _refused(TOO_MUCH)
    told = complaint.decode(errors="replace")
    if any(words in told for words in NO_MEMORY):
        raise _refused(TOO_MUCH)
    # The reader itself fell over; whether that is a mistake of ours is told by its last lines.
    logger.warning("%s ended with %s\n%s", work, child.returncode, told[-2000:])
    raise _refused(UNREADABLE)


class ChildBroken(Exception):
    """A mistake of ours, not of the file: the function is not there, or its answer is no JSON."""


def _refused(text: str) -> RuleBroken:
    return RuleBroken(Message(text, where=PASTED_IN))
