"""Lays the spans of a draft over the text that they were read from, so that each fact can be seen where it stood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any


@dataclass(frozen=True)
class Stretch:
    """A run of text; `number` leads to its fact, 0 is text that told nothing. `first` carries the anchor."""

    text: str
    number: int = 0
    doubtful: bool = False
    first: bool = False


def paragraphs(text: str, spans: list[dict[str, Any]], numbers: Mapping[str, int]) -> Iterator[list[Stretch]]:
    """The text line by line; where spans lie inside one another the innermost is shown."""
    shown = [span for span in spans if span["path"] in numbers]
    # Wide ones first, so that the narrow ones inside them are painted over them.
    shown.sort(key=lambda span: span["start"] - span["end"])
    painted: list[int] = [-1] * len(text)
    for index, span in enumerate(shown):
        painted[span["start"] : span["end"]] = [index] * (span["end"] - span["start"])
    begun: set[int] = set()
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield list(stretches(text, painted, shown, numbers, begun, at, at + len(line)))
        at += len(line) + 1


def stretches(
    text: str,
    painted: list[int],
    shown: list[dict[str, Any]],
    numbers: Mapping[str, int],
    begun: set[int],
    start: int,
    end: int,
) -> Iterator[Stretch]:
    for index, run in groupby(range(start, end), key=painted.__getitem__):
        places = list(run)
        words = text[places[0] : places[-1] + 1]
        if index < 0:
            yield Stretch(words)
            continue
        number = numbers[shown[index]["path"]]
        yield Stretch(words, number, bool(shown[index].get("doubtful")), number not in begun)
        begun.add(number)
