"""A pen that goes down the drawing: it sets words where there is room for them, and keeps what it drew."""

import re
from collections.abc import Callable, Iterable
from typing import cast, get_args
from unicodedata import category

from .marks import Anchor, Box, Fill, Label, Line, Mark, Path, Stroke
from .words import QUALIFIERS, Words

Measure = Callable[[str, float], float]

TEXT, SMALL, NAME, TINY = 9.0, 8.0, 7.0, 6.0  # letter sizes in points
# Above and below the line that letters stand on, in parts of their size: Ễ and Lao tones on one side, ຸ on the other.
RISE, FALL = 1.05, 0.35
APART = 3.0  # between words and whatever stands beside them
SAMPLE = 16.0  # a sample of the key
STRONG = 1.1  # bold letters are wider than what `measure` knows
_SPACES = re.compile(r"[^\S\u00a0]+")
_INVISIBLE = {"Mn", "Mc", "Me", "Cf"}


class Pen:
    def __init__(self, width: float, words: Words, measure: Measure) -> None:
        self.width, self.words, self.measure = round(width, 2), words, measure
        self.y = 0.0
        self.marks: list[Mark] = []

    @property
    def height(self) -> float:
        return round(self.y, 2)

    def box(self, x: float, y: float, width: float, height: float, fill: Fill) -> None:
        self.marks.append(Box(round(x, 2), round(y, 2), round(width, 2), round(height, 2), fill))

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: Stroke) -> None:
        self.marks.append(Line(round(x1, 2), round(y1, 2), round(x2, 2), round(y2, 2), stroke))

    def path(self, points: Iterable[tuple[float, float]], fill: Fill) -> None:
        self.marks.append(Path(tuple((round(x, 2), round(y, 2)) for x, y in points), fill))

    def label(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT,
        anchor: Anchor = "start",
        strong: bool = False,
    ) -> None:
        """`y` is the top of the room that the line takes: its letters stand `RISE` below."""
        if text:
            line = round(y + RISE * size, 2)
            self.marks.append(Label(round(x, 2), line, text, size, anchor, strong))

    def wide(self, text: str, size: float = TEXT, *, strong: bool = False) -> float:
        return self.measure(text, size) * (STRONG if strong else 1.0)

    def fitted(self, text: str, room: float, size: float = TEXT, *, strong: bool = False) -> str:
        """As much of the words as there is room for, with an ellipsis; no letter loses its marks."""
        text = _SPACES.sub(" ", text).strip(" ")
        if self.wide(text, size, strong=strong) <= room:
            return text
        low, high = 0, len(text)
        while low < high:  # the longest beginning that fits
            middle = (low + high + 1) // 2
            if self.wide(f"{text[:middle]}…", size, strong=strong) <= room:
                low = middle
            else:
                high = middle - 1
        while low and category(text[low]) in _INVISIBLE:
            low -= 1
        kept = text[:low].rstrip()
        return f"{kept}…" if kept else ""

    def note(self, text: str) -> None:
        """A line of its own below what was drawn."""
        self.label(0, self.y, self.fitted(text, self.width, SMALL), size=SMALL)
        self.y += line_height(SMALL)

    def qualified(self, qualifiers: Iterable[str]) -> None:
        """Says what the sign before numbers means, where one stands."""
        if any(one in QUALIFIERS for one in qualifiers):
            self.note(self.words.roughly)

    def key(self, samples: Iterable[tuple[Fill | Stroke, str]]) -> None:
        """Samples with their words, in as many lines as they need."""
        self.y += APART
        x = 0.0
        for look, words in samples:
            text = self.fitted(words, self.width - SAMPLE - APART, SMALL)
            taken = SAMPLE + APART + self.wide(text, SMALL)
            if x and x + taken > self.width:
                x, self.y = 0.0, self.y + line_height(SMALL)
            self._sample(x, look)
            self.label(x + SAMPLE + APART, self.y, text, size=SMALL)
            x += taken + 4 * APART
        if x:
            self.y += line_height(SMALL)

    def upright(self, x: float, top: float, below: float, stroke: Stroke) -> None:
        """A line through whatever stands there, with a little paper on both sides, so that it is seen on a bar too."""
        left, right = max(0.0, x - 1.2), min(self.width, x + 1.2)
        self.box(left, top, right - left, below - top, "paper")
        self.line(x, top, x, below, stroke)

    def _sample(self, x: float, look: Fill | Stroke) -> None:
        tall = line_height(SMALL)
        if look in ("due", "today"):
            self.line(x + SAMPLE / 2, self.y + 1, x + SAMPLE / 2, self.y + tall - 1, cast(Stroke, look))
        elif look in get_args(Stroke):  # dashes need length to be told apart
            self.line(x, self.y + tall / 2, x + SAMPLE, self.y + tall / 2, cast(Stroke, look))
        else:
            self.box(x, self.y + 2, SAMPLE, tall - 4, cast(Fill, look))


def line_height(size: float = TEXT) -> float:
    return (RISE + FALL) * size


def one_after_another(wanted: Iterable[tuple[float, float]]) -> list[bool]:
    """Which of some stretches (from, to), the most wanted first, can stand without touching another that stands."""
    standing: list[tuple[float, float]] = []
    given = []
    for start, end in wanted:
        free = all(end + APART <= other or start >= last + APART for other, last in standing)
        if free:
            standing.append((start, end))
        given.append(free)
    return given
