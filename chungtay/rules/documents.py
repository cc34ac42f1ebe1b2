"""Decides which files may be kept with a paper, and by which names they are known."""

import re

from .messages import Message, RuleBroken

LARGEST_FILE = 20_000_000  # bytes


def check_file(*, name: str, size: int) -> None:
    if not size:
        raise RuleBroken(Message("%(name)s is empty.", {"name": name}, where="files"))
    if size > LARGEST_FILE:
        raise RuleBroken(Message("%(name)s is larger than 20 MB.", {"name": name}, where="files"))


def is_checksum(text: str) -> bool:
    """Whether this is a SHA-256 and nothing else, so that it can never name a path outside the files."""
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None
