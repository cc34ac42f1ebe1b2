"""This process's one copy of the cube: read from the ledger when first asked, caught up before every answer.

Nobody shares it with another process, so no answer can be torn by a writer elsewhere; among the threads of this one a
lock lets a single thread read or grow it at a time. The head row says which posting is the last and with which hash:
when the copy holds another one of that number, an act was not kept, and the copy goes back to where both agree.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection

from chungtay.models import LedgerHead, Posting
from chungtay.rules.ledger.postings import read_body
from chungtay.rules.places import World

from . import files
from .answer import Cube

FORMAT = 2  # of the parts in the base file
AT_ONCE = 64  # postings that are decoded together


class Copy:
    """A cube and the hashes of the postings that it holds."""

    def __init__(self) -> None:
        self.cube, self.hashes = Cube(), list[str]()
        self.in_file = 0  # the last posting of the base file that this copy began with, or wrote

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
            self.cube, self.hashes, self.in_file = Cube(), [], 0

    def _read_on(self) -> None:
        coming = (
            Posting.objects.filter(number__gt=len(self.hashes))
            .order_by("number")
            .values_list("hash", "canonical")
            .iterator(chunk_size=AT_ONCE)
        )
        while batch := list(islice(coming, AT_ONCE)):
            self.cube.put(read_body(bytes(canonical)) for _, canonical in batch)
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
        """Write the base file, unless another process is at it."""
        about = {"format": FORMAT, "postings": len(self.hashes)}
        parts = {"hashes": "\n".join(self.hashes).encode(), **self.cube.state()}
        files.keep(folder(), about, parts)
        self.in_file = len(self.hashes)

    def keep_if_due(self) -> None:
        """Not in the middle of an act: what is not committed may still be taken back."""
        due = len(self.hashes) - self.in_file >= settings.CUBE_EVERY
        if due and not connection.in_atomic_block:
            self.keep()


_lock = threading.RLock()
_copy = Copy()


@contextmanager
def caught_up(world: World) -> Iterator[Cube]:
    """The cube as the ledger is now, ours alone for as long as the block lasts."""
    with _lock:
        _copy.catch_up()
        _copy.keep_if_due()
        _copy.cube.lie_on(world)
        yield _copy.cube


@contextmanager
def at_hand(world: World) -> Iterator[Cube]:
    """The cube as this process saw it last; for a further question of the same page."""
    with _lock:
        _copy.cube.lie_on(world)
        yield _copy.cube


def keep() -> None:
    """Write the base file now, as after a large load."""
    with _lock:
        _copy.catch_up()
        _copy.keep()


def forget() -> None:
    """Begin anew, as a process does."""
    global _copy
    with _lock:
        _copy = Copy()


def folder() -> Path:
    return Path(settings.HOME) / "cube"
