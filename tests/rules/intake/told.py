"""What a text tells: shared ways in which the tests of reading ask."""

from pathlib import Path
from typing import Any

import pytest

from chungtay.rules.intake import Draft, paper_of_lines, read_paper, text_of

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "texts"
EXAMPLES = ROOT / "examples"


def shared_text(name: str) -> str:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared text {name} is not on this machine")
    return path.read_text(encoding="utf-8")


def draft_of(text: str) -> Draft:
    return read_paper(paper_of_lines(text))


def told(text: str) -> dict[str, Any]:
    return draft_of(text).as_json()


def example(name: str) -> dict[str, Any]:
    return read_paper(text_of(name, (EXAMPLES / name).read_bytes())).as_json()


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """The text with words replaced; a word that is not there would make the test say nothing."""
    for old, new in pairs:
        assert old in text, f"{old!r} is not in the text"
        text = text.replace(old, new)
    return text


def assert_spans_hold(draft: Draft) -> None:
    for span in draft.spans():
        assert draft.text[span["start"] : span["end"]] == span["text"]
        assert span["text"].strip(), f"{span['path']} was read from nothing"
