"""Looks for words in bytes, however they are written: as they are, in UTF-16, as text in JSON or an address, in base64
at any of its three beginnings, packed by gzip or zlib, and any of these inside another."""

import base64
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

DEPTH = 3  # base64 in gzip in base64 is found; nobody hides deeper by accident
LETTERS = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")  # how a gzip member and a zlib stream begin
BOTH_WAYS = zlib.MAX_WBITS | 32  # zlib looks for itself which of the two it is
MOST = 64 * 2**20  # of what is unpacked from one place


def found_in(content: bytes, words: list[str], depth: int = DEPTH) -> set[str]:
    """Which of the words these bytes hold."""
    found = {word for word in words if any(form in content for form in forms(word))}
    if depth:
        for inner in unwrapped(content):
            found |= found_in(inner, words, depth - 1)
    return found


def forms(word: str) -> set[bytes]:
    """A word as it may stand in bytes that nobody packed."""
    told = {
        word,
        json.dumps(word)[1:-1],
        quote(word),
        word.encode("unicode_escape").decode(),
        word.encode().hex(),
    }
    return {one.encode(code) for one in told for code in ("utf-8", "utf-16-le", "utf-16-be")}


def unwrapped(content: bytes) -> Iterator[bytes]:
    """What is packed, or written in base64, somewhere in these bytes."""
    for place in PACKED.finditer(content):
        try:
            yield zlib.decompressobj(BOTH_WAYS).decompress(content[place.start() :], MOST)
        except zlib.error:
            continue
    for run in LETTERS.findall(content):
        letters = run.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):  # a run may begin with letters that are none of it
            part = letters[start:]
            part = part[:-1] if len(part) % 4 == 1 else part
            yield base64.b64decode(part + b"=" * (-len(part) % 4))


def found_under(folder: Path, words: list[str]) -> dict[str, set[str]]:
    """Every file that holds a word, and which."""
    told = {str(path.relative_to(folder)): found_in(path.read_bytes(), words) for path in files_under(folder)}
    return {name: found for name, found in told.items() if found}


def files_under(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
