"""The search for words that must be nowhere finds them wherever they could be, else it would prove nothing."""

import base64
import gzip
import json
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest

from .canaries import found_in, found_under

WORD = "bí mật 7Q4"
WAYS = {
    "as it is": WORD.encode(),
    "in UTF-16": WORD.encode("utf-16"),
    "in UTF-16 the other way round": WORD.encode("utf-16-be"),
    "in JSON": json.dumps({"said": WORD}).encode(),
    "in an address": quote(WORD).encode(),
    "in base64": base64.b64encode(WORD.encode()),
    "in base64, one byte later": base64.b64encode(b"x" + WORD.encode()),
    "in base64, two bytes later": base64.b64encode(b"xy" + WORD.encode()),
    "in the base64 of addresses": b"id=" + base64.urlsafe_b64encode(b"???>" + WORD.encode()).rstrip(b"="),
    "in base64 of UTF-16": base64.b64encode(WORD.encode("utf-16")),
    "packed by gzip": b"before" + gzip.compress(b"a" * 50 + WORD.encode()) + b"after",
    "packed by zlib": b"before" + zlib.compress(WORD.encode()) + b"after",
    "in base64 in gzip": gzip.compress(base64.b64encode(WORD.encode())),
    "in gzip in base64": base64.b64encode(gzip.compress(WORD.encode())),
    "in UTF-16 in gzip in base64": base64.b64encode(gzip.compress(WORD.encode("utf-16"))),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_word_is_found_however_it_is_written(way: str) -> None:
    assert found_in(b"\x00\x01 among others: " + WAYS[way] + b" and more", ["another", WORD]) == {WORD}


def test_what_is_not_there_is_not_found() -> None:
    assert found_in(b"".join(WAYS.values()), ["bí mật 7Q5"]) == set()


def test_every_file_of_a_folder_is_searched(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "log").write_bytes(WAYS["packed by gzip"])
    (tmp_path / "clean").write_bytes(b"nothing")
    assert found_under(tmp_path, [WORD]) == {"a/b/log": {WORD}}
