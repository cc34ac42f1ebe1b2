"""Remembers in memory only who was counted: marks that nobody can read back, forgotten with their day.

A mark is eight bytes of a keyed hash; the key is made by chance when a day begins and is overwritten when it ends. The
memory is laid before the server's processes part, so that all of them see one table; a server that is begun anew has
forgotten everything. When the table is full, nobody new is counted: too few is honest, too many is not.
"""

import errno
import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from mmap import mmap
from threading import Lock
from typing import IO

KEY = 32
HEAD = 16 + KEY  # the period, how many marks there are, the key
MARK = 8
PATIENCE = 5_000  # times a thousandth of a second


class Marks:
    """A table of marks for one period at a time: a day, or five minutes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.memory = mmap(-1, HEAD + room * MARK)  # pages that nobody wrote on cost nothing
        self.head = memoryview(self.memory)[:16].cast("Q")
        self.marks = memoryview(self.memory)[HEAD:].cast("Q")
        # Only to lock: the memory has no name.
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # open as long as the process lives
        self.threads = Lock()

    def is_new(self, period: int, reader: str, what: str, *, network: str, most: int) -> bool:
        """Whether this reader comes to this for the first time in the period. From one network at most so many do."""
        with self.alone():
            if period > self.head[0]:  # a clock that runs behind makes no key anew
                self.begin(period)
            mark = self.mark_of(network, reader, what)
            if self.holds(mark):
                return False
            # Each reader takes one of the network's places; where none is left, nothing is written either.
            places = (self.mark_of(network, what, str(place)) for place in range(most))
            free = next((place for place in places if not self.holds(place)), None)
            return free is not None and self.put(free) and self.put(mark)

    def begin(self, period: int) -> None:
        self.memory[:] = bytes(len(self.memory))
        self.memory[16:HEAD] = os.urandom(KEY)
        self.head[0] = period

    def mark_of(self, *words: str) -> int:
        told = "\0".join(words).encode("utf-8", "surrogateescape")
        found = blake2b(told, digest_size=MARK, key=bytes(self.memory[16:HEAD])).digest()
        return int.from_bytes(found) or 1  # 0 is an empty place

    def holds(self, mark: int) -> bool:
        return self.marks[self.place_of(mark)] == mark

    def put(self, mark: int) -> bool:
        if self.head[1] >= self.room * 3 // 4:
            return False
        self.marks[self.place_of(mark)] = mark
        self.head[1] += 1
        return True

    def place_of(self, mark: int) -> int:
        """Where the mark stands, or would."""
        place = mark % self.room
        while self.marks[place] not in (0, mark):
            place = (place + 1) % self.room
        return place

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other thread of this process, no other process of this server."""
        with self.threads:
            wait_for(self.file)
            try:
                yield
            finally:
                fcntl.lockf(self.file, fcntl.LOCK_UN)


def wait_for(file: IO[bytes]) -> None:
    """To the kernel a process is one: where one thread of it holds the first table and another waits for the second,
    and in the next process it is the other way round, it sees a circle that is none, and refuses to wait.
    """
    for _ in range(PATIENCE):
        try:
            fcntl.lockf(file, fcntl.LOCK_EX)
            return
        except OSError as problem:
            if problem.errno != errno.EDEADLK:
                raise
        time.sleep(0.001)
    raise TimeoutError("nobody let go of the table of marks")


OF_THE_DAY = Marks(2**21)  # 16 MB when full: some 780,000 readings a day
OF_NOW = Marks(2**17)
