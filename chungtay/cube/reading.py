"""This process's one copy of the cube: read from the ledger when first asked, caught up before every answer.

Nobody shares it with another process, so no answer can be torn by a writer elsewhere; among the threads of this one a
lock lets a single thread read or grow it at a time. The head row says which posting is the last and with which hash:
when the copy holds another one of that number, an act was not kept, and the copy goes back to where both agree.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from chungtay.models import LedgerHead, Posting
from chungtay.rules.ledger.postings import read_body
from chungtay.rules.places import World

from . import files
from .answer import Cube
from .proof import Proof, proved

FORMAT = 3  # of the parts in the base file
AT_ONCE = 64  # postings that are decoded together
log = logging.getLogger(__name__)


class Copy:
    """A cube and the hashes of the postings that it holds."""

    def __init__(self) -> None:
        self.cube, self.hashes = Cube(), list[str]()
        self.in_file = 0  # the last posting of the base file that this copy began with, or wrote
        self.writing: Writing | None = None

    def catch_up(self) -> None:
        head = LedgerHead.objects.values_list("posting", "hash").first() or (0, "")
        if self._is_at(*head):
            return
        if not self.hashes and head[0]:
            self._begin_from_file()
        if not self._follows(*head):
            self._go_back()
        self._read_on()

    def _is_at(self, number: int, last_hash: str) -> bool:
        return number == len(self.hashes) and (not number or self.hashes[-1] == last_hash)

    def _follows(self, number: int, last_hash: str) -> bool:
        """Whether all that the copy holds is still so."""
        if not self.hashes:
            return True
        if number < len(self.hashes):
            return False
        held = Posting.objects.filter(number=len(self.hashes)).values_list("hash", flat=True).first()
        return held == self.hashes[-1]

    def _go_back(self) -> None:
        """To the last posting of which copy and ledger say the same; to nothing when that lies in the base file."""
        low, high = 0, len(self.hashes)
        while low < high:
            middle = (low + high + 1) // 2
            held = Posting.objects.filter(number=middle).values_list("hash", flat=True).first()
            low, high = (middle, high) if held == self.hashes[middle - 1] else (low, middle - 1)
        if self.cube.take_off(low):
            del self.hashes[low:]
        else:
            self._begin_anew()

    def _begin_anew(self) -> None:
        self.cube, self.hashes, self.in_file, self.writing = Cube(), [], 0, None

    def _read_on(self) -> None:
        coming = (
            Posting.objects.filter(number__gt=len(self.hashes))
            .order_by("number")
            .values_list("hash", "canonical")
            .iterator(chunk_size=AT_ONCE)
        )
        while batch := list(islice(coming, AT_ONCE)):
            try:
                self.cube.put(read_body(bytes(canonical)) for _, canonical in batch)
            except BaseException:  # half of it may have been taken in; nobody may be answered from that
                self._begin_anew()
                raise
            self.hashes += [one for one, _ in batch]

    # The base file

    def _begin_from_file(self) -> None:
        found = files.kept(folder())
        if found is None or found.about.get("format") != FORMAT:
            return
        hashes = bytes(found.parts["hashes"]).decode().split()
        last = Posting.objects.filter(number=len(hashes)).values_list("hash", flat=True).first()
        if hashes and last == hashes[-1]:
            self.cube, self.hashes = Cube.from_state(found.parts), hashes
            self.in_file = len(hashes)

    def keep(self) -> None:
        """Write the base file now, unless another process is at it."""
        if self.writing and self.writing.is_alive():
            self.writing.join()
        self._begin_writing().run()
        self._settle()

    def keep_if_due(self) -> None:
        """Have it written while answers go on. Not in the middle of an act, which may still be taken back."""
        if self.writing and not self.writing.is_alive():
            self._settle()
        if self._is_due() and not self.writing and not connection.in_atomic_block:
            self.in_file = max(self.in_file, self._kept_by_another())
            if self._is_due():
                self._begin_writing().start()

    def _begin_writing(self) -> "Writing":
        self.in_file = len(self.hashes)
        about = {"format": FORMAT, "postings": self.in_file, "hash": self.hashes[-1] if self.hashes else ""}
        parts = {"hashes": "\n".join(self.hashes).encode(), **self.cube.state()}
        self.writing = Writing(about, parts)
        return self.writing

    def _settle(self) -> None:
        """Read from the file what was written, so that processes share its memory; unless we went back since."""
        done, self.writing = self.writing, None
        if done and done.kept and self._holds(done.about):
            self.cube.shelves.settle(done.kept.parts)

    def _is_due(self) -> bool:
        return len(self.hashes) - self.in_file >= settings.CUBE_EVERY

    def _kept_by_another(self) -> int:
        """How many of our own postings the file holds that stands there now."""
        about = files.kept_about(folder()) or {}
        number: int = about["postings"] if about.get("format") == FORMAT else 0
        return number if self._holds(about) else 0

    def _holds(self, about: dict[str, Any]) -> bool:
        number = about.get("postings", 0)
        return 0 < number <= len(self.hashes) and self.hashes[number - 1] == about["hash"]


class Writing(threading.Thread):
    """Puts a cube's state in the place of the base file. Nobody changes the rows that it writes from."""

    def __init__(self, about: dict[str, Any], parts: dict[str, files.Pieces]) -> None:
        super().__init__(name="the cube's file")
        self.about, self.parts, self.folder = about, parts, folder()
        self.kept: files.Kept | None = None

    def run(self) -> None:
        try:
            if files.keep(self.folder, self.about, self.parts):
                self.kept = files.kept(self.folder)
        except OSError as problem:  # a full disk keeps nobody from being answered
            log.warning("the cube could not be kept in %s: %s", self.folder, problem)
        self.parts = {}
        if self.kept and self.kept.about != self.about:  # another process was faster
            self.kept = None


_lock = threading.RLock()
_copy = Copy()


@contextmanager
def caught_up(world: Callable[[], World]) -> Iterator[Cube]:
    """The cube as the ledger is now, ours alone for as long as the block lasts.

    The map is asked for after the ledger was read: a unit is recorded before anything is booked in it.
    """
    with _lock:
        _copy.catch_up()
        _copy.keep_if_due()
        _copy.cube.lie_on(world())
        yield _copy.cube


@contextmanager
def at_hand(world: World, known: int) -> Iterator[Cube]:
    """The cube as this process saw it last, for a further question of the same page: it knows this posting already."""
    with _lock:
        if _copy.cube.last_posting < known:  # another thread began anew since
            _copy.catch_up()
        _copy.cube.lie_on(world)
        yield _copy.cube


def keep() -> None:
    """Write the base file now, as after a large load."""
    with _lock:
        _copy.catch_up()
        _copy.keep()


def prove(world: World, day: date) -> Proof:
    """What this process would answer from, held against the bytes of every posting."""
    with caught_up(lambda: world) as cube:
        coming = Posting.objects.filter(number__lte=cube.last_posting).order_by("number")
        bodies = coming.values_list("canonical", flat=True).iterator(chunk_size=AT_ONCE)
        return proved(cube, (read_body(bytes(body)) for body in bodies), world, day)


def forget() -> None:
    """Begin anew, as a process does."""
    global _copy
    with _lock:
        _copy = Copy()


def folder() -> Path:
    return Path(settings.HOME) / "cube"
