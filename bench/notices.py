"""Seals, opens and searches confidential notices in Chromium, with the scripts that the product serves.

`python -m bench notices`. The page is that of the tests, under the product's own policy; nothing goes over a network,
so that only the browser's work is measured. Promised: sealed to four in 100 ms, a photo of 5 MB in 500 ms, 1,000
notices opened and searched in 5 s.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ["CHUNGTAY_HOME"] = tempfile.mkdtemp(prefix="chungtay-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "chungtay.settings"

import django  # noqa: E402

from bench.measure import Measure  # noqa: E402
from tools.chromium import CHROMIUM, chromium  # noqa: E402

SCRIPT = Path(__file__).with_name("notices.js")
CURVES = {"X25519, ES256 (ours)": {}, "P-256, ES256": {"dh": "P-256"}, "X25519, Ed25519": {"sig": "Ed25519"}}
NOTICES, TIMES = 1_000, 15


def main(words: Sequence[str]) -> int:
    django.setup()
    try:
        if CHROMIUM is None:
            sys.stdout.write("Chromium is not installed.\n")
            return 0
        for measure in measured():
            sys.stdout.write(f"{measure}\n")
            sys.stdout.flush()
    finally:
        shutil.rmtree(Path(os.environ["CHUNGTAY_HOME"]))
    return 0


def measured() -> Iterator[Measure]:
    from tests.incidents.sealed.served import served

    with served() as address, chromium() as browser:
        tab = browser.new_page()
        tab.goto(address)
        tab.wait_for_selector("text=ready")
        for name, curves in CURVES.items():
            asked = {"curves": curves, "notices": NOTICES, "times": TIMES}
            yield from told(name, tab.evaluate(SCRIPT.read_text(), asked))


def told(name: str, found: dict[str, Any]) -> Iterator[Measure]:
    for what, key, promised in (
        ("a message sealed to four", "message", 100),
        ("a photo of 5 MB sealed to four", "photo", 500),
        ("the photo opened", "openPhoto", None),
        ("the photo granted to one more", "grant", None),
        (f"{NOTICES:,} notices opened", "opening", None),
        ("and searched", "searching", None),
        ("a key wrapped under a passphrase", "wrap", None),
        ("and unwrapped", "unwrap", None),
    ):
        yield Measure(f"{name}: {what}", found[key], promised)
    both = found["opening"] + found["searching"]
    yield Measure(f"{name}: opened and searched, both", both / 1000, 5, "s")
    yield Measure(f"{name}: a message over the line", found["messageBytes"] / 1000, None, "kB")
    yield Measure(f"{name}: a photo of 5 MB over the line", found["photoBytes"] / 1e6, None, "MB")
