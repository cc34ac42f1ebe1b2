"""Reads the list of parts of a zip before anything is unpacked, and refuses what would grow beyond reason.

The list itself may be the attack: its end record is read by hand first, so that a million entries never become a
million objects. What the list says may be a lie; a reader that believes it stands in a process with little memory.
"""

import io
import struct
import zipfile
from pathlib import PurePosixPath

from .kinds import MAIN, MIB, TAKEN, UploadKind, limit, refused

END = b"PK\x05\x06"
END_RECORD = struct.Struct("<4sHHHHLLH")
LONGEST_COMMENT = 65_535
ENTRY_BYTES = 1_000  # of one line of the list; a real one has about 100
RATIO_MATTERS_FROM = MIB  # a small part may be one letter, a thousand times

BOMB = "%(name)s would unpack to far more than such a file holds, so it was not opened. Save it again in your program."
BROKEN = "%(name)s is damaged and cannot be read. Open it in your program and save it again as %(taken)s."
LOCKED = "%(name)s is protected by a password. Take the password off and hand it in again."
MACROS = "%(name)s holds macros. Save it as %(taken)s, which has none."


def check_directory(name: str, content: bytes, kind: UploadKind) -> None:
    """Everything that the list of parts tells, or RuleBroken with the mend."""
    taken = TAKEN[kind]
    parts = parts_of(name, content, kind)
    if any(part.flag_bits & 0x1 for part in parts) or "EncryptedPackage" in {part.filename for part in parts}:
        raise refused(LOCKED, name)
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > limit(kind, "unpacked") or packed > len(
        content
    ):  # parts that lie over each other count twice
        raise refused(BOMB, name)
    if unpacked > RATIO_MATTERS_FROM and unpacked > packed * limit(kind, "shrinks"):
        raise refused(BOMB, name)
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or any(is_outside(path) for path in names) or MAIN[kind] not in names:
        raise refused(BROKEN, name, taken=taken)
    if any(path.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")) for path in names):
        raise refused(MACROS, name, taken=taken)


def parts_of(name: str, content: bytes, kind: UploadKind) -> list[zipfile.ZipInfo]:
    """The lines of the list, once it is known to be short."""
    most, taken = limit(kind, "parts"), TAKEN[kind]
    at = content.rfind(END, max(0, len(content) - LONGEST_COMMENT - END_RECORD.size))
    if at < 0 or at + END_RECORD.size > len(content):
        raise refused(BROKEN, name, taken=taken)
    _, disk, _, _, entries, size, _, _ = END_RECORD.unpack_from(content, at)
    # All ones mean "look into the record for files over 4 GB": nothing of ours is so large.
    if entries == 0xFFFF or size == 0xFFFFFFFF or entries > most or size > most * ENTRY_BYTES:
        raise refused(BOMB, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            found = parts.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise refused(BROKEN, name, taken=taken) from None
    if disk or len(found) != entries:
        raise refused(BROKEN, name, taken=taken)
    return found


def is_outside(path: str) -> bool:
    """Whether the part would lie outside its folder; no reader of ours unpacks to a disk, others might."""
    return (
        path.startswith(("/", "\\")) or "\0" in path or ".." in PurePosixPath(path.replace("\\", "/")).parts
    )
