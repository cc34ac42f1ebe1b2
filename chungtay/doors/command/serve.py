"""The verb `serve`: answers browsers until it is stopped."""

import argparse
import socket
import sys
from contextlib import nullcontext
from typing import Literal

from chungtay.rules.proxies import is_loopback

from . import BadInput
from .keeping import a_worker

SUMMARY = "serve the pages and the API"
EXAMPLE = "chungtay serve --port 8000"
NEEDS: Literal["nothing", "django", "tables"] = "tables"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=port, default=8000, help="default 8000")
    parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1: this machine only")
    parser.add_argument("--workers", type=workers, default=1, help="processes that answer; default 1")
    parser.add_argument(
        "--demo-for-all", action="store_true", help="let the whole network into a demo home, for a training"
    )
    parser.add_argument(
        "--no-work", action="store_true", help="long work is done by `chungtay work` elsewhere"
    )


def run(asked: argparse.Namespace) -> int:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    if not asked.demo_for_all:
        refuse_a_demo_for_all(asked.host)
    refuse_a_taken_port(asked.host, asked.port)
    server = Granian(
        "chungtay.doors.command.answering:application",
        factory=True,
        interface=Interfaces.WSGI,
        address=asked.host,
        port=asked.port,
        workers=asked.workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
    )
    sys.stdout.write(f"Chung Tay: {' '.join(addresses(asked.host, asked.port))}\nStop it with Ctrl+C.\n")
    sys.stdout.flush()
    with nullcontext() if asked.no_work else a_worker():
        server.serve()
    return 0


def port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a port; write a number from 1 to 65535")


def workers(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= 64:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no number of processes; write one from 1 to 64")


def addresses(host: str, number: int) -> list[str]:
    shown = f"[{host}]" if ":" in host else host
    also = [f"http://localhost:{number}"] if host == "127.0.0.1" else []
    return [f"http://{shown}:{number}", *also]


def refuse_a_demo_for_all(host: str) -> None:
    """In a demo home one click enters any post: nobody should find it open to the network by mistake."""
    from django.conf import settings

    if settings.DEMO_MARK.exists() and not is_loopback(host):
        raise BadInput(
            f"This is a demo home: on {host} everybody in the network could enter any post."
            " Add --demo-for-all if that is meant."
        )


def refuse_a_taken_port(host: str, number: int) -> None:
    """The server itself would share a taken port without a word, and half the requests would go astray."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as problem:
            why = problem.strerror or str(problem)
            sentence = f"Nothing can listen on {host}, port {number}: {why}. Choose another with --port."
            raise BadInput(sentence) from None
