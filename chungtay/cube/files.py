"""Keeps what the cube has worked out in one file, so that a process need not work it out again when it begins.

The file is never changed: a newer one is written beside it under another name, brought safely to the disk, and takes
its place in one step. Whoever has the old one mapped keeps it. It is mapped privately: what a process writes into
its arrays stays its own.

It may be missing, cut off, altered or of another version; then it is not believed, and whatever it held is made anew
from the ledger. Whether it fits the ledger of today is for the reader of its head to say.

    16 bytes   what kind of file this is
    16 bytes   little-endian: length of the head (8), its CRC-32 (4), zeros (4)
    head       one JSON object: format, what the cube said of itself, and the parts with their sums
    parts      each at its offset, a multiple of 64: the bytes of an array, or plain bytes
"""

import fcntl
import json
import logging
import mmap
import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np

FORMAT = 1  # of the file; what the parts mean is the cube's own business, in what it says of itself
KIND = b"chungtay's cube\n"
PREFIX = struct.Struct("<16sQII")
STEP = 64  # arrays begin at whole lines of the processor's cache
NAME, COMING, QUEUE = "base", "base.new", "lock"
PLAIN = "bytes"

Content = np.ndarray | bytes
Pieces = (
    Content | list[np.ndarray]
)  # arrays that follow one another are written as one, without being copied together
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read: what the cube said of itself, and its parts. The arrays may be written; nobody else sees it."""

    about: dict[str, Any]
    parts: dict[str, Content]


class Unfit(Exception):
    """The file cannot be what was written."""


def keep(folder: Path, about: Mapping[str, Any], parts: Mapping[str, Pieces]) -> bool:
    """Put these in the place of whatever was kept. False: another process is doing so just now."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder) as alone:
        if alone:
            # Left behind by a process that was ended while it wrote.
            (folder / COMING).unlink(missing_ok=True)
            try:
                _write(folder / COMING, about, parts)
            except BaseException:
                (folder / COMING).unlink(missing_ok=True)
                raise
            os.replace(folder / COMING, folder / NAME)
            _to_disk(folder)
        return alone


def kept(folder: Path) -> Kept | None:
    """What was kept, with every byte checked. None: nothing, or nothing that may be believed."""
    try:
        with open(folder / NAME, "rb") as file:
            return _read(file)
    except FileNotFoundError:
        return None
    except (OSError, Unfit) as problem:
        log.warning("the cube kept in %s is made anew: %s", folder, problem)
        return None


def kept_about(folder: Path) -> dict[str, Any] | None:
    """What the kept cube says of itself, without looking at its parts."""
    try:
        with open(folder / NAME, "rb") as file:
            about: dict[str, Any] = _head(file)["about"]
            return about
    except (OSError, Unfit):
        return None


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether we are the only one who writes here; the system ends the claim of a process that ends."""
    with open(folder / QUEUE, "wb") as queue:
        try:
            fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _write(path: Path, about: Mapping[str, Any], parts: Mapping[str, Pieces]) -> None:
    rows, contents = [], []
    for name, part in parts.items():
        content, kind, shape = _content(part)
        added = 0
        for piece in content:
            added = crc32(piece, added)
        rows.append([name, kind, shape, sum(map(len, content)), added])
        contents.append(content)
    head = {"format": FORMAT, "about": dict(about), "parts": rows}
    told = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
    with open(path, "xb") as file:
        file.write(PREFIX.pack(KIND, len(told), crc32(told), 0))
        file.write(told)
        for content in contents:
            file.write(bytes(-file.tell() % STEP))
            file.writelines(content)
        file.flush()
        os.fsync(file.fileno())


def _content(part: Pieces) -> tuple[list[memoryview], str, list[int]]:
    """The bytes to write, one piece after the other; of what kind they are, and in what shape."""
    if isinstance(part, bytes):
        return [memoryview(part)], PLAIN, [len(part)]
    pieces = part if isinstance(part, list) else [part]
    kind, rest = pieces[0].dtype.newbyteorder("<"), pieces[0].shape[1:]
    assert all(piece.dtype == pieces[0].dtype and piece.shape[1:] == rest for piece in pieces), (
        "one array's pieces"
    )
    whole = [np.ascontiguousarray(piece, dtype=kind) for piece in pieces]
    content = [piece.reshape(-1).view(np.uint8).data for piece in whole]
    return content, kind.str, [sum(map(len, pieces)), *rest]


def _to_disk(folder: Path) -> None:
    """A file that took another's place is safe once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _head(file: BinaryIO) -> dict[str, Any]:
    prefix = file.read(PREFIX.size)
    if len(prefix) < PREFIX.size:
        raise Unfit("it is cut off")
    kind, length, sum_of_head, nothing = PREFIX.unpack(prefix)
    if kind != KIND or nothing:
        raise Unfit("it is not a cube")
    if length > os.fstat(file.fileno()).st_size:
        raise Unfit("it is cut off")
    told = file.read(length)
    if crc32(told) != sum_of_head:
        raise Unfit("its head is damaged")
    head: dict[str, Any] = json.loads(told)
    if head["format"] != FORMAT:
        raise Unfit(f"it is of format {head['format']}, not {FORMAT}")
    return head


def _read(file: BinaryIO) -> Kept:
    head, end = _head(file), file.tell()
    whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    parts: dict[str, Content] = {}
    for name, kind, shape, length, sum_of_part in head["parts"]:
        start = end + -end % STEP
        if len(whole) < start + length:
            raise Unfit("it is cut off")
        piece = whole[start : start + length]
        if crc32(piece) != sum_of_part or any(whole[end:start]):
            raise Unfit(f"its part “{name}” is damaged")
        parts[name] = bytes(piece) if kind == PLAIN else np.ndarray(shape, kind, piece)
        end = start + length
    if len(whole) != end:
        raise Unfit("it goes on after its end")
    return Kept(head["about"], parts)
