"""Reads the bytes of kept files, each named by its own checksum."""

from pathlib import Path

from django.conf import settings

from chungtay.rules.documents import is_checksum


def file_bytes(sha256: str) -> bytes:
    return file_path(sha256).read_bytes()


def file_path(sha256: str) -> Path:
    """Where the bytes with this checksum are or would be, in one of 256 folders."""
    assert is_checksum(sha256), "a file is named by its checksum"
    return Path(settings.FILES) / sha256[:2] / sha256
