"""What goes wrong, or is answered, in the small process in which files of strangers are read."""

import base64
import ctypes
import os
from typing import Any

from chungtay.rules.messages import Message, RuleBroken


def told(content: bytes, *, more: list[str]) -> dict[str, Any]:
    return {"size": len(content), "more": more}


def back(content: bytes) -> str:
    return base64.b64encode(content).decode()


def environment(content: bytes) -> dict[str, str]:
    return dict(os.environ)


def refuse(content: bytes) -> None:
    raise RuleBroken([Message("Cell %(cell)s says x.", {"cell": "B2"}, "B2"), Message("And more.")])


def much(content: bytes) -> str:
    return "x" * (70 * 2**20)


def harm(content: bytes, *, what: str) -> None:
    match what:
        case "eat memory":
            held = bytearray(2**30)
            held[0] = 1
        case "never end":
            while True:
                pass
        case "fall over":
            ctypes.string_at(0)
        case "raise":
            raise ValueError("what stood in the file")
        case "write a file":
            os.write(os.memfd_create("x"), b"x")
        case "start a process":
            os.setuid(65534) if os.getuid() == 0 else None
            os.fork()
            raise AssertionError("it forked")
