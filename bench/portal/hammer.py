"""Asks one address as fast as it is answered, over some lines that stay open; counts and times the answers.

One process, no threads, as little work an answer as Python allows: what it takes is in the figures of both servers.
"""

import selectors
import socket
import statistics
import time
from dataclasses import dataclass, field

AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
PATIENCE = 30


@dataclass
class Line:
    """A connection that asks again as soon as it has its answer."""

    sock: socket.socket
    request: bytes
    asked_at: float = 0.0
    left: int = -1  # bytes of the answer that are still to come; -1: its head is
    heard: bytes = b""

    def ask(self) -> None:
        self.left, self.heard, self.asked_at = -1, b"", time.perf_counter()
        self.sock.sendall(self.request)

    def hear(self) -> bool:
        """Whether the answer is whole."""
        got = self.sock.recv(262_144)
        assert got, "the server hung up"
        if self.left < 0:
            self.heard += got
            head, end, body = self.heard.partition(b"\r\n\r\n")
            if not end:
                return False
            assert head.startswith(b"HTTP/1.1 200"), head[:200]
            self.left = length_of(head) - len(body)
        else:
            self.left -= len(got)
        return self.left <= 0


@dataclass
class Heard:
    """What came of it."""

    seconds: float
    took: list[float] = field(repr=False)  # milliseconds

    @property
    def a_second(self) -> float:
        return len(self.took) / self.seconds

    @property
    def median(self) -> float:
        return statistics.median(self.took)

    @property
    def slow(self) -> float:
        return statistics.quantiles(self.took, n=20)[-1]


def length_of(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise AssertionError("an answer without its length")


def opened(port: int, path: str) -> Line:
    sock = socket.create_connection(("127.0.0.1", port), PATIENCE)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    told = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nUser-Agent: {AGENT}\r\nAccept-Encoding: gzip\r\n\r\n"
    return Line(sock, told.encode())


def hammer(port: int, path: str, *, seconds: float, lines: int = 8) -> Heard:
    waiting, took = selectors.DefaultSelector(), []
    begun = time.perf_counter()
    for line in (opened(port, path) for _ in range(lines)):
        waiting.register(line.sock, selectors.EVENT_READ, line)
        line.ask()
    while time.perf_counter() - begun < seconds:
        for key, _ in waiting.select(PATIENCE):
            line = key.data
            if line.hear():
                took.append((time.perf_counter() - line.asked_at) * 1000)
                line.ask()
    spent = time.perf_counter() - begun
    for key in list(waiting.get_map().values()):
        key.data.sock.close()
    return Heard(spent, took)


def one_by_one(port: int, path: str, times: int) -> Heard:
    """One reader after the other on one line: what an answer takes when the server has nothing else to do."""
    line, took = opened(port, path), []
    begun = time.perf_counter()
    for _ in range(times):
        line.ask()
        while not line.hear():
            pass
        took.append((time.perf_counter() - line.asked_at) * 1000)
    line.sock.close()
    return Heard(time.perf_counter() - begun, took)
